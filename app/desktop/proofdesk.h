// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/clock.h"
#include "processgraph/foundation/id.h"
#include "processgraph/validation/finding.h"

#include <QtCore/QObject>

namespace cytoloom {

class MainWindow;
class RecipeDesk;

/// What the recipe on the page proves: findings that a person accepts with a reason, the risk view
/// and the compile report. Computes in the pool. GUI thread.
class ProofDesk final : public QObject
{
    Q_OBJECT

public:
    /// \p clock stamps waivers; all outlive the desk.
    ProofDesk(
        MainWindow &window, RecipeDesk &recipes, const Clock &clock, QObject *parent = nullptr);

    void setPerson(const PersonId &person) { m_person = person; }
    /// Writes a waiver for \p finding into the recipe, one undo step. A notice says why not.
    void waive(const Finding &finding, const QString &reason);
    void showRisk();
    /// Asks where to and writes the compile report there.
    void exportCompileReport();
    void writeCompileReport(const QString &fileName);

Q_SIGNALS:
    void riskShown(QWidget *window);
    void reportWritten(const QString &fileName);

private:
    MainWindow &m_window;
    RecipeDesk &m_recipes;
    const Clock &m_clock;
    PersonId m_person;
};

} // namespace cytoloom
