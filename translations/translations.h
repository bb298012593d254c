// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTranslator>

namespace cytoloom {

/// Lets \p application speak \p language from now on: every widget hears QEvent::LanguageChange.
/// Call it at the start and at each change, always with the same \p translator, which holds the
/// words and must live as long as they are asked for; its end takes the words away again. The
/// words of Qt's own dialogs come along where the system has them (Debian: qt6-translations-l10n);
/// without them those dialogs stay English. GUI thread.
/// \return false where the words of \p language are not in the program; the application then
/// speaks English, the language of the sources.
bool installLanguage(QCoreApplication &application, Language language, QTranslator &translator);

} // namespace cytoloom
