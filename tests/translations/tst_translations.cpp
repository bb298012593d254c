// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QtCore/QEvent>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

/// Counts what a widget would hear.
class Listener : public QObject
{
public:
    int changes = 0;

    bool eventFilter(QObject *, QEvent *event) override
    {
        changes += event->type() == QEvent::LanguageChange ? 1 : 0;
        return false;
    }
};

QString word(const char *text)
{
    return QCoreApplication::translate("Words", text);
}

} // namespace

class TstTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The statutory words; two of one row must never be the same (Hold and Pause, Stop and Abort).
    void glossary_data()
    {
        QTest::addColumn<QByteArray>("english");
        QTest::addColumn<QString>("chinese");
        const auto row = [](const char *english, const QString &chinese) {
            QTest::newRow(english) << QByteArray(english) << chinese;
        };
        row("Hold", u"保持"_s);
        row("Pause", u"暂停"_s);
        row("Stop", u"停止"_s);
        row("Abort", u"中止"_s);
        row("Verified", u"复核"_s);
        row("Reviewed", u"审核"_s);
        row("Approved", u"批准"_s);
        row("Released", u"放行"_s);
        row("Qualified person", u"质量受权人"_s);
    }

    void glossary()
    {
        QFETCH(QByteArray, english);
        QFETCH(QString, chinese);
        QTranslator translator;
        QVERIFY(installLanguage(*qApp, Language::Zh, translator));
        QCOMPARE(word(english), chinese);
        QVERIFY(installLanguage(*qApp, Language::En, translator));
        QCOMPARE(word(english), QString::fromLatin1(english));
    }

    void switchesAtRunTime()
    {
        Listener listener;
        qApp->installEventFilter(&listener);
        QTranslator translator;
        QVERIFY(installLanguage(*qApp, Language::Zh, translator));
        QCoreApplication::processEvents();
        QVERIFY(listener.changes > 0);
        listener.changes = 0;
        QVERIFY(installLanguage(*qApp, Language::En, translator));
        QCoreApplication::processEvents();
        QVERIFY(listener.changes > 0);
        QCOMPARE(word("Hold"), u"Hold"_s);
        QVERIFY(installLanguage(*qApp, Language::Zh, translator)); // and back again
        QCOMPARE(word("Hold"), u"保持"_s);
        qApp->removeEventFilter(&listener);
    }

    void pluralHasItsNumber()
    {
        QTranslator translator;
        QVERIFY(installLanguage(*qApp, Language::Zh, translator));
        QCOMPARE(QCoreApplication::translate("cytoloom::Inspector", "%n link(s)", nullptr, 3),
            u"3 条连线"_s);
        QVERIFY(installLanguage(*qApp, Language::En, translator));
        const auto links = [](int n) {
            return QCoreApplication::translate("cytoloom::Inspector", "%n link(s)", nullptr, n);
        };
        QCOMPARE(links(1), u"1 link"_s);
        QCOMPARE(links(3), u"3 links"_s);
        QCOMPARE(links(0), u"0 links"_s);
    }

    void endOfTheTranslatorTakesTheWordsAway()
    {
        {
            QTranslator translator;
            QVERIFY(installLanguage(*qApp, Language::Zh, translator));
            QCOMPARE(word("Abort"), u"中止"_s);
        }
        QCOMPARE(word("Abort"), u"Abort"_s);
    }
};

QTEST_GUILESS_MAIN(TstTranslations)
#include "tst_translations.moc"
