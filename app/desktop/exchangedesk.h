// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/batchml.h"

#include <QtCore/QObject>

namespace cytoloom {

class ExchangeDialog;
class MainWindow;
class RecipeDesk;

/// BatchML in and out: reads and writes in the pool, tells item by item what is lost before anybody
/// goes on. GUI thread.
class ExchangeDesk final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the desk.
    ExchangeDesk(MainWindow &window, RecipeDesk &recipes, QObject *parent = nullptr);

    void askAndImport();
    void importFile(const QString &fileName); ///< importTold() or failed() follows
    /// Works out what another system will not find, then asks; exportTold() follows.
    void beginExport();
    void exportTo(const MasterRecipe &recipe, const QString &fileName);

Q_SIGNALS:
    void importTold(cytoloom::ExchangeDialog *dialog);
    void exportTold(cytoloom::ExchangeDialog *dialog);
    void written(const QString &fileName);
    void failed(const cytoloom::Error &error);

protected:
    /// A BatchML file that is dropped on the window is imported.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const ImportedRecipe &imported, const QString &fileName);
    void askWhere(const MasterRecipe &recipe);
    void fail(const Error &error);

    MainWindow &m_window;
    RecipeDesk &m_recipes;
    int m_request = 0; ///< of the last import: an earlier one's result is dropped
};

} // namespace cytoloom
