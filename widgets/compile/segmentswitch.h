// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace cytoloom {

/// One of a few choices as buttons side by side; the chosen one is marked. GUI thread.
class SegmentSwitch final : public QWidget
{
    Q_OBJECT

public:
    /// \p names: object names of the buttons, in order.
    explicit SegmentSwitch(const QStringList &names, QWidget *parent = nullptr);

    void setTexts(const QStringList &texts); ///< beside the names
    void setTips(const QStringList &tips);
    /// Tells nobody.
    void setCurrent(int index);
    [[nodiscard]] int current() const;

Q_SIGNALS:
    void chosen(int index); ///< by a person

private:
    QButtonGroup *m_group;
};

} // namespace cytoloom
