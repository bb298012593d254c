// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/blastpanel.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/identitytoken.h"
#include "widgets/operation/attention.h"
#include "widgets/operation/touch.h"

#include <QtCore/QSet>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>

namespace cytoloom {

using namespace Qt::StringLiterals;

BlastPanel::BlastPanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_summary(touch::label(this, Theme::panelCaption, true, true))
    , m_list(new QWidget)
    , m_listLayout(new QVBoxLayout(m_list))
{
    setObjectName(u"blast"_s);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(Theme::space2);
    const QStringList names {u"units"_s, u"batches"_s, u"patients"_s, u"minutes"_s};
    for (int i = 0; i < 4; ++i) {
        auto *card = new QFrame(this);
        card->setProperty("panel", u"card"_s);
        auto *layout = new QVBoxLayout(card);
        layout->setContentsMargins(Theme::space3, Theme::space1, Theme::space3, Theme::space2);
        layout->setSpacing(0);
        m_figures[i] = {touch::label(card, 30, true), touch::label(card, 14)};
        m_figures[i].number->setObjectName(u"blast-"_s + names[i]);
        layout->addWidget(m_figures[i].number);
        layout->addWidget(m_figures[i].word);
        figures->addWidget(card, 1);
    }
    m_listLayout->setContentsMargins(0, 0, touch::gap(), 0);
    m_listLayout->setSpacing(Theme::space2);
    QScrollArea *area = touch::scroller(this, m_list);
    area->setMinimumHeight(70);
    area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space2);
    layout->addWidget(m_summary);
    layout->addLayout(figures);
    layout->addWidget(area, 1);
    setWaiting();
}

void BlastPanel::setWaiting()
{
    m_waiting = true;
    m_radius = {};
    retranslate();
}

void BlastPanel::setRadius(const BlastRadius &radius)
{
    m_waiting = false;
    m_radius = radius;
    retranslate();
}

int BlastPanel::patients(const BlastRadius &radius)
{
    QSet<QString> identities;
    for (const BlastRadius::Batch &batch : radius.batches) {
        if (!batch.identity.isEmpty())
            identities << batch.identity;
    }
    return int(identities.size());
}

void BlastPanel::setFigure(int index, const QString &number, const QString &word, bool loud)
{
    m_figures[index].number->setText(number);
    m_figures[index].word->setText(word);
    touch::ink(m_figures[index].number, loud ? theme().alarm[0] : theme().text);
    touch::ink(m_figures[index].word, theme().muted);
}

void BlastPanel::addLine(const QString &text, bool muted)
{
    QLabel *line = touch::label(m_list, 15, false, true);
    line->setText(text);
    if (muted)
        touch::ink(line, theme().muted);
    m_listLayout->addWidget(line);
}

void BlastPanel::addBatch(const BlastRadius::Batch &batch)
{
    auto *row = new QWidget(m_list);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space3);
    auto *token = new IdentityToken(theme(), row);
    token->setLanguage(language());
    token->setIdentity(batch.identity, batch.shape, batch.colour);
    QLabel *text = touch::label(row, 15, false, true);
    QStringList parts {batch.batch.value()};
    if (batch.steps > 0)
        parts << tr("%n step(s) change", nullptr, batch.steps);
    if (batch.goingOn > 0)
        parts << tr("%n go(es) on", nullptr, batch.goingOn);
    if (batch.sharesUnit)
        parts << tr("shares a unit");
    if (batch.tolerance)
        parts << AttentionLook::tolerance(batch.tolerance);
    text->setText(parts.join(u" · "_s));
    layout->addWidget(token);
    layout->addWidget(text, 1);
    m_listLayout->addWidget(row);
}

void BlastPanel::retranslate()
{
    while (QLayoutItem *item = m_listLayout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    const MessageCatalog &words = MessageCatalog::shipped();
    if (m_waiting)
        m_summary->setText(tr("Looking at what this touches…"));
    else if (m_radius.refusal)
        m_summary->setText(words.text(m_radius.refusal->message, language()));
    else
        m_summary->setText(m_radius.summary.code.isEmpty()
                ? tr("What this touches:")
                : words.text(m_radius.summary, language()));
    const auto count
        = [this](qsizetype number) { return m_waiting ? u"…"_s : QString::number(number); };
    const auto batches = std::count_if(m_radius.batches.cbegin(), m_radius.batches.cend(),
        [](const BlastRadius::Batch &batch) { return batch.steps > 0 || batch.sharesUnit; });
    setFigure(0, count(m_radius.units.size()), tr("units"), false);
    setFigure(1, count(batches), tr("batches"), batches > 1);
    setFigure(2, count(patients(m_radius)), tr("patients"), patients(m_radius) > 1);
    const std::optional<Duration> least = m_radius.tolerance();
    setFigure(3,
        m_waiting   ? u"…"_s
            : least ? AttentionLook::span(std::max(Duration(0), *least))
                    : u"–"_s,
        least           ? tr("the cells tolerate")
            : m_waiting ? tr("the cells tolerate")
                        : tr("no clock of cells runs"),
        least && *least < Duration(std::chrono::minutes(30)));
    for (const BlastRadius::Batch &batch : std::as_const(m_radius.batches))
        addBatch(batch);
    for (const BlastRadius::Unit &unit : std::as_const(m_radius.units)) {
        QString text = unit.unit.value();
        if (!unit.effect.code.isEmpty())
            text += u": "_s + words.text(unit.effect, language());
        addLine(text, false);
    }
    for (const BlastRadius::Clock &clock : std::as_const(m_radius.clocks))
        addLine(words.text(wordsOf(clock.clock, clock.name), language()), true);
    m_listLayout->addStretch();
}

void BlastPanel::restyle()
{
    retranslate();
}

} // namespace cytoloom
