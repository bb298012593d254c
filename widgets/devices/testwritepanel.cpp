// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/testwritepanel.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString numberText(double value)
{
    return QString::number(value, 'g', 8);
}

} // namespace

TestWritePanel::TestWritePanel(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_tagLabel(new QLabel(this))
    , m_tag(new QComboBox(this))
    , m_now(new QLabel(this))
    , m_valueLabel(new QLabel(this))
    , m_value(new QLineEdit(this))
    , m_unit(new QLabel(this))
    , m_prepare(new QPushButton(this))
    , m_question(new QWidget(this))
    , m_icon(new QLabel)
    , m_consequence(new QLabel)
    , m_write(new QPushButton)
    , m_cancel(new QPushButton)
    , m_result(new QLabel(this))
{
    m_tag->setObjectName(u"write-tag"_s);
    m_tag->setMinimumWidth(260);
    m_value->setObjectName(u"write-value"_s);
    m_value->setMaximumWidth(120);
    m_prepare->setObjectName(u"write-prepare"_s);
    m_write->setObjectName(u"write-now"_s);
    m_result->setObjectName(u"write-result"_s);
    m_now->setProperty("role", u"muted"_s);
    m_consequence->setObjectName(u"write-consequence"_s);
    m_consequence->setWordWrap(true);
    m_result->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::space2);
    row->addWidget(m_tagLabel);
    row->addWidget(m_tag);
    row->addWidget(m_now);
    row->addSpacing(Theme::space3);
    row->addWidget(m_valueLabel);
    row->addWidget(m_value);
    row->addWidget(m_unit);
    row->addWidget(m_prepare);
    row->addStretch(1);
    auto *question = new QHBoxLayout(m_question);
    question->setContentsMargins(0, Theme::space2, 0, Theme::space2);
    question->setSpacing(Theme::space3);
    question->addWidget(m_icon, 0, Qt::AlignTop);
    question->addWidget(m_consequence, 1);
    question->addWidget(m_write);
    question->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, Theme::space2, 0, 0);
    layout->setSpacing(Theme::space2);
    layout->addLayout(row);
    layout->addWidget(m_question);
    layout->addWidget(m_result);
    layout->addStretch(1);

    connect(m_tag, &QComboBox::currentIndexChanged, this, &TestWritePanel::cancel);
    connect(m_value, &QLineEdit::textChanged, this, &TestWritePanel::cancel);
    connect(m_value, &QLineEdit::returnPressed, this, &TestWritePanel::prepare);
    connect(m_prepare, &QPushButton::clicked, this, &TestWritePanel::prepare);
    connect(m_cancel, &QPushButton::clicked, this, &TestWritePanel::cancel);
    connect(m_write, &QPushButton::clicked, this, [this] {
        const TagDefinition *tag = current();
        const std::optional<double> value = wanted();
        m_isAsking = false;
        if (tag && value) {
            m_underway = tag->id;
            m_outcome.reset();
            Q_EMIT writeRequested(tag->id, *value);
        }
        refresh();
    });
    restyle();
    retranslate();
}

void TestWritePanel::setTags(const QVector<TagDefinition> &tags, const QHash<TagId, UnitId> &units)
{
    m_tags.clear();
    m_units = units;
    m_underway = {};
    m_outcome.reset();
    const QSignalBlocker blocker(m_tag);
    m_tag->clear();
    for (const TagDefinition &tag : tags) {
        if (tag.direction == TagDirection::Read)
            continue;
        m_tags << tag;
        m_tag->addItem(tag.id.value());
    }
    cancel();
}

void TestWritePanel::setBatchesAtWork(const QHash<UnitId, QString> &batches)
{
    m_batches = batches;
    refresh();
}

void TestWritePanel::setValues(const QHash<TagId, TagValue> &values)
{
    m_values = values;
    refresh();
}

void TestWritePanel::showOutcome(const WriteOutcome &outcome)
{
    if (outcome.tag != m_underway || m_underway.isEmpty())
        return;
    m_underway = {};
    m_outcome = outcome;
    refresh();
}

const TagDefinition *TestWritePanel::current() const
{
    const int index = m_tag->currentIndex();
    return index >= 0 && index < m_tags.size() ? &m_tags[index] : nullptr;
}

std::optional<double> TestWritePanel::wanted() const
{
    bool ok = false;
    const double value = QLocale::c().toDouble(m_value->text().trimmed(), &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void TestWritePanel::prepare()
{
    m_isAsking = m_prepare->isEnabled();
    refresh();
    if (m_isAsking)
        m_cancel->setFocus(); // Return must not write by itself
}

void TestWritePanel::cancel()
{
    m_isAsking = false;
    refresh();
}

void TestWritePanel::refresh()
{
    const TagDefinition *tag = current();
    const TagValue now = tag ? m_values.value(tag->id) : TagValue();
    const QString unit = tag ? tag->unit.symbol() : QString();
    const bool known = tag && m_values.contains(tag->id);
    const QString held = known ? numberText(now.value) + u' ' + unit : tr("unknown");
    m_now->setText(tag ? tr("now %1").arg(held) : QString());
    m_unit->setText(unit);
    const QString batch = tag ? m_batches.value(m_units.value(tag->id)) : QString();
    const std::optional<double> value = wanted();
    // A disabled button says why.
    QString why;
    if (!tag)
        why = tr("This device has no signal that can be written.");
    else if (!batch.isEmpty())
        why = tr("Batch %1 is at work on %2: only the batch writes there.")
                  .arg(batch, m_units.value(tag->id).value());
    else if (!m_underway.isEmpty())
        why = tr("The last write is under way.");
    else if (!value)
        why = tr("Type the value to write.");
    m_prepare->setEnabled(why.isEmpty());
    m_prepare->setToolTip(why);
    m_isAsking = m_isAsking && why.isEmpty();
    m_question->setVisible(m_isAsking);
    if (m_isAsking) {
        m_consequence->setText(
            tr("%1 changes from %2 to %3 at once on the real device. No batch knows of it, and it "
               "stays so until somebody writes again. Make sure that nobody works at %4.")
                .arg(tag->id.value(), held, numberText(*value) + u' ' + unit,
                    m_units.value(tag->id).value()));
    }
    QString result = why;
    if (m_outcome && m_underway.isEmpty() && batch.isEmpty()) {
        const MessageCatalog &catalog = MessageCatalog::shipped();
        result = m_outcome->verified
            ? tr("%1 holds %2: written and read back.")
                  .arg(m_outcome->tag.value(), numberText(m_outcome->value))
            : catalog.text(m_outcome->error, language()) + u' '
                + catalog.remedy(m_outcome->error.message, language());
    }
    m_result->setText(result);
}

void TestWritePanel::retranslate()
{
    m_tagLabel->setText(tr("Signal"));
    m_valueLabel->setText(tr("New value"));
    m_prepare->setText(tr("Test write…"));
    m_write->setText(tr("Write now"));
    m_cancel->setText(tr("Leave it"));
    refresh();
}

void TestWritePanel::restyle()
{
    m_icon->setPixmap(
        Theme::icon(u"warning"_s, theme().alarm[1]).pixmap(QSize(20, 20), devicePixelRatioF()));
}

} // namespace cytoloom
