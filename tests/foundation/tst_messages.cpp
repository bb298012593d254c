// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"
#include "resources/resources.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void catalogueIsSound();
    void bothLanguagesSayTheSame();
    void errorReadsWithItsPlace();
    void oneFullStopIsEnough();
    void unknownCodeIsNeverSilent();
};

void TestMessages::catalogueIsSound()
{
    QCOMPARE(MessageCatalog::shipped().problems(), QStringList());
    QVERIFY(MessageCatalog::shipped().codes().size() > 20);
}

void TestMessages::bothLanguagesSayTheSame()
{
    static const QRegularExpression argument(uR"(\{(\w+)\})"_s);
    const auto arguments = [](const QString &text) {
        QSet<QString> names;
        for (auto it = argument.globalMatch(text); it.hasNext();)
            names << it.next().captured(1);
        return names;
    };
    for (const QString &code : MessageCatalog::shipped().codes()) {
        const Message message {code, {}};
        const QString en = MessageCatalog::shipped().text(message, Language::En);
        const QString zh = MessageCatalog::shipped().text(message, Language::Zh);
        QVERIFY2(!en.isEmpty() && !zh.isEmpty(), qPrintable(code));
        QVERIFY2(en != zh, qPrintable(code + u": one language is missing"_s));
        QVERIFY2(arguments(en) == arguments(zh), qPrintable(code + u": arguments differ"_s));
        QCOMPARE(MessageCatalog::shipped().remedy(message, Language::En).isEmpty(),
            MessageCatalog::shipped().remedy(message, Language::Zh).isEmpty());
    }
}

void TestMessages::errorReadsWithItsPlace()
{
    const Error error(u"json.missing"_s, {{u"field"_s, u"id"_s}, {u"expected"_s, u"text"_s}},
        {u"a.json"_s, u"$.procedure"_s, 7, 3});
    QCOMPARE(MessageCatalog::shipped().text(error, Language::En),
        u"a.json:7:3: The field “id” (text) is missing. ($.procedure) Add it."_s);
    QVERIFY(MessageCatalog::shipped().text(error, Language::Zh).contains(u"缺少字段“id”"));
}

void TestMessages::oneFullStopIsEnough()
{
    for (const QString &code : MessageCatalog::shipped().codes()) {
        const Message message {
            code, {{u"reason"_s, u"It was refused."_s}, {u"problem"_s, u"It was refused."_s}}};
        for (const Language language : {Language::En, Language::Zh}) {
            const QString text = MessageCatalog::shipped().text(message, language);
            QVERIFY2(!text.contains(u"refused.."_s) && !text.contains(u"refused.。"_s),
                qPrintable(text));
        }
    }
}

void TestMessages::unknownCodeIsNeverSilent()
{
    const Message message {u"no.such.code"_s, {{u"a"_s, u"1"_s}}};
    QCOMPARE(MessageCatalog::shipped().text(message, Language::Zh), u"no.such.code a=1"_s);
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
