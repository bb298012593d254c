// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/compilereport.h"
#include "processgraph/compiler/donorenvelope.h"
#include "processgraph/reports/reportpages.h"
#include "processgraph/reports/reportwords.h"

namespace cytoloom {

/// The words of a compile report: its own ("compile.word.…"), else those of the batch report. A
/// value; any thread.
class CompileWords
{
public:
    explicit CompileWords(Language language)
        : m_words(language)
    { }
    [[nodiscard]] Language language() const { return m_words.language(); }
    [[nodiscard]] QString word(const QString &code) const;
    [[nodiscard]] QString word(const char *code) const { return word(QString::fromLatin1(code)); }
    [[nodiscard]] QString status(RecipeStatus status) const;
    [[nodiscard]] QString text(const Message &message) const;
    [[nodiscard]] QString remedy(const Message &message) const;
    [[nodiscard]] QString role(const QString &role) const { return m_words.named("role", role); }

private:
    ReportWords m_words;
};

/// Writes the sections of a compile report onto pages. One use per pass; what it is given outlives
/// it.
class CompileSections
{
public:
    CompileSections(const CompileReport &report, const CompileWords &words, ReportPages &pages);
    /// \p donors: null leaves its section out.
    void write(const DonorEnvelope *donors);

private:
    void summary();
    void times();
    void conflict();
    void cells();
    void vessels();
    void holds();
    void criticalPath();
    void occupation();
    void staff();
    void materials();
    void findings();
    void waivers();
    void proofs();
    void envelope(const DonorEnvelope &envelope);
    void finishFans(const DonorEnvelope &envelope);
    void assumptions();

    [[nodiscard]] QString word(const char *code) const { return m_words.word(code); }
    [[nodiscard]] QString word(const QString &code) const { return m_words.word(code); }
    [[nodiscard]] QString name(const ElementId &id) const;
    /// With its unit procedure, where steps of one name stand in several.
    [[nodiscard]] QString place(const ElementId &id) const;
    [[nodiscard]] QString names(const QVector<ElementId> &ids) const;
    [[nodiscard]] QString place(const FindingPlace &place) const;
    [[nodiscard]] QString roleName(const RoleId &role) const;

    const CompileReport &m_report;
    const CompileWords &m_words;
    ReportPages &m_pages;
};

} // namespace cytoloom
