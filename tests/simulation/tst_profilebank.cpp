// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoplant.h"

#include "devices/protocol/registervalue.h"
#include "devices/simulation/modbusresponder.h"
#include "devices/simulation/profilebank.h"

using namespace Qt::StringLiterals;
using namespace cytoloom;

class TestProfileBank : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatTheSignalSays();
    void writesReachTheSignal();
    void wrongRequestsGetTheirException_data();
    void wrongRequestsGetTheirException();
    void nothingIsHalfWritten();
    void readWriteMultiple();
    void silenceLeadsToTheSafeState();
    void unknownSignalIsRefused();

private:
    std::unique_ptr<demo::Rig> m_rig;
    std::unique_ptr<ProfileBank> m_bank;
    DeviceProfile m_profile;
};

void TestProfileBank::init()
{
    m_rig = std::make_unique<demo::Rig>();
    m_profile = demo::profiles().value(u"bioreactor.cydevice.json"_s);
    Equipment *unit = (*m_rig)->equipment(UnitId(u"BR-01"_s));
    auto made = ProfileBank::make(m_profile, u"BR-01"_s, unit->signalTable(),
        Watchdog(std::chrono::hours(1), std::chrono::minutes(5)), [this] {
            return ProfileBank::Moment {(*m_rig)->now(), (*m_rig)->tick(), true};
        });
    QVERIFY(made);
    m_bank = std::move(*made);
}

void TestProfileBank::readsWhatTheSignalSays()
{
    m_rig->fill("BR-01", 1, 500, 250);
    const DeviceTag *tag = m_profile.tag(u"glucose.pv"_s);
    QVERIFY(tag);
    QVector<quint16> words;
    QCOMPARE(m_bank->read(tag->table, tag->address, 2, words), ModbusException::None);
    const double shown = valueFromRaw(rawFromWords(words, *tag), *tag);
    QVERIFY(std::abs(shown - m_rig->get("BR-01", "glucose.pv")) < 1e-5);
    // A block read that begins in the middle of a value gives the same words.
    QVector<quint16> tail;
    QCOMPARE(m_bank->read(tag->table, tag->address + 1, 1, tail), ModbusException::None);
    QCOMPARE(tail, words.mid(1));
}

void TestProfileBank::writesReachTheSignal()
{
    const DeviceTag *tag = m_profile.tag(u"temperature.sp"_s);
    const auto words = wordsFromValue(36.5, *tag);
    QVERIFY(words);
    QCOMPARE(m_bank->write(tag->table, tag->address, *words), ModbusException::None);
    QVERIFY(std::abs(m_rig->get("BR-01", "temperature.sp") - 36.5) < 1e-6);
}

void TestProfileBank::wrongRequestsGetTheirException_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("unknown function")
        << QByteArray::fromHex("2b0e0100") << QByteArray::fromHex("ab01");
    QTest::newRow("address that is not there")
        << QByteArray::fromHex("0400010001") << QByteArray::fromHex("8402");
    QTest::newRow("beyond the end")
        << QByteArray::fromHex("0403e80064") << QByteArray::fromHex("8402");
    QTest::newRow("too many") << QByteArray::fromHex("0403e8007e") << QByteArray::fromHex("8403");
    QTest::newRow("too short") << QByteArray::fromHex("0403e8") << QByteArray::fromHex("8403");
    QTest::newRow("half of a float")
        << QByteArray::fromHex("0607d00000") << QByteArray::fromHex("8602");
    // temperature.sp = 99 °C (0x42c60000, low word first)
    QTest::newRow("outside the limits")
        << QByteArray::fromHex("1007d0000204000042c6") << QByteArray::fromHex("9003");
    // NaN
    QTest::newRow("no number") << QByteArray::fromHex("1007d000020400007fc0")
                               << QByteArray::fromHex("9003");
    QTest::newRow("no coils here")
        << QByteArray::fromHex("0100000001") << QByteArray::fromHex("8102");
    QTest::newRow("23 too short") << QByteArray::fromHex("1707d0") << QByteArray::fromHex("9703");
}

void TestProfileBank::wrongRequestsGetTheirException()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    const double before = m_rig->get("BR-01", "temperature.sp");
    QCOMPARE(modbusAnswer(*m_bank, request).toHex(), answer.toHex());
    QCOMPARE(m_rig->get("BR-01", "temperature.sp"), before);
}

void TestProfileBank::nothingIsHalfWritten()
{
    const DeviceTag *temperature = m_profile.tag(u"temperature.sp"_s);
    const DeviceTag *ph = m_profile.tag(u"ph.sp"_s);
    QCOMPARE(ph->address, temperature->address + 2);
    const auto good = wordsFromValue(36, *temperature);
    const auto bad = wordsFromValue(13, *ph);
    QVERIFY(good && bad);
    const double before = m_rig->get("BR-01", "temperature.sp");
    QCOMPARE(m_bank->write(temperature->table, temperature->address, *good + *bad),
        ModbusException::IllegalDataValue);
    QCOMPARE(m_rig->get("BR-01", "temperature.sp"), before);
}

void TestProfileBank::readWriteMultiple()
{
    // write temperature.sp = 36 °C (0x42100000, low word first), read it back
    const QByteArray answer = modbusAnswer(*m_bank,
        QByteArray::fromHex("17"
                            "07d00002"
                            "07d0000204"
                            "00004210"));
    QCOMPARE(answer.toHex(), QByteArray("170400004210"));
}

void TestProfileBank::silenceLeadsToTheSafeState()
{
    m_rig->set("BR-01", "perfusion.sp", 1);
    m_rig->set("BR-01", "stirrer.sp", 120);
    m_rig->set("BR-01", "temperature.sp", 37);
    m_rig->run(std::chrono::hours(1));
    m_bank->guard(); // no master has ever shown a heartbeat
    QCOMPARE(m_rig->get("BR-01", "stirrer.sp"), 120.0);
    const DeviceTag *beat = m_profile.tag(m_profile.heartbeat);
    QCOMPARE(m_bank->write(beat->table, beat->address, {1}), ModbusException::None);
    m_rig->run(std::chrono::minutes(4));
    m_bank->guard();
    QCOMPARE(m_rig->get("BR-01", "stirrer.sp"), 120.0);
    m_rig->run(std::chrono::minutes(2));
    m_bank->guard();
    QCOMPARE(m_bank->value(u"watchdog.pv"_s), 1.0);
    QCOMPARE(m_rig->get("BR-01", "perfusion.sp"), 0.0);
    QCOMPARE(m_rig->get("BR-01", "stirrer.sp"), 30.0);
    QCOMPARE(m_rig->get("BR-01", "temperature.sp"), 37.0);
    QCOMPARE(m_bank->write(beat->table, beat->address, {2}), ModbusException::None);
    QCOMPARE(m_bank->value(u"watchdog.pv"_s), 0.0);
}

void TestProfileBank::unknownSignalIsRefused()
{
    Equipment *unit = (*m_rig)->equipment(UnitId(u"INC-01"_s));
    const auto made = ProfileBank::make(m_profile, u"INC-01"_s, unit->signalTable(),
        Watchdog(std::chrono::hours(1), std::chrono::minutes(5)),
        [] { return ProfileBank::Moment {}; });
    QVERIFY(!made);
    QCOMPARE(made.error().code(), u"simulation.unknownSignal"_s);
}

QTEST_GUILESS_MAIN(TestProfileBank)
#include "tst_profilebank.moc"
