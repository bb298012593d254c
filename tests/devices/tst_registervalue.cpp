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
