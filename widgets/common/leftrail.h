// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

#include <QtCore/QVector>

class QAbstractButton;
class QVBoxLayout;

namespace cytoloom {

enum class PageId { Design, Operate, Trends, Records, Quality, Plan, Insight, Devices, Admin };

/// The pages of the program, at the left, as icons with words. Only pages that exist are shown.
class LeftRail final : public Page
{
    Q_OBJECT

public:
    LeftRail(const Theme &theme, const QVector<PageId> &pages, QWidget *parent = nullptr);

    [[nodiscard]] PageId current() const { return m_current; }
    [[nodiscard]] static QString title(PageId page);
    [[nodiscard]] static QString iconName(PageId page);

public Q_SLOTS:
    /// Shows \p page as the current one; says nothing.
    void setCurrent(cytoloom::PageId page);
    /// A number beside the icon, e.g. of open prompts; 0 removes it.
    void setBadge(cytoloom::PageId page, int count);

Q_SIGNALS:
    void pageRequested(cytoloom::PageId page);

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    class Button;
    QVector<Button *> m_buttons;
    PageId m_current = PageId::Design;
};

} // namespace cytoloom
