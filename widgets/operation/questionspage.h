// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"
#include "widgets/operation/questionrow.h"

#include <QtCore/QVector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class IdentityToken;
class StepCard;

/// The questions of all batches, the most urgent first, and the chosen one beside them to be
/// answered in place, under the token of whose cells it is about. What is being typed stays while
/// others come and go; an answered one gives way to the next. GUI thread.
class QuestionsPage final : public Page
{
    Q_OBJECT

public:
    explicit QuestionsPage(const Theme &theme, QWidget *parent = nullptr);

    void choose(const BatchId &batch, quint64 prompt);
    [[nodiscard]] const QueuedPrompt *chosen() const;

public Q_SLOTS:
    void setQuestions(const QVector<cytoloom::QueuedPrompt> &questions);
    void setTime(cytoloom::UtcTime now);
    void setPerson(const cytoloom::PersonId &person);
    /// The engine refused the answer to the question that is shown.
    void showRefusal(const cytoloom::Error &error);

Q_SIGNALS:
    void answer(const cytoloom::PromptAnswer &answer); ///< with its batch
    void batchRequested(const cytoloom::BatchId &batch, const cytoloom::ElementId &element);
    void closed(); ///< back to the wall

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void showChosen();

    QVector<QueuedPrompt> m_questions;
    UtcTime m_now {};
    PersonId m_person;
    BatchId m_batch; ///< of the chosen one
    quint64 m_prompt = 0;

    QPushButton *m_back;
    QLabel *m_title;
    QWidget *m_list;
    QVBoxLayout *m_listLayout;
    QVector<QuestionRow *> m_rows;
    IdentityToken *m_token;
    QLabel *m_whose;
    QLabel *m_due;
    QPushButton *m_open;
    StepCard *m_card;
};

} // namespace cytoloom
