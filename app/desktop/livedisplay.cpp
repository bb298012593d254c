// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/livedisplay.h"

#include "app/desktop/mainwindow.h"
#include "app/desktop/runtimebadges.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "widgets/alarms/alarmpanel.h"
#include "widgets/common/topbar.h"
#include "widgets/devices/devicespage.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/operation/operatepage.h"
#include "widgets/trends/trendspage.h"

#include <algorithm>

namespace cytoloom {

namespace {
constexpr int SlowMs = 400;
constexpr int MostFollowed = 4;
} // namespace

LiveDisplay::LiveDisplay(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
    m_slow.setSingleShot(true);
    m_slow.setInterval(SlowMs);
    connect(&m_slow, &QTimer::timeout, this, [this] {
        showRuntime();
        showTrack();
    });
    connect(&m_window, &MainWindow::languageChanged, this, &LiveDisplay::showRuntime);
    // Whoever turns to the drawing sees what is, not what was.
    connect(m_window.operate(), &OperatePage::graphShown, this, &LiveDisplay::showRuntime);
    connect(&m_window, &MainWindow::pageShown, this, &LiveDisplay::showRuntime);
}

void LiveDisplay::setPlant(const Plant &plant)
{
    m_tags = plant.allTags();
    m_followed.clear();
    m_liveFlags.clear();
    m_view = {};
    m_batch = {};
    followSteps();
}

namespace {

bool isOpen(const BatchState &state)
{
    return !state.control.header.id.isEmpty() && !isFinal(state.state)
        && state.state != ProceduralState::Idle;
}

} // namespace

bool LiveDisplay::isBatchOpen() const
{
    return isOpen(m_batch.state);
}

QVector<BatchId> LiveDisplay::openBatches() const
{
    QVector<BatchId> open;
    for (const LiveBatch &batch : m_view.batches) {
        if (isOpen(batch.state))
            open << batch.state.control.header.id;
    }
    return open;
}

void LiveDisplay::setBatch(const BatchId &batch)
{
    m_wanted = batch;
    show(m_view);
    showRuntime();
}

/// The one that a person has chosen, as long as it is there; otherwise one that runs, or the last.
void LiveDisplay::chooseBatch()
{
    const BatchId before = m_batch.state.control.header.id;
    m_batch = m_view.batch(m_wanted);
    if (m_batch.state.control.header.id.isEmpty() && !m_view.batches.isEmpty()) {
        const auto open = std::find_if(m_view.batches.begin(), m_view.batches.end(),
            [](const LiveBatch &one) { return isOpen(one.state); });
        m_batch = open == m_view.batches.end() ? m_view.batches.last() : *open;
    }
    const BatchId &now = m_batch.state.control.header.id;
    if (now == before)
        return;
    m_liveFlags.clear();
    Q_EMIT batchShown(now);
}

void LiveDisplay::show(const LiveView &view)
{
    m_view = view;
    chooseBatch();
    m_window.topBar()->setBatch(m_batch.state.control.header);
    m_window.topBar()->setAlarms(view.alarms);
    m_window.topBar()->setTime(view.now);
    m_window.alarms()->setTime(view.now);
    m_window.alarms()->setAlarms(view.alarms);
    m_window.alarms()->setQuietAlarms(view.quietAlarms);
    m_window.alarms()->setFloods(view.floods);
    qsizetype asked = 0;
    for (const LiveBatch &batch : view.batches)
        asked += batch.state.prompts.size();
    m_window.rail()->setBadge(PageId::Operate, int(asked));
    OperatePage *operate = m_window.operate();
    operate->setBatch(m_batch.state);
    operate->setOperatorView(m_batch.operatorView);
    QVector<Alarm> own; // those of the batch, and the plant's
    for (const Alarm &alarm : view.alarms) {
        if (alarm.batch.isEmpty() || alarm.batch == m_batch.state.control.header.id)
            own << alarm;
    }
    operate->setAlarms(own);
    operate->addSamples(view.changed);
    operate->setTime(view.now);
    m_window.trends()->addSamples(view.changed);
    m_window.trends()->setTime(view.now);
    m_window.devices()->addSamples(view.changed);
    m_window.devices()->setTime(view.now);
    followSteps();
    if (!m_slow.isActive())
        m_slow.start();
}

void LiveDisplay::followSteps()
{
    // Limits are those of the steps under way; what is shown follows them until a person chooses.
    QHash<TagId, OperatorView::Live> live;
    QVector<TagId> wanted;
    for (const OperatorView::Step &step : std::as_const(m_batch.operatorView.current)) {
        for (const OperatorView::Live &value : step.live) {
            if (!value.tag.isEmpty() && !live.contains(value.tag) && wanted.size() < MostFollowed)
                wanted << value.tag;
            live.insert(value.tag, value);
        }
    }
    if (wanted == m_followed && !m_followed.isEmpty())
        return;
    QVector<TrendTag> tags;
    tags.reserve(m_tags.size());
    for (const TagDefinition &tag : std::as_const(m_tags)) {
        const OperatorView::Live limits = live.value(tag.id);
        tags.append(
            {tag.id, tag.name, tag.unit.symbol(), limits.alert, limits.action, tag.display});
    }
    TrendsPage *trends = m_window.trends();
    const bool untouched = trends->shownTags() == m_followed;
    trends->setTags(tags);
    if (untouched && !wanted.isEmpty()) {
        trends->setShownTags(wanted);
        m_followed = wanted;
    }
}

void LiveDisplay::showRuntime()
{
    const OperatePage *operate = m_window.operate();
    if (m_batch.state.control.header.id.isEmpty() || !operate->isGraphShown()
        || m_window.currentPage() != operate)
        return;
    GraphView *graph = m_window.operateGraph();
    if (m_shownRecipe != m_batch.state.control.recipeHash) {
        m_shownRecipe = m_batch.state.control.recipeHash;
        graph->setRecipe(m_batch.state.control.recipe);
        graph->fit();
    }
    graph->setRuntime(runtimeBadges(m_batch, m_view.alarms, m_view.now, m_window.language()));
}

BatchTrack batchTrack(const BatchState &state, const QVector<JournalEvent> &events)
{
    BatchTrack track;
    track.start = state.started;
    track.end = state.ended;
    const Procedure &procedure = state.control.recipe.procedure;
    for (auto it = state.elements.cbegin(); it != state.elements.cend(); ++it) {
        const Element *element = procedure.element(it.key());
        if (element && element->kind == ElementKind::UnitProcedure && it->started != UtcTime {})
            track.bands.append({element->name, it->started, it->ended});
    }
    std::sort(track.bands.begin(), track.bands.end(),
        [](const PhaseBand &a, const PhaseBand &b) { return a.from < b.from; });
    for (const JournalEvent &event : events) {
        const Element *element = procedure.element(event.element);
        const LocalizedText name = element ? element->name : LocalizedText {event.code, event.code};
        if (event.code == QLatin1String(event::AlarmRaised))
            track.flags.append(
                {event.time, name, int(eventdata::number(event.data, u"priority", 3))});
        else if (event.code == QLatin1String(event::GateDecided))
            track.flags.append({event.time, name, 0});
    }
    return track;
}

void LiveDisplay::showHistory(const BatchTrack &track)
{
    m_history = track;
    showTrack();
}

void LiveDisplay::addEvents(const QVector<JournalEvent> &events)
{
    QVector<JournalEvent> own;
    for (const JournalEvent &event : events) {
        if (event.batch == m_batch.state.control.header.id || event.batch.isEmpty())
            own << event;
    }
    m_liveFlags += batchTrack(m_batch.state, own).flags;
}

void LiveDisplay::showTrack()
{
    // The batch that runs; without one, what was chosen in the records.
    BatchTrack track = m_history;
    if (isBatchOpen()) {
        track = batchTrack(m_batch.state, {});
        track.flags = m_liveFlags;
    }
    if (track == m_shownTrack)
        return;
    m_shownTrack = track;
    m_window.trends()->setBatch(track.start, track.end, track.bands, track.flags);
}

} // namespace cytoloom
