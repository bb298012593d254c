// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/compiler/riskmatrix.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

class QActionGroup;
class QLabel;
class QMenu;

namespace cytoloom {

class MainWindow;
class RecipeDesk;
class RecipeDocument;

/// Colours the steps on the canvas by where the process leans on open handling, waiting or manual
/// work; containers show the sum of what is inside them, shares are of the largest in the drawing.
/// Amount and legend stand beside the colour. Works out the loads in the pool. GUI thread.
class RiskColours final : public QObject
{
    Q_OBJECT

public:
    enum Mode { None, Open, Waiting, Manual };

    /// Both outlive it. Adds its choices to the View menu of the canvas.
    RiskColours(MainWindow &window, RecipeDesk &recipes, QObject *parent = nullptr);
    ~RiskColours() override;

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// Of a step, or the sum of what is inside a container.
    [[nodiscard]] Duration loadOf(const ElementId &id) const;

Q_SIGNALS:
    void coloured(); ///< the loads of the recipe as it is are on the canvas

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(RecipeDocument *document);
    void work();
    void apply();
    void place();
    void retranslate();
    [[nodiscard]] Duration valueOf(const RiskMatrix::StepLoad &load) const;

    MainWindow &m_window;
    RecipeDocument *m_document = nullptr;
    QMenu *m_menu;
    QActionGroup *m_group;
    QLabel *m_legend;
    QTimer m_delay;
    Mode m_mode = None;
    bool m_tinted = false;
    int m_request = 0;
    QVector<RiskMatrix::StepLoad> m_loads;
    QHash<ElementId, Duration> m_sums;
};

} // namespace cytoloom
