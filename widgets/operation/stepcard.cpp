// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/stepcard.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/words.h"
#include "widgets/grapheditor/words.h"
#include "widgets/operation/promptinput.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int PictureSide = 76;
} // namespace

StepCard::StepCard(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_picture(new QLabel(this))
    , m_caption(new QLabel(this))
    , m_title(new QLabel(this))
    , m_why(new QLabel(this))
    , m_left(new QLabel(this))
    , m_window(new QLabel(this))
    , m_others(new QPushButton(this))
    , m_lines(new StepLines(theme, this))
    , m_input(new PromptInput(theme, this))
    , m_hint(new QLabel(this))
    , m_next(new ElidedLabel(this))
    , m_primary(new QPushButton(this))
    , m_help(new QPushButton(this))
{
    setObjectName(u"stepcard"_s);
    m_caption->setFont(Theme::font(Theme::section, true));
    m_title->setFont(Theme::font(Theme::panelPage, true));
    m_title->setWordWrap(true);
    m_why->setFont(Theme::font(17));
    m_why->setWordWrap(true);
    m_left->setFont(Theme::digits(Theme::panelSection, true));
    m_left->setAlignment(Qt::AlignRight);
    m_window->setFont(Theme::digits(14));
    m_window->setAlignment(Qt::AlignRight);
    m_others->setProperty("role", u"link"_s);
    m_hint->setObjectName(u"hint"_s);
    m_hint->setFont(Theme::font(15));
    m_hint->setWordWrap(true);
    m_picture->setFixedSize(PictureSide, PictureSide);
    m_next->setObjectName(u"next-step"_s);
    m_next->setFont(Theme::font(15));
    m_next->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_primary->setObjectName(u"primary"_s);
    m_primary->setProperty("role", u"primary"_s);
    m_primary->setFont(Theme::font(Theme::panelPage, true));
    m_help->setObjectName(u"help"_s);
    m_help->setFont(Theme::font(17));
    const int tall = std::max(Theme::millimetres(20), 80);
    for (QPushButton *button : {m_primary, m_help}) {
        button->setMinimumHeight(tall);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_caption);
    words->addWidget(m_title);
    words->addWidget(m_why);
    words->addStretch(); // without lines below, the words stay together
    auto *time = new QVBoxLayout;
    time->setSpacing(2);
    time->addWidget(m_left);
    time->addWidget(m_window);
    time->addWidget(m_others, 0, Qt::AlignRight);
    time->addStretch();
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
    head->addWidget(m_picture, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addLayout(time);
    auto *action = new QHBoxLayout;
    action->setSpacing(std::max(Theme::millimetres(3), 14));
    action->addWidget(m_primary, 5);
    action->addWidget(m_help, 3);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space5, 18, Theme::space5, Theme::space5);
    layout->setSpacing(Theme::space3);
    layout->addLayout(head);
    layout->addSpacing(Theme::space1);
    layout->addWidget(m_lines, 3);
    layout->addWidget(m_input, 4);
    layout->addWidget(m_hint);
    layout->addLayout(action);
    layout->addWidget(m_next);

    connect(m_primary, &QPushButton::clicked, this, &StepCard::act);
    connect(
        m_help, &QPushButton::clicked, this, [this] { Q_EMIT helpRequested(m_content.element); });
    connect(m_others, &QPushButton::clicked, this, &StepCard::nextRequested);
    connect(m_input, &PromptInput::accepted, this, &StepCard::act);
    connect(m_input, &PromptInput::changed, this, [this] {
        if (!m_updating)
            m_refusal.clear(); // the person does something about it
        showAction();
    });
    restyle();
    retranslate();
}

void StepCard::setContent(const StepContent &content)
{
    if (content == m_content)
        return;
    // A refusal stays to be read until what it was about is gone.
    const auto number = [](const StepContent &step) { return step.prompt ? step.prompt->id : 0; };
    if (content.element != m_content.element || number(content) != number(m_content)
        || content.signature != m_content.signature)
        m_refusal.clear();
    m_content = content;
    retranslate();
}

void StepCard::setEmptyText(const QString &title, const QString &text)
{
    m_emptyTitle = title;
    m_emptyText = text;
    if (m_content.element.isEmpty())
        retranslate();
}

void StepCard::setBlocked(const QString &reason)
{
    m_blocked = reason;
    showAction();
}

void StepCard::setRefusal(const QString &text)
{
    m_refusal = text;
    showAction();
}

void StepCard::act()
{
    if (!m_primary->isEnabled() || !m_primary->isVisible())
        return;
    if (m_content.prompt)
        Q_EMIT answered(m_input->answer());
    else if (m_content.signature)
        Q_EMIT signRequested(
            m_content.element, m_content.signature->meaning, m_content.signature->role);
}

void StepCard::retranslate()
{
    const QScopedValueRollback updating(m_updating, true);
    m_lines->setLanguage(language());
    m_input->setLanguage(language());
    const bool empty = m_content.element.isEmpty();
    const bool person = m_content.prompt || m_content.signature;
    const bool running = m_content.state == ProceduralState::Running;
    QString caption = person ? tr("Needs you now")
        : running            ? tr("Runs by itself")
                             : words::state(m_content.state);
    const QString role = m_content.prompt ? m_content.prompt->definition.role
        : m_content.signature             ? m_content.signature->role
                                          : QString();
    if (!empty && !role.isEmpty())
        caption += u" · "_s + Words::role(role);
    if (m_content.prompt && m_content.prompt->purpose == PromptPurpose::Verification)
        caption += u" · "_s + Words::verification(VerificationKind::SecondPerson);
    if (!empty && !m_content.unit.isEmpty())
        caption += u" · "_s + m_content.unit;
    // A tall input needs the room: its question becomes the title.
    const bool tall = m_content.prompt && m_content.prompt->definition.answer != AnswerKind::Confirm
        && m_content.prompt->definition.answer != AnswerKind::Scan;
    if (tall && !m_content.title.isEmpty())
        caption += u" · "_s + m_content.title;
    m_caption->setText(caption);
    m_caption->setVisible(!empty);
    m_title->setText(empty ? m_emptyTitle
            : tall         ? m_content.prompt->definition.text.in(language())
                           : m_content.title);
    const QString reason = m_content.reason.code.isEmpty()
        ? QString()
        : MessageCatalog::shipped().text(m_content.reason, language());
    if (empty)
        m_why->setText(m_emptyText);
    else if (!reason.isEmpty())
        m_why->setText(reason);
    else
        m_why->setText(m_content.why.isEmpty() ? QString() : tr("Why: %1").arg(m_content.why));
    m_why->setVisible(!tall && !m_why->text().isEmpty());

    m_left->setVisible(!empty && m_content.left.has_value());
    if (m_content.left) {
        const bool late = *m_content.left < Duration(0);
        const QString length = toReadable(late ? -*m_content.left : *m_content.left);
        m_left->setText(late ? tr("%1 over time").arg(length) : tr("%1 left").arg(length));
    }
    QStringList times;
    if (!m_content.window.isEmpty())
        times << tr("Window %1").arg(m_content.window);
    for (const OperatorView::Timer &timer : std::as_const(m_content.timers)) {
        const QString text = toReadable(timer.passed) + u" / "_s + toReadable(timer.limit);
        times << (timer.kind == OperatorView::Timer::Kind::OpenTime ? tr("Open %1").arg(text)
                : timer.kind == OperatorView::Timer::Kind::HeldTime ? tr("Held %1").arg(text)
                                                                    : tr("Running %1").arg(text));
    }
    m_window->setText(times.join(u'\n'));
    m_window->setVisible(!empty && !times.isEmpty());
    m_next->setVisible(!empty && !m_content.next.isEmpty());
    m_next->setText(tr("Next: %1").arg(m_content.next));
    m_others->setVisible(m_content.waiting > 0);
    m_others->setText(tr("%1 more waiting: show next").arg(m_content.waiting));
    m_lines->setLines(m_content.lines);
    m_lines->setVisible(!tall && !m_content.lines.isEmpty());
    if (m_content.prompt)
        m_input->setPrompt(*m_content.prompt);
    else
        m_input->clear();
    restyle();
    showAction();
}

void StepCard::showAction()
{
    const bool person = m_content.prompt || m_content.signature;
    m_primary->setVisible(person);
    m_help->setVisible(!m_content.element.isEmpty());
    m_help->setText(tr("Need help /\ncannot be done"));
    QString problem = m_blocked;
    if (m_content.prompt) {
        switch (m_content.prompt->definition.answer) {
        case AnswerKind::Confirm:
            // In semi-automatic and manual mode: the batch goes on because a person says so.
            m_primary->setText(m_content.prompt->purpose == PromptPurpose::Consent
                    ? tr("Consent: go on")
                    : tr("Confirm"));
            break;
        case AnswerKind::Number:
            m_primary->setText(tr("Enter value"));
            break;
        case AnswerKind::Text:
            m_primary->setText(tr("Record answer"));
            break;
        case AnswerKind::Choice:
            m_primary->setText(tr("Record choice"));
            break;
        case AnswerKind::Scan:
            m_primary->setText(tr("Scan label"));
            break;
        }
        if (problem.isEmpty())
            problem = m_input->problem();
    } else if (m_content.signature) {
        // Nobody shall sign what is not said: the meaning, and for whom it is.
        m_primary->setText(tr("Sign: %1 (%2)")
                               .arg(Words::meaning(m_content.signature->meaning),
                                   Words::role(m_content.signature->role)));
    }
    m_primary->setEnabled(problem.isEmpty());
    // The number pad says itself what is wrong with the number.
    const bool padSpeaks = m_content.prompt && m_blocked.isEmpty() && m_refusal.isEmpty()
        && m_content.prompt->definition.answer == AnswerKind::Number;
    m_hint->setVisible(person ? !padSpeaks && !(problem.isEmpty() && m_refusal.isEmpty())
                              : !m_content.element.isEmpty());
    m_hint->setText(!person && !m_blocked.isEmpty() ? m_blocked
            : !person              ? tr("Nothing to do here now; the system goes on by itself.")
            : !m_refusal.isEmpty() ? m_refusal
                                   : problem);
    QPalette colours = m_hint->palette();
    colours.setColor(
        QPalette::WindowText, person && !m_refusal.isEmpty() ? theme().alarm[0] : theme().muted);
    m_hint->setPalette(colours);
}

void StepCard::restyle()
{
    m_lines->setTheme(theme());
    m_input->setTheme(theme());
    const bool person = m_content.prompt || m_content.signature;
    const auto ink = [](QLabel *label, const QColor &colour) {
        QPalette colours = label->palette();
        colours.setColor(QPalette::WindowText, colour);
        label->setPalette(colours);
    };
    const bool late = m_content.left && *m_content.left < Duration(0);
    ink(m_caption, person ? theme().accent : theme().muted);
    ink(m_why, m_content.reason.code.isEmpty() ? theme().muted : theme().alarm[1]);
    ink(m_left, late ? theme().alarm[1] : theme().text);
    ink(m_window, theme().muted);
    ink(m_next, theme().muted);
    showPicture();
}

void StepCard::showPicture()
{
    const bool shown = !m_content.element.isEmpty() && !m_content.icon.isEmpty();
    m_picture->setVisible(shown);
    if (!shown)
        return;
    QPixmap picture(QSize(PictureSide, PictureSide) * 2);
    picture.setDevicePixelRatio(2);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().line, 1));
    painter.setBrush(theme().surface);
    painter.drawRoundedRect(QRectF(0.5, 0.5, PictureSide - 1, PictureSide - 1), 6, 6);
    constexpr int Inner = PictureSide - 20;
    // The catalogue says "sample", the picture is called "op-sample".
    QIcon icon = Theme::icon(u"op-"_s + m_content.icon, theme().text);
    if (icon.isNull())
        icon = Theme::icon(m_content.icon, theme().text);
    if (icon.isNull())
        icon = Theme::icon(u"op-generic"_s, theme().text);
    icon.paint(&painter, QRect(10, 10, Inner, Inner));
    painter.end();
    m_picture->setPixmap(picture);
}

void StepCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().strongLine, 1));
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
}

} // namespace cytoloom
