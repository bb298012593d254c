// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

#include <QtCore/QVector>

namespace cytoloom {

/// One line of what a step does.
struct StepLine
{
    enum class State { Done, Current, Next };
    QString text;
    State state = State::Next;
    int number = 1;
    friend bool operator==(const StepLine &, const StepLine &) = default;
};

/// The parts of a step as numbered lines; the current one stands out. Shows as many as fit, around
/// the current one.
class StepLines final : public Page
{
    Q_OBJECT

public:
    explicit StepLines(const Theme &theme, QWidget *parent = nullptr);

    void setLines(const QVector<StepLine> &lines);
    [[nodiscard]] const QVector<StepLine> &lines() const { return m_lines; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, RowHeight}; }

protected:
    void retranslate() override { update(); }
    void restyle() override { update(); }
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr int RowHeight = 54;
    static constexpr int Gap = 8;
    [[nodiscard]] int current() const;

    QVector<StepLine> m_lines;
};

} // namespace cytoloom
