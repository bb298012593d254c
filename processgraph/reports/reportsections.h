// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/reports/reportpages.h"
#include "processgraph/reports/reportpdf.h"
#include "processgraph/reports/reportwords.h"

namespace cytoloom {

/// Writes the sections of a report onto pages, in the order of rules.md 4.1. One use per pass; what
/// it is given outlives it.
class ReportSections
{
public:
    /// \p recordHash: SHA-256 of the attached record.json, hex.
    ReportSections(
        const BatchReport &report, Language language, QString recordHash, ReportPages &pages);
    void write(const std::optional<ReportSigner> &signer);
    /// The place for the signature field, from the lower left corner of the last page.
    [[nodiscard]] QRectF signatureBox() const { return m_signatureBox; }

private:
    void header();
    void graph();
    void equipment();
    void steps();
    void parameters();
    void trends();
    void materials();
    void balance();
    void gates();
    void results();
    void entries();
    void timers();
    void alarms();
    void deviations();
    void exceptions();
    void completeness();
    void events();
    void absent();
    void signatures();
    void signatureField(const std::optional<ReportSigner> &signer);

    [[nodiscard]] QString word(const char *code) const { return m_words.word(code); }
    [[nodiscard]] QString name(const ElementId &id) const;
    [[nodiscard]] QString verdict(std::optional<bool> inside) const;

    const BatchReport &m_report;
    const ReportWords m_words;
    const QString m_recordHash;
    ReportPages &m_pages;
    QRectF m_signatureBox;
};

} // namespace cytoloom
