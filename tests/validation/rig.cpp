// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/rig.h"

#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtTest/QTest>

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

PlantUnit vessel(const QString &id, const QString &room)
{
    PlantUnit unit;
    unit.id = UnitId(id);
    unit.equipmentClass = u"vessel"_s;
    unit.room = RoomId(room);
    unit.minVolume = 20;
    unit.maxVolume = 1000;
    const Unit celsius = Unit::parse(u"°C"_s).value();
    unit.capabilities.append({u"temperature"_s, {4, 45}, {10, 42}, celsius});
    for (const QString &signal : {u"temperature.sp"_s, u"temperature.pv"_s}) {
        TagDefinition tag;
        tag.id = TagId(id + u'.' + signal);
        tag.signal = signal;
        tag.unit = celsius;
        unit.tags.append(tag);
    }
    return unit;
}

// The tiny recipes of the tests lack the evidence that other rules ask for.
QStringList rulesUnderTest(const QVector<RuleCase> &cases)
{
    QStringList rules;
    for (const RuleCase &one : cases)
        rules << QString::fromUtf8(one.code).section(u'.', 0, 0);
    rules.removeAll(QString());
    rules.removeDuplicates();
    return rules;
}

QString placeText(const FindingPlace &place)
{
    QStringList parts;
    for (const QString &id : {place.element.value(), place.link.value(), place.parameter.value(),
             place.port.value(), place.unit.value(), place.room.value()}) {
        if (!id.isEmpty())
            parts << id;
    }
    return parts.isEmpty() ? u"-"_s : parts.join(u'/');
}

} // namespace

const Catalog &catalog()
{
    static const Catalog read = [] {
        const auto result
            = Catalog::read(QString::fromUtf8(CYTOLOOM_TEST_DATA) + u"/validation/catalog"_s);
        if (!result)
            qFatal("%s", qPrintable(MessageCatalog::shipped().text(result.error(), Language::En)));
        return *result;
    }();
    return read;
}

Plant plant()
{
    Plant result;
    Room clean;
    clean.id = RoomId(u"R-A"_s);
    clean.grade = Grade::A;
    clean.background = Grade::B;
    Room culture;
    culture.id = RoomId(u"R-C"_s);
    result.rooms = {clean, culture};
    result.units
        = {vessel(u"V-1"_s, u"R-C"_s), vessel(u"V-2"_s, u"R-C"_s), vessel(u"V-A"_s, u"R-A"_s)};
    return result;
}

void addRows(const QVector<RuleCase> &cases)
{
    initResources();
    QTest::addColumn<int>("index");
    for (int i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << i;
}

void check(const QVector<RuleCase> &cases)
{
    QFETCH(const int, index);
    const RuleCase &one = cases[index];
    ValidationInput input = one.input();
    input.rules = rulesUnderTest(cases);
    const QVector<Finding> findings = validate(input, catalog());
    QStringList codes;
    for (const Finding &finding : findings)
        codes << finding.message.code;
    const QString code = QString::fromUtf8(one.code);
    QCOMPARE(codes, code.isEmpty() ? QStringList() : QStringList {code});
    if (code.isEmpty())
        return;
    const Finding &finding = findings.first();
    QVERIFY(code.startsWith(finding.rule + u'.'));
    QStringList places;
    for (const FindingPlace &place : finding.places)
        places << placeText(place);
    QCOMPARE(places.join(u' '), QString::fromUtf8(one.places));
    const MessageCatalog &messages = MessageCatalog::shipped();
    QVERIFY2(messages.contains(code), one.code);
    for (const Language language : {Language::En, Language::Zh}) {
        const QString text = messages.text(finding.message, language);
        QVERIFY2(!text.contains(u'{'), qPrintable(text));
        QVERIFY2(text.contains(QString::fromUtf8(one.words)), qPrintable(text));
        const QString remedy = messages.remedy(finding.message, language);
        QVERIFY2(!remedy.isEmpty() && !remedy.contains(u'{'), qPrintable(remedy));
    }
}

} // namespace cytoloom::test
