// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/blastradius.h"
#include "widgets/common/page.h"

class QLabel;
class QVBoxLayout;

namespace cytoloom {

/// What a command or a lost link would touch, before it is given: units, batches, patients and the
/// least minutes that the cells leave, as four large figures; under them which, with whose cells.
/// GUI thread.
class BlastPanel final : public Page
{
    Q_OBJECT

public:
    explicit BlastPanel(const Theme &theme, QWidget *parent = nullptr);

    /// It is being worked out.
    void setWaiting();
    void setRadius(const BlastRadius &radius);
    [[nodiscard]] const BlastRadius &radius() const { return m_radius; }
    /// Different coded identities among the batches.
    [[nodiscard]] static int patients(const BlastRadius &radius);

protected:
    void retranslate() override;
    void restyle() override;

private:
    struct Figure
    {
        QLabel *number;
        QLabel *word;
    };
    void setFigure(int index, const QString &number, const QString &word, bool loud);
    void addBatch(const BlastRadius::Batch &batch);
    void addLine(const QString &text, bool muted);

    BlastRadius m_radius;
    bool m_waiting = true;
    Figure m_figures[4];
    QLabel *m_summary;
    QWidget *m_list;
    QVBoxLayout *m_listLayout;
};

} // namespace cytoloom
