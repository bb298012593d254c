// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/commands/versions.h"
#include "processgraph/commands/versionsfolder.h"
#include "processgraph/foundation/clock.h"
#include "widgets/documents/versionbar.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace cytoloom {

class MainWindow;
class RecipeDesk;
class SignDialog;

/// The life of the version on the page: carries submission, approval, effect, retirement and new
/// versions from their dialogs to commands/versions and on to the disk, and shows what differs from
/// other versions. Each step is written before it is shown. GUI thread.
class VersionDesk final : public QObject
{
    Q_OBJECT

public:
    /// \p clock stamps signatures; all outlive the desk.
    VersionDesk(
        MainWindow &window, RecipeDesk &recipes, const Clock &clock, QObject *parent = nullptr);

    /// Opens the dialog of the step for the recipe on the page.
    void begin(VersionStep step);
    /// Shows what the recipe on the page changes against \p other.
    void compareWith(const MasterRecipe &other);
    void setPerson(const PersonId &person) { m_person = person; }

Q_SIGNALS:
    void refused(const cytoloom::Error &error);
    void stepped(cytoloom::RecipeStatus status); ///< it is on the disk and on the page

private:
    void follow(RecipeDocument *document);
    void refresh();
    void sign(SignDialog *dialog, VersionStep step);
    void takeStep(SignDialog *dialog, VersionStep step, int highest);
    [[nodiscard]] Result<MasterRecipe> nextOf(
        VersionStep step, const QString &role, const versions::Signatory &signatory, int highest);
    void write(SignDialog *dialog, VersionStep step, const MasterRecipe &next);
    void retireOthers(const MasterRecipe &effective, const QString &fileName,
        const versions::Signatory &signatory);
    void askPerson(SignDialog *dialog);
    void chooseComparison();
    void showHistory();

    MainWindow &m_window;
    RecipeDesk &m_recipes;
    const Clock &m_clock;
    VersionBar *m_bar;
    QPointer<RecipeDocument> m_document;
    PersonId m_person;
    QVector<Finding> m_findings; ///< of m_checked
    MasterRecipe m_checked;
    bool m_hasFindings = false;
};

} // namespace cytoloom
