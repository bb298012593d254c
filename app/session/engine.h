// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/automaticcrew.h"
#include "app/session/liveview.h"
#include "app/session/pacer.h"
#include "devices/profiles/deviceprofile.h"
#include "devices/runtime/devicegateway.h"
#include "devices/simulation/pacemakerclient.h"
#include "processgraph/alarms/alarmmonitor.h"
#include "processgraph/execution/processcell.h"
#include "processgraph/records/store.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

namespace cytoloom {

/// Everything that lives on the engine thread: clock, gateway, the batches of the process cell,
/// alarms, and, with a simulated plant, the pacemaker. Made and destroyed on that thread; its slots
/// are called there (queued from others); what it says are values.
///
/// With a simulated plant it drives time itself: grant a step to the plant, read all devices, let
/// the engine look, and only then take the next step, so that no process minute goes by unseen
/// however slow the computer is. With a real plant it follows the computer's clock.
class Engine : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        Plant plant;
        QMap<QString, DeviceProfile> profiles;
        quint16 controlPort = 0; ///< of the simulated plant; 0: a real plant
        double speed = 1;
        std::shared_ptr<Store> store;
        std::optional<Answerer> answerer; ///< answers prompts by itself; none: people do
        bool unattended = false; ///< nobody sits in front: see Attendant and gaveUp()
    };

    explicit Engine(Setup setup);
    ~Engine() override;

    /// Opens the ports and, with a simulated plant, takes over its time. started() or failed()
    /// follows.
    void start();

    void createBatch(const ControlRecipe &control);
    void recoverBatch(const BatchId &batch);
    /// Tells what is known about lots, people and places of the batch that \p binding names.
    void bindBatch(const BatchId &batch, const BatchBinding &binding, const PersonId &person);
    void command(const BatchId &batch, const ElementId &element, ProceduralCommand command,
        const QString &reason, const PersonId &person);
    void answer(const PromptAnswer &answer);
    void sign(const BatchId &batch, const ElementId &element, SignatureMeaning meaning,
        const QString &role, const PersonId &person);
    void clearUnit(const LineClearance &clearance);
    void setMode(const BatchId &batch, const ModeOrder &order);
    void jump(const BatchId &batch, const JumpOrder &order);
    void force(const BatchId &batch, const ForceOrder &order);
    void decideFault(const BatchId &batch, const FaultOrder &order);
    /// The batch that people look at: its view is made as often as possible, those of others when
    /// something happens in them and once a second.
    void setFocus(const BatchId &batch);
    void acknowledge(const QString &alarm, const QString &comment, const PersonId &person);
    /// Every verb of an alarm, with its person.
    void orderAlarm(const AlarmOrder &order);
    void setSpeed(double speed);

Q_SIGNALS:
    void started();
    /// It cannot go on; \p error says why and what to do.
    void failed(const cytoloom::Error &error);
    void viewChanged(const cytoloom::LiveView &view);
    void eventsAppended(const QVector<cytoloom::JournalEvent> &events);
    void deviceChanged(const cytoloom::DeviceStatus &status);
    void refused(const cytoloom::Error &error);
    /// The batch is in a final state and everything about it is durable.
    void batchFinished(const cytoloom::BatchId &batch, cytoloom::ProceduralState state);
    /// Unattended only: somebody is needed who is not there. The batch has been put into Hold, its
    /// units are in their safe states and everything about it is durable; it can be taken up again.
    void gaveUp(const cytoloom::BatchId &batch, const cytoloom::Error &error);

private:
    void connectParts();
    void keepPlant();
    void takeSamples(const QVector<TagSample> &samples);
    void plantGranted(UtcTime now);
    void roundFinished(quint64 round);
    void tick();
    void scheduleStep();
    void grantStep();
    void changed();
    void sendView();
    void flush();
    [[nodiscard]] LiveBatch look(const RecipeExecutor &executor, const QVector<UnitClaim> &claims,
        const QVector<Alarm> &alarms);
    void checkStore();

    Setup m_setup;
    std::unique_ptr<Clock> m_clock;
    SteppedClock *m_stepped = nullptr; ///< m_clock when the plant is simulated
    std::unique_ptr<DeviceGateway> m_gateway;
    std::unique_ptr<ProcessCell> m_cell;
    std::unique_ptr<AutomaticCrew> m_crew;
    std::unique_ptr<AlarmMonitor> m_alarms;
    std::unique_ptr<PacemakerClient> m_pacemaker;
    Pacer m_pacer;
    QTimer m_stepTimer {this}; ///< simulated: next step; real: tick
    QTimer m_viewTimer {this};
    quint64 m_round = 0;
    int m_settling = 0; ///< rounds without time since the last step
    bool m_acted = false; ///< the engine did something in this tick
    bool m_running = false;
    BatchId m_focus;
    QHash<BatchId, LiveBatch> m_looks;
    QHash<BatchId, Plan> m_plans; ///< made once per batch
    QSet<BatchId> m_dirty; ///< something has happened in them since they were looked at
    QElapsedTimer m_sinceAll; ///< since all were looked at
    QHash<TagId, TagSample> m_changed;
    QHash<TagId, UtcTime> m_stored; ///< time of the last sample given to the historian
    QElapsedTimer m_speedReal;
    UtcTime m_speedFrom {};
    double m_speed = 1;
};

} // namespace cytoloom
