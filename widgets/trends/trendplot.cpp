// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/trends/trendplot_p.h"

#include <QtCore/QBuffer>
#include <QtGui/QPageSize>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>
#include <QtWidgets/QBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {
double seconds(UtcTime time)
{
    return double(toMs(time)) / 1000.0;
}
UtcTime moment(double key)
{
    return utcFromMs(std::llround(key * 1000));
}
} // namespace

TrendPlot::Private::Private(TrendPlot *owner, const Theme &initial)
    : q(owner)
    , theme(initial)
    , plot(new QCustomPlot(owner))
    , ticker(new TimeTicker)
    , rubber(new QRubberBand(QRubberBand::Rectangle, plot))
{
    ticker->setTickCount(8);
    ticker->setDayWord(TrendPlot::tr("Day %1"));
    plot->setMouseTracking(true);
    plot->grabGesture(Qt::PinchGesture);
    plot->installEventFilter(owner);
    plot->setAutoAddPlottableToLegend(false);
}

TrendPlot::TrendPlot(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, theme))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->plot);
    d->rebuild();
}

TrendPlot::~TrendPlot() = default;

void TrendPlot::setTheme(const Theme &theme)
{
    d->theme = theme;
    d->rebuild();
}

void TrendPlot::setLanguage(Language language)
{
    d->language = language;
    d->ticker->setDayWord(tr("Day %1"));
    d->rebuild();
}

void TrendPlot::setTags(const QVector<TrendTag> &tags)
{
    QHash<TagId, QVector<TrendPoint>> kept;
    for (const Private::Panel &panel : std::as_const(d->panels))
        kept.insert(panel.tag.tag, panel.points);
    d->panels.clear();
    for (const TrendTag &tag : tags) {
        Private::Panel panel;
        panel.tag = tag;
        panel.points = kept.value(tag.tag);
        d->panels << panel;
    }
    d->rebuild();
}

void TrendPlot::setPoints(const TagId &tag, const QVector<TrendPoint> &points)
{
    for (Private::Panel &panel : d->panels) {
        if (panel.tag.tag != tag)
            continue;
        panel.points = points;
        d->fillData(panel);
        d->scaleValues(panel);
    }
    d->replot();
}

QVector<TrendPoint> TrendPlot::points(const TagId &tag) const
{
    for (const Private::Panel &panel : std::as_const(d->panels)) {
        if (panel.tag.tag == tag)
            return panel.points;
    }
    return {};
}

void TrendPlot::setOverview(const QVector<TrendPoint> &points, UtcTime from, UtcTime to)
{
    d->overview = points;
    d->overviewFrom = seconds(from);
    d->overviewTo = std::max(seconds(to), d->overviewFrom + 1);
    d->fillOverview();
    d->applyRange();
}

void TrendPlot::setBands(const QVector<PhaseBand> &bands)
{
    if (d->bands == bands)
        return;
    d->bands = bands;
    d->fillBands();
    d->applyRange();
}

void TrendPlot::setFlags(const QVector<TrendFlag> &flags)
{
    if (d->flags == flags)
        return;
    d->flags = flags;
    d->fillFlags();
    d->applyRange();
}

void TrendPlot::setNow(UtcTime now)
{
    d->now = seconds(now);
    d->placeCursors();
    d->placeBands();
    d->replot();
}

void TrendPlot::setTimeMode(TimeMode mode, UtcTime batchStart)
{
    d->ticker->setMode(mode);
    d->ticker->setOrigin(seconds(batchStart));
    d->replot();
}

void TrendPlot::setRange(UtcTime from, UtcTime to)
{
    d->setWindow(seconds(from), seconds(to), false);
}

UtcTime TrendPlot::from() const
{
    return moment(d->lower);
}
UtcTime TrendPlot::to() const
{
    return moment(d->upper);
}

void TrendPlot::setBoxZoom(bool on)
{
    d->boxZoom = on;
    d->plot->setCursor(on ? Qt::CrossCursor : Qt::ArrowCursor);
}

void TrendPlot::setCursorsVisible(bool visible)
{
    d->cursorsOn = visible;
    // Cursors that nobody sees are of no use: they come to where one looks.
    const bool away = std::min(d->cursorA, d->cursorB) < d->lower
        || std::max(d->cursorA, d->cursorB) > d->upper;
    if (visible && away) {
        d->cursorA = d->lower + (d->upper - d->lower) * 0.4;
        d->cursorB = d->lower + (d->upper - d->lower) * 0.6;
    }
    d->placeCursors();
    d->replot();
    Q_EMIT cursorsChanged();
}

bool TrendPlot::cursorsVisible() const
{
    return d->cursorsOn;
}

void TrendPlot::setCursors(UtcTime a, UtcTime b)
{
    d->cursorA = seconds(a);
    d->cursorB = seconds(b);
    d->placeCursors();
    d->replot();
    Q_EMIT cursorsChanged();
}

std::pair<UtcTime, UtcTime> TrendPlot::cursors() const
{
    return {moment(d->cursorA), moment(d->cursorB)};
}

QString TrendPlot::timeText(UtcTime time) const
{
    return d->ticker->text(seconds(time), d->upper - d->lower);
}

int TrendPlot::pixels() const
{
    return std::max(100, d->bandRect ? d->bandRect->width() : width());
}

std::pair<double, double> TrendPlot::valueRange(const TagId &tag) const
{
    for (const Private::Panel &panel : std::as_const(d->panels)) {
        if (panel.tag.tag == tag) {
            const QCPRange range = panel.rect->axis(QCPAxis::atLeft)->range();
            return {range.lower, range.upper};
        }
    }
    return {0, 0};
}

QByteArray TrendPlot::picture(const QString &kind) const
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSize size = d->plot->size();
    if (kind == "png"_L1) {
        d->plot->toPixmap(0, 0, 2.0).save(&buffer, "PNG");
        return bytes;
    }
    const auto paint = [&](QPaintDevice *device) {
        QCPPainter painter;
        if (!painter.begin(device))
            return;
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        painter.setWindow(0, 0, size.width(), size.height());
        d->plot->toPainter(&painter, size.width(), size.height());
        painter.end();
    };
    if (kind == "pdf"_L1) {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(size)); // points
        writer.setPageMargins({});
        writer.setTitle(u"Cytoloom"_s);
        paint(&writer);
    } else if (kind == "svg"_L1) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        generator.setTitle(u"Cytoloom"_s);
        paint(&generator);
    }
    return bytes;
}

void TrendPlot::Private::applyRange()
{
    for (QCPAxisRect *rect : {bandRect, eventRect})
        rect->axis(QCPAxis::atBottom)->setRange(lower, upper);
    for (Panel &panel : panels) {
        panel.rect->axis(QCPAxis::atBottom)->setRange(lower, upper);
        scaleValues(panel);
    }
    overviewWindow->topLeft->setCoords(lower, 0.03);
    overviewWindow->bottomRight->setCoords(upper, 0.97);
    placeCursors();
    placeBands();
    placeFlags();
    replot();
}

void TrendPlot::Private::scaleValues(Panel &panel)
{
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const TrendPoint &point : std::as_const(panel.points)) {
        const double at = seconds(point.time);
        if (point.gap || at < lower || at > upper)
            continue;
        low = std::min(low, point.minimum);
        high = std::max(high, point.maximum);
    }
    const bool data = low <= high;
    for (const Range *range : {&panel.tag.alert, &panel.tag.action, &panel.tag.display}) {
        if (range == &panel.tag.display && low <= high)
            break;
        for (const std::optional<double> &end : {range->low, range->high}) {
            if (!end)
                continue;
            // A limit far outside the data would press the curve flat: it stays out of sight.
            const double span = std::max({high - low, std::abs(high) * 0.2, 1e-9});
            if (data && (*end > high + 4 * span || *end < low - 4 * span))
                continue;
            low = std::min(low, *end);
            high = std::max(high, *end);
        }
    }
    if (low > high) {
        low = 0;
        high = 1;
    }
    const double margin = std::max((high - low) * 0.14, std::abs(high) * 1e-4 + 1e-9);
    panel.rect->axis(QCPAxis::atLeft)->setRange(low - margin, high + margin * 2.4);
}

void TrendPlot::Private::placeBands()
{
    const QFontMetrics metrics(Theme::font(Theme::caption));
    for (qsizetype i = 0; i < bandItems.size(); ++i) {
        const PhaseBand &band = bands[i];
        const double from = seconds(band.from);
        const double to = band.to < band.from ? std::max(now, from) : seconds(band.to);
        auto [rect, text] = bandItems[i];
        rect->topLeft->setCoords(from, 0.5);
        rect->bottomRight->setCoords(to, 1);
        // The name stands in the middle of what is visible of the band.
        const double left = std::max(from, lower);
        const double right = std::min(to, upper);
        const int room = left < right ? int(pixel(right) - pixel(left)) - 8 : 0;
        const QString name = band.name.in(language);
        text->setVisible(room > 24);
        text->setText(metrics.elidedText(name, Qt::ElideRight, room));
        text->position->setCoords((left + right) / 2, 0.75);
        text->setPositionAlignment(Qt::AlignCenter);
    }
}

void TrendPlot::Private::placeFlags()
{
    // Labels that would run into each other are left out; the symbol stays.
    const QFontMetrics metrics(Theme::font(11));
    QVector<QCPItemText *> order = flagItems;
    std::sort(order.begin(), order.end(), [](const QCPItemText *a, const QCPItemText *b) {
        return a->position->key() < b->position->key();
    });
    double free = -1e9;
    for (QCPItemText *item : std::as_const(order)) {
        const double at = pixel(item->position->key());
        const double half = metrics.horizontalAdvance(item->text()) / 2.0;
        const bool fits
            = at - half > free && item->position->key() >= lower && item->position->key() <= upper;
        item->setVisible(fits);
        item->setPositionAlignment(Qt::AlignHCenter | Qt::AlignVCenter);
        if (fits)
            free = at + half + 6;
    }
}

void TrendPlot::Private::placeCursors()
{
    const auto vertical = [](QCPItemStraightLine *line, double at, bool visible) {
        line->point1->setCoords(at, 0);
        line->point2->setCoords(at, 1);
        line->setVisible(visible);
    };
    for (const Panel &panel : std::as_const(panels)) {
        vertical(panel.a, cursorA, cursorsOn);
        vertical(panel.b, cursorB, cursorsOn);
        vertical(panel.now, now, now > 0);
    }
    tagA->position->setCoords(cursorA, 0.22);
    tagB->position->setCoords(cursorB, 0.22);
    const auto inside = [this](double at) { return at >= lower && at <= upper; };
    tagA->setVisible(cursorsOn && inside(cursorA));
    tagB->setVisible(cursorsOn && inside(cursorB));
}

void TrendPlot::Private::replot()
{
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void TrendPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The layout of the plot follows at its next replot; texts are placed by its new size.
    d->plot->replot(QCustomPlot::rpImmediateRefresh);
    d->applyRange();
}

bool TrendPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->plot && d->handle(event))
        return true;
    return QWidget::eventFilter(watched, event);
}

} // namespace cytoloom
