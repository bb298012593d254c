// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/prompt.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QAbstractButton>

#include <optional>

namespace cytoloom {

/// A question of any batch, with what is needed to answer it in place. A value.
struct QueuedPrompt
{
    Prompt prompt;
    QString identity; ///< coded, with its token
    QString shape;
    QString colour;
    LocalizedText product;
    LocalizedText step;
    LocalizedText why;
    QString icon; ///< of the unit operation: "op-sample"
    UnitId unit;
    bool simulated = false;
    std::optional<UtcTime> due; ///< until when it should be answered; none: no limit is known
    LocalizedText ifNobody; ///< what happens at that time: "the step is held"; empty: it waits
    friend bool operator==(const QueuedPrompt &, const QueuedPrompt &) = default;
};

/// Over its time first, then by due time, then those without, oldest first. A strict weak order.
[[nodiscard]] bool isMoreUrgent(const QueuedPrompt &left, const QueuedPrompt &right);

/// One question in the queue: whose it is, what it asks, until when. GUI thread.
class QuestionRow final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit QuestionRow(const Theme &theme, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setQuestion(const QueuedPrompt &question, UtcTime now, Language language);
    [[nodiscard]] const QueuedPrompt &question() const { return m_question; }
    /// "34 min left · until 14:36", "12 min over", "waits for 4 min".
    [[nodiscard]] static QString dueText(const QueuedPrompt &question, UtcTime now);
    [[nodiscard]] static bool isLate(const QueuedPrompt &question, UtcTime now);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    QueuedPrompt m_question;
    UtcTime m_now {};
    Language m_language = Language::En;
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::QueuedPrompt)
