// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendspage.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/trends/cursormodel.h"
#include "widgets/trends/trendfeed.h"
#include "widgets/trends/trendplot.h"

#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
constexpr int MaxShown = 12;
constexpr int OverviewPoints = 400;
constexpr qsizetype MaxTail = 20'000; // live points kept for one signal until history covers them
constexpr qsizetype MaxHiddenTail = 200; // of one that is not shown: history has the rest

TrendPoint pointOf(const TagValue &value)
{
    TrendPoint point;
    point.time = value.time;
    point.gap = value.quality != Quality::Good;
    point.minimum = point.maximum = point.mean = point.last = value.value;
    point.samples = point.gap ? 0 : 1;
    return point;
}
} // namespace

void TrendsPage::setFeed(TrendFeed *feed)
{
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    m_history.clear();
    if (!feed)
        return;
    connect(feed, &TrendFeed::arrived, this, &TrendsPage::received);
    connect(feed, &TrendFeed::failed, this, [this](const TagId &tag, const Error &error) {
        m_problem->setText(
            tag.value() + u": "_s + MessageCatalog::shipped().text(error.message, language()));
        m_problem->show();
    });
    m_overviewWanted = true;
    requestData();
}

QVector<TagId> TrendsPage::shownTags() const
{
    return m_shown;
}

bool TrendsPage::isLive() const
{
    return m_live->isChecked();
}

const TrendTag *TrendsPage::find(const TagId &tag) const
{
    const auto found = std::find_if(m_tags.cbegin(), m_tags.cend(),
        [&](const TrendTag &candidate) { return candidate.tag == tag; });
    return found == m_tags.cend() ? nullptr : &*found;
}

void TrendsPage::setTags(const QVector<TrendTag> &tags)
{
    if (m_tags == tags)
        return;
    m_tags = tags;
    m_shown.removeIf([this](const TagId &tag) { return !find(tag); });
    fillList();
    applyShown();
}

void TrendsPage::setShownTags(const QVector<TagId> &tags)
{
    m_shown.clear();
    for (const TagId &tag : tags) {
        if (find(tag) && !m_shown.contains(tag) && m_shown.size() < MaxShown)
            m_shown << tag;
    }
    m_overviewWanted = true;
    fillList();
    applyShown();
}

void TrendsPage::showTag(const TagId &tag)
{
    if (!m_shown.contains(tag))
        setShownTags(m_shown + QVector<TagId> {tag});
}

void TrendsPage::applyShown()
{
    QVector<TrendTag> panels;
    for (const TagId &tag : std::as_const(m_shown))
        panels << *find(tag);
    m_plot->setTags(panels);
    for (const TagId &tag : std::as_const(m_shown))
        m_plot->setPoints(tag, m_history.value(tag) + m_tail.value(tag));
    requestData();
    showCursors();
}

void TrendsPage::setBatch(
    UtcTime start, UtcTime end, const QVector<PhaseBand> &bands, const QVector<TrendFlag> &flags)
{
    if (start != m_batchStart || end != m_batchEnd)
        m_overviewWanted = true;
    m_batchStart = start;
    m_batchEnd = end;
    m_plot->setBands(bands);
    m_plot->setFlags(flags);
    m_plot->setTimeMode(m_mode, start);
    m_batch->setEnabled(start != UtcTime {});
    m_batch->setToolTip(start == UtcTime {} ? tr("No batch is selected.") : QString());
}

void TrendsPage::addSamples(const QVector<TagSample> &samples)
{
    for (const TagSample &sample : samples) {
        QVector<TrendPoint> &tail = m_tail[sample.tag];
        const bool known = !tail.isEmpty() && tail.last().time >= sample.value.time;
        if (known)
            continue; // a slower poll repeats its last value
        tail << pointOf(sample.value);
        const qsizetype most = m_shown.contains(sample.tag) ? MaxTail : MaxHiddenTail;
        if (tail.size() > most)
            tail.remove(0, tail.size() - most + most / 4);
        m_now = std::max(m_now, sample.value.time);
    }
    m_update.request();
}

void TrendsPage::setTime(UtcTime now)
{
    m_now = now;
    m_update.request();
}

void TrendsPage::setLive(bool live)
{
    (live ? m_live : m_pause)->setChecked(true);
    if (live)
        refreshLive();
}

void TrendsPage::showRange(UtcTime from, UtcTime to)
{
    setLive(false);
    m_whole = false;
    for (QAction *action : {m_hour, m_shift, m_day, m_batch})
        action->setChecked(false);
    m_plot->setRange(from, to);
    m_requestTimer.start();
    showCursors();
}

void TrendsPage::showSpan(Duration span)
{
    m_span = span;
    m_whole = false;
    m_live->setChecked(true);
    refreshLive();
    requestData();
}

void TrendsPage::showWholeBatch()
{
    if (m_batchStart == UtcTime {})
        return;
    m_whole = true;
    m_batch->setChecked(true);
    m_live->setChecked(true);
    refreshLive();
    requestData();
}

void TrendsPage::setTimeMode(TimeMode mode)
{
    m_mode = mode;
    m_time->setCurrentIndex(int(mode));
    m_plot->setTimeMode(mode, m_batchStart);
    showCursors();
}

void TrendsPage::refreshLive()
{
    if (!isVisible())
        return; // nobody looks; showEvent() catches up
    m_plot->setNow(m_now);
    if (isLive()) {
        if (m_whole) {
            const UtcTime end = m_batchEnd > m_batchStart ? m_batchEnd : m_now;
            const Duration margin = (end - m_batchStart) / 50 + std::chrono::seconds(30);
            m_plot->setRange(m_batchStart, end + margin);
        } else {
            m_plot->setRange(m_now - m_span, m_now + m_span / 40);
        }
        if (!m_requestTimer.isActive())
            m_requestTimer.start(m_feed ? 2000 : 60'000);
    }
    for (const TagId &tag : std::as_const(m_shown)) {
        const QVector<TrendPoint> tail = m_tail.value(tag);
        if (!tail.isEmpty())
            m_plot->setPoints(tag, m_history.value(tag) + tail);
    }
    if (m_plot->cursorsVisible())
        showCursors();
}

void TrendsPage::requestData()
{
    m_requestTimer.setInterval(120);
    if (!m_feed || m_plot->to() <= m_plot->from())
        return;
    requestOverview();
    // A little more than is seen, so that the ends of the curves run out of the picture.
    const Duration margin = (m_plot->to() - m_plot->from()) / 10;
    for (const TagId &tag : std::as_const(m_shown)) {
        m_feed->request(
            tag, m_plot->from() - margin, m_plot->to() + margin, m_plot->pixels() * 12 / 10);
    }
}

void TrendsPage::requestOverview()
{
    if (m_shown.isEmpty() || m_batchStart == UtcTime {})
        return;
    const UtcTime end = m_batchEnd > m_batchStart ? m_batchEnd : std::max(m_now, m_batchStart);
    const bool grown = end - m_overviewShown > (end - m_batchStart) / 50;
    if (end <= m_batchStart || (!m_overviewWanted && !grown))
        return;
    m_overviewFrom = m_batchStart;
    m_overviewTo = end;
    m_feed->request(m_shown.first(), m_overviewFrom, m_overviewTo, OverviewPoints);
}

void TrendsPage::received(
    const TagId &tag, UtcTime from, UtcTime to, const QVector<TrendPoint> &points)
{
    m_problem->hide();
    if (!m_shown.isEmpty() && tag == m_shown.first() && from == m_overviewFrom
        && to == m_overviewTo) {
        m_overviewWanted = false;
        m_overviewShown = to;
        m_plot->setOverview(points, from, to);
        return; // too coarse for the curve itself
    }
    m_history[tag] = points;
    QVector<TrendPoint> &tail = m_tail[tag];
    const UtcTime covered = points.isEmpty() ? from : points.last().time;
    tail.removeIf([&](const TrendPoint &point) { return point.time <= covered; });
    if (!m_shown.contains(tag))
        return;
    m_plot->setPoints(tag, points + tail);
    showCursors();
}

void TrendsPage::showCursors()
{
    QVector<CursorModel::Row> rows;
    const auto [a, b] = m_plot->cursors();
    for (const TagId &tag : std::as_const(m_shown)) {
        CursorModel::Row row;
        row.tag = *find(tag);
        if (m_plot->cursorsVisible())
            row.figures = trendmath::between(m_plot->points(tag), a, b);
        rows << row;
    }
    m_model->setRows(rows);
    const Duration length = b > a ? b - a : a - b;
    m_cursorTitle->setText(
        m_plot->cursorsVisible() ? tr("A → B: %1").arg(toReadable(length)) : tr("Cursors are off"));
    m_cursorTitle->setToolTip(m_plot->cursorsVisible()
            ? tr("A %1, B %2").arg(m_plot->timeText(a), m_plot->timeText(b))
            : tr("Switch them on in the tool bar."));
}

void TrendsPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().canvas);
}

void TrendsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    fitTable();
    refreshLive();
    m_requestTimer.start(0);
}

void TrendsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitTable();
    m_requestTimer.start(200);
}

} // namespace cytoloom
