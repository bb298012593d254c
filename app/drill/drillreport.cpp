// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillreport.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QCryptographicHash>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

class DrillPages
{
public:
    DrillPages(const DrillResult &result, Language language, ReportPages &pages)
        : m_result(result)
        , m_language(language)
        , m_pages(pages)
    { }
    void write()
    {
        figures();
        byFault();
        harmed();
        fmea();
    }

private:
    [[nodiscard]] QString word(const char *name) const
    {
        return drillWord(QLatin1String(name), m_language);
    }
    void figures()
    {
        m_pages.heading(word("figures"), 80);
        const auto number = [](double value) { return QString::number(value); };
        m_pages.facts({{word("recipe"),
                           u"%1 v%2"_s.arg(m_result.control.recipe.id.value())
                               .arg(m_result.control.recipe.version)},
            {word("plant"), m_result.plant.name.in(m_language)},
            {word("cells"), number(double(m_result.cells.size()))},
            {word("batches"), number(m_result.batches)},
            {word("handled"), number(m_result.count(DrillOutcome::Handled))},
            {word("held"), number(m_result.count(DrillOutcome::Held))},
            {word("harmed"), number(m_result.count(DrillOutcome::Harmed))},
            {word("notReached"), number(m_result.count(DrillOutcome::NotReached))}});
        m_pages.paragraph(word("method"), true);
        m_pages.paragraph(word("ratings"), true);
    }
    void byFault()
    {
        m_pages.heading(word("byFault"), 120);
        QVector<QVector<ReportCell>> rows;
        for (const FaultKind fault : m_result.faults) {
            QMap<DrillOutcome, int> counts;
            for (const DrillResult::Cell &cell : m_result.cells) {
                if (cell.cell.seen.fault == fault)
                    ++counts[cell.cell.verdict.outcome];
            }
            rows.append({drillFaultName(fault, m_language),
                QString::number(counts[DrillOutcome::Handled]),
                QString::number(counts[DrillOutcome::Held]),
                {QString::number(counts[DrillOutcome::Harmed]), counts[DrillOutcome::Harmed] > 0},
                QString::number(counts[DrillOutcome::NotReached])});
        }
        m_pages.table(
            {{word("fault"), 3, false}, {word("handled"), 1, true}, {word("held"), 1, true},
                {word("harmed"), 1, true}, {word("notReached"), 1, true}},
            rows, word("nothing"));
    }
    void harmed()
    {
        m_pages.heading(word("harmedCells"), 60);
        rowsOf(true);
    }
    void fmea()
    {
        m_pages.heading(word("fmea"), 120);
        rowsOf(false);
    }
    void rowsOf(bool onlyHarmed)
    {
        QVector<QVector<ReportCell>> rows;
        for (const DrillResult::Cell &cell : m_result.cells) {
            if (!cell.batch.isEmpty()
                && (!onlyHarmed || cell.cell.verdict.outcome == DrillOutcome::Harmed))
                rows.append(rowOf(cell));
        }
        m_pages.table({{word("step"), 1.6, false}, {word("failureMode"), 1.5, false},
                          {word("effect"), 1.4, false}, {word("detection"), 2, false},
                          {word("detectionRank"), 0.5, true}, {word("action"), 1.9, false},
                          {word("outcome"), 0.9, false}, {word("evidence"), 1.3, false}},
            rows, word("nothing"));
    }
    [[nodiscard]] QVector<ReportCell> rowOf(const DrillResult::Cell &cell) const
    {
        const DrillObservation &seen = cell.cell.seen;
        const DrillVerdict &verdict = cell.cell.verdict;
        const int rank = detectionRank(cell.cell);
        return {
            drillStepName(m_result, seen.step, m_language) + u" · "_s + seen.step.device.value(),
            drillFaultName(seen.fault, m_language),
            drillWord(u"effect."_s + verdict.effect, m_language),
            drillDetectionText(verdict.detection, m_language),
            rank > 0 ? QString::number(rank) : u"—"_s,
            MessageCatalog::shipped().text(verdict.reason, m_language),
            {drillOutcomeName(verdict.outcome, m_language),
                verdict.outcome == DrillOutcome::Harmed},
            u"%1 #%2–%3"_s.arg(cell.batch.value())
                .arg(verdict.firstSequence)
                .arg(verdict.lastSequence)};
    }

    const DrillResult &m_result;
    Language m_language;
    ReportPages &m_pages;
};

} // namespace

int detectionRank(const DrillCell &cell)
{
    const DrillDetection &detection = cell.verdict.detection;
    if (detection.code.isEmpty())
        return cell.verdict.effect == "nothing"_L1 ? 0 : 10;
    if (detection.after <= std::chrono::minutes(1))
        return 1;
    return detection.after <= std::chrono::minutes(10) ? 3 : 5;
}

Result<PaintedPdf> paintDrillReport(
    const DrillResult &result, Language language, const QString &software)
{
    const QByteArray json = drillJson(result, language).toJson();
    const QString hash
        = QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
    const MasterRecipe &recipe = result.control.recipe;
    const auto word
        = [language](const char *name) { return drillWord(QLatin1String(name), language); };
    ReportPages::Frame frame;
    frame.title = word("title") + u" · "_s + recipe.product.in(language);
    frame.batch = u"%1 v%2"_s.arg(recipe.id.value()).arg(recipe.version);
    frame.line = word("recipeHash") + u' ' + result.control.recipeHash;
    frame.foot = u"Cytoloom %1 · drill.json SHA-256 %2"_s.arg(software, hash);
    frame.watermark = word("watermark");
    frame.page = word("page");
    return paintPages(frame.title, u"Cytoloom "_s + software, frame,
        {u"drill.json"_s, json, u"application/json"_s}, [&](ReportPages &pages) {
            DrillPages drill(result, language, pages);
            drill.write();
        });
}

} // namespace cytoloom
