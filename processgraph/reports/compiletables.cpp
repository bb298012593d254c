// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/compilejson.h"
#include "processgraph/reports/compilesections.h"

#include "processgraph/reports/clausewords.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

const QColor Ink(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Grid(0xE1, 0xE5, 0xE9);
const QColor Bar(0x8F, 0xA8, 0xBC);
const QColor Worst(0xD6, 0xDF, 0xE6);

double days(Duration duration)
{
    return toSeconds(duration) / 86400;
}

} // namespace

void CompileSections::vessels()
{
    QVector<QVector<ReportCell>> rows;
    for (const VesselFigure &one : m_report.vessels) {
        const QString unit = one.unit.isEmpty() ? roleName(one.role)
                                                : one.unit.value() + u" · "_s + roleName(one.role);
        rows << QVector<ReportCell> {{name(one.unitProcedure), true}, unit,
            {ReportWords::figure(one.peak), true}, ReportWords::range({one.least, one.most}),
            name(one.step), toReadable(one.at)};
    }
    m_pages.heading(word("vessels"));
    m_pages.table({{word("unitProcedure"), 2}, {word("vessel"), 2}, {word("peak"), 1, true},
                      {word("capacity"), 1.4, true}, {word("atStep"), 2}, {word("atTime"), 1.3}},
        rows, word("none"));
}

void CompileSections::holds()
{
    QVector<QVector<ReportCell>> rows;
    for (const HoldFigure &one : m_report.holds)
        rows << QVector<ReportCell> {place(one.from), place(one.to), toReadable(one.nominal),
            {toReadable(one.worst), true}, one.limit ? toReadable(*one.limit) : u"–"_s,
            names(one.path)};
    m_pages.heading(word("holds"));
    m_pages.table(
        {{word("fromStep"), 1.8}, {word("toStep"), 1.8}, {word("nominal"), 1, true},
            {word("worst"), 1, true}, {word("holdLimit"), 0.9, true}, {word("worstPath"), 3.2}},
        rows, word("none"));
}

void CompileSections::criticalPath()
{
    QVector<QVector<ReportCell>> rows;
    for (const PathStep &step : m_report.nominalPath)
        rows << QVector<ReportCell> {{place(step.element), true}, toReadable(step.enter),
            toReadable(step.leave), toReadable(step.leave - step.enter)};
    m_pages.heading(word("criticalPath"));
    m_pages.table({{word("step"), 4}, {word("enter"), 1.4, true}, {word("leave"), 1.4, true},
                      {word("lasts"), 1.4, true}},
        rows, word("none"));
}

// Bars on an axis of days: as planned dark, the rest of the worst case light.
void CompileSections::occupation()
{
    constexpr double Row = 16, Axis = 16, Names = 150;
    const auto &bars = m_report.occupation;
    const double height = double(bars.size()) * Row + Axis;
    m_pages.heading(word("occupation"), std::min(height, m_pages.fullHeight()));
    if (bars.isEmpty()) {
        m_pages.paragraph(word("none"), true);
        return;
    }
    double last = days(m_report.total.nominal);
    for (const OccupationFigure &bar : bars)
        last = std::max(last, days(bar.from + bar.worst));
    const qsizetype perPage
        = std::max<qsizetype>(1, qsizetype((m_pages.fullHeight() - Axis) / Row));
    const double tick = last > 60 ? std::ceil(last / 12) : last > 24 ? 4 : last > 12 ? 2 : 1;
    for (qsizetype first = 0; first < bars.size(); first += perPage) {
        const qsizetype end = std::min(bars.size(), first + perPage);
        m_pages.picture(
            double(end - first) * Row + Axis, [&](QPainter &painter, const QRectF &box) {
                const double left = box.left() + Names;
                const double scale = (box.right() - left - 4) / std::max(last, 1e-3);
                painter.setFont(ReportPages::font(7));
                for (double day = 0; day <= last + 1e-9; day += tick) {
                    const double x = left + day * scale;
                    painter.setPen(QPen(Grid, 0.5));
                    painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() - Axis));
                    painter.setPen(Muted);
                    painter.drawText(QRectF(x - 30, box.bottom() - Axis, 60, Axis), Qt::AlignCenter,
                        day > 0 ? QString::number(day)
                                : QString::number(day) + u' ' + word("days"));
                }
                for (qsizetype i = first; i < end; ++i) {
                    const OccupationFigure &bar = bars[i];
                    const double y = box.top() + double(i - first) * Row;
                    const QString unit = bar.unit.isEmpty() ? bar.role.value() : bar.unit.value();
                    painter.setPen(Ink);
                    painter.drawText(QRectF(box.left(), y, Names - 6, Row),
                        Qt::AlignLeft | Qt::AlignVCenter,
                        painter.fontMetrics().elidedText(unit + u"  "_s + name(bar.unitProcedure),
                            Qt::ElideRight, int(Names - 6)));
                    const double x = left + days(bar.from) * scale;
                    painter.fillRect(
                        QRectF(x, y + 5, std::max(1.0, days(bar.worst) * scale), Row - 10), Worst);
                    painter.fillRect(
                        QRectF(x, y + 3, std::max(1.0, days(bar.to - bar.from) * scale), Row - 6),
                        Bar);
                }
            });
    }
    QVector<QVector<ReportCell>> rows;
    for (const OccupationFigure &bar : bars)
        rows << QVector<ReportCell> {{name(bar.unitProcedure), true}, roleName(bar.role),
            bar.unit.isEmpty() ? u"–"_s : bar.unit.value(), toReadable(bar.from),
            toReadable(bar.to), toReadable(bar.worst)};
    m_pages.space(6);
    m_pages.table(
        {{word("unitProcedure"), 2.2}, {word("role"), 2}, {word("unit"), 1},
            {word("enter"), 1.2, true}, {word("leave"), 1.2, true}, {word("worstHeld"), 1.2, true}},
        rows, word("none"));
}

void CompileSections::staff()
{
    QVector<QVector<ReportCell>> rows;
    for (const StaffFigure &one : m_report.staff) {
        QStringList people;
        for (auto it = one.people.cbegin(); it != one.people.cend(); ++it)
            people << m_words.role(it.key()) + u' ' + QString::number(*it);
        rows << QVector<ReportCell> {
            {one.toHour - one.fromHour > 1 ? u"%1 – %2"_s.arg(one.fromHour).arg(one.toHour - 1)
                                           : QString::number(one.fromHour),
                true},
            toReadable(std::chrono::hours(one.fromHour)), people.join(u" · "_s)};
    }
    m_pages.heading(word("staff"));
    m_pages.paragraph(word("staffNote"), true);
    m_pages.table(
        {{word("hours"), 1.2}, {word("atTime"), 1}, {word("person"), 4}}, rows, word("noStaff"));
}

void CompileSections::materials()
{
    QVector<QVector<ReportCell>> rows;
    for (const MaterialFigure &one : m_report.materials) {
        const QString unit = u' ' + one.line.quantity.unit.symbol();
        rows << QVector<ReportCell> {{one.line.name.in(m_words.language()), true},
            one.line.code.isEmpty() ? u"–"_s : one.line.code,
            ReportWords::figure(one.nominal) + unit, ReportWords::figure(one.most) + unit,
            {ReportWords::figure(one.line.quantity.value) + unit, true},
            u"± %1 %"_s.arg(ReportWords::figure(one.line.tolerance * 100)), names(one.steps)};
    }
    m_pages.heading(word("materialsList"));
    m_pages.table({{word("material"), 2}, {word("materialCode"), 1.3}, {word("takes"), 1.1, true},
                      {word("takesMost"), 1.1, true}, {word("bill"), 1.1, true},
                      {word("tolerance"), 0.9, true}, {word("forSteps"), 2.6}},
        rows, word("none"));
}

void CompileSections::waivers()
{
    QVector<QVector<ReportCell>> rows;
    for (const Waiver &waiver : m_report.recipe.waivers)
        rows << QVector<ReportCell> {{waiver.key, true}, waiver.reason, m_words.role(waiver.role),
            waiver.person.value(), ReportWords::time(waiver.time)};
    m_pages.heading(word("waivers"));
    m_pages.table({{word("key"), 2.4}, {word("waiverReason"), 3}, {word("role"), 1},
                      {word("person"), 1}, {word("time"), 1.4}},
        rows, word("noWaivers"));
}

void CompileSections::proofs()
{
    QVector<QVector<ReportCell>> rows;
    for (const RuleProof &proof : m_report.rules) {
        QString outcome = word(u"outcome."_s + toText(proof.outcome));
        if (proof.outcome == ProofOutcome::NotAsked)
            outcome += u": "_s + word(u"why."_s + proof.why);
        else if (proof.findings > 0)
            outcome += u" ("_s + QString::number(proof.findings) + u')';
        QStringList asked;
        for (const RuleMoment moment : proof.asked)
            asked << word(u"moment."_s + toText(moment));
        QStringList clauses;
        for (const QString &clause : proof.clauses)
            clauses << clausewords::text(clause, m_words.language())
                    + (proof.unconfirmed.contains(clause) ? u" *"_s : QString());
        const bool loud = proof.outcome == ProofOutcome::Violated;
        rows << QVector<ReportCell> {{proof.rule, true}, proof.title.in(m_words.language()),
            {outcome, loud}, asked.isEmpty() ? u"–"_s : asked.join(u", "_s),
            clauses.isEmpty() ? u"–"_s : clauses.join(u"; "_s)};
    }
    m_pages.heading(word("proofs"));
    m_pages.paragraph(word("confirmQa"), true);
    m_pages.table({{word("rule"), 1.4}, {word("ruleTitle"), 2.6}, {word("outcome"), 1.6},
                      {word("asked"), 1}, {word("clauses"), 4}},
        rows, word("none"));
}

} // namespace cytoloom
