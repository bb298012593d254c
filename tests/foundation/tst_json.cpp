// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/jsonreader.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_refuses_data();
    void parse_refuses();
    void parse_remembersPlacesAndOrder();
    void parse_oneLongLine();
    void numbers_data();
    void numbers();
    void write_readsBackTheSame();
    void write_givesAlwaysADocument();
    void reader_reportsEverythingWithItsPlace();
    void reader_missingObjectIsReportedOnce();
    void reader_largeObject();
};

void TestJson::parse_refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << u"json.syntax"_s << 1;
    QTest::newRow("cut off") << QByteArray("{\n \"a\": [1,\n") << u"json.syntax"_s << 3;
    QTest::newRow("second value") << QByteArray("{}\n{}") << u"json.syntax"_s << 2;
    QTest::newRow("comment") << QByteArray("// no\n{}") << u"json.syntax"_s << 1;
    QTest::newRow("NaN") << QByteArray("[\nNaN]") << u"json.syntax"_s << 2;
    QTest::newRow("number too big") << QByteArray("[1e999]") << u"json.syntax"_s << 1;
    QTest::newRow("key twice") << QByteArray("{\"a\": 1,\n \"a\": 2}") << u"json.duplicateKey"_s
                               << 2;
    QTest::newRow("not UTF-8") << QByteArray("{\n\"a\": \"\xff\"}") << u"json.encoding"_s << 2;
    QTest::newRow("too deep") << QByteArray(100'000, '[') << u"json.tooDeep"_s << 1;
}

void TestJson::parse_refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, code);
    QFETCH(const int, line);
    const Result<JsonValue> result = parseJson(text, u"bad.json"_s);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code(), code);
    QCOMPARE(result.error().place.line, line);
    QCOMPARE(result.error().place.file, u"bad.json"_s);
}

void TestJson::parse_remembersPlacesAndOrder()
{
    const auto root = parseJson("{\"z\": 1,\n  \"温度\": [true,\n null]}", u"x"_s);
    QVERIFY(root.ok());
    QCOMPARE(root->members().size(), 2);
    QCOMPARE(root->members()[0].key, u"z"_s);
    const JsonValue *list = root->find(u"温度");
    QVERIFY(list);
    QCOMPARE(list->line(), 2);
    QCOMPARE(list->column(), 9);
    QCOMPARE(list->items()[1].line(), 3);
}

/// A file of another program is one line of megabytes: each value knows its column without counting
/// from the beginning, which took hours (the limit of ctest ends this test then).
void TestJson::parse_oneLongLine()
{
    QByteArray text("[");
    constexpr int Count = 400'000;
    for (int i = 0; i < Count; ++i)
        text += "\"\xE6\xB8\xA9\xF0\x9F\xA7\xAB\",1,"; // 温🧫: two code units and one
    const auto root = parseJson(text + "2]", u"long.json"_s);
    QVERIFY(root.ok());
    constexpr int Width = 8; // quotes, three code units, commas, the number
    for (const int i : {0, 1, 1000, Count - 1}) {
        QCOMPARE(root->items()[2 * i].column(), 2 + i * Width);
        QCOMPARE(root->items()[2 * i + 1].column(), 8 + i * Width);
        QCOMPARE(root->items()[2 * i].line(), 1);
    }
    const auto broken = parseJson(text + "]", u"long.json"_s);
    QVERIFY(!broken.ok());
    QCOMPARE(broken.error().place.column, 2 + Count * Width);
}

void TestJson::write_readsBackTheSame()
{
    JsonValue value = JsonValue::object();
    value.insert(u"text"_s, JsonValue(u"引号 \" \n €"_s));
    value.insert(u"third"_s, JsonValue(1.0 / 3.0));
    value.insert(u"whole"_s, JsonValue(37.0));
    value.insert(u"big"_s, JsonValue(1e300));
    value.insert(u"list"_s, JsonValue::array({JsonValue(true), JsonValue(), JsonValue(-5)}));
    for (const QByteArray &text : {value.toJson(), value.toCompactJson()}) {
        const auto back = parseJson(text, u"x"_s);
        QVERIFY(back.ok());
        QVERIFY(*back == value);
    }
    QVERIFY(value.toCompactJson().contains("\"whole\":37,"));
}

void TestJson::numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("whole") << QByteArray("37") << 37.0;
    QTest::newRow("negative") << QByteArray("-90") << -90.0;
    QTest::newRow("fraction") << QByteArray("0.1") << 0.1;
    QTest::newRow("exponent") << QByteArray("1.5E+8") << 1.5e8;
    QTest::newRow("17 digits") << QByteArray("9007199254740993") << 9007199254740992.0;
    QTest::newRow("beyond 64 bits")
        << QByteArray("12345678901234567890123") << 1.2345678901234568e22;
    QTest::newRow("least") << QByteArray("5e-324") << 5e-324;
    QTest::newRow("too small is nothing") << QByteArray("1e-999") << 0.0;
    QTest::newRow("largest") << QByteArray("1.7976931348623157e308") << 1.7976931348623157e308;
    // Undefined in RapidJSON: a zero of more digits than it counts.
    QTest::newRow("zero") << QByteArray("0." + QByteArray(40, '0') + "e-30") << 0.0;
    QTest::newRow("long zero") << QByteArray("0." + QByteArray(800, '0')) << 0.0;
}

void TestJson::numbers()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    const auto read = parseJson("[" + text + "]", u"n.json"_s);
    QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().message.args[u"reason"_s]));
    QCOMPARE(read->items().first().type(), JsonValue::Type::Number);
    QCOMPARE(read->items().first().toDouble(), value);
}

/// Whatever a value holds, what is written can be read: a journal row that cannot is a lost batch.
void TestJson::write_givesAlwaysADocument()
{
    JsonValue value = JsonValue::object();
    value.insert(u"nan"_s, JsonValue(qQNaN()));
    value.insert(u"infinite"_s, JsonValue(-qInf()));
    value.insert(u"denormal"_s, JsonValue(5e-324));
    value.insert(u"half a pair"_s, JsonValue(u"x"_s + QChar(0xD83D)));
    value.insert(u"other half"_s, JsonValue(u"x"_s + QChar(0xDE00) + u"y"_s));
    value.insert(u"zero"_s, JsonValue(u"a"_s + QChar(0) + u"b"_s));
    value.insert(u"noncharacter"_s, JsonValue(QString(QChar(0xFFFF))));
    value.insert(u"controls"_s, JsonValue(u"\x1\x1f\x7f\u2028"_s));
    const auto again = parseJson(value.toCompactJson(), u"again.json"_s);
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().code()));
    QCOMPARE(again->find(u"nan")->type(), JsonValue::Type::Null);
    QCOMPARE(again->find(u"infinite")->type(), JsonValue::Type::Null);
    QCOMPARE(again->find(u"denormal")->toDouble(), 5e-324);
    QCOMPARE(again->find(u"zero")->toString().size(), 3);
    QVERIFY(parseJson(value.toJson(), u"again.json"_s).ok());
}

void TestJson::reader_reportsEverythingWithItsPlace()
{
    const auto root = parseJson(R"({
 "name": 5,
 "volume": "12 parsnips",
 "band": [8, 2],
 "kind": "sideways",
 "surplus": 1,
 "list": [ {"n": 3}, 7 ]
})",
        u"r.json"_s);
    QVERIFY(root.ok());
    JsonReader reader(*root, u"r.json"_s);
    reader.string("name");
    reader.quantity("volume");
    reader.range("band");
    reader.word<int>("kind", {{u"up"_s, 1}, {u"down"_s, 2}});
    reader.number("absent");
    QVector<int> numbers;
    reader.eachObject("list", [&](JsonReader item) { numbers << item.integer("n", 0, 2); });
    reader.done();

    QStringList found;
    for (const Error &problem : reader.problems())
        found << u"%1 %2 %3"_s.arg(problem.code(), problem.place.path).arg(problem.place.line);
    const QStringList expected {u"json.type $.name 2"_s, u"unit.unknown $.volume 3"_s,
        u"json.rangeOrder $.band 4"_s, u"json.word $.kind 5"_s, u"json.missing $.absent 1"_s,
        u"json.range $.list[0].n 7"_s, u"json.type $.list[1] 7"_s,
        u"json.unknownField $.surplus 6"_s};
    QCOMPARE(found, expected);
    QCOMPARE(reader.result().error().message.args[u"more"_s], u"7"_s);
}

void TestJson::reader_missingObjectIsReportedOnce()
{
    const auto root = parseJson("{}", u"r.json"_s);
    JsonReader reader(*root, u"r.json"_s);
    JsonReader header = reader.object("header");
    header.string("a");
    header.number("b");
    QCOMPARE(reader.problems().size(), 1);
    QCOMPARE(reader.problems()[0].place.path, u"$.header"_s);
}

// Thousands of members are found by their hash: nothing about what is said of them changes.
void TestJson::reader_largeObject()
{
    constexpr int many = 20'000;
    QByteArray text = "{";
    for (int i = 0; i < many; ++i)
        text += "\n\"m" + QByteArray::number(i) + "\": " + QByteArray::number(i) + ',';
    text.back() = '}';
    const auto root = parseJson(text, u"r.json"_s);
    QVERIFY(root.ok());
    JsonReader reader(*root, u"r.json"_s);
    double sum = 0;
    for (int i = many - 1; i > 0; --i) {
        const QByteArray key = "m" + QByteArray::number(i);
        QVERIFY(reader.has(key.constData()));
        if (i != 500)
            sum += reader.number(key.constData());
    }
    QCOMPARE(sum, many * (many - 1) / 2.0 - 500);
    QVERIFY(!reader.has("m20000"));
    reader.string("m7");
    reader.number("absent");
    reader.done();
    QStringList found;
    for (const Error &problem : reader.problems())
        found << u"%1 %2 %3"_s.arg(problem.code(), problem.place.path).arg(problem.place.line);
    QCOMPARE(found,
        (QStringList {u"json.type $.m7 9"_s, u"json.missing $.absent 1"_s,
            u"json.unknownField $.m0 2"_s, u"json.unknownField $.m500 502"_s}));
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
