// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace cytoloom {

/// The two languages of the product; they are equal citizens.
enum class Language { En, Zh };

/// A text that a recipe or a catalogue carries in both languages.
struct LocalizedText
{
    QString en;
    QString zh;

    /// The text in \p language, or the other one where this one is missing.
    [[nodiscard]] QString in(Language language) const
    {
        const QString &wanted = language == Language::Zh ? zh : en;
        return wanted.isEmpty() ? (language == Language::Zh ? en : zh) : wanted;
    }
    [[nodiscard]] bool isEmpty() const { return en.isEmpty() && zh.isEmpty(); }
    friend bool operator==(const LocalizedText &, const LocalizedText &) = default;
};

} // namespace cytoloom
