// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules said while the batch ran, and what they could not say.
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/reportsections.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

void ReportSections::exceptions()
{
    const auto said = [this](const Message &message) {
        return MessageCatalog::shipped().text(message, m_words.language());
    };
    QVector<QVector<ReportCell>> rows;
    for (const ReportException &item : m_report.exceptions) {
        QStringList details;
        QStringList roles = item.role.split(u", "_s, Qt::SkipEmptyParts);
        for (QString &role : roles)
            role = m_words.named("role", role);
        if (!roles.isEmpty())
            details << roles.join(u", "_s)
                    + (m_words.language() == Language::Zh ? u"："_s : u":"_s);
        if (!item.text.isEmpty())
            details << item.text;
        for (const Message &finding : item.findings)
            details << said(finding);
        rows << QVector<ReportCell> {ReportWords::time(item.time),
            {m_words.named("exception", item.kind), true}, name(item.element),
            item.rules.isEmpty() ? u"–"_s : item.rules.join(u", "_s), details.join(u' '),
            item.person.isEmpty() ? u"–"_s : item.person.value()};
    }
    m_pages.heading(word("ruleExceptions"));
    m_pages.table({{word("time"), 1.9}, {word("event"), 1.5}, {word("step"), 2},
                      {word("rules"), 1.5}, {word("details"), 4}, {word("person"), 1}},
        rows, word("none"));

    rows.clear();
    for (const ReportUnjudged &item : m_report.unjudged)
        rows << QVector<ReportCell> {item.rules.join(u", "_s),
            said(item.why) + u' ' + MessageCatalog::shipped().remedy(item.why, m_words.language())};
    m_pages.heading(word("unjudgedRules"));
    m_pages.paragraph(word(m_report.rulesAsked ? "unjudgedNote" : "rulesNotAsked"), true);
    if (!rows.isEmpty())
        m_pages.table({{word("rules"), 4}, {word("details"), 6}}, rows, word("none"));
}

} // namespace cytoloom
