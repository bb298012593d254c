// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"

#include <QtCore/QObject>

#include <functional>

namespace cytoloom {

class MainWindow;
struct RecentFile;

/// The recipe that is being drawn: opens and saves it in the pool, asks before changes would be
/// lost, keeps the list of recent files, and fills the welcome page. GUI thread.
class RecipeDesk final : public QObject
{
    Q_OBJECT

public:
    RecipeDesk(MainWindow &window, const Catalog &catalog, QObject *parent = nullptr);
    ~RecipeDesk() override;

    [[nodiscard]] RecipeDocument &document() { return m_document; }
    /// Comes back at once. A person is asked first when changes would be lost; \p then runs once
    /// the recipe is on the page. What cannot be read is told and failed().
    void open(const QString &fileName, std::function<void()> then = {});
    /// Asks for a name where there is none. \p then runs once it is safely on the disk.
    void save(std::function<void()> then = {});
    /// Runs \p then at once, or once the changes are saved or given up; not at all on Cancel.
    void afterAskingAboutChanges(std::function<void()> then);

Q_SIGNALS:
    void cardChosen(const QString &id);
    void failed(const cytoloom::Error &error);

private:
    void connectWindow();
    void showCards();
    void showRecent();
    void remember(const QString &fileName);
    void read(const QString &fileName, const std::function<void()> &then);
    void write(const QString &fileName, const std::function<void()> &then);
    void askAndOpen();
    void newRecipe();

    MainWindow &m_window;
    RecipeDocument m_document;
    int m_reading = 0; ///< number of the last request to open: an earlier one's result is dropped
};

} // namespace cytoloom
