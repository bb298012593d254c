// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/liveview.h"
#include "app/session/session.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace cytoloom {

class LiveDisplay;
class MainWindow;

/// The operator's way through many batches: wall, one batch, questions of all, line clearance. With
/// one batch its page is in front; from the second on the wall is. What people decide there goes to
/// the engine. GUI thread.
class OperateDesk final : public QObject
{
    Q_OBJECT

public:
    OperateDesk(MainWindow &window, LiveDisplay &live, QObject *parent = nullptr);

    void setSession(Session *session); ///< null: none
    void setPerson(const PersonId &person);
    void show(const LiveView &view);

Q_SIGNALS:
    void startAsked();

private:
    void connectPages();
    void showQuestions(const LiveView &view);
    void askClearance(const UnitId &unit);
    void post(std::function<void(Engine &)> work);

    MainWindow &m_window;
    LiveDisplay &m_live;
    QPointer<Session> m_session;
    LiveView m_view;
    PersonId m_person;
    qsizetype m_batches = 0; ///< as many as there were
};

} // namespace cytoloom
