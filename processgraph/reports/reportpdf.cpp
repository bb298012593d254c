// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpdf.h"

#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/recordjson.h"
#include "processgraph/reports/reportpages.h"
#include "processgraph/reports/reportpictures.h"

#include <QtCore/QBuffer>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int Resolution = 1200;
constexpr double PointsPerInch = 72;
constexpr double PageHeight = 842;

/// Writes the sections of a report onto pages. One use per pass.
class Author
{
public:
    Author(const BatchReport &report, Language language, ReportPages &pages)
        : m_report(report)
        , m_language(language)
        , m_pages(pages)
    { }

    void write()
    {
        header();
        m_pages.heading(word("graph"));
        m_pages.picture(330, [this](QPainter &painter, const QRectF &box) {
            drawProcedure(painter, box, m_report, m_language);
        });
        steps();
        parameters();
        trends();
        materials();
        gates();
        entries();
        timers();
        alarms();
        deviations();
        completeness();
        events();
        signatures();
    }

    /// The place for the signature field: page (0-based) and box from the lower left.
    [[nodiscard]] QRectF signatureBox() const { return m_signatureBox; }
    void signatureField(const std::optional<ReportSigner> &signer);

private:
    [[nodiscard]] QString word(const char *code) const
    {
        return MessageCatalog::shipped().text(
            Message {u"report.word."_s + QLatin1String(code), {}}, m_language);
    }
    [[nodiscard]] QString name(const ElementId &id) const
    {
        return m_report.nameOf(id).in(m_language);
    }
    [[nodiscard]] QString stateWord(ProceduralState state) const
    {
        return MessageCatalog::shipped().text(
            Message {u"state."_s + toText(state), {}}, m_language);
    }
    [[nodiscard]] QString meaningWord(const QString &meaning) const
    {
        return word(("meaning." + meaning.toLatin1()).constData());
    }
    [[nodiscard]] static QString time(UtcTime time)
    {
        return time == UtcTime {} ? u"–"_s : toIso(time).left(19).replace(u'T', u' ') + u" Z"_s;
    }
    [[nodiscard]] static QString number(double value) { return QString::number(value, 'g', 5); }
    [[nodiscard]] static QString range(const Range &range)
    {
        if (range.isEmpty())
            return u"–"_s;
        return (range.low ? number(*range.low) : u"−∞"_s) + u" … "_s
            + (range.high ? number(*range.high) : u"∞"_s);
    }

    void header();
    void steps();
    void parameters();
    void trends();
    void materials();
    void gates();
    void entries();
    void timers();
    void alarms();
    void deviations();
    void completeness();
    void events();
    void signatures();

    const BatchReport &m_report;
    Language m_language;
    ReportPages &m_pages;
    QRectF m_signatureBox;
};

void Author::header()
{
    const BatchState &state = m_report.state;
    const ControlRecipe &control = state.control;
    const Completeness total = m_report.totalCompleteness();
    QStringList units;
    for (auto it = control.units.cbegin(); it != control.units.cend(); ++it)
        units << it.key().value() + u" = "_s + it.value().value();
    m_pages.heading(word("title"));
    if (control.header.simulated)
        m_pages.paragraph(word("simulation"));
    m_pages.facts({{word("product"), control.recipe.product.in(m_language)},
        {word("batch"), control.header.id.value()}, {word("identity"), control.header.identity},
        {word("recipe"), u"%1 v%2"_s.arg(control.recipe.id.value()).arg(control.recipe.version)},
        {word("state"), stateWord(state.state)},
        {word("plant"), m_report.plant.name.in(m_language)}, {word("started"), time(state.started)},
        {word("ended"), time(state.ended)},
        {word("duration"),
            state.ended == UtcTime {} ? u"–"_s : toReadable(state.ended - state.started)},
        {word("software"), u"Cytoloom "_s + m_report.softwareVersion},
        {word("hash"), control.recipeHash}, {word("approved"), control.recipe.approvedBy},
        {word("units"), units.join(u", "_s)},
        {word("completeness"),
            u"%1 / %2 / %3 / %4"_s.arg(total.minutes)
                .arg(total.good)
                .arg(total.stated)
                .arg(total.missing)}});
}

void Author::steps()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportStep &step : m_report.steps) {
        const QString indent(step.level * 2, QChar(0x2003));
        rows << QVector<ReportCell> {{indent + step.name.in(m_language)
                                             + (step.run > 1 ? u" ×%1"_s.arg(step.run) : QString()),
                                         step.level == 0},
            step.unit.value(), time(step.started), time(step.ended), stateWord(step.state),
            step.performedBy.isEmpty() ? word("automatic") : step.performedBy.join(u", "_s),
            step.verifiedBy.isEmpty() ? u"–"_s : step.verifiedBy.join(u", "_s)};
    }
    m_pages.heading(word("steps"));
    m_pages.table(
        {{word("step"), 4.2}, {word("unit"), 1.2}, {word("started"), 2.2}, {word("ended"), 2.2},
            {word("state"), 1.3}, {word("performed"), 1.6}, {word("verified"), 1.6}},
        rows, word("none"));
}

void Author::parameters()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportParameter &row : m_report.parameters) {
        const bool measured = row.statistics.samples > 0;
        const auto figure = [measured](double value) { return measured ? number(value) : u"–"_s; };
        const bool out = (row.withinAction && !*row.withinAction)
            || (row.withinValidated && !*row.withinValidated);
        rows << QVector<ReportCell> {row.step.in(m_language),
            {row.parameter.name.in(m_language) + (row.parameter.critical ? u" [CPP]"_s : QString()),
                row.parameter.critical},
            row.parameter.unit.symbol(), row.setPoint ? number(*row.setPoint) : u"–"_s,
            range(row.parameter.action), range(row.parameter.validated),
            figure(row.statistics.minimum), figure(row.statistics.mean),
            figure(row.statistics.maximum),
            {!measured    ? u"–"_s
                    : out ? word("outside")
                          : word("inside"),
                out}};
    }
    m_pages.heading(word("parameters"));
    m_pages.table({{word("step"), 2.4}, {word("parameter"), 2.2}, {word("measure"), 0.9},
                      {word("setPoint"), 0.9, true}, {word("action"), 1.5},
                      {word("validated"), 1.5}, {word("min"), 0.9, true}, {word("mean"), 0.9, true},
                      {word("max"), 0.9, true}, {word("verdict"), 0.9}},
        rows, word("none"));
}

void Author::trends()
{
    m_pages.heading(word("trends"));
    bool any = false;
    for (const ReportParameter &row : m_report.parameters) {
        const bool worth = row.parameter.critical || (row.withinAction && !*row.withinAction);
        if (!worth || row.statistics.samples < 2)
            continue;
        any = true;
        m_pages.picture(118, [&](QPainter &painter, const QRectF &box) {
            drawTrend(painter, box.adjusted(0, 2, 0, -6), row, m_language);
        });
    }
    if (!any)
        m_pages.paragraph(word("none"), true);
}

void Author::materials()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportMaterial &item : m_report.materials) {
        const MaterialClass *material = Catalog::shipped().material(item.medium);
        rows << QVector<ReportCell> {time(item.time), name(item.element),
            material ? material->name.in(m_language) : item.medium,
            item.bomLine.isEmpty() ? u"–"_s : item.bomLine, number(item.volume), item.unit};
    }
    m_pages.heading(word("materials"));
    m_pages.table({{word("time"), 2}, {word("step"), 3}, {word("material"), 2.4},
                      {word("bom"), 1.4}, {word("quantity"), 1, true}, {word("measure"), 0.8}},
        rows, word("none"));
}

void Author::gates()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportGate &gate : m_report.gates) {
        for (const Criterion &criterion : gate.criteria) {
            const QString limit = criterion.text.isEmpty() ? u"%1 %2 %3"_s.arg(criterion.comparison,
                                      number(criterion.limit), criterion.unit.symbol())
                                                           : criterion.text;
            rows << QVector<ReportCell> {time(gate.time), {gate.name.in(m_language), gate.release},
                criterion.name.in(m_language), limit,
                {gate.results.value(criterion.attribute, u"–"_s), true}, criterion.method,
                {word(gate.outcome == "pass"_L1      ? "pass"
                         : gate.outcome == "fail"_L1 ? "fail"
                                                     : "pending"),
                    true}};
        }
    }
    m_pages.heading(word("gates"));
    m_pages.table(
        {{word("time"), 1.8}, {word("gate"), 2}, {word("attribute"), 2}, {word("limit"), 1.4},
            {word("result"), 1.2}, {word("method"), 1.8}, {word("verdict"), 1}},
        rows, word("none"));
}

void Author::entries()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportEntry &entry : m_report.entries)
        rows << QVector<ReportCell> {time(entry.time), name(entry.element),
            entry.question.in(m_language), {(entry.answer + u' ' + entry.unit).trimmed(), true},
            entry.person.value()};
    m_pages.heading(word("entries"));
    m_pages.table({{word("time"), 1.8}, {word("step"), 2.2}, {word("question"), 4},
                      {word("answer"), 1.6}, {word("person"), 1.1}},
        rows, word("none"));
}

void Author::timers()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportTimer &timer : m_report.timers) {
        const bool over = timer.passed > timer.limit;
        rows << QVector<ReportCell> {timer.name.in(m_language), toReadable(timer.passed),
            toReadable(timer.limit), {over ? word("outside") : word("inside"), over}};
    }
    m_pages.heading(word("timers"));
    m_pages.table({{word("step"), 5}, {word("passed"), 1.5, true}, {word("limit"), 1.5, true},
                      {word("verdict"), 1.2}},
        rows, word("none"));
}

void Author::alarms()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportAlarm &alarm : m_report.alarms)
        rows << QVector<ReportCell> {{QString::number(alarm.priority), true},
            alarm.tag.isEmpty() ? alarm.id : alarm.tag.value(), name(alarm.element),
            number(alarm.value), (alarm.high ? u"> "_s : u"< "_s) + number(alarm.limit),
            time(alarm.raised), time(alarm.cleared), time(alarm.acknowledged),
            alarm.person.value()};
    m_pages.heading(word("alarms"));
    m_pages.table({{word("priority"), 0.6}, {word("tag"), 2}, {word("step"), 2},
                      {word("value"), 0.9, true}, {word("limit"), 1}, {word("raised"), 1.7},
                      {word("cleared"), 1.7}, {word("acknowledged"), 1.7}, {word("person"), 1}},
        rows, word("none"));
}

void Author::deviations()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportDeviation &item : m_report.deviations)
        rows << QVector<ReportCell> {{item.id, true}, item.grade, name(item.element),
            MessageCatalog::shipped().text(item.cause, m_language), time(item.time)};
    m_pages.heading(word("deviations"));
    m_pages.table({{word("deviation"), 1.2}, {word("grade"), 1}, {word("step"), 2.2},
                      {word("cause"), 4.5}, {word("time"), 1.8}},
        rows, word("none"));
}

void Author::completeness()
{
    QVector<QVector<ReportCell>> rows;
    for (const TagCompleteness &tag : m_report.completeness)
        rows << QVector<ReportCell> {tag.tag.value(), QString::number(tag.minutes.minutes),
            QString::number(tag.minutes.good), QString::number(tag.minutes.stated),
            {QString::number(tag.minutes.missing), tag.minutes.missing > 0}};
    m_pages.heading(word("history"));
    m_pages.paragraph(word("historyNote"), true);
    m_pages.table({{word("tag"), 3}, {word("minutes"), 1, true}, {word("good"), 1, true},
                      {word("stated"), 1, true}, {word("missing"), 1, true}},
        rows, word("none"));
}

void Author::events()
{
    // What a person did and what was out of the ordinary; the attachment holds every event.
    QVector<QVector<ReportCell>> rows;
    for (const JournalEvent &event : m_report.events) {
        const bool special = event.code == QLatin1String(event::BatchCommand)
            || event.code == QLatin1String(event::CommandRejected)
            || event.code == QLatin1String(event::BatchRecovered)
            || event.code == QLatin1String(event::DeviceState)
            || event.code == QLatin1String(event::Commented)
            || (event.code == QLatin1String(event::StepFinished)
                && !eventdata::flag(event.data, u"ok"));
        if (!special)
            continue;
        QStringList details;
        for (const JsonMember &member : event.data.members()) {
            if (member.value.type() == JsonValue::Type::String
                && !member.value.toString().isEmpty())
                details << member.key + u" "_s + member.value.toString();
        }
        const Message reason = eventdata::message(event.data, u"reason");
        if (!reason.code.isEmpty())
            details << MessageCatalog::shipped().text(reason, m_language);
        rows << QVector<ReportCell> {QString::number(event.sequence), time(event.time), event.code,
            name(event.element), details.join(u", "_s), event.person.value()};
    }
    m_pages.heading(word("events"));
    m_pages.table({{word("row"), 0.8, true}, {word("time"), 1.9}, {word("event"), 1.8},
                      {word("step"), 2}, {word("details"), 3.2}, {word("person"), 1}},
        rows, word("none"));
}

void Author::signatures()
{
    QVector<QVector<ReportCell>> rows;
    for (const ReportSignature &item : m_report.signatures)
        rows << QVector<ReportCell> {time(item.time), name(item.element),
            {item.person.value(), true}, item.role, meaningWord(item.meaning)};
    m_pages.heading(word("signatures"));
    m_pages.table({{word("time"), 1.8}, {word("step"), 3}, {word("person"), 1.4},
                      {word("role"), 1.6}, {word("meaning"), 1.4}},
        rows, word("none"));
}

void Author::signatureField(const std::optional<ReportSigner> &signer)
{
    if (!signer)
        return;
    m_pages.space(16);
    m_pages.picture(64, [&](QPainter &painter, const QRectF &place) {
        const QRectF box(place.left(), place.top(), 300, 60);
        painter.setPen(QColor(0x1E, 0x2A, 0x35));
        painter.setFont(ReportPages::font(10, true));
        painter.drawText(box.adjusted(10, 8, -10, 0), Qt::AlignLeft,
            signer->name + u" ("_s + signer->person.value() + u')');
        painter.setFont(ReportPages::font(8));
        painter.drawText(box.adjusted(10, 24, -10, 0), Qt::AlignLeft, meaningWord(signer->meaning));
        painter.drawText(box.adjusted(10, 38, -10, 0), Qt::AlignLeft, time(signer->time));
        m_signatureBox = QRectF(box.left(), PageHeight - box.bottom(), box.width(), box.height());
    });
}

struct Pass
{
    int pages = 0;
    QRectF signatureBox;
};

Pass paint(QBuffer &buffer, const BatchReport &report, Language language,
    const std::optional<ReportSigner> &signer, int pageCount, const QByteArray &record)
{
    const ControlRecipe &control = report.state.control;
    const auto word = [language](const char *code) {
        return MessageCatalog::shipped().text(
            Message {u"report.word."_s + QLatin1String(code), {}}, language);
    };
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6); // PDF/A-1b would forbid the attachment
    writer.setResolution(Resolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(word("title") + u' ' + control.header.id.value());
    writer.setCreator(u"Cytoloom "_s + report.softwareVersion);
    if (!record.isEmpty())
        writer.addFileAttachment(u"record.json"_s, record, u"application/json"_s);

    QPainter painter(&writer);
    painter.scale(Resolution / PointsPerInch, Resolution / PointsPerInch);
    ReportPages::Frame frame;
    frame.title = word("title") + u" · "_s + control.recipe.product.in(language);
    frame.batch = control.header.id.value() + u" · "_s + control.header.identity;
    frame.line = u"%1 v%2 · SHA-256 %3"_s.arg(control.recipe.id.value())
                     .arg(control.recipe.version)
                     .arg(control.recipeHash);
    frame.foot = u"Cytoloom %1 · %2 %3"_s.arg(report.softwareVersion, word("row"))
                     .arg(report.state.lastSequence);
    frame.watermark = control.header.simulated ? u"SIMULATION 模拟"_s : QString();
    frame.pageCount = pageCount;
    ReportPages pages(painter, writer, frame);
    Author author(report, language, pages);
    author.write();
    author.signatureField(signer);
    painter.end();
    return {pages.pages(), author.signatureBox()};
}

} // namespace

Result<ReportPdf> paintReport(
    const BatchReport &report, Language language, const std::optional<ReportSigner> &signer)
{
    // "page x / y" needs y: the first pass counts, the second writes.
    QBuffer counted;
    counted.open(QIODevice::WriteOnly);
    const Pass first = paint(counted, report, language, signer, 0, {});
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const Pass second
        = paint(buffer, report, language, signer, first.pages, recordJson(report).toJson());
    if (buffer.data().isEmpty())
        return Error(u"report.cannotPaint"_s);

    ReportPdf pdf;
    pdf.bytes = buffer.data();
    pdf.pages = second.pages;
    if (signer) {
        pdf.signature.page = second.pages - 1;
        pdf.signature.box = second.signatureBox;
        pdf.signature.name = signer->name;
        pdf.signature.reason = signer->meaning;
        pdf.signature.time = signer->time;
    }
    return pdf;
}

} // namespace cytoloom
