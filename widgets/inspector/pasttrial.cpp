// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/pasttrial.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/grapheditor/words.h"
#include "widgets/inspector/verdictstrip.h"

#include <QtCore/QDateTime>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTreeWidget>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int ShownRows = 5;
}

PastTrial::PastTrial(PastBatches *past, const Theme &theme, Language language,
    std::function<ConditionQuestion()> question, QWidget *parent)
    : QWidget(parent)
    , m_past(past)
    , m_language(language)
    , m_question(std::move(question))
    , m_batches(new QComboBox)
    , m_go(new QPushButton)
    , m_outcome(new QLabel)
    , m_strip(new VerdictStrip(theme))
    , m_moments(new QTreeWidget)
{
    setObjectName(u"pastTrial"_s);
    m_batches->setObjectName(u"pastBatch"_s);
    m_batches->setAccessibleName(tr("Batch whose record is read"));
    m_batches->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_batches->setMinimumContentsLength(12);
    m_go->setObjectName(u"pastGo"_s);
    m_outcome->setObjectName(u"pastOutcome"_s);
    m_outcome->setWordWrap(true);
    m_strip->setObjectName(u"pastStrip"_s);
    m_moments->setObjectName(u"pastMoments"_s);
    m_moments->setRootIsDecorated(false);
    m_moments->setSelectionMode(QAbstractItemView::NoSelection);
    m_moments->setFocusPolicy(Qt::NoFocus);
    m_moments->setUniformRowHeights(true);
    m_moments->setFont(Theme::digits(Theme::caption));

    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_batches, 1);
    row->addWidget(m_go);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(6);
    auto *title = new QLabel(tr("Try on the record of a batch"));
    title->setProperty("role", u"caption"_s);
    layout->addWidget(title);
    layout->addLayout(row);
    layout->addWidget(m_outcome);
    layout->addWidget(m_strip);
    layout->addWidget(m_moments);
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (m_request != 0)
            stop();
        else
            ask();
    });
    connect(m_batches, &QComboBox::activated, this, [this] {
        if (m_past)
            m_past->choose(BatchId(m_batches->currentData().toString()));
        stop();
        clear();
    });
    if (past) {
        connect(past, &PastBatches::batchesChanged, this, &PastTrial::refreshBatches);
        connect(past, &PastBatches::replayed, this,
            [this](quint64 request, const Result<ConditionReplay> &outcome) {
                if (request != m_request)
                    return;
                m_request = 0;
                take(outcome);
            });
    }
    clear();
    refreshBatches();
}

PastTrial::~PastTrial()
{
    if (m_past && m_request != 0)
        m_past->cancel(m_request);
}

void PastTrial::refreshBatches()
{
    const QVector<BatchSummary> batches = m_past ? m_past->batches() : QVector<BatchSummary>();
    m_batches->clear();
    for (const BatchSummary &each : batches) {
        const QString day
            = QDateTime::fromMSecsSinceEpoch(toMs(each.created)).toString(u"yyyy-MM-dd"_s);
        m_batches->addItem(each.id.value(), each.id.value());
        m_batches->setItemData(m_batches->count() - 1,
            u"%1 · %2 · %3"_s.arg(each.id.value(), each.recipe, day), Qt::ToolTipRole);
    }
    if (m_past && !m_past->chosen().isEmpty())
        m_batches->setCurrentIndex(std::max(0, m_batches->findData(m_past->chosen().value())));
    m_batches->setEnabled(m_batches->count() > 0);
    if (m_batches->count() == 0)
        m_batches->addItem(tr("No batch in the store yet"));
    showBusy(m_request != 0);
}

void PastTrial::setCondition(const QString &condition)
{
    if (condition == m_condition)
        return;
    m_condition = condition;
    stop();
    clear();
}

void PastTrial::ask()
{
    if (!m_past || m_condition.isEmpty() || !m_batches->isEnabled())
        return;
    clear();
    ConditionQuestion question = m_question();
    question.condition = m_condition;
    m_request = m_past->replay(BatchId(m_batches->currentData().toString()), question);
    showBusy(true);
}

void PastTrial::stop()
{
    if (m_request != 0 && m_past)
        m_past->cancel(m_request);
    m_request = 0;
    showBusy(false);
}

void PastTrial::showBusy(bool busy)
{
    m_go->setText(busy ? tr("Stop") : tr("Try"));
    m_go->setEnabled(busy || (m_batches->isEnabled() && !m_condition.isEmpty()));
    m_go->setToolTip(m_go->isEnabled() ? QString()
            : m_condition.isEmpty()    ? tr("The condition cannot be read yet.")
                                       : tr("Batches are here once a store is open."));
    if (busy) {
        m_outcome->setText(tr("Reading the record…"));
        m_outcome->show();
    }
}

void PastTrial::clear()
{
    m_outcome->hide();
    m_strip->hide();
    m_moments->hide();
    showBusy(m_request != 0);
}

QString PastTrial::sentence(const ConditionReplay &replay) const
{
    QStringList parts;
    if (!replay.stepRan)
        parts << tr("The step around it did not run in this batch: the whole batch is shown.");
    if (replay.became.isEmpty())
        parts << tr("Never true in %1 minutes.").arg(replay.minutes.size());
    else
        parts << tr("First true after %1; became true %n time(s); true for %2 of %3 minutes.",
            nullptr, replay.times)
                     .arg(VerdictStrip::timeText(replay.became.first().intoStep))
                     .arg(replay.held)
                     .arg(replay.minutes.size());
    if (!replay.missing.isEmpty())
        parts << tr("This batch has no value of %1.").arg(replay.missing.join(u", "_s));
    else if (replay.unknown > 0)
        parts << tr("A value was missing in %1 minutes.").arg(replay.unknown);
    return parts.join(m_language == Language::Zh ? QString() : u" "_s);
}

void PastTrial::fillTable(const ConditionReplay &replay)
{
    m_moments->clear();
    QStringList names;
    for (const ConditionReplay::Moment &each : replay.became) {
        const QStringList own = each.values.keys();
        for (const QString &name : own) {
            if (!names.contains(name))
                names << name;
        }
    }
    // What the batch brought comes first; what the recipe fixes is known anyway.
    std::stable_partition(names.begin(), names.end(), [](const QString &name) {
        return name.contains(u'.') && !name.startsWith(u"f."_s) && !name.startsWith(u"p."_s);
    });
    m_moments->setHeaderLabels(QStringList {tr("After")} + names);
    for (const ConditionReplay::Moment &each : replay.became) {
        auto *item = new QTreeWidgetItem(m_moments);
        item->setText(0, VerdictStrip::timeText(each.intoStep));
        item->setToolTip(
            0, QDateTime::fromMSecsSinceEpoch(toMs(each.time)).toString(u"yyyy-MM-dd HH:mm"_s));
        for (int column = 0; column < names.size(); ++column) {
            const auto value = each.values.constFind(names.at(column));
            item->setText(column + 1, value == each.values.cend() ? u"—"_s : Words::number(*value));
            item->setTextAlignment(column + 1, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    for (int column = 0; column <= names.size(); ++column) {
        m_moments->resizeColumnToContents(column);
        m_moments->setColumnWidth(column, m_moments->columnWidth(column) + 10); // of the header
    }
    m_moments->header()->setStretchLastSection(true);
    const int rows = std::min<int>(ShownRows, int(replay.became.size()));
    const int row = std::max(20, m_moments->sizeHintForRow(0));
    m_moments->setFixedHeight(m_moments->header()->sizeHint().height() + rows * row + 4
        + (names.size() > 2 ? m_moments->style()->pixelMetric(QStyle::PM_ScrollBarExtent) : 0));
    m_moments->setVisible(rows > 0);
}

void PastTrial::take(const Result<ConditionReplay> &outcome)
{
    showBusy(false);
    m_outcome->setProperty("role", outcome ? QString() : u"error"_s);
    m_outcome->style()->unpolish(m_outcome);
    m_outcome->style()->polish(m_outcome);
    m_outcome->show();
    if (!outcome) {
        m_outcome->setText(MessageCatalog::shipped().text(outcome.error().message, m_language));
        return;
    }
    m_outcome->setText(sentence(*outcome));
    m_strip->setReplay(*outcome);
    m_strip->show();
    fillTable(*outcome);
}

} // namespace cytoloom
