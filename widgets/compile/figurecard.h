// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QFrame>

class QBoxLayout;
class QLabel;

namespace cytoloom {

/// A card of the page: title, a quiet remark, and one or several contents below. GUI thread.
class FigureCard final : public QFrame
{
    Q_OBJECT

public:
    explicit FigureCard(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setNote(const QString &note); ///< empty: none
    [[nodiscard]] QString note() const;
    void add(QWidget *content, int stretch = 0); ///< takes it over
    /// Puts \p control at the right end of the title and takes it over.
    void addControl(QWidget *control);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_note;
    QBoxLayout *m_head;
    QBoxLayout *m_column;
};

/// One figure large, what it is above, what it means below. GUI thread.
class FigureTile final : public QFrame
{
    Q_OBJECT

public:
    explicit FigureTile(QWidget *parent = nullptr);

    /// \p alert: the figure does not keep what is asked; said by a mark as well.
    void setFigure(
        const QString &name, const QString &value, const QString &note, bool alert = false);
    [[nodiscard]] QString value() const;
    [[nodiscard]] QString note() const;

private:
    QLabel *m_name;
    QLabel *m_value;
    QLabel *m_note;
};

} // namespace cytoloom
