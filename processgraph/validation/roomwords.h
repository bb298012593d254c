// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/cleanroom.h"

#include <QtCore/QString>

namespace cytoloom {

/// "A" … "D"; the letter is the same in both languages. "–" for unclassified.
[[nodiscard]] inline QString gradeText(Grade grade)
{
    return grade == Grade::Unclassified ? QStringLiteral("–")
                                        : QString(QChar(u'A' + char16_t(int(grade))));
}

/// \p grade is less clean than \p needed.
[[nodiscard]] inline bool isWorse(Grade grade, Grade needed)
{
    return int(grade) > int(needed);
}

} // namespace cytoloom
