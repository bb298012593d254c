// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alarms/alarmcardview.h"

#include "processgraph/alarms/alarmcatalog.h"
#include "processgraph/alarms/alarmtable.h"
#include "widgets/common/shapes.h"
#include "widgets/common/words.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Columns = 2;

QString responseWord(const QString &code)
{
    const auto word = [](const char *text) { return AlarmCardView::tr(text); };
    static const QHash<QString, const char *> words {
        {u"hold"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Hold the phase…")},
        {u"trend"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Show trend")},
        {u"device"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Open device")},
        {u"sample"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Take a sample")},
        {u"call"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Call the engineer")},
        {u"quality"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Tell quality")},
        {u"deviation"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Open deviation")},
        {u"comment"_s, QT_TRANSLATE_NOOP("cytoloom::AlarmCardView", "Comment…")}};
    return word(words.value(code, ""));
}

QPushButton *button(QWidget *parent, const QString &text, const QString &name, double millimetres)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setProperty("touch", true);
    made->setFont(Theme::font(16));
    made->setMinimumHeight(std::max(Theme::millimetres(millimetres), millimetres > 15 ? 64 : 52));
    made->setAutoDefault(false);
    return made;
}

/// The widgets of a grid that is made anew.
QGridLayout *emptied(QWidget *holder)
{
    const auto children = holder->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *child : children) {
        child->hide();
        child->deleteLater();
        child->setObjectName(QString());
    }
    delete holder->layout();
    auto *grid = new QGridLayout(holder);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(std::max(Theme::millimetres(3), 10));
    return grid;
}

} // namespace

AlarmCardView::AlarmCardView(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_symbol(new QLabel(this))
    , m_title(new QLabel(this))
    , m_state(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_time(new QLabel(this))
    , m_text(new QLabel(this))
    , m_why(new QLabel(this))
    , m_verbs(new QWidget(this))
    , m_responses(new QWidget(this))
{
    setProperty("panel", u"raised"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_title->setFont(Theme::font(Theme::panelSection, true));
    m_time->setFont(Theme::font(Theme::panelCaption, true));
    m_text->setTextFormat(Qt::RichText);
    m_text->setObjectName(u"card-text"_s);
    m_time->setObjectName(u"card-time"_s);
    m_why->setObjectName(u"card-why"_s);
    for (QLabel *label : {m_title, m_state, m_facts, m_time, m_text, m_why})
        label->setWordWrap(true);
    for (QLabel *label : {m_state, m_facts, m_text, m_why})
        label->setFont(Theme::font(Theme::panelCaption));
    auto *words = new QVBoxLayout;
    words->setSpacing(Theme::space1);
    words->addWidget(m_title);
    words->addWidget(m_state);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space3);
    head->addWidget(m_symbol, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space3);
    layout->setSpacing(Theme::space3);
    layout->addLayout(head);
    layout->addWidget(m_time);
    layout->addWidget(m_verbs);
    layout->addWidget(m_why);
    layout->addWidget(m_text);
    layout->addWidget(m_responses);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    clear();
}

void AlarmCardView::setAlarm(const Alarm &alarm, const QString &phase)
{
    if (alarm == m_alarm && phase == m_phase)
        return; // told with every view; buttons under a finger stay
    m_alarm = alarm;
    m_phase = phase;
    retranslate();
}

void AlarmCardView::clear()
{
    m_alarm = {};
    retranslate();
}

void AlarmCardView::setTime(UtcTime now)
{
    m_now = now;
    showTime();
}

void AlarmCardView::showTime()
{
    const bool due = isAbnormal(m_alarm.state) || m_alarm.state == AlarmState::Shelved;
    m_time->setVisible(!m_alarm.id.isEmpty() && due && m_now > UtcTime {});
    QColor colour = theme().text;
    if (m_alarm.state == AlarmState::Shelved) {
        m_time->setText(
            tr("Comes back in %1")
                .arg(toReadable(std::max(Duration(0), Duration(m_alarm.quietUntil - m_now)))));
    } else if (m_within > Duration(0)) {
        const Duration left = m_within - (m_now - m_alarm.raised);
        if (left < Duration(0))
            colour = theme().rejected;
        m_time->setText(left >= Duration(0)
                ? tr("Act within %1: %2 left").arg(toReadable(m_within), toReadable(left))
                : tr("Act within %1: %2 too late").arg(toReadable(m_within), toReadable(-left)));
    } else {
        m_time->setText(
            tr("Since %1")
                .arg(toReadable(std::max(Duration(0), Duration(m_now - m_alarm.raised)))));
    }
    QPalette palette = m_time->palette();
    palette.setColor(QPalette::WindowText, colour);
    m_time->setPalette(palette);
}

void AlarmCardView::retranslate()
{
    const bool shown = !m_alarm.id.isEmpty();
    for (QWidget *part : {static_cast<QWidget *>(m_symbol), static_cast<QWidget *>(m_time), m_verbs,
             static_cast<QWidget *>(m_why), static_cast<QWidget *>(m_text), m_responses,
             static_cast<QWidget *>(m_facts)})
        part->setVisible(shown);
    if (!shown) {
        m_title->setText(tr("No alarm selected"));
        m_state->setText(tr("Touch an alarm to see its cause and what to do."));
        return;
    }
    const AlarmCard *card = AlarmCatalog::shipped().card(m_alarm.card);
    m_within = card ? card->respondWithin : Duration(0);
    QPixmap picture(QSize(40, 40) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    shapes::paintAlarm(painter, theme(), m_alarm.priority, QRectF(1, 1, 38, 38));
    painter.end();
    m_symbol->setPixmap(picture);
    m_title->setText(card ? card->title.in(language()) : m_alarm.name.in(language()));
    const QString unit = m_alarm.tag.isEmpty() ? m_alarm.device.value() : m_alarm.tag.value();
    QStringList state {words::priority(m_alarm.priority), words::alarmState(m_alarm.state)};
    if (m_alarm.chattering)
        state << tr("chatters");
    m_state->setText(state.join(u" · "_s) + u'\n'
        + (m_alarm.kind == AlarmKind::Limit
                ? tr("%1 is %2, limit %3")
                      .arg(unit, words::brief(m_alarm.value, m_alarm.unit),
                          words::alarmLimit(m_alarm))
                : QStringList {unit, m_alarm.name.in(language())}.join(u" · "_s)));
    QString text;
    if (card) {
        const auto part = [&text](const QString &head, const QString &body) {
            text += u"<p style='margin:0 0 8px 0'><b>%1</b><br>%2</p>"_s.arg(
                head.toHtmlEscaped(), body.toHtmlEscaped());
        };
        text += u"<p style='margin:0'><b>%1</b></p><ol style='margin:2px 0 8px 0'>"_s.arg(
            tr("What to do").toHtmlEscaped());
        for (const LocalizedText &step : card->steps)
            text += u"<li>%1</li>"_s.arg(step.in(language()).toHtmlEscaped());
        text += u"</ol>"_s;
        part(tr("Cause"), card->cause.in(language()));
        part(tr("Consequence"), card->consequence.in(language()));
    } else {
        text = tr("This alarm has no response card: it is not rationalised. Tell the engineer.")
                   .toHtmlEscaped();
    }
    m_text->setText(text);
    QStringList facts;
    if (!m_alarm.comment.isEmpty())
        facts << tr("Comment: %1").arg(m_alarm.comment);
    if (!m_alarm.person.isEmpty())
        facts << tr("Acknowledged by %1").arg(m_alarm.person.value());
    if (!m_alarm.quietReason.isEmpty())
        facts << tr("%1 by %2: %3")
                     .arg(words::alarmState(m_alarm.state), m_alarm.quietBy.value(),
                         m_alarm.quietReason);
    if (m_alarm.occurrences > 1)
        facts << tr("Came %n times in this batch", nullptr, m_alarm.occurrences);
    if (!m_alarm.touches.isEmpty()) {
        QStringList batches;
        for (const BatchId &batch : m_alarm.touches)
            batches << batch.value();
        facts << tr("Touches: %1").arg(batches.join(u", "_s));
    }
    m_facts->setText(facts.join(u'\n'));
    m_facts->setVisible(!facts.isEmpty());
    showVerbs();
    showResponses(card);
    showTime();
}

void AlarmCardView::showVerbs()
{
    using Verb = AlarmOrder::Verb;
    QGridLayout *grid = emptied(m_verbs);
    int count = 0;
    const auto add = [&](Verb verb, const QString &text, const char *name, bool primary) {
        QPushButton *made = button(m_verbs, text, QString::fromLatin1(name), primary ? 20 : 15);
        if (primary) {
            made->setProperty("role", u"primary"_s);
            grid->addWidget(made, 0, 0, 1, Columns);
            count = Columns;
        } else {
            grid->addWidget(made, count / Columns, count % Columns);
            ++count;
        }
        connect(made, &QPushButton::clicked, this, [this, verb] { Q_EMIT verbRequested(verb); });
        made->show(); // a layout shows it with the next event only
        return made;
    };
    const AlarmState state = m_alarm.state;
    const auto allows
        = [state](AlarmAction action) { return alarmStateAfter(state, action).has_value(); };
    if (allows(AlarmAction::Acknowledge))
        add(Verb::Acknowledge, tr("Acknowledge…"), "card-acknowledge", true);
    if (allows(AlarmAction::Reset))
        add(Verb::Reset, tr("Reset…"), "card-reset", true);
    if (allows(AlarmAction::Unshelve))
        add(Verb::Unshelve, tr("End shelving…"), "card-unshelve", true);
    if (allows(AlarmAction::ReturnToService))
        add(Verb::ReturnToService, tr("Return to service…"), "card-in-service", true);
    QString why;
    if (allows(AlarmAction::Shelve)) {
        QPushButton *shelve = add(Verb::Shelve, tr("Shelve…"), "card-shelve", false);
        shelve->setEnabled(!m_alarm.critical);
        if (m_alarm.critical)
            why = tr("It protects the product and cannot be shelved.");
    } else if (isLatched(state)) {
        why = state == AlarmState::LatchedUnacknowledged
            ? tr("Latched: acknowledge it, then reset it.")
            : tr("Latched: it stays until it is reset.");
    } else if (state == AlarmState::SuppressedByDesign) {
        why = m_alarm.kind == AlarmKind::Device
            ? tr("Its unit is not in use by any batch.")
            : tr("Its limit does not count yet: the value is on its way to the set point.");
    }
    if (allows(AlarmAction::TakeOutOfService))
        add(Verb::TakeOutOfService, tr("Out of service…"), "card-out-of-service", false);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    QPalette palette = m_why->palette();
    palette.setColor(QPalette::WindowText, theme().muted);
    m_why->setPalette(palette);
}

void AlarmCardView::showResponses(const AlarmCard *card)
{
    QGridLayout *grid = emptied(m_responses);
    QStringList codes = card ? card->allowedIn(m_phase) : QStringList {u"trend"_s};
    if (!codes.contains("comment"_L1))
        codes << u"comment"_s;
    if (m_alarm.kind != AlarmKind::Limit)
        codes.removeAll(u"trend"_s); // nothing to draw
    int count = 0;
    for (const QString &code : std::as_const(codes)) {
        QPushButton *made = button(m_responses, responseWord(code), u"response-"_s + code, 15);
        grid->addWidget(made, count / Columns, count % Columns);
        ++count;
        connect(
            made, &QPushButton::clicked, this, [this, code] { Q_EMIT responseRequested(code); });
        made->show();
    }
}

} // namespace cytoloom
