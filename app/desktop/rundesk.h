// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "widgets/operation/startbatchdialog.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace cytoloom {

class MainWindow;

/// Batches and the people in front of them: carries orders, answers, signatures and
/// acknowledgements to the engine, starts a batch, and says what stands in the way. A journal that
/// cannot be written is one lasting notice and a page that says Held, however often the engine
/// tells it. GUI thread.
class RunDesk final : public QObject
{
    Q_OBJECT

public:
    RunDesk(MainWindow &window, QObject *parent = nullptr);

    /// Null: none. \p session outlives this or is taken back first.
    void setSession(Session *session);
    /// The batch in front: orders from the Operate page are for it.
    void setBatch(const BatchId &batch) { m_batch = batch; }
    [[nodiscard]] const PersonId &person() const { return m_person; }
    void setPerson(const PersonId &person);
    /// Lets a person choose recipe, number and identity. \p drawn: the recipe on the design page.
    void askStart(const QString &drawnFile, const QStringList &usedBatches);
    /// The planned batch that the design pages are looked at with: offered when a batch starts.
    void setBinding(const QString &name, const std::optional<BatchBinding> &binding);
    /// Starts without asking. What does not validate by the rules of the header's profile, with the
    /// lots and people of \p binding where there is one, is refused, as on the command line.
    void start(const MasterRecipe &recipe, const BatchHeader &header, double speed,
        const std::optional<BatchBinding> &binding = {});

Q_SIGNALS:
    void startAsked(); ///< the button on Operate: the workspace may have to open a plant first
    void personChanged(const cytoloom::PersonId &person);
    void started();
    void failed(const cytoloom::Error &error);

private:
    void connectWindow();
    void showStartDialog(const QHash<QString, MasterRecipe> &recipes,
        const QVector<RecipeChoice> &choices, const QStringList &used);
    void askBinding(StartBatchDialog &dialog);
    void askPerson();
    void refused(const Error &error);
    void recordFailed(const Error &error);
    void recordWorks();
    void showWarnings(const QVector<JournalEvent> &events);

    MainWindow &m_window;
    QPointer<Session> m_session;
    BatchId m_batch;
    PersonId m_person;
    QString m_bindingName;
    std::optional<BatchBinding> m_binding;
    QTimer m_samplesWork; ///< runs out when no sample was refused for a while
};

} // namespace cytoloom
