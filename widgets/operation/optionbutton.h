// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QtWidgets/QAbstractButton>

namespace cytoloom {

/// One way out of a fault: a word, what follows from it, and marks ("advised", "two people"). A
/// disabled one says why. GUI thread.
class OptionButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit OptionButton(const Theme &theme, QWidget *parent = nullptr);

    /// \p advised stands out.
    void setTexts(
        const QString &word, const QString &consequence, const QString &marks, bool advised);
    void setIconName(const QString &name);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme m_theme;
    QString m_consequence;
    QString m_marks;
    QString m_icon;
    bool m_advised = false;
};

} // namespace cytoloom
