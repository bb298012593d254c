// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/promptinput.h"

#include "widgets/operation/numberpad.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

PromptInput::PromptInput(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_number(new NumberPad(theme))
    , m_text(new QPlainTextEdit)
    , m_choicePage(new QWidget)
    , m_choiceLayout(new QVBoxLayout(m_choicePage))
    , m_choices(new QButtonGroup(this))
    , m_scanPage(new QWidget)
    , m_scanHint(new QLabel)
    , m_scanIcon(new QLabel)
    , m_scan(new QLineEdit)
{
    m_text->setFont(Theme::font(Theme::panelBody));
    m_text->setTabChangesFocus(true);
    m_text->setObjectName(u"answer-text"_s);
    m_choiceLayout->setContentsMargins(0, 0, 0, 0);
    m_choiceLayout->setSpacing(10);
    m_scan->setFont(Theme::digits(Theme::panelSection, true));
    m_scan->setMinimumHeight(52);
    m_scan->setObjectName(u"answer-scan"_s);
    m_scan->setProperty("noKeyboard", true); // a wedge types
    m_scanHint->setFont(Theme::font(Theme::panelCaption));
    m_scanHint->setProperty("role", u"muted"_s);
    m_scanHint->setWordWrap(true);
    auto *scan = new QHBoxLayout(m_scanPage);
    scan->setContentsMargins(0, 0, 0, 0);
    scan->setSpacing(Theme::space3);
    scan->addWidget(m_scanIcon);
    scan->addWidget(m_scan, 3);
    scan->addWidget(m_scanHint, 2);

    // Not a stack: its hidden pages would ask for their room, too.
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_number);
    layout->addWidget(m_text);
    layout->addWidget(m_choicePage);
    layout->addWidget(m_scanPage);

    connect(m_number, &NumberPad::changed, this, &PromptInput::changed);
    connect(m_number, &NumberPad::accepted, this, &PromptInput::accepted);
    connect(m_text, &QPlainTextEdit::textChanged, this, &PromptInput::changed);
    connect(m_choices, &QButtonGroup::idToggled, this, &PromptInput::changed);
    connect(m_scan, &QLineEdit::textChanged, this, &PromptInput::changed);
    connect(m_scan, &QLineEdit::returnPressed, this, [this] {
        if (problem().isEmpty())
            Q_EMIT accepted();
    });
    restyle();
    retranslate();
    clear();
}

void PromptInput::setPrompt(const Prompt &prompt)
{
    if (prompt == m_prompt)
        return;
    const bool another = prompt.id != m_prompt.id || prompt.batch != m_prompt.batch;
    m_prompt = prompt;
    if (another) {
        m_text->clear();
        m_scan->clear();
        m_number->clear();
    }
    switch (prompt.definition.answer) {
    case AnswerKind::Confirm:
        showPage(nullptr);
        break;
    case AnswerKind::Number:
        m_number->setQuestion(prompt.definition.unit.symbol(), prompt.definition.range);
        showPage(m_number);
        break;
    case AnswerKind::Text:
        showPage(m_text);
        break;
    case AnswerKind::Choice:
        fillChoices();
        showPage(m_choicePage);
        break;
    case AnswerKind::Scan:
        showPage(m_scanPage);
        break;
    }
    setVisible(prompt.definition.answer != AnswerKind::Confirm);
    setSizePolicy(QSizePolicy::Expanding, isTall() ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    // A wedge scanner types wherever the focus is: the field of the question must have it.
    if (another) {
        if (prompt.definition.answer == AnswerKind::Scan)
            m_scan->setFocus();
        else if (prompt.definition.answer == AnswerKind::Number)
            m_number->setFocus();
        else if (prompt.definition.answer == AnswerKind::Text)
            m_text->setFocus();
    }
    Q_EMIT changed();
}

void PromptInput::clear()
{
    m_prompt = {};
    showPage(nullptr);
    hide();
}

void PromptInput::showPage(QWidget *wanted)
{
    for (QWidget *page :
        std::initializer_list<QWidget *> {m_number, m_text, m_choicePage, m_scanPage})
        page->setVisible(page == wanted);
}

bool PromptInput::isTall() const
{
    return m_prompt.id != 0
        && (m_prompt.definition.answer == AnswerKind::Number
            || m_prompt.definition.answer == AnswerKind::Text
            || m_prompt.definition.answer == AnswerKind::Choice);
}

void PromptInput::fillChoices()
{
    const int chosen = m_choices->checkedId();
    for (QAbstractButton *button : m_choices->buttons()) {
        m_choices->removeButton(button);
        delete button;
    }
    while (QLayoutItem *item = m_choiceLayout->takeAt(0))
        delete item;
    const QVector<LocalizedText> &choices = m_prompt.definition.choices;
    for (int i = 0; i < choices.size(); ++i) {
        auto *button = new QPushButton(choices[i].in(language()));
        button->setCheckable(true);
        button->setObjectName(u"choice-%1"_s.arg(i));
        button->setProperty("touch", true);
        button->setFont(Theme::font(Theme::panelBody));
        button->setMinimumHeight(std::max(Theme::millimetres(13), 48));
        m_choices->addButton(button, i);
        m_choiceLayout->addWidget(button);
        if (i == chosen)
            button->setChecked(true);
    }
    m_choiceLayout->addStretch();
}

QString PromptInput::problem() const
{
    switch (m_prompt.definition.answer) {
    case AnswerKind::Confirm:
        return {};
    case AnswerKind::Number:
        return m_number->problem();
    case AnswerKind::Text:
        return m_text->toPlainText().trimmed().isEmpty() ? tr("Write the answer first.")
                                                         : QString();
    case AnswerKind::Choice:
        return m_choices->checkedId() < 0 ? tr("Choose one first.") : QString();
    case AnswerKind::Scan:
        return m_scan->text().trimmed().isEmpty() ? tr("Waiting for the scanner…") : QString();
    }
    return {};
}

PromptAnswer PromptInput::answer() const
{
    PromptAnswer answer;
    answer.prompt = m_prompt.id;
    switch (m_prompt.definition.answer) {
    case AnswerKind::Confirm:
        break;
    case AnswerKind::Number:
        answer.number = m_number->value().value_or(0);
        break;
    case AnswerKind::Text:
        answer.text = m_text->toPlainText().trimmed();
        break;
    case AnswerKind::Choice:
        answer.number = m_choices->checkedId();
        break;
    case AnswerKind::Scan:
        answer.text = m_scan->text().trimmed();
        break;
    }
    return answer;
}

void PromptInput::retranslate()
{
    m_number->setLanguage(language());
    m_text->setPlaceholderText(tr("Answer"));
    m_text->setAccessibleName(tr("Answer"));
    m_scan->setPlaceholderText(tr("Scan now"));
    m_scan->setAccessibleName(tr("Scanned code"));
    m_scanHint->setText(tr("Scan the label, or type the code that is printed under it."));
    for (QAbstractButton *button : m_choices->buttons()) {
        const int index = m_choices->id(button);
        if (index >= 0 && index < m_prompt.definition.choices.size())
            button->setText(m_prompt.definition.choices[index].in(language()));
    }
    Q_EMIT changed();
}

void PromptInput::restyle()
{
    m_number->setTheme(theme());
    m_scanIcon->setPixmap(
        Theme::icon(u"scan"_s, theme().accent).pixmap(QSize(36, 36), devicePixelRatioF()));
}

} // namespace cytoloom
