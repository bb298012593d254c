// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/unitqueuedialog.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/identitytoken.h"
#include "widgets/common/words.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/touch.h"
#include "widgets/operation/unitstrip.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

UnitQueueDialog::UnitQueueDialog(const Theme &theme, Language language,
    const QVector<UnitClaim> &units, const QVector<BatchOverview> &batches, UtcTime now,
    QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_language(language)
    , m_batches(batches)
    , m_now(now)
    , m_single(units.size() == 1)
{
    setObjectName(u"unitqueue"_s);
    setWindowTitle(m_single ? tr("Unit %1").arg(units.first().unit.value())
                            : tr("Units and who waits for them"));
    auto *content = new QWidget;
    auto *list = new QVBoxLayout(content);
    list->setContentsMargins(0, 0, touch::gap(), 0);
    list->setSpacing(touch::gap());
    for (const UnitClaim &unit : units)
        addUnit(list, unit);
    list->addStretch();
    auto *title = touch::label(this, Theme::panelSection, true);
    title->setText(windowTitle());
    auto *close = touch::bigButton(this, u"close"_s);
    close->setText(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(touch::gap());
    buttons->addWidget(close, 1);
    if (m_single) {
        const UnitClaim &unit = units.first();
        if (unit.state == UnitClaim::State::AwaitingClearance) {
            auto *clear = touch::bigButton(this, u"clearance"_s, u"primary"_s);
            clear->setText(tr("Line clearance…"));
            connect(clear, &QPushButton::clicked, this, [this, id = unit.unit] {
                accept();
                Q_EMIT clearanceRequested(id);
            });
            buttons->addWidget(clear, 1);
        }
        auto *filter = touch::bigButton(this, u"filter"_s);
        filter->setText(tr("Only its batches"));
        filter->setEnabled(!unit.holder.isEmpty() || !unit.queue.isEmpty());
        connect(filter, &QPushButton::clicked, this, [this, id = unit.unit] {
            accept();
            Q_EMIT filterRequested(id);
        });
        buttons->addWidget(filter, 1);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, Theme::space5, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space4);
    layout->addWidget(title);
    layout->addWidget(touch::scroller(this, content), 1);
    layout->addLayout(buttons);
    resize(860, 660);
}

const BatchOverview *UnitQueueDialog::overview(const BatchId &batch) const
{
    const auto found = std::find_if(m_batches.cbegin(), m_batches.cend(),
        [&](const BatchOverview &candidate) { return candidate.batch == batch; });
    return found == m_batches.cend() ? nullptr : &*found;
}

QString UnitQueueDialog::harm(const BatchOverview *batch)
{
    if (!batch)
        return {};
    QStringList parts;
    if (batch->tolerance)
        parts << AttentionLook::tolerance(batch->tolerance);
    else
        parts << tr("no clock of its cells runs");
    if (batch->behind && *batch->behind > Duration(std::chrono::minutes(1)))
        parts << AttentionLook::behind(batch->behind);
    return parts.join(u" · "_s);
}

QWidget *UnitQueueDialog::batchRow(
    const BatchId &batch, const QString &lead, const QString &detail, const QString &harmText)
{
    const BatchOverview *known = overview(batch);
    auto *row = new QWidget;
    auto *mark = touch::label(row, Theme::panelCaption, true);
    mark->setText(lead);
    mark->setMinimumWidth(86);
    auto *token = new IdentityToken(m_theme, row);
    token->setLanguage(m_language);
    if (known)
        token->setIdentity(known->identity, known->shape, known->colour);
    auto *open = touch::button(row, u"open-"_s + batch.value());
    open->setText(batch.value());
    open->setEnabled(known != nullptr);
    connect(open, &QPushButton::clicked, this, [this, batch] {
        accept();
        Q_EMIT batchChosen(batch);
    });
    auto *head = new QHBoxLayout;
    head->setSpacing(touch::gap());
    head->addWidget(mark);
    head->addWidget(token);
    head->addStretch();
    head->addWidget(open);
    auto *text = touch::label(row, Theme::panelCaption, false, true);
    text->setText(detail);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(text);
    text->setVisible(!detail.isEmpty());
    if (!harmText.isEmpty()) {
        auto *bad = touch::label(row, Theme::panelCaption, true, true);
        bad->setObjectName(u"harm"_s);
        bad->setText(tr("Harm of waiting: %1").arg(harmText));
        layout->addWidget(bad);
    }
    return row;
}

void UnitQueueDialog::addUnit(QVBoxLayout *list, const UnitClaim &unit)
{
    auto *card = new QFrame;
    card->setProperty("panel", u"card"_s);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space3);
    auto *head = touch::label(card, Theme::panelBody, true);
    QString text = unit.unit.value() + u" · "_s + UnitStrip::stateWord(unit.state);
    if (unit.since != UtcTime {} && unit.state != UnitClaim::State::Free)
        text += u" · "_s + tr("since %1").arg(words::clock(unit.since, m_now));
    head->setText(text);
    layout->addWidget(head);
    if (!unit.holder.isEmpty()) {
        const QString lead
            = unit.state == UnitClaim::State::AwaitingClearance ? tr("left by") : tr("held by");
        layout->addWidget(batchRow(unit.holder, lead, {}, {}));
    }
    if (unit.queue.isEmpty()) {
        auto *none = touch::label(card, Theme::panelCaption);
        none->setText(tr("Nobody waits for it."));
        touch::ink(none, m_theme.muted);
        layout->addWidget(none);
    }
    for (const UnitClaim::Waiting &waiting : unit.queue) {
        auto *rule = new QFrame;
        rule->setProperty("panel", u"rule"_s);
        layout->addWidget(rule);
        const QString why = waiting.why.code.isEmpty()
            ? QString()
            : MessageCatalog::shipped().text(waiting.why, m_language);
        QString detail = tr("waits since %1 (%2)")
                             .arg(words::clock(waiting.since, m_now),
                                 AttentionLook::span(std::max(Duration(0), m_now - waiting.since)));
        if (!why.isEmpty())
            detail += u" · "_s + why;
        layout->addWidget(batchRow(waiting.batch, tr("%1 in line").arg(waiting.place), detail,
            harm(overview(waiting.batch))));
    }
    list->addWidget(card);
}

} // namespace cytoloom
