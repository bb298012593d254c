// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/page.h"

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace cytoloom {

class GraphView;

/// One line at the foot of the canvas that offers what would come next ("Close the line?"): never
/// in the way, gone with the next edit.
class CanvasOffer final : public Page
{
    Q_OBJECT

public:
    CanvasOffer(GraphView &view, const Theme &theme);

    void offer(const QString &text, const QString &button, std::function<void()> accept);
    void place(); ///< the view has another size

protected:
    void retranslate() override;
    void restyle() override;

private:
    GraphView &m_view;
    QLabel *m_text;
    QPushButton *m_accept;
    QToolButton *m_close;
    std::function<void()> m_run;
};

} // namespace cytoloom
