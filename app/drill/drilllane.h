// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/drill/drillconductor.h"
#include "app/session/session.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace cytoloom {

/// One batch of a drill: its own store, its own virtual plant, its own engine. Lives on the thread
/// of its user, which runs an event loop.
class DrillLane final : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        QString plantFile;
        QString storeFile; ///< fresh
        ControlRecipe control;
        double speed = 5000; ///< between the faults
        double drillSpeed = 300; ///< while a fault is there: reconnecting takes real time
        quint32 seed = 1;
    };
    struct Outcome
    {
        BatchId batch;
        QVector<DrillObservation> observations;
        Message trouble; ///< why it ended before its time; empty code: it did not
    };

    /// Blocks for some tenths of a second while the plant opens its ports. Fails as
    /// Session::prepare(). \p plan must outlive the lane.
    static Result<std::unique_ptr<DrillLane>> start(DrillPlan &plan, const Setup &setup);
    ~DrillLane() override;

    /// Ends the drill here; what is under way is judged as it stands. finished() follows.
    void leave();
    [[nodiscard]] Outcome outcome() const { return m_outcome; }

Q_SIGNALS:
    void finished();

private:
    DrillLane(DrillPlan &plan, Setup setup, Session::Parts parts);
    void connectEngine();
    /// Ends the batch's part of the drill; finished() follows. Only the first call counts.
    void finish(const Message &trouble);
    void compareWithStore();

    Setup m_setup;
    Session m_session;
    std::unique_ptr<DrillConductor> m_conductor; ///< used and destroyed on the engine's thread
    QTimer m_stall {this};
    bool m_finishing = false;
    QVector<quint64> m_acknowledged;
    Outcome m_outcome;
};

} // namespace cytoloom
