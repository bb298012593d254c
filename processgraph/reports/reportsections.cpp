// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportsections.h"

#include "processgraph/reports/reportgraph.h"
#include "processgraph/reports/reportpictures.h"

#include <QtGui/QPainter>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PageHeight = 842;
constexpr qsizetype LeastTrend = 5; ///< points: with fewer the figures say all there is

} // namespace

ReportSections::ReportSections(
    const BatchReport &report, Language language, QString recordHash, ReportPages &pages)
    : m_report(report)
    , m_words(language)
    , m_recordHash(std::move(recordHash))
    , m_pages(pages)
{ }

void ReportSections::write(const std::optional<ReportSigner> &signer)
{
    header();
    equipment();
    graph();
    steps();
    parameters();
    trends();
    materials();
    balance();
    gates();
    results();
    entries();
    timers();
    alarms();
    deviations();
    exceptions();
    completeness();
    events();
    absent();
    signatures();
    signatureField(signer);
}

QString ReportSections::name(const ElementId &id) const
{
    return m_report.nameOf(id).in(m_words.language());
}

QString ReportSections::verdict(std::optional<bool> inside) const
{
    return !inside ? u"–"_s : *inside ? word("inside") : word("outside");
}

void ReportSections::header()
{
    const BatchState &state = m_report.state;
    const ControlRecipe &control = state.control;
    const MasterRecipe &recipe = control.recipe;
    const Completeness total = m_report.totalCompleteness();
    const auto outside = std::count_if(
        m_report.parameters.begin(), m_report.parameters.end(), [](const ReportParameter &row) {
            return !row.withinAction.value_or(true) || !row.withinValidated.value_or(true);
        });
    const auto notPassed = std::count_if(m_report.gates.begin(), m_report.gates.end(),
        [](const ReportGate &gate) { return gate.outcome != "pass"_L1; });
    qsizetype unjudged = 0;
    for (const ReportUnjudged &item : m_report.unjudged)
        unjudged += item.rules.size();
    const auto count = [this](const char *code, qint64 number) {
        return word(code) + u" "_s + QString::number(number);
    };
    m_pages.heading(word("title"));
    if (control.header.simulated)
        m_pages.paragraph(word("simulation"));
    m_pages.facts({{word("product"), recipe.product.in(m_words.language())},
        {word("batch"), control.header.id.value()},
        {word("productCode"), recipe.productCode.isEmpty() ? u"–"_s : recipe.productCode},
        {word("identity"), control.header.identity},
        {word("recipe"), u"%1 v%2"_s.arg(recipe.id.value()).arg(recipe.version)},
        {word("use"), word(recipe.autologous ? "autologous" : "allogeneic")},
        {word("author"), recipe.author.isEmpty() ? u"–"_s : recipe.author},
        {word("approved"), recipe.approvedBy.isEmpty() ? u"–"_s : recipe.approvedBy},
        {word("plant"), m_report.plant.name.in(m_words.language())},
        {word("state"), m_words.state(state.state)},
        {word("startedUtc"), ReportWords::time(state.started)},
        {word("endedUtc"), ReportWords::time(state.ended)},
        {word("duration"),
            state.ended == UtcTime {} ? u"–"_s : toReadable(state.ended - state.started)},
        {word("software"), u"Cytoloom "_s + m_report.softwareVersion},
        {word("hash"), control.recipeHash, true}, {word("recordHash"), m_recordHash, true},
        {word("exceptions"),
            QStringList {count("outsideCount", outside), count("alarms", m_report.alarms.size()),
                count("deviations", m_report.deviations.size()), count("notPassed", notPassed),
                count("ruleExceptions", m_report.exceptions.size()),
                count("unjudgedRules", unjudged)}
                .join(u" · "_s),
            true},
        {word("completeness"),
            QStringList {count("tagMinutes", total.minutes), count("good", total.good),
                count("stated", total.stated), count("missing", total.missing)}
                .join(u" · "_s),
            true}});
}

void ReportSections::equipment()
{
    const ControlRecipe &control = m_report.state.control;
    QVector<QVector<ReportCell>> rows;
    for (const UnitRole &role : control.recipe.roles) {
        const UnitId id = control.units.value(role.id);
        const PlantUnit *unit = m_report.plant.unit(id);
        if (id.isEmpty())
            continue;
        const Room *room = unit ? m_report.plant.room(unit->room) : nullptr;
        rows << QVector<ReportCell> {role.name.in(m_words.language()), {id.value(), true},
            unit ? unit->name.in(m_words.language()) : u"–"_s,
            room ? room->id.value() + u" "_s + room->name.in(m_words.language()) : u"–"_s,
            room ? m_words.named("grade", QString(QLatin1String("ABCDU").at(int(room->grade))))
                 : u"–"_s,
            unit ? word(unit->qualified ? "yes" : "no") : u"–"_s,
            unit && unit->calibrationDue ? ReportWords::time(*unit->calibrationDue).left(10)
                                         : u"–"_s};
    }
    m_pages.heading(word("equipment"));
    m_pages.table(
        {{word("role"), 2.2}, {word("unit"), 1.1}, {word("unitName"), 2.6}, {word("room"), 2.6},
            {word("roomGrade"), 0.9}, {word("qualified"), 1}, {word("calibrationDue"), 1.4}},
        rows, word("none"));
}

void ReportSections::graph()
{
    constexpr double Legend = 30;
    const ReportGraph graph(m_report, m_words.language());
    const double room = m_pages.fullHeight() - Legend;
    const int parts = graph.parts(room);
    m_pages.heading(word("graph"), graph.height(0) + Legend);
    m_pages.paragraph(word("graphNote"), true);
    for (int part = 0; part < parts; ++part)
        m_pages.picture(graph.height(part),
            [&](QPainter &painter, const QRectF &box) { graph.draw(painter, box, part); });
}

void ReportSections::steps()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportStep &step : m_report.steps) {
        const Element *element = m_report.state.control.recipe.procedure.element(step.element);
        const bool container = element && element->isContainer();
        ReportCell title(
            step.name.in(m_words.language()) + (step.run > 1 ? u" ×%1"_s.arg(step.run) : QString()),
            step.depth == 0);
        title.indent = step.depth * 9;
        // A container has nobody of its own: its steps do.
        const QString nobody = container ? u"–"_s : word("automatic");
        rows << QVector<ReportCell> {title, step.unit.isEmpty() ? u"–"_s : step.unit.value(),
            ReportWords::time(step.started), ReportWords::time(step.ended),
            m_words.state(step.state), step.held > Duration(0) ? toReadable(step.held) : u"–"_s,
            step.performedBy.isEmpty() ? nobody : step.performedBy.join(u", "_s),
            step.verifiedBy.isEmpty() ? u"–"_s : step.verifiedBy.join(u", "_s)};
    }
    m_pages.heading(word("steps"));
    m_pages.table({{word("step"), 3.5}, {word("unit"), 1.1}, {word("startedUtc"), 2.35},
                      {word("endedUtc"), 2.35}, {word("state"), 1.2}, {word("held"), 0.8},
                      {word("performed"), 1.3}, {word("verified"), 1.3}},
        rows, word("none"));
}

void ReportSections::parameters()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportParameter &row : m_report.parameters) {
        const bool measured = row.statistics.samples > 0;
        const auto figure
            = [measured](double value) { return measured ? ReportWords::figure(value) : u"–"_s; };
        const bool out = !row.withinAction.value_or(true) || !row.withinValidated.value_or(true);
        const bool judged
            = measured && !(row.parameter.action.isEmpty() && row.parameter.validated.isEmpty());
        rows << QVector<ReportCell> {
            row.step.in(m_words.language()) + (row.run > 1 ? u" ×%1"_s.arg(row.run) : QString()),
            {row.parameter.name.in(m_words.language())
                    + (row.parameter.critical ? u" [CPP]"_s : QString()),
                row.parameter.critical},
            ReportWords::symbol(row.parameter.unit),
            row.setPoint ? ReportWords::figure(*row.setPoint) : u"–"_s,
            ReportWords::range(row.parameter.action), ReportWords::range(row.parameter.validated),
            figure(row.statistics.minimum), figure(row.statistics.mean),
            figure(row.statistics.maximum),
            {verdict(judged ? std::optional<bool>(!out) : std::nullopt), out}};
    }
    m_pages.heading(word("parameters"));
    m_pages.paragraph(word("parametersNote"), true);
    m_pages.table({{word("step"), 2.3}, {word("parameter"), 2.2}, {word("measure"), 0.8},
                      {word("setPoint"), 0.9, true}, {word("action"), 1.3},
                      {word("validated"), 1.3}, {word("min"), 0.9, true}, {word("mean"), 0.9, true},
                      {word("max"), 0.9, true}, {word("verdict"), 1.1}},
        rows, word("none"));
}

void ReportSections::trends()
{
    QVector<const ReportParameter *> worth;
    for (const ReportParameter &row : m_report.parameters) {
        const bool out = !row.withinAction.value_or(true) || !row.withinValidated.value_or(true);
        if (row.statistics.samples >= 2
            && (out || (row.parameter.critical && row.trend.size() >= LeastTrend)))
            worth << &row;
    }
    m_pages.heading(word("trends"), worth.isEmpty() ? 0 : 140);
    m_pages.paragraph(worth.isEmpty() ? word("none") : word("trendsNote"), true);
    for (qsizetype i = 0; i < worth.size(); i += 2) {
        m_pages.picture(116, [&](QPainter &painter, const QRectF &box) {
            const double half = (box.width() - 14) / 2;
            for (qsizetype k = 0; k < 2 && i + k < worth.size(); ++k)
                drawTrend(painter,
                    QRectF(box.left() + double(k) * (half + 14), box.top() + 2, half,
                        box.height() - 8),
                    *worth[i + k], m_words.language());
        });
    }
}

void ReportSections::absent()
{
    m_pages.heading(word("absent"));
    m_pages.paragraph(word("absentNote"));
}

void ReportSections::signatures()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportSignature &item : m_report.signatures)
        rows << QVector<ReportCell> {ReportWords::time(item.time), name(item.element),
            {item.person.value(), true}, m_words.named("role", item.role),
            m_words.named("meaning", item.meaning)};
    m_pages.heading(word("signatures"));
    m_pages.table({{word("time"), 1.8}, {word("step"), 3}, {word("person"), 1.4},
                      {word("role"), 1.6}, {word("meaning"), 1.4}},
        rows, word("none"));
}

void ReportSections::signatureField(const std::optional<ReportSigner> &signer)
{
    if (!signer) {
        m_pages.space(8);
        m_pages.paragraph(word("unsigned"), true);
        return;
    }
    m_pages.space(12);
    m_pages.picture(96, [&](QPainter &painter, const QRectF &place) {
        const QRectF box(place.left(), place.top(), 330, 92);
        painter.setPen(QColor(0x5A, 0x66, 0x72));
        painter.setFont(ReportPages::font(7));
        painter.drawText(box.adjusted(10, 7, -10, 0), Qt::AlignLeft, word("signedBy"));
        painter.setPen(QColor(0x1E, 0x2A, 0x35));
        painter.setFont(ReportPages::font(11, true));
        painter.drawText(box.adjusted(10, 20, -10, 0), Qt::AlignLeft,
            signer->name + u" ("_s + signer->person.value() + u')');
        painter.setFont(ReportPages::font(8));
        painter.drawText(box.adjusted(10, 38, -10, 0), Qt::AlignLeft,
            word("meaning") + u": "_s + m_words.named("meaning", signer->meaning));
        painter.drawText(box.adjusted(10, 51, -10, 0), Qt::AlignLeft,
            word("time") + u": "_s + ReportWords::time(signer->time));
        painter.setPen(QColor(0x5A, 0x66, 0x72));
        painter.setFont(ReportPages::font(6));
        painter.drawText(box.adjusted(10, 66, -10, 0), Qt::AlignLeft,
            word("recordHash") + u": "_s + m_recordHash);
        painter.drawText(box.adjusted(10, 77, -10, 0), Qt::AlignLeft, word("signedNote"));
        m_signatureBox = QRectF(box.left(), PageHeight - box.bottom(), box.width(), box.height());
    });
}

} // namespace cytoloom
