// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/sections.h"

#include <QtWidgets/QFrame>

namespace cytoloom {

/// One entry of a list in the inspector: a line that says what it is and, unfolded, the fields to
/// edit it and the button that removes it. A click anywhere on the line folds and unfolds. The
/// fields are built only when they are shown. GUI thread.
class EntryBox final : public QFrame
{
    Q_OBJECT

public:
    struct Line
    {
        QString list; ///< object name of the list: "criteria"
        int index = 0;
        QString mark; ///< "≥ 70 %"; short
        QString name;
        QString remark;
    };
    /// \p fill adds the fields; \p remove may be empty for what cannot go.
    EntryBox(const InspectorContext &context, const Line &line,
        const std::function<void(EntryBox &)> &fill, const std::function<void()> &remove = {});

    void addRow(const QString &name, QWidget *editor);
    void addWide(QWidget *widget);
    /// Object name for a field: "criteria.2.limit".
    [[nodiscard]] QString field(const QString &name) const { return m_key + u'.' + name; }
    /// The key under which an entry is remembered as unfolded.
    [[nodiscard]] static QString keyOf(const QString &list, int index);

protected:
    void mousePressEvent(QMouseEvent *event) override;

private:
    void toggle();

    InspectorContext m_context;
    QString m_key;
    QWidget *m_head;
    QGridLayout *m_grid = nullptr;
};

} // namespace cytoloom
