// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QAbstractButton>

namespace cytoloom {

/// A big card that can be pressed: icon, title, a paragraph, a line of facts. Checkable when it is
/// one of a choice.
class CardButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit CardButton(const Theme &theme, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    /// \p facts is the small line at the bottom; \p mark a short word at the top right, e.g.
    /// "Demo".
    void setTexts(const QString &title, const QString &paragraph, const QString &facts,
        const QString &mark = {});
    void setIconName(const QString &name);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {220, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    QString m_icon;
    QString m_paragraph;
    QString m_facts;
    QString m_mark;
};

} // namespace cytoloom
