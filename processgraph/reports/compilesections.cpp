// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/compilesections.h"

#include "processgraph/compiler/compilejson.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString count(qint64 number)
{
    return QString::number(number);
}

} // namespace

QString CompileWords::word(const QString &code) const
{
    const QString own = u"compile.word."_s + code;
    return MessageCatalog::shipped().contains(own)
        ? MessageCatalog::shipped().text(Message {own, {}}, language())
        : m_words.word(code);
}

QString CompileWords::status(RecipeStatus status) const
{
    static const char *words[] {"Draft", "InReview", "Approved", "Effective", "Retired"};
    return word(u"status."_s + QLatin1String(words[int(status)]));
}

QString CompileWords::text(const Message &message) const
{
    return MessageCatalog::shipped().text(message, language());
}

QString CompileWords::remedy(const Message &message) const
{
    return MessageCatalog::shipped().remedy(message, language());
}

CompileSections::CompileSections(
    const CompileReport &report, const CompileWords &words, ReportPages &pages)
    : m_report(report)
    , m_words(words)
    , m_pages(pages)
{ }

void CompileSections::write(const DonorEnvelope *donors)
{
    summary();
    findings();
    times();
    conflict();
    cells();
    if (donors)
        envelope(*donors);
    vessels();
    holds();
    criticalPath();
    occupation();
    staff();
    materials();
    waivers();
    proofs();
    assumptions();
}

QString CompileSections::name(const ElementId &id) const
{
    return id.isEmpty() ? u"–"_s : m_report.nameOf(id).in(m_words.language());
}

QString CompileSections::place(const ElementId &id) const
{
    const ElementId unit = m_report.recipe.procedure.unitProcedure(id);
    return unit.isEmpty() || unit == id ? name(id) : name(unit) + u" › "_s + name(id);
}

QString CompileSections::names(const QVector<ElementId> &ids) const
{
    constexpr qsizetype Most = 6;
    QStringList result;
    for (qsizetype i = 0; i < ids.size() && i < Most; ++i)
        result << name(ids[i]);
    if (ids.size() > Most)
        result << u"… (%1)"_s.arg(ids.size());
    return result.isEmpty() ? u"–"_s : result.join(u" → "_s);
}

QString CompileSections::place(const FindingPlace &place) const
{
    if (!place.element.isEmpty())
        return name(place.element);
    for (const QString &id : {place.link.value(), place.unit.value(), place.room.value()}) {
        if (!id.isEmpty())
            return id;
    }
    return m_report.recipe.name.in(m_words.language());
}

QString CompileSections::roleName(const RoleId &role) const
{
    const UnitRole *found = m_report.recipe.role(role);
    return found ? found->name.in(m_words.language()) : role.value();
}

void CompileSections::summary()
{
    const MasterRecipe &recipe = m_report.recipe;
    const Language language = m_words.language();
    QStringList outcomes;
    for (const ProofOutcome outcome : {ProofOutcome::Passed, ProofOutcome::Violated,
             ProofOutcome::Waived, ProofOutcome::NotAsked, ProofOutcome::NotApplicable})
        outcomes << word(u"outcome."_s + toText(outcome)) + u' '
                + count(m_report.rulesWith(outcome));
    m_pages.heading(word("title"));
    m_pages.paragraph(word("notRecordLong"));
    m_pages.facts({{word("recipe"), u"%1 v%2"_s.arg(recipe.id.value()).arg(recipe.version)},
        {word("status"), m_words.status(recipe.status)},
        {word("product"), recipe.product.in(language)},
        {word("productCode"), recipe.productCode.isEmpty() ? u"–"_s : recipe.productCode},
        {word("author"), recipe.author.isEmpty() ? u"–"_s : recipe.author},
        {word("approved"), recipe.approvedBy.isEmpty() ? u"–"_s : recipe.approvedBy},
        {word("profile"), toText(m_report.profile)},
        {word("plant"), m_report.plant.isEmpty() ? u"–"_s : m_report.plant},
        {word("batchOfBinding"), m_report.batch.isEmpty() ? u"–"_s : m_report.batch.value()},
        {word("total"), toReadable(m_report.total.nominal)},
        {word("rules"), outcomes.join(u" · "_s), true},
        {word("findings"),
            u"%1 %2 · %3 %4"_s.arg(m_report.findings.size())
                .arg(word("findings"))
                .arg(m_report.errors())
                .arg(word("severity.error")),
            true},
        {word("effort"),
            QStringList {word("stepsCount") + u' ' + count(m_report.counts.steps),
                word("manual") + u' ' + count(m_report.counts.manual),
                word("open") + u' ' + count(m_report.counts.open),
                word("signatureCount") + u' ' + count(m_report.counts.signatures),
                word("checks") + u' ' + count(m_report.counts.checks)}
                .join(u" · "_s),
            true}});
}

void CompileSections::findings()
{
    m_pages.heading(word("findings"));
    QVector<QVector<ReportCell>> rows;
    for (const Finding &finding : m_report.findings) {
        QStringList path;
        for (const FindingPlace &one : finding.example.path)
            path << place(one);
        QStringList example;
        if (!path.isEmpty())
            example << path.join(u" → "_s);
        if (finding.example.at)
            example << toReadable(*finding.example.at);
        if (finding.example.amount)
            example << finding.example.amount->toString();
        if (finding.example.limit)
            example << word("limit") + u' ' + finding.example.limit->toString();
        for (auto it = finding.example.values.cbegin(); it != finding.example.values.cend(); ++it)
            example << it.key() + u" = "_s + ReportWords::figure(*it);
        const QString severity = finding.waived ? word("outcome.waived")
                                                : word(u"severity."_s + toText(finding.severity));
        rows << QVector<ReportCell> {{finding.rule, true}, severity,
            finding.places.isEmpty() ? u"–"_s : place(finding.places.first()),
            m_words.text(finding.message), example.isEmpty() ? u"–"_s : example.join(u"; "_s),
            m_words.remedy(finding.message)};
    }
    m_pages.table({{word("rule"), 1.3}, {word("status"), 0.9}, {word("place"), 1.5},
                      {word("details"), 3.2}, {word("example"), 1.8}, {word("todo"), 2.2}},
        rows, word("noFindings"));
}

void CompileSections::times()
{
    const auto row = [this](const char *title, const TimeFigure &figure) {
        return QVector<ReportCell> {{word(title), true}, toReadable(figure.shortest),
            toReadable(figure.nominal), toReadable(figure.longest)};
    };
    m_pages.heading(word("times"));
    m_pages.table({{QString(), 2}, {word("shortest"), 1, true}, {word("nominal"), 1, true},
                      {word("longest"), 1, true}},
        {row("total", m_report.total), row("openTime", m_report.openTime)}, QString());
}

void CompileSections::conflict()
{
    if (m_report.conflict.isEmpty())
        return;
    QVector<QVector<ReportCell>> rows;
    for (const ConflictFigure &one : m_report.conflict) {
        const bool most = one.least < Duration(0);
        rows << QVector<ReportCell> {name(most ? one.to : one.from), name(most ? one.from : one.to),
            word(u"reason."_s + toText(one.reason)),
            word(most ? "atMost" : "atLeast") + u' ' + toReadable(most ? -one.least : one.least)};
    }
    m_pages.heading(word("conflict"));
    m_pages.paragraph(word("conflictNote") + u' ' + toReadable(m_report.conflictBy));
    m_pages.table({{word("fromStep"), 2}, {word("toStep"), 2}, {word("reason"), 1.6},
                      {word("distance"), 1.4}},
        rows, QString());
}

void CompileSections::cells()
{
    m_pages.heading(word("cells"));
    if (!m_report.dose) {
        m_pages.paragraph(word("noCells"), true);
        return;
    }
    const DoseFigure &dose = *m_report.dose;
    if (!dose.dose.isKnown()) {
        m_pages.paragraph(word("noDose"), true);
    } else {
        m_pages.table(
            {{QString(), 2.2}, {word("doseLeast"), 1, true}, {word("doseWorst"), 1, true},
                {word("doseNominal"), 1, true}, {word("doseBest"), 1, true}, {word("gate"), 1.6}},
            {{{word(dose.dose.attribute), true}, ReportWords::figure(dose.dose.least),
                ReportWords::figure(dose.figure[0]), ReportWords::figure(dose.figure[1]),
                ReportWords::figure(dose.figure[2]), name(dose.gate)}},
            QString());
    }
    m_pages.space(4);
    m_pages.facts({{word("samplesTaken"),
        u"%1 mL · %2 × 1e6"_s.arg(
            ReportWords::figure(dose.sampleVolume), ReportWords::figure(dose.sampleCells)),
        true}});
    m_pages.paragraph(word("doseNote"), true);
}

void CompileSections::assumptions()
{
    m_pages.heading(word("assumptions"));
    int index = 0;
    for (const Message &one : m_report.assumptions)
        m_pages.paragraph(u"%1. %2"_s.arg(++index).arg(m_words.text(one)));
    if (m_report.numbers.isEmpty())
        return;
    static const char *kinds[] {"normal", "lognormal", "uniform", "triangular"};
    QVector<QVector<ReportCell>> rows;
    for (const UncertainNumber &number : m_report.numbers) {
        const QString kind = word(u"kind."_s + QLatin1String(kinds[number.kind]))
                                 .replace(u"{centre}"_s, ReportWords::figure(number.centre))
                                 .replace(u"{spread}"_s, ReportWords::figure(number.spread))
                                 .replace(u"{low}"_s, ReportWords::figure(number.low))
                                 .replace(u"{high}"_s, ReportWords::figure(number.high));
        rows << QVector<ReportCell> {{number.name.in(m_words.language()), true},
            ReportWords::symbol(number.unit), kind,
            number.stated ? word("statedByRecipe") : number.source.in(m_words.language())};
    }
    m_pages.heading(word("numbers"));
    m_pages.table({{word("number"), 2}, {word("unit"), 0.8}, {word("distribution"), 2.2},
                      {word("source"), 4}},
        rows, QString());
}

} // namespace cytoloom
