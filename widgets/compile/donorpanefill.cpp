// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second part of DonorPane: what a result looks like on it.
#include "widgets/compile/donorpane.h"

#include "widgets/compile/figurecard.h"
#include "widgets/compile/figurecharts.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString hoursText(double hours)
{
    return toReadable(fromSeconds(hours * 3600));
}

} // namespace

void DonorPane::fillNumbers()
{
    const CompileWords words(language());
    const QVector<UncertainNumber> &numbers = m_envelope ? m_envelope->numbers : m_numbers;
    const QString row = u"<tr><td style=\"padding: 2px 16px 4px 0\">%1</td>"
                        "<td style=\"padding: 2px 16px 4px 0\">%2</td>"
                        "<td style=\"padding: 2px 0 4px 0\"><span style=\"color: "_s
        + theme().muted.name() + u"\">%3</span></td></tr>"_s;
    const QString rows = figurecharts::numbersHtml(numbers, words, row);
    QStringList assumed;
    if (m_envelope) {
        for (const QString &attribute : m_envelope->assumed)
            assumed << figurecharts::attributeName(m_recipe, attribute, language());
    }
    QString html = u"<table cellspacing=\"0\">"_s + rows + u"</table>"_s;
    if (!assumed.isEmpty())
        html += u"<p style=\"color: %1\">%2 %3</p>"_s.arg(theme().muted.name(),
            words.word("envelopeAssumed").toHtmlEscaped(),
            assumed.join(language() == Language::Zh ? u"、"_s : u", "_s).toHtmlEscaped());
    m_numbersText->setText(html);
    m_numbersCard->setVisible(!numbers.isEmpty());
}

void DonorPane::fillFailures()
{
    const CompileWords words(language());
    RowChartContent chart;
    chart.unit = u"%"_s;
    double most = 0;
    for (const EnvelopeFailure &one : m_envelope->failures) {
        RowChartContent::Row row;
        row.label = figurecharts::placeName(m_recipe, one.at, words) + u" · "_s
            + words.word(u"envelopeCause."_s + one.cause)
            + (one.attribute.isEmpty()
                    ? QString()
                    : u": "_s + figurecharts::attributeName(m_recipe, one.attribute, language()));
        row.element = one.at;
        const double share
            = double(one.count) * 100 / double(std::max<qint64>(1, m_envelope->runs));
        row.value = tr("%L1 runs, %2 %").arg(one.count).arg(share, 0, 'f', 2);
        row.tip = row.label + u'\n' + row.value;
        row.bars = {{0, share, RowChartContent::Tone::Strong, {}, row.tip}};
        most = std::max(most, share);
        chart.rows.append(row);
    }
    chart.high = std::max(1e-3, most * 1.05);
    m_failures->setContent(chart);
    m_failures->setVisible(!chart.rows.isEmpty());
    m_failureCard->setNote(chart.rows.isEmpty() ? words.word("envelopeNoFailure") : QString());
}

void DonorPane::fill()
{
    showState();
    fillNumbers();
    if (!m_envelope)
        return;
    const CompileWords words(language());
    const DonorEnvelope &envelope = *m_envelope;
    const bool dose = envelope.dose.isKnown();
    const auto interval = [](const EnvelopeShare &share) {
        return u"95 %: %1 … %2 %"_s.arg(
            figurecharts::percent(share.low()), figurecharts::percent(share.high()));
    };
    const auto percent
        = [](const EnvelopeShare &share) { return figurecharts::percent(share.share()) + u" %"_s; };
    m_tiles[0]->setFigure(words.word("envelopeDose"), dose ? percent(envelope.doseMet) : u"–"_s,
        dose ? interval(envelope.doseMet) : words.word("noDose"));
    m_tiles[1]->setFigure(
        words.word("envelopeReleased"), percent(envelope.released), interval(envelope.released));
    const auto &end = envelope.finish.points;
    m_tiles[2]->setFigure(tr("End, median"), envelope.finish.of > 0 ? hoursText(end[2]) : u"–"_s,
        envelope.finish.of > 0 ? u"P5 – P95: "_s + hoursText(end[0]) + u" … "_s + hoursText(end[4])
                               : QString());
    const auto &figure = envelope.doseFigure.points;
    const bool reached = dose && envelope.doseFigure.of > 0;
    m_tiles[3]->setFigure(tr("Dose, median"), reached ? figurecharts::millions(figure[2]) : u"–"_s,
        reached ? u"P5 – P95: "_s + figurecharts::millions(figure[0]) + u" … "_s
                + figurecharts::millions(figure[4])
                : QString());
    m_doses->setContent(figurecharts::doses(envelope, words));
    m_doseCard->setNote(reached ? words.word(envelope.dose.attribute) : words.word("noDose"));
    m_doses->setVisible(reached);
    m_branches->setContent(figurecharts::branches(envelope, m_recipe, words));
    m_branchCard->setNote(envelope.branches.isEmpty()
            ? words.word("none")
            : tr("Of the runs that came there, with the 95 % interval."));
    m_finishes->setContent(figurecharts::finishes(envelope, m_recipe, words, m_every->isChecked()));
    fillFailures();
}

} // namespace cytoloom
