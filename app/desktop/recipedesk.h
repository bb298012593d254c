// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/recoveryfile.h"
#include "processgraph/commands/recipedocument.h"

#include <QtCore/QObject>
#include <QtCore/QPointF>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cytoloom {

class DocumentBar;
class MainWindow;
class Recovery;

/// The recipes that are being drawn, each with its own undo: opens and saves them in the pool,
/// shows one of them on the design page, asks before changes would be lost, and keeps unsaved
/// changes aside. There is always one document; the first is empty and gives way to what is opened.
/// GUI thread.
class RecipeDesk final : public QObject
{
    Q_OBJECT

public:
    RecipeDesk(MainWindow &window, const Catalog &catalog, QObject *parent = nullptr);
    ~RecipeDesk() override;

    [[nodiscard]] RecipeDocument &document(); ///< the one on the page
    [[nodiscard]] QVector<RecipeDocument *> documents() const;
    [[nodiscard]] bool hasChanges() const; ///< in any of them
    [[nodiscard]] DocumentBar *bar() const { return m_bar; }
    [[nodiscard]] Recovery &recovery() { return *m_recovery; }
    void activate(int index);
    /// Opens \p recipe beside the others and shows it. \p unsaved: it is not what the file holds.
    RecipeDocument &add(const MasterRecipe &recipe, const QString &fileName, bool unsaved);

    /// Comes back at once; what is open already is shown. \p then runs once the recipe is on the
    /// page. What cannot be read is told and failed().
    void open(const QString &fileName, std::function<void()> then = {});
    /// Asks for a name where there is none. \p then runs once it is safely on the disk.
    void save(std::function<void()> then = {});
    void saveAs(std::function<void()> then = {});
    /// Writes \p next, the document's next state (another status, signed), and only then shows it:
    /// undo starts anew. \p fresh: there must be no such file yet. \p then as with save().
    void replaceSaved(RecipeDocument &document, const MasterRecipe &next, const QString &fileName,
        bool fresh, std::function<void()> then = {});
    /// Asks only when changes would be lost.
    void close(int index);
    /// Runs \p then once the changes of every document are saved or given up; not at all on Cancel.
    void afterAskingAboutChanges(std::function<void()> then);

protected:
    /// Files dropped on the window are opened.
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void cardChosen(const QString &id);
    void failed(const cytoloom::Error &error);
    void currentChanged(cytoloom::RecipeDocument *document);

private:
    struct Open
    {
        std::unique_ptr<RecipeDocument> document;
        // Where the person was looking
        ElementId container;
        double zoom = 0; ///< 0: nobody has looked yet
        QPointF centre;
        /// What its file held when it was last read or written here: what is there beside that was
        /// done by somebody else, and is not written over.
        std::optional<MasterRecipe> onDisk;
        bool writing = false; ///< one write at a time, or an older one might come last
        std::vector<std::function<void()>> waiting; ///< what is to be written after that
    };
    void connectWindow();
    RecipeDocument &addDocument();
    [[nodiscard]] int indexOf(const RecipeDocument *document) const;
    [[nodiscard]] bool isBlank(const RecipeDocument &document) const;
    void show(int index);
    void showStartSoon();
    void leave();
    void removeAt(int index);
    void refreshBar();
    void read(const QString &fileName, const std::function<void()> &then);
    /// \p over: whatever the file holds by now; the person has said so.
    void write(RecipeDocument &document, const QString &fileName, bool over,
        const std::function<void()> &then);
    /// True: \p document is being written, and \p next follows that.
    bool isWriting(RecipeDocument &document, const std::function<void()> &next);
    /// The write of \p document has ended; \p written is what its file holds now.
    void endWriting(RecipeDocument *document, const std::optional<MasterRecipe> &written);
    void ask(RecipeDocument &document, const std::function<void()> &then);
    void openAll(const QStringList &files); ///< one after the other
    void askAndOpen();
    void newRecipe();
    void offerLeft(const recoveryfile::Left &left);

    MainWindow &m_window;
    const Catalog &m_catalog;
    DocumentBar *m_bar;
    std::vector<Open> m_open;
    int m_current = -1;
    Recovery *m_recovery;
    class RecentRecipes *m_recent;
    int m_reading = 0; ///< number of the last request to open: an earlier one's result is dropped
};

} // namespace cytoloom
