// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/restartpage.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/words.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/checkrow.h"
#include "widgets/operation/reasondialog.h"
#include "widgets/operation/touch.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString moment(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time)).toString(u"MM-dd HH:mm:ss"_s);
}

QString valueText(const std::optional<double> &value, const QString &symbol)
{
    return value ? words::quantity(*value, symbol) : u"–"_s;
}

} // namespace

RestartPage::RestartPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_back(touch::button(this, u"restart-back"_s))
    , m_title(touch::label(this, Theme::panelSection, true))
    , m_list(new QWidget)
    , m_listLayout(new QVBoxLayout(m_list))
    , m_token(new IdentityToken(theme, this))
    , m_whose(touch::label(this, Theme::panelCaption))
    , m_again(touch::button(this, u"restart-again"_s))
    , m_outage(touch::label(this, Theme::panelBody, true, true))
    , m_table(new QWidget)
    , m_tableLayout(new QVBoxLayout(m_table))
    , m_proposal(touch::label(this, Theme::panelSection, true, true))
    , m_reason(touch::label(this, Theme::panelCaption, false, true))
    , m_hint(touch::label(this, 15, false, true))
    , m_stop(touch::bigButton(this, u"restart-stop"_s, u"danger"_s))
    , m_restart(touch::bigButton(this, u"restart-restart"_s, u"primary"_s))
{
    setObjectName(u"restartpage"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space3);
    head->addWidget(m_back);
    head->addWidget(m_title, 1);
    m_listLayout->setContentsMargins(0, 0, 4, 0);
    m_listLayout->setSpacing(touch::gap());
    m_listLayout->addStretch();
    auto *left = new QVBoxLayout;
    left->setSpacing(Theme::space3);
    left->addLayout(head);
    left->addWidget(touch::scroller(this, m_list), 1);
    auto *top = new QHBoxLayout;
    top->setSpacing(Theme::space4);
    top->addWidget(m_token);
    top->addWidget(m_whose, 1);
    top->addWidget(m_again);
    m_tableLayout->setContentsMargins(0, 0, touch::gap(), 0);
    m_tableLayout->setSpacing(Theme::space2);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(touch::dangerGap());
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_proposal);
    words->addWidget(m_reason);
    words->addWidget(m_hint);
    foot->addLayout(words, 5);
    foot->addWidget(m_stop, 2);
    foot->addWidget(m_restart, 3);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::space3);
    right->addLayout(top);
    right->addWidget(m_outage);
    right->addWidget(touch::scroller(this, m_table), 1);
    right->addLayout(foot);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    layout->setSpacing(Theme::space4);
    layout->addLayout(left, 4);
    layout->addLayout(right, 9);
    connect(m_back, &QPushButton::clicked, this, &RestartPage::closed);
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT readAgainRequested(m_batch); });
    connect(m_stop, &QPushButton::clicked, this, [this] { askEnd(ProceduralCommand::Stop); });
    connect(m_restart, &QPushButton::clicked, this, [this] {
        if (problem().isEmpty())
            Q_EMIT command(m_batch, ProceduralCommand::Restart, {});
    });
    restyle();
    retranslate();
}

const RestartReport *RestartPage::chosen() const
{
    const auto found = std::find_if(m_reports.cbegin(), m_reports.cend(),
        [this](const RestartReport &report) { return report.batch == m_batch; });
    return found == m_reports.cend() ? nullptr : &*found;
}

void RestartPage::setReports(const QVector<RestartReport> &reports)
{
    if (reports == m_reports)
        return;
    m_reports = reports;
    refresh();
}

void RestartPage::setPerson(const PersonId &person)
{
    m_person = person;
    refresh();
}

void RestartPage::choose(const BatchId &batch)
{
    m_batch = batch;
    refresh();
}

QString RestartPage::proposalWord(RestartReport::Proposal proposal) const
{
    switch (proposal) {
    case RestartReport::Proposal::Restart:
        return tr("Proposal: restart");
    case RestartReport::Proposal::StayHeld:
        return tr("Proposal: stay in Hold");
    case RestartReport::Proposal::Stop:
        return tr("Proposal: stop");
    case RestartReport::Proposal::Abort:
        return tr("Proposal: abort");
    }
    return {};
}

QString RestartPage::problem() const
{
    const RestartReport *report = chosen();
    if (!report)
        return tr("No batch waits after an outage.");
    if (m_person.isEmpty())
        return tr("Sign in first.");
    if (const int open = report->unconfirmed())
        return tr("%n mismatch(es) to be confirmed first.", nullptr, open);
    return {};
}

void RestartPage::refresh()
{
    if (!chosen())
        m_batch = m_reports.isEmpty() ? BatchId() : m_reports.first().batch;
    while (m_rows.size() > m_reports.size())
        delete m_rows.takeLast();
    while (m_rows.size() < m_reports.size()) {
        auto *row = new CheckRow(theme(), m_list);
        row->setCheckable(true);
        row->setMinimumHeight(touch::critical());
        connect(row, &QAbstractButton::clicked, this, [this, row] {
            const auto at = m_rows.indexOf(row);
            if (at >= 0 && at < m_reports.size())
                choose(m_reports[at].batch);
        });
        m_listLayout->insertWidget(m_listLayout->count() - 1, row);
        row->show();
        m_rows << row;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        const RestartReport &report = m_reports[i];
        const auto mismatches = std::count_if(report.rows.cbegin(), report.rows.cend(),
            [](const RestartReport::Row &row) { return !row.matches; });
        const int open = report.unconfirmed();
        m_rows[i]->setObjectName(u"restart-"_s + report.batch.value());
        m_rows[i]->setContent(open > 0 ? CheckState::Failed
                : mismatches > 0       ? CheckState::Excepted
                                       : CheckState::Passed,
            report.batch.value() + u" · "_s + report.identity,
            mismatches == 0 ? tr("everything as it was left")
                : open > 0  ? tr("%1 of %2 mismatches open").arg(open).arg(mismatches)
                            : tr("%n mismatch(es) confirmed", nullptr, int(mismatches)));
        m_rows[i]->setChecked(report.batch == m_batch);
    }
    fill();
}

void RestartPage::fill()
{
    while (QLayoutItem *item = m_tableLayout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const RestartReport *report = chosen();
    for (QWidget *each : {static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_stop),
             static_cast<QWidget *>(m_restart), static_cast<QWidget *>(m_proposal),
             static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_whose)})
        each->setVisible(report != nullptr);
    m_hint->setText(problem());
    m_hint->setVisible(!m_hint->text().isEmpty());
    if (!report) {
        m_token->setIdentity({}, {}, {});
        m_outage->setText(tr("All batches have gone on, or none was under way."));
        return;
    }
    m_token->setIdentity(report->identity, report->shape, report->colour);
    m_whose->setText(report->batch.value() + u" · "_s + report->product.in(language()));
    m_outage->setText(
        tr("Nobody saw the plant for %1: from %2 to %3. Timers of the cells went on.")
            .arg(AttentionLook::span(report->outage()), moment(report->from), moment(report->to)));
    // What is not as it was left comes first, what nobody has confirmed before the rest.
    QVector<RestartReport::Row> rows = report->rows;
    std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) {
        const auto weight = [](const auto &row) {
            return row.matches ? 2 : row.confirmedBy.isEmpty() ? 0 : 1;
        };
        return weight(a) < weight(b);
    });
    for (const Message &finding : report->findings)
        addFinding(finding);
    for (const RestartReport::Row &row : std::as_const(rows))
        addRow(row);
    m_tableLayout->addStretch();
    m_proposal->setText(proposalWord(report->proposal));
    m_reason->setText(report->reason.code.isEmpty()
            ? QString()
            : MessageCatalog::shipped().text(report->reason, language()));
    m_restart->setEnabled(problem().isEmpty());
    m_stop->setEnabled(!m_person.isEmpty());
}

void RestartPage::addFinding(const Message &message)
{
    QLabel *line = touch::label(m_table, Theme::panelCaption, false, true);
    line->setText(u"• "_s + MessageCatalog::shipped().text(message, language()));
    m_tableLayout->addWidget(line);
}

void RestartPage::addRow(const RestartReport::Row &row)
{
    auto *card = new QFrame(m_table);
    card->setProperty("panel", u"card"_s);
    auto *grid = new QGridLayout(card);
    grid->setContentsMargins(Theme::space3, Theme::space2, Theme::space3, Theme::space2);
    grid->setHorizontalSpacing(Theme::space4);
    grid->setVerticalSpacing(2);
    const auto cell = [&](const QString &caption, const QString &value, int column, bool loud) {
        QLabel *word = touch::label(card, 14);
        word->setText(caption);
        touch::ink(word, theme().muted);
        QLabel *number = touch::label(card, loud ? Theme::panelBody : Theme::panelCaption, loud);
        number->setText(value);
        grid->addWidget(word, 0, column);
        grid->addWidget(number, 1, column);
    };
    cell(row.unit.value() + u" · "_s + row.tag.value(), row.name.in(language()), 0, true);
    cell(tr("was left"), valueText(row.before, row.symbol), 1, false);
    cell(tr("was found"), row.now ? valueText(row.now, row.symbol) : tr("no answer"), 2,
        !row.matches);
    const CheckState state = row.matches ? CheckState::Passed
        : row.confirmedBy.isEmpty()      ? CheckState::Failed
                                         : CheckState::Excepted;
    QLabel *verdict = touch::label(card, Theme::panelCaption, true);
    verdict->setText(row.matches        ? tr("as left")
            : row.confirmedBy.isEmpty() ? tr("differs")
                                        : tr("confirmed: %1").arg(row.confirmedBy.value()));
    touch::ink(verdict, CheckRow::colour(theme(), state));
    grid->addWidget(verdict, 0, 3, 2, 1);
    grid->setColumnStretch(0, 4);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 2);
    grid->setColumnStretch(3, 2);
    grid->setColumnMinimumWidth(4, 96); // so that rows without buttons stand in line
    grid->setColumnMinimumWidth(5, 110);
    if (!row.matches) {
        if (!row.consequence.code.isEmpty()) {
            QLabel *means = touch::label(card, 15, false, true);
            means->setText(MessageCatalog::shipped().text(row.consequence, language()));
            grid->addWidget(means, 2, 0, 1, 4);
        }
        QPushButton *trend = touch::button(card, u"trend-"_s + row.tag.value());
        trend->setText(tr("Trend"));
        connect(trend, &QPushButton::clicked, this,
            [this, tag = row.tag] { Q_EMIT trendRequested(tag); });
        grid->addWidget(trend, 0, 4, 2, 1);
        if (row.confirmedBy.isEmpty()) {
            QPushButton *confirm
                = touch::button(card, u"confirm-"_s + row.tag.value(), u"primary"_s);
            confirm->setText(tr("Confirm"));
            confirm->setEnabled(!m_person.isEmpty());
            connect(confirm, &QPushButton::clicked, this,
                [this, tag = row.tag] { Q_EMIT mismatchConfirmed(m_batch, tag, m_person); });
            grid->addWidget(confirm, 0, 5, 2, 1);
        }
    }
    m_tableLayout->addWidget(card);
}

void RestartPage::askEnd(ProceduralCommand wanted)
{
    auto *dialog = new ReasonDialog(theme(),
        tr("%1 batch %2?").arg(words::command(wanted), m_batch.value()),
        tr("Every step ends in order. The batch cannot be continued, and a deviation is opened."),
        words::command(wanted), true, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSuggestions(ReasonDialog::usualReasons());
    connect(dialog, &ReasonDialog::confirmed, this,
        [this, wanted, batch = m_batch](
            const QString &reason) { Q_EMIT command(batch, wanted, reason); });
    dialog->open();
}

void RestartPage::retranslate()
{
    m_token->setLanguage(language());
    m_back->setText(tr("All batches"));
    m_title->setText(tr("After the outage"));
    m_again->setText(tr("Read back again"));
    m_stop->setText(tr("Stop…"));
    m_restart->setText(tr("Restart the batch"));
    refresh();
}

void RestartPage::restyle()
{
    m_token->setTheme(theme());
    for (CheckRow *row : std::as_const(m_rows))
        row->setTheme(theme());
    m_back->setIcon(Theme::icon(u"left"_s, theme().muted));
    m_again->setIcon(Theme::icon(u"refresh"_s, theme().muted));
    for (QLabel *label : {m_whose, m_hint})
        touch::ink(label, theme().muted);
    refresh();
}

void RestartPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
