// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/proofmodel.h"

#include "processgraph/compiler/compilejson.h"
#include "processgraph/reports/clausewords.h"
#include "processgraph/reports/compilesections.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString mark(ProofOutcome outcome)
{
    switch (outcome) {
    case ProofOutcome::Passed:
        return u"✓"_s;
    case ProofOutcome::Violated:
        return u"■"_s;
    case ProofOutcome::Waived:
        return u"◇"_s;
    case ProofOutcome::NotAsked:
        return u"?"_s;
    case ProofOutcome::NotApplicable:
        break;
    }
    return u"–"_s;
}

} // namespace

ProofModel::ProofModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{ }

void ProofModel::setReport(const CompileReport &report)
{
    beginResetModel();
    m_rules = report.rules;
    m_places.clear();
    for (const Finding &finding : report.findings) {
        for (const FindingPlace &place : finding.places) {
            if (!place.element.isEmpty() && !m_places.contains(finding.rule))
                m_places.insert(finding.rule, place.element);
        }
    }
    endResetModel();
}

void ProofModel::setLanguage(Language language)
{
    beginResetModel();
    m_language = language;
    endResetModel();
}

void ProofModel::setTheme(const Theme &theme)
{
    beginResetModel();
    m_theme = theme;
    endResetModel();
}

int ProofModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

int ProofModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Clauses + 1;
}

QString ProofModel::text(const RuleProof &proof, int column) const
{
    const CompileWords words(m_language);
    switch (column) {
    case Outcome: {
        QString outcome
            = mark(proof.outcome) + u"  "_s + words.word(u"outcome."_s + toText(proof.outcome));
        if (proof.outcome == ProofOutcome::NotAsked)
            outcome += u" · "_s + words.word(u"why."_s + proof.why);
        else if (proof.findings > 0)
            outcome += u" · "_s + QString::number(proof.findings);
        return outcome;
    }
    case Rule:
        return proof.rule;
    case Title:
        return proof.title.in(m_language);
    case Asked: {
        QStringList asked;
        for (const RuleMoment moment : proof.asked)
            asked << words.word(u"moment."_s + toText(moment));
        return asked.isEmpty() ? u"–"_s : asked.join(u", "_s);
    }
    default:
        break;
    }
    QStringList clauses;
    for (const QString &clause : proof.clauses)
        clauses << clausewords::text(clause, m_language)
                + (proof.unconfirmed.contains(clause) ? u" *"_s : QString());
    return clauses.isEmpty() ? u"–"_s : clauses.join(u"; "_s);
}

QVariant ProofModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const RuleProof &proof = m_rules.at(index.row());
    const bool violated = proof.outcome == ProofOutcome::Violated;
    switch (role) {
    case Qt::DisplayRole:
        return text(proof, index.column());
    case Qt::ToolTipRole:
        return index.column() == Clauses && !proof.unconfirmed.isEmpty()
            ? text(proof, Clauses) + u'\n' + CompileWords(m_language).word("confirmQa")
            : text(proof, index.column());
    case Qt::ForegroundRole:
        if (violated)
            return m_theme.alarm[0];
        if (proof.outcome == ProofOutcome::NotAsked || proof.outcome == ProofOutcome::NotApplicable)
            return m_theme.muted;
        return m_theme.text;
    case Qt::FontRole:
        return Theme::font(Theme::caption, violated || index.column() == Rule);
    case OutcomeRole:
        return int(proof.outcome);
    case ElementRole:
        return m_places.value(proof.rule).value();
    default:
        return {};
    }
}

QVariant ProofModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const char *codes[] {"outcome", "rule", "ruleTitle", "asked", "clauses"};
    return CompileWords(m_language).word(codes[section]);
}

} // namespace cytoloom
