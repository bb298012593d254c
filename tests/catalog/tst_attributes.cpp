// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/attributeset.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestAttributes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asAMap();
    void typed();
};

// Whatever is set and removed in which order: the answers are those of a plain map.
void TestAttributes::asAMap()
{
    QStringList names {u""_s, u"a"_s, u"ab"_s, u"ba"_s, u"灭菌"_s};
    for (const AttributeDefinition &definition : AttributeSet::shipped().definitions())
        names.append(definition.id);
    QVERIFY(names.size() > 100);
    QRandomGenerator random(7);
    const auto any = [&] { return names[random.bounded(names.size())]; };
    for (int round = 0; round < 200; ++round) {
        Attributes attributes;
        QMap<QString, AttributeValue> plain;
        const int steps = random.bounded(60);
        for (int step = 0; step < steps; ++step) {
            const QString name = any();
            if (random.bounded(3) == 0) {
                attributes.remove(name);
                plain.remove(name);
            } else {
                attributes.set(name, QString::number(step));
                plain.insert(name, QString::number(step));
            }
        }
        QCOMPARE(attributes.values(), plain);
        QCOMPARE(attributes.isEmpty(), plain.isEmpty());
        Attributes again; // what was removed on the way has left nothing behind
        for (auto each = plain.cbegin(); each != plain.cend(); ++each)
            again.set(each.key(), *each);
        QVERIFY(again == attributes);
        for (const QString &name : std::as_const(names)) {
            QCOMPARE(attributes.has(name), plain.contains(name));
            QCOMPARE(attributes.text(name),
                plain.contains(name) ? std::get<QString>(plain.value(name)) : QString());
        }
    }
}

// A getter of another type answers as if the attribute were absent.
void TestAttributes::typed()
{
    Attributes attributes;
    attributes.set(u"closed"_s, false);
    attributes.set(u"names"_s, QStringList {u"x"_s});
    QVERIFY(attributes.has(u"closed"_s));
    QVERIFY(!attributes.flag(u"closed"_s));
    QCOMPARE(attributes.text(u"closed"_s), QString());
    QCOMPARE(attributes.texts(u"names"_s), QStringList {u"x"_s});
    QVERIFY(!attributes.duration(u"names"_s));
    QVERIFY(!attributes.time(u"nothing"_s));
}

QTEST_GUILESS_MAIN(TestAttributes)
#include "tst_attributes.moc"
