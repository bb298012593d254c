// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/questionspage.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/common/identitytoken.h"
#include "widgets/operation/stepcard.h"
#include "widgets/operation/touch.h"

#include <QtCore/QDateTime>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

QuestionsPage::QuestionsPage(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_back(touch::button(this, u"questions-back"_s))
    , m_title(touch::label(this, Theme::panelSection, true))
    , m_list(new QWidget)
    , m_listLayout(new QVBoxLayout(m_list))
    , m_token(new IdentityToken(theme, this))
    , m_whose(touch::label(this, Theme::panelCaption))
    , m_due(touch::label(this, Theme::panelBody, true, true))
    , m_open(touch::button(this, u"questions-open"_s))
    , m_card(new StepCard(theme, this))
{
    setObjectName(u"questions"_s);
    m_due->setObjectName(u"question-due"_s);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::space4);
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
    top->addWidget(m_open);
    auto *right = new QVBoxLayout;
    right->setSpacing(Theme::space3);
    right->addLayout(top);
    right->addWidget(m_due);
    right->addWidget(m_card, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space4, Theme::space3, Theme::space4, Theme::space4);
    layout->setSpacing(Theme::space4);
    layout->addLayout(left, 4);
    layout->addLayout(right, 8);
    connect(m_back, &QPushButton::clicked, this, &QuestionsPage::closed);
    connect(m_card, &StepCard::answered, this, [this](PromptAnswer answered) {
        answered.batch = m_batch;
        if (answered.person.isEmpty())
            answered.person = m_person;
        Q_EMIT answer(answered);
    });
    const auto open = [this] {
        if (const QueuedPrompt *question = chosen())
            Q_EMIT batchRequested(m_batch, question->prompt.element);
    };
    connect(m_open, &QPushButton::clicked, this, open);
    connect(m_card, &StepCard::helpRequested, this, open);
    restyle();
    retranslate();
}

const QueuedPrompt *QuestionsPage::chosen() const
{
    const auto found
        = std::find_if(m_questions.cbegin(), m_questions.cend(), [this](const QueuedPrompt &each) {
              return each.prompt.batch == m_batch && each.prompt.id == m_prompt;
          });
    return found == m_questions.cend() ? nullptr : &*found;
}

void QuestionsPage::choose(const BatchId &batch, quint64 prompt)
{
    m_batch = batch;
    m_prompt = prompt;
    refresh();
}

void QuestionsPage::setQuestions(const QVector<QueuedPrompt> &questions)
{
    m_questions = questions;
    std::stable_sort(m_questions.begin(), m_questions.end(), isMoreUrgent);
    refresh();
}

void QuestionsPage::setTime(UtcTime now)
{
    m_now = now;
    refresh();
}

void QuestionsPage::setPerson(const PersonId &person)
{
    m_person = person;
    m_card->setBlocked(person.isEmpty() ? tr("Sign in first.") : QString());
}

void QuestionsPage::showRefusal(const Error &error)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    const QString remedy = words.remedy(error.message, language());
    m_card->setRefusal(
        words.text(error.message, language()) + (remedy.isEmpty() ? QString() : u' ' + remedy));
}

void QuestionsPage::refresh()
{
    if (!isVisible() && !m_rows.isEmpty())
        return; // nobody looks; showEvent() catches up
    if (!chosen()) {
        m_batch = m_questions.isEmpty() ? BatchId() : m_questions.first().prompt.batch;
        m_prompt = m_questions.isEmpty() ? 0 : m_questions.first().prompt.id;
    }
    while (m_rows.size() > m_questions.size())
        delete m_rows.takeLast();
    while (m_rows.size() < m_questions.size()) {
        auto *row = new QuestionRow(theme(), m_list);
        connect(row, &QAbstractButton::clicked, this,
            [this, row] { choose(row->question().prompt.batch, row->question().prompt.id); });
        m_listLayout->insertWidget(m_listLayout->count() - 1, row);
        row->show();
        m_rows << row;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setQuestion(m_questions[i], m_now, language());
        m_rows[i]->setChecked(
            m_questions[i].prompt.batch == m_batch && m_questions[i].prompt.id == m_prompt);
    }
    m_title->setText(tr("Questions: %1").arg(m_questions.size()));
    showChosen();
}

void QuestionsPage::showChosen()
{
    const QueuedPrompt *question = chosen();
    StepContent content;
    m_open->setVisible(question != nullptr);
    m_whose->setVisible(question != nullptr);
    m_due->setVisible(question != nullptr);
    if (!question) {
        m_token->setIdentity({}, {}, {});
        m_card->setEmptyText(tr("Nobody is asked anything"),
            tr("A question of any batch is shown here as soon as it comes up."));
        m_card->setContent(content);
        return;
    }
    m_token->setIdentity(question->identity, question->shape, question->colour);
    QString whose = question->prompt.batch.value() + u" · "_s + question->product.in(language());
    if (question->simulated)
        whose += u" · "_s + tr("SIMULATION");
    m_whose->setText(whose);
    QString due = QuestionRow::dueText(*question, m_now);
    const QString nobody = question->ifNobody.in(language());
    if (nobody.isEmpty())
        due += u" · "_s + tr("until somebody answers, the step waits");
    else if (question->due)
        due += u" · "_s
            + tr("if nobody answers by %1: %2")
                  .arg(QDateTime::fromMSecsSinceEpoch(toMs(*question->due)).toString(u"HH:mm"_s),
                      nobody);
    else
        due += u" · "_s + tr("if nobody answers: %1").arg(nobody);
    m_due->setText(due);
    touch::ink(m_due, QuestionRow::isLate(*question, m_now) ? theme().alarm[1] : theme().text);
    content.element = question->prompt.element;
    content.title = question->step.in(language());
    content.why = question->why.in(language());
    content.icon = question->icon;
    content.unit = question->unit.value();
    content.prompt = question->prompt;
    content.state = ProceduralState::Running;
    const bool input = question->prompt.definition.answer == AnswerKind::Confirm
        || question->prompt.definition.answer == AnswerKind::Scan;
    if (input) {
        int number = 1;
        for (const QString &line : question->prompt.definition.text.in(language()).split(u'\n'))
            content.lines << StepLine {line, StepLine::State::Current, number++};
    }
    m_card->setContent(content);
}

void QuestionsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    refresh();
}

void QuestionsPage::retranslate()
{
    m_token->setLanguage(language());
    m_card->setLanguage(language());
    m_back->setText(tr("All batches"));
    m_open->setText(tr("Open the batch"));
    setPerson(m_person);
    refresh();
}

void QuestionsPage::restyle()
{
    m_token->setTheme(theme());
    m_card->setTheme(theme());
    for (QuestionRow *row : std::as_const(m_rows))
        row->setTheme(theme());
    m_back->setIcon(Theme::icon(u"left"_s, theme().muted));
    touch::ink(m_whose, theme().muted);
}

void QuestionsPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

} // namespace cytoloom
