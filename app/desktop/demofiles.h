// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

/// What ships with the program, to begin with.
namespace cytoloom::demofiles {

inline const QString Plant = QStringLiteral(":/cytoloom/demo/demo.cyplant.json");
inline const QString CarT = QStringLiteral(":/cytoloom/demo/cart-lentiviral.cyrecipe.json");
inline const QString Msc = QStringLiteral(":/cytoloom/demo/msc-wharton.cyrecipe.json");

} // namespace cytoloom::demofiles
