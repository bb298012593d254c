// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/compilehead.h"

#include "processgraph/compiler/compilejson.h"
#include "processgraph/reports/compilesections.h"
#include "widgets/common/elidedlabel.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

CompileHead::CompileHead(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_mark(new QLabel)
    , m_verdict(new ElidedLabel)
    , m_basis(new ElidedLabel)
    , m_state(new QLabel)
    , m_progress(new QProgressBar)
    , m_again(new QPushButton)
    , m_cancel(new QPushButton)
    , m_pdf(new QPushButton)
    , m_json(new QPushButton)
{
    setProperty("panel", u"raised"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::space4, Theme::space2, Theme::space4, Theme::space2);
    row->setSpacing(Theme::space3);
    m_mark->setFixedSize(28, 28);
    m_verdict->setObjectName(u"verdict"_s);
    m_verdict->setProperty("role", u"section"_s);
    m_basis->setObjectName(u"verdictBasis"_s);
    m_basis->setProperty("role", u"caption"_s);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_verdict);
    texts->addWidget(m_basis);
    m_state->setObjectName(u"compileState"_s);
    m_state->setProperty("role", u"caption"_s);
    m_progress->setObjectName(u"compileProgress"_s);
    m_progress->setFixedWidth(160);
    m_cancel->setObjectName(u"compileCancel"_s);
    m_again->setObjectName(u"compileAgain"_s);
    m_again->setProperty("role", u"primary"_s);
    m_pdf->setObjectName(u"compilePdf"_s);
    m_json->setObjectName(u"compileJson"_s);
    row->addWidget(m_mark);
    row->addLayout(texts, 1);
    for (QWidget *each :
        std::initializer_list<QWidget *> {m_state, m_progress, m_cancel, m_again, m_pdf, m_json})
        row->addWidget(each);
    connect(m_again, &QPushButton::clicked, this, &CompileHead::againRequested);
    connect(m_cancel, &QPushButton::clicked, this, &CompileHead::cancelRequested);
    connect(m_pdf, &QPushButton::clicked, this, &CompileHead::savePdfRequested);
    connect(m_json, &QPushButton::clicked, this, &CompileHead::saveJsonRequested);
    CompileHead::retranslate();
    CompileHead::restyle();
}

QString CompileHead::verdictText(const CompileReport &report) const
{
    const int errors = report.errors(), all = int(report.findings.size());
    const int waived = int(std::count_if(report.findings.cbegin(), report.findings.cend(),
        [](const Finding &finding) { return finding.waived; }));
    if (all == 0)
        return tr("Clean: no findings");
    QString text = tr("%n finding(s)", nullptr, all);
    text += errors > 0 ? u" · "_s + tr("%n error(s)", nullptr, errors) : u" · "_s + tr("no error");
    if (waived > 0)
        text += u" · "_s + tr("%1 waived").arg(waived);
    return text;
}

QString CompileHead::basisText(const CompileReport &report, const LocalizedText &plant) const
{
    const CompileWords words(language());
    const MasterRecipe &recipe = report.recipe;
    const QString name = plant.in(language());
    QStringList parts {
        u"%1 v%2 %3"_s.arg(recipe.id.value()).arg(recipe.version).arg(words.status(recipe.status)),
        words.word("profile") + u' ' + toText(report.profile),
        report.plant.isEmpty() ? tr("no plant")
            : name.isEmpty()   ? tr("plant %1").arg(report.plant)
                               : name};
    if (!report.batch.isEmpty())
        parts << words.word("batchOfBinding") + u' ' + report.batch.value();
    const int passed = report.rulesWith(ProofOutcome::Passed);
    parts << tr("%1 of %2 rules passed").arg(passed).arg(report.rules.size());
    if (const int open = report.rulesWith(ProofOutcome::NotAsked); open > 0)
        parts << tr("%1 not decided").arg(open);
    return parts.join(u" · "_s);
}

QString CompileHead::stateText(bool report, const State &state) const
{
    if (state.busy && (state.late || !report))
        return tr("Proving…");
    if (!state.busy && state.cancelled)
        return report ? tr("Cancelled: this is the state before") : tr("Cancelled");
    if (!state.busy && report && state.outdated && !state.waiting)
        return u"▲ "_s + tr("The recipe has changed since");
    if (!report)
        return {};
    return tr("up to date, in %1 ms")
        .arg(state.milliseconds, 0, 'f', state.milliseconds < 10 ? 1 : 0);
}

void CompileHead::showReport(
    const CompileReport *report, const LocalizedText &plant, const State &state)
{
    const bool errors = report && report->errors() > 0;
    const bool findings = report && !report->findings.isEmpty();
    const bool whole = report && !state.outdated && !state.busy;
    const QString icon = !report ? u"clock"_s
        : errors                 ? u"error"_s
        : findings               ? u"warning"_s
                                 : u"check"_s;
    const QColor colour = !whole ? theme().muted
        : errors                 ? theme().alarm[0]
        : findings               ? theme().alarm[1]
                                 : theme().text;
    m_mark->setPixmap(Theme::icon(icon, colour).pixmap(28, 28));
    m_verdict->setText(report ? verdictText(*report)
            : state.document  ? tr("Not computed yet")
                              : tr("There is no recipe."));
    m_basis->setText(report ? basisText(*report, plant) : QString());
    m_state->setText(stateText(report, state));
    m_progress->setVisible(state.busy && state.late);
    m_cancel->setVisible(state.busy && state.late);
    m_again->setVisible(
        !state.busy && state.document && (state.outdated || !report) && !state.waiting);
    for (QPushButton *button : {m_pdf, m_json}) {
        button->setEnabled(whole);
        button->setToolTip(whole ? QString() : tr("The report must be up to date first."));
    }
}

void CompileHead::setProgress(qint64 done, qint64 all)
{
    m_progress->setRange(0, int(all));
    m_progress->setValue(int(done));
}

void CompileHead::retranslate()
{
    m_again->setText(tr("Compute again"));
    m_cancel->setText(tr("Cancel"));
    m_pdf->setText(tr("Save PDF…"));
    m_json->setText(tr("Save JSON…"));
    m_progress->setAccessibleName(tr("Progress of the proof"));
}

void CompileHead::restyle()
{
    m_pdf->setIcon(Theme::icon(u"document-pdf"_s, theme().text));
    m_json->setIcon(Theme::icon(u"export"_s, theme().text));
}

} // namespace cytoloom
