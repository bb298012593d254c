// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/readplan.h"
#include "devices/protocol/registervalue.h"
#include "tests/devices/peers.h"

using namespace cytoloom;
using namespace cytoloom::testing;
using namespace Qt::StringLiterals;

using Words = QVector<quint16>;

class TestRegisterValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesAndEncodes_data()
    {
        QTest::addColumn<RegisterType>("type");
        QTest::addColumn<WordOrder>("order");
        QTest::addColumn<Words>("words");
        QTest::addColumn<double>("raw");
        // 37.25 is 0x42150000; 0x01020304 shows where each byte goes.
        QTest::newRow("f32 ABCD") << RegisterType::F32 << WordOrder::ABCD << Words {0x4215, 0}
                                  << 37.25;
        QTest::newRow("f32 CDAB") << RegisterType::F32 << WordOrder::CDAB << Words {0, 0x4215}
                                  << 37.25;
        QTest::newRow("f32 BADC") << RegisterType::F32 << WordOrder::BADC << Words {0x1542, 0}
                                  << 37.25;
        QTest::newRow("f32 DCBA") << RegisterType::F32 << WordOrder::DCBA << Words {0, 0x1542}
                                  << 37.25;
        QTest::newRow("u32 ABCD") << RegisterType::U32 << WordOrder::ABCD << Words {0x0102, 0x0304}
                                  << double(0x01020304);
        QTest::newRow("u32 CDAB") << RegisterType::U32 << WordOrder::CDAB << Words {0x0304, 0x0102}
                                  << double(0x01020304);
        QTest::newRow("u32 BADC") << RegisterType::U32 << WordOrder::BADC << Words {0x0201, 0x0403}
                                  << double(0x01020304);
        QTest::newRow("u32 DCBA") << RegisterType::U32 << WordOrder::DCBA << Words {0x0403, 0x0201}
                                  << double(0x01020304);
        QTest::newRow("i16") << RegisterType::I16 << WordOrder::ABCD << Words {0xFFFB} << -5.0;
        QTest::newRow("u16 swapped")
            << RegisterType::U16 << WordOrder::BADC << Words {0x0100} << 1.0;
        QTest::newRow("i32") << RegisterType::I32 << WordOrder::ABCD << Words {0xFFFF, 0xFFFE}
                             << -2.0;
        QTest::newRow("i64") << RegisterType::I64 << WordOrder::CDAB
                             << Words {0xFFFD, 0xFFFF, 0xFFFF, 0xFFFF} << -3.0;
        QTest::newRow("f64") << RegisterType::F64 << WordOrder::ABCD << Words {0x4042, 0xA000, 0, 0}
                             << 37.25;
    }
    void decodesAndEncodes()
    {
        QFETCH(RegisterType, type);
        QFETCH(WordOrder, order);
        QFETCH(Words, words);
        QFETCH(double, raw);
        DeviceTag tag
            = tagOf("t", RegisterTable::HoldingRegisters, 0, type, TagDirection::ReadWrite);
        tag.order = order;
        QCOMPARE(rawFromWords(words, tag), raw);
        const auto encoded = wordsFromValue(raw, tag);
        QVERIFY(encoded);
        QCOMPARE(*encoded, words);
        QVERIFY(qIsNaN(rawFromWords(words.mid(1), tag)));
    }

    /// Numbers that Python's struct has put into registers (tests/devices/registervalues.py).
    void independentValues_data()
    {
        QTest::addColumn<RegisterType>("type");
        QTest::addColumn<WordOrder>("order");
        QTest::addColumn<double>("value");
        QTest::addColumn<Words>("words");
        const QMap<QByteArray, RegisterType> types {{"u16", RegisterType::U16},
            {"i16", RegisterType::I16}, {"u32", RegisterType::U32}, {"i32", RegisterType::I32},
            {"f32", RegisterType::F32}, {"f64", RegisterType::F64}, {"i64", RegisterType::I64}};
        const QMap<QByteArray, WordOrder> orders {{"ABCD", WordOrder::ABCD},
            {"CDAB", WordOrder::CDAB}, {"BADC", WordOrder::BADC}, {"DCBA", WordOrder::DCBA}};
        QFile file(QStringLiteral(CYTOLOOM_TEST_DATA "/devices/registervalues.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.readLine();
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            const QList<QByteArray> cells = line.split(',');
            QVERIFY(cells.size() == 4 && types.contains(cells[0]) && orders.contains(cells[1]));
            const QByteArray bytes = QByteArray::fromHex(cells[3]);
            Words words;
            for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
                words << quint16((quint8(bytes[i]) << 8) | quint8(bytes[i + 1]));
            QTest::newRow(line.constData())
                << types[cells[0]] << orders[cells[1]] << cells[2].toDouble() << words;
        }
    }
    void independentValues()
    {
        QFETCH(RegisterType, type);
        QFETCH(WordOrder, order);
        QFETCH(double, value);
        QFETCH(Words, words);
        DeviceTag tag
            = tagOf("t", RegisterTable::HoldingRegisters, 0, type, TagDirection::ReadWrite);
        tag.order = order;
        QVERIFY(rawFromWords(words, tag) == value); // to the last bit
        const auto written = wordsFromValue(value, tag);
        QVERIFY(written);
        QCOMPARE(*written, words);
        // Seen through scale and offset it comes back within what the register can tell.
        tag.scale = -0.25;
        tag.offset = 12.5;
        const double shown = valueFromRaw(rawFromWords(words, tag), tag);
        const auto again = wordsFromValue(shown, tag);
        if (!again) { // beyond the type once offset and scale have rounded
            QVERIFY(std::abs(value) >= 2147483647.0);
            return;
        }
        const double back = valueFromRaw(rawFromWords(*again, tag), tag);
        QVERIFY(std::abs(back - shown) <= resolution(shown, tag));
    }

    void scales()
    {
        DeviceTag tag = tagOf(
            "t", RegisterTable::HoldingRegisters, 0, RegisterType::I16, TagDirection::ReadWrite);
        tag.scale = 0.1;
        tag.offset = -40;
        QCOMPARE(valueFromRaw(rawFromWords({770}, tag), tag), 37.0);
        QCOMPARE(*wordsFromValue(37.04, tag), Words {770});
        QVERIFY(resolution(37, tag) >= 0.05 && resolution(37, tag) < 0.06);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<RegisterType>("type");
        QTest::addColumn<double>("value");
        QTest::newRow("u16 negative") << RegisterType::U16 << -1.0;
        QTest::newRow("u16 large") << RegisterType::U16 << 65536.0;
        QTest::newRow("i16 large") << RegisterType::I16 << 32768.0;
        QTest::newRow("bool 2") << RegisterType::Bool << 2.0;
        QTest::newRow("bool between") << RegisterType::Bool << 0.5;
        QTest::newRow("i16 small") << RegisterType::I16 << -32769.0;
        QTest::newRow("u32 large") << RegisterType::U32 << 4294967296.0;
        QTest::newRow("i32 large") << RegisterType::I32 << 2147483648.0;
        QTest::newRow("infinite") << RegisterType::I64 << qInf();
        QTest::newRow("f32 infinite") << RegisterType::F32 << 1e39;
        QTest::newRow("nan") << RegisterType::F64 << qQNaN();
        QTest::newRow("i64 inexact") << RegisterType::I64 << 1e19;
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(RegisterType, type);
        QFETCH(double, value);
        const auto words
            = wordsFromValue(value, tagOf("t", RegisterTable::HoldingRegisters, 0, type));
        QVERIFY(!words);
        QCOMPARE(words.error().code(), u"device.notRepresentable"_s);
    }

    void bitInRegister()
    {
        DeviceTag tag = tagOf("t", RegisterTable::HoldingRegisters, 0, RegisterType::Bool);
        tag.bit = 3;
        QCOMPARE(rawFromWords({8}, tag), 1.0);
        QCOMPARE(rawFromWords({0xFFF7}, tag), 0.0);
    }

    void writesOneBit_data()
    {
        QTest::addColumn<WordOrder>("order");
        QTest::addColumn<int>("mask"); // of bit 3 on the wire
        QTest::newRow("ABCD") << WordOrder::ABCD << 0x0008;
        QTest::newRow("CDAB") << WordOrder::CDAB << 0x0008;
        QTest::newRow("BADC") << WordOrder::BADC << 0x0800;
        QTest::newRow("DCBA") << WordOrder::DCBA << 0x0800;
    }
    void writesOneBit()
    {
        QFETCH(WordOrder, order);
        QFETCH(int, mask);
        DeviceTag tag = tagOf("t", RegisterTable::HoldingRegisters, 0, RegisterType::Bool);
        tag.bit = 3;
        tag.order = order;
        QCOMPARE(int(withBit(0, tag, true)), mask);
        QCOMPARE(int(withBit(0xFFFF, tag, false)), 0xFFFF & ~mask);
        QCOMPARE(rawFromWords({withBit(0, tag, true)}, tag), 1.0);
        QCOMPARE(rawFromWords({quint16(0xFFFF & ~mask)}, tag), 0.0);
    }

    void mergesNeighbours()
    {
        const auto input = RegisterTable::InputRegisters;
        const auto holding = RegisterTable::HoldingRegisters;
        DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp,
            {tagOf("b", input, 2, RegisterType::F32), tagOf("a", input, 0, RegisterType::F32),
                tagOf("far", input, 10, RegisterType::U16),
                tagOf("sp", holding, 4, RegisterType::U16),
                tagOf("go", holding, 5, RegisterType::U16, TagDirection::Write),
                tagOf("sp2", holding, 6, RegisterType::U16),
                tagOf("again", input, 3, RegisterType::U16)});
        const auto blocks = planReads(profile, {0, 1, 2, 3, 4, 5, 6});
        const QVector<ReadBlock> expected {{input, 0, 4, {1, 0, 6}}, {input, 10, 1, {2}},
            {holding, 4, 1, {3}}, {holding, 6, 1, {5}}};
        QCOMPARE(blocks, expected);
        QCOMPARE(wordsOfTag(blocks[0], profile.tags[0], {1, 2, 3, 4}), (Words {3, 4}));
        QVERIFY(wordsOfTag(blocks[0], profile.tags[0], {1, 2, 3}).isEmpty());
    }

    void readsAcrossKnownGapsOnly()
    {
        const auto input = RegisterTable::InputRegisters;
        DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp,
            {tagOf("a", input, 0, RegisterType::U16), tagOf("between", input, 1, RegisterType::F32),
                tagOf("c", input, 3, RegisterType::U16)});
        QCOMPARE(
            planReads(profile, {0, 2}).size(), 1); // register 1 and 2 exist: one read is cheaper
        profile.tags.remove(1);
        QCOMPARE(planReads(profile, {0, 1}).size(), 2);
    }

    void keepsToTheLimit()
    {
        DeviceProfile profile = profileOf(DeviceProtocol::ModbusTcp, {});
        profile.maxRegistersPerRead = 5;
        QVector<int> all;
        for (int i = 0; i < 20; ++i) {
            profile.tags << tagOf("t", RegisterTable::InputRegisters, 2 * i, RegisterType::F32);
            all << i;
        }
        const auto blocks = planReads(profile, all);
        QCOMPARE(blocks.size(), 10);
        int tags = 0;
        for (const ReadBlock &block : blocks) {
            QVERIFY(block.count <= 5);
            tags += int(block.tags.size());
        }
        QCOMPARE(tags, 20);
    }
};

QTEST_GUILESS_MAIN(TestRegisterValue)
#include "tst_registervalue.moc"
