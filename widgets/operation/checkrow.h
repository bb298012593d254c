// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QAbstractButton>

namespace cytoloom {

/// Whether something is settled. The words, shapes and colours of status tags (合格, 不合格).
enum class CheckState { Open, Passed, Failed, Excepted };

/// One line of a checklist: a large shape with its word, a title, and what is behind it. Checkable
/// rows choose what is shown beside the list. GUI thread.
class CheckRow final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CheckRow(const Theme &theme, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setContent(CheckState state, const QString &title, const QString &detail);
    [[nodiscard]] CheckState state() const { return m_state; }
    [[nodiscard]] QString detail() const { return m_detail; }
    [[nodiscard]] static QString word(CheckState state);
    [[nodiscard]] static QColor colour(const Theme &theme, CheckState state);
    /// Tick in a disc, cross in a square, hollow ring, "!" in a triangle.
    static void paintShape(
        QPainter &painter, const Theme &theme, CheckState state, const QRectF &box);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    Theme m_theme;
    CheckState m_state = CheckState::Open;
    QString m_detail;
};

} // namespace cytoloom
