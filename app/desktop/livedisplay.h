// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/liveview.h"
#include "processgraph/plant/plant.h"
#include "widgets/trends/trendtypes.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace cytoloom {

class MainWindow;

/// A batch as the trends draw it: when it ran, which unit procedure when, alarms and gates.
struct BatchTrack
{
    UtcTime start {};
    UtcTime end {};
    QVector<PhaseBand> bands;
    QVector<TrendFlag> flags;
    friend bool operator==(const BatchTrack &, const BatchTrack &) = default;
};
/// Any thread: for a batch of ten thousand events this takes its time.
[[nodiscard]] BatchTrack batchTrack(const BatchState &state, const QVector<JournalEvent> &events);

/// Shows what the engine tells on the pages. A view comes up to twenty times a second and is more
/// than a page needs while nobody looks at it: what costs time is done for the page in front, the
/// others catch up when they are turned to. GUI thread.
class LiveDisplay final : public QObject
{
    Q_OBJECT

public:
    LiveDisplay(MainWindow &window, QObject *parent = nullptr);

    void setPlant(const Plant &plant);
    void show(const LiveView &view);
    [[nodiscard]] const LiveView &view() const { return m_view; }
    /// The batch in front, as it was seen last; an empty one where none runs.
    [[nodiscard]] const LiveBatch &batch() const { return m_batch; }
    /// Brings a batch to the front; an empty id: the one that was begun first.
    void setBatch(const BatchId &batch);
    [[nodiscard]] QVector<BatchId> openBatches() const;
    /// A batch of the records was chosen: the trends show it while none runs.
    void showHistory(const BatchTrack &track);
    void addEvents(const QVector<JournalEvent> &events); ///< of the batch that runs
    /// The running drawing and its words anew: another language, another page.
    void showRuntime();

Q_SIGNALS:
    void batchShown(const cytoloom::BatchId &batch);

private:
    void chooseBatch();
    [[nodiscard]] bool isBatchOpen() const;
    void followSteps();
    void showTrack();

    MainWindow &m_window;
    QVector<TagDefinition> m_tags;
    LiveView m_view;
    BatchId m_wanted; ///< that a person has chosen
    LiveBatch m_batch;
    QString m_shownRecipe; ///< hash of the recipe in the running drawing
    QVector<TagId> m_followed; ///< what the trends show by themselves
    BatchTrack m_history;
    BatchTrack m_shownTrack;
    QVector<TrendFlag> m_liveFlags;
    QTimer m_slow; ///< drawings change twice a second, not twenty times
};

} // namespace cytoloom
