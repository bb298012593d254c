// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/translations.h"

#include <QtCore/QDir>
#include <QtCore/QLibraryInfo>

// Outside any namespace: Q_INIT_RESOURCE declares a global function.
static void initWords()
{
    Q_INIT_RESOURCE(i18n);
}

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// The translator of Qt's own words; it lives and dies with \p owner.
QTranslator &ofQt(QTranslator &owner)
{
    const QString name = u"qtbase"_s;
    if (auto *found = owner.findChild<QTranslator *>(name, Qt::FindDirectChildrenOnly))
        return *found;
    auto *made = new QTranslator(&owner);
    made->setObjectName(name);
    return *made;
}

} // namespace

bool installLanguage(QCoreApplication &application, Language language, QTranslator &translator)
{
    initWords();
    QTranslator &qt = ofQt(translator);
    // Taken out before they are loaded: a change inside an installed one would not be announced.
    application.removeTranslator(&translator);
    application.removeTranslator(&qt);
    if (language == Language::En) // the sources are English but for their plurals
        return translator.load(u":/i18n/cytoloom_en.qm"_s)
            && application.installTranslator(&translator);

    if (qt.load(u"qtbase_zh_CN"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(&qt);
    // The last one installed is asked first: a word of ours wins over one of Qt.
    return translator.load(u":/i18n/cytoloom_zh_CN.qm"_s)
        && application.installTranslator(&translator);
}

} // namespace cytoloom
