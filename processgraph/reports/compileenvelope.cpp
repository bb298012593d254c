// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/compilesections.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QColor Ink(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Grid(0xE1, 0xE5, 0xE9);
const QColor Band(0xD6, 0xDF, 0xE6);
const QColor Core(0x8F, 0xA8, 0xBC);

QString percent(const EnvelopeShare &share)
{
    return u"%1 % (%2 … %3 %)"_s.arg(share.share() * 100, 0, 'f', 1)
        .arg(share.low() * 100, 0, 'f', 1)
        .arg(share.high() * 100, 0, 'f', 1);
}

QString points(const EnvelopeFan &fan, double scale)
{
    QStringList texts;
    for (const double point : fan.points)
        texts << QString::number(point * scale, 'g', 4);
    return fan.of > 0 ? texts.join(u" / "_s) : u"–"_s;
}

} // namespace

void CompileSections::envelope(const DonorEnvelope &envelope)
{
    m_pages.heading(word("envelope"));
    m_pages.paragraph(word("envelopeNote"), true);
    m_pages.facts({{word("envelopeRuns"), QString::number(envelope.runs)},
        {word("envelopeSeed"), QString::number(envelope.seed)},
        {word("envelopeDose"), envelope.dose.isKnown() ? percent(envelope.doseMet) : u"–"_s},
        {word("envelopeReleased"), percent(envelope.released)},
        {word("envelopeFinish"), points(envelope.finish, 1.0 / 24), true},
        {word("envelopeFigure"),
            (envelope.dose.isKnown() ? word(envelope.dose.attribute) + u": "_s : QString())
                + points(envelope.doseFigure, 1),
            true}});
    QVector<QVector<ReportCell>> rows;
    for (const EnvelopeBranch &branch : envelope.branches)
        rows << QVector<ReportCell> {
            {name(branch.from), true}, name(branch.to), percent(branch.taken)};
    m_pages.space(4);
    m_pages.table(
        {{word("envelopeFrom"), 2}, {word("envelopeTo"), 2}, {word("envelopeTaken"), 1.6, true}},
        rows, word("none"));
    rows.clear();
    for (const EnvelopeFailure &failure : envelope.failures)
        rows << QVector<ReportCell> {{name(failure.at), true},
            word(u"envelopeCause."_s + failure.cause)
                + (failure.attribute.isEmpty() ? QString() : u": "_s + failure.attribute),
            QString::number(failure.count)};
    m_pages.space(6);
    m_pages.table(
        {{word("place"), 2}, {word("envelopeFailed"), 2}, {word("envelopeRuns"), 1.6, true}}, rows,
        word("envelopeNoFailure"));
    finishFans(envelope);
    if (!envelope.assumed.isEmpty()) {
        m_pages.space(4);
        m_pages.paragraph(word("envelopeAssumed") + u' ' + envelope.assumed.join(u", "_s), true);
    }
}

// When the unit procedures and gates are left: 5 to 95 % light, 25 to 75 % dark, median as a line.
void CompileSections::finishFans(const DonorEnvelope &envelope)
{
    constexpr double Row = 16, Axis = 16, Names = 150;
    QVector<const EnvelopeStep *> bars;
    double last = 0;
    for (const EnvelopeStep &step : envelope.steps) {
        const Element *element = m_report.recipe.procedure.element(step.element);
        if (!element || step.finish.of == 0
            || (element->kind != ElementKind::UnitProcedure && element->kind != ElementKind::Gate))
            continue;
        bars.append(&step);
        last = std::max(last, step.finish.points[4] / 24);
    }
    const qsizetype most = std::max<qsizetype>(1, qsizetype((m_pages.fullHeight() - Axis) / Row));
    bars.resize(std::min(bars.size(), most));
    if (bars.isEmpty())
        return;
    const double height = double(bars.size()) * Row + Axis;
    m_pages.heading(word("envelopeFans"), height);
    m_pages.picture(height, [&](QPainter &painter, const QRectF &box) {
        const double left = box.left() + Names;
        const double scale = (box.right() - left - 14) / std::max(last, 1e-3);
        const double tick = last > 60 ? std::ceil(last / 12) : last > 24 ? 4 : last > 12 ? 2 : 1;
        painter.setFont(ReportPages::font(7));
        for (double day = 0; day <= last + 1e-9; day += tick) {
            const double x = left + day * scale;
            painter.setPen(QPen(Grid, 0.5));
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() - Axis));
            painter.setPen(Muted);
            painter.drawText(QRectF(x - 30, box.bottom() - Axis, 60, Axis), Qt::AlignCenter,
                day > 0 ? QString::number(day) : QString::number(day) + u' ' + word("days"));
        }
        for (qsizetype i = 0; i < bars.size(); ++i) {
            const auto &p = bars[i]->finish.points;
            const double y = box.top() + double(i) * Row;
            painter.setPen(Ink);
            painter.drawText(QRectF(box.left(), y, Names - 6, Row),
                Qt::AlignLeft | Qt::AlignVCenter,
                painter.fontMetrics().elidedText(
                    name(bars[i]->element), Qt::ElideRight, int(Names - 6)));
            const auto bar = [&](double from, double to, double inset, const QColor &colour) {
                painter.fillRect(QRectF(left + from / 24 * scale, y + inset,
                                     std::max(0.8, (to - from) / 24 * scale), Row - 2 * inset),
                    colour);
            };
            bar(p[0], p[4], 5, Band);
            bar(p[1], p[3], 4, Core);
            bar(p[2], p[2], 3, Ink);
        }
    });
}

} // namespace cytoloom
