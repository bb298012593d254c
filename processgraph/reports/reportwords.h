// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/reports/batchreport.h"

namespace cytoloom {

/// The words and figures of a report in one language. Codes of the record become words here and
/// nowhere else; one that has no words stands as it is, never as nothing. A value; any thread.
class ReportWords
{
public:
    explicit ReportWords(Language language)
        : m_language(language)
    { }

    [[nodiscard]] Language language() const { return m_language; }
    /// "report.word.<code>".
    [[nodiscard]] QString word(const QString &code) const;
    [[nodiscard]] QString word(const char *code) const { return word(QString::fromLatin1(code)); }
    /// A word of a record, such as "qualified-person" of the kind "role".
    [[nodiscard]] QString named(const char *kind, const QString &code) const;
    [[nodiscard]] QString state(ProceduralState state) const;
    /// One sentence for what a person did or what was out of the ordinary.
    [[nodiscard]] QString sentence(const JournalEvent &event) const;

    [[nodiscard]] static QString time(UtcTime time); ///< "2026-11-22 12:20:40", "–" for the epoch
    [[nodiscard]] static QString figure(double value); ///< five significant digits
    [[nodiscard]] static QString range(const Range &range); ///< "36 … 38", "≥ 15", "–"
    [[nodiscard]] static QString symbol(const Unit &unit); ///< "–" where there is none
    [[nodiscard]] static QString limit(const Criterion &criterion); ///< "≥ 70 %"

private:
    Language m_language;
};

} // namespace cytoloom
