// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batchrun.h"

#include "processgraph/execution/eventcodes.h"
#include "processgraph/execution/eventdata.h"
#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

int signalPipe[2] = {-1, -1};
constexpr int Interrupted = 130; ///< as shells say it

/// Ctrl+C ends the program in an orderly way; the batch stays as it is and can be resumed.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[0], &byte, 1);
}

QString nameOf(const BatchState &state, const ElementId &id, Language language)
{
    const Element *element = state.control.recipe.procedure.element(id);
    return element ? element->name.in(language) : id.value();
}

} // namespace

void addRunOptions(QCommandLineParser &parser)
{
    parser.addOption(
        {u"speed"_s, u"Process seconds per second on a simulated plant."_s, u"N"_s, u"1"_s});
    parser.addOption(
        {u"answer"_s, u"Who answers prompts: auto, or a JSON file of answers."_s, u"auto|FILE"_s});
    parser.addOption({u"binding"_s,
        u"Lots, sets, people, donor and places of the batch (*.cybinding.json): the runtime rules "
        "that rest on them are judged. With resume: as they are now."_s,
        u"file"_s});
    parser.addOption(
        {u"seed"_s, u"Seed of the simulated plant's noise and biology."_s, u"N"_s, u"1"_s});
}

Result<std::optional<Answerer>> readAnswerer(const Console &console)
{
    if (!console.isSet(u"answer"_s))
        return std::optional<Answerer>();
    const QString answer = console.value(u"answer"_s);
    if (answer == "auto"_L1)
        return std::optional(Answerer());
    const Result<Answerer> read = Answerer::read(answer);
    if (!read)
        return read.error();
    return std::optional(*read);
}

Result<std::optional<BatchBinding>> readBindingOption(const Console &console)
{
    if (!console.isSet(u"binding"_s))
        return std::optional<BatchBinding>();
    const Result<BatchBinding> read = readBindingFile(console.value(u"binding"_s));
    if (!read)
        return read.error();
    return std::optional(*read);
}

BatchRun::BatchRun(const Console &console, Session::Parts parts)
    : m_console(console)
    , m_session(std::move(parts))
{ }

int BatchRun::create(
    const QVector<ControlRecipe> &controls, const std::optional<BatchBinding> &binding)
{
    QVector<BatchId> batches;
    for (const ControlRecipe &control : controls)
        batches << control.header.id;
    return loop(batches, [controls, binding](Engine &engine) {
        for (const ControlRecipe &control : controls) {
            const BatchId &id = control.header.id;
            engine.createBatch(control);
            if (binding)
                engine.bindBatch(id, *binding, PersonId(u"CLI"_s));
            engine.command(id, ElementId(), ProceduralCommand::Start, {}, PersonId(u"CLI"_s));
        }
    });
}

int BatchRun::recover(
    const QVector<BatchId> &batches, bool restart, const std::optional<BatchBinding> &binding)
{
    return loop(batches, [batches, restart, binding](Engine &engine) {
        for (const BatchId &batch : batches) {
            engine.recoverBatch(batch);
            if (binding)
                engine.bindBatch(batch, *binding, PersonId(u"CLI"_s));
        }
        for (const BatchId &batch : batches) {
            if (restart)
                engine.command(batch, ElementId(), ProceduralCommand::Restart, u"resume"_s,
                    PersonId(u"CLI"_s));
        }
    });
}

void BatchRun::showEvents(const QVector<JournalEvent> &events)
{
    const Language language = m_console.language();
    for (const JournalEvent &event : events) {
        const QString code = event.code;
        const bool isMilestone = code == QLatin1String(event::GateDecided)
            || code == QLatin1String(event::AlarmRaised)
            || code == QLatin1String(event::DeviationOpened)
            || code == QLatin1String(event::BatchRecovered)
            || code == QLatin1String(event::DeviceState)
            || code == QLatin1String(event::RuleRefused) || code == QLatin1String(event::RuleWarned)
            || code == QLatin1String(event::RuleWaived) || code == QLatin1String(event::BatchBound);
        if (code == QLatin1String(event::RuleUnjudged)) {
            m_console.note(u"not judged in this run:"_s);
            for (const Message &reason : eventdata::messages(event.data, u"reasons"))
                m_console.note(u"  %1"_s.arg(MessageCatalog::shipped().text(reason, language)));
        }
        for (const Message &finding : eventdata::messages(event.data, u"findings"))
            m_console.note(u"  %1 %2"_s.arg(MessageCatalog::shipped().text(finding, language),
                MessageCatalog::shipped().remedy(finding, language)));
        const JsonValue *to = event.data.find(u"to");
        const BatchState state = m_view.batch(event.batch).state;
        const Element *element = state.control.recipe.procedure.element(event.element);
        const bool isStep = code == QLatin1String(event::ElementState) && to
            && (!element || element->kind == ElementKind::UnitProcedure
                || to->toString() == "Held"_L1 || to->toString() == "Aborted"_L1
                || to->toString() == "Stopped"_L1);
        if (!isMilestone && !isStep)
            continue;
        QString detail;
        for (const JsonMember &member : event.data.members()) {
            if (member.value.type() == JsonValue::Type::String)
                detail += u' ' + member.key + u'=' + member.value.toString();
            else if (member.value.type() == JsonValue::Type::Number)
                detail += u' ' + member.key + u'=' + QString::number(member.value.toDouble());
        }
        const QString whose = m_open.size() > 1 ? event.batch.value() + u"  "_s : QString();
        m_console.note(u"%1  %2%3  %4%5"_s.arg(toIso(event.time).left(16).replace(u'T', u' '),
            whose, code,
            event.element.isEmpty() ? QString() : nameOf(state, event.element, language), detail));
    }
}

/// The step by its name, why it stands, and where it is in the recipe.
Error BatchRun::withReason(const BatchId &batch, const Error &error) const
{
    const Language language = m_console.language();
    const BatchState state = m_view.batch(batch).state;
    const ElementId element(error.message.args.value(u"element"_s));
    const Refusal refusal = state.refusals.value(element);
    const Message reason = refusal.findings.isEmpty() ? state.status(element).reason
                                                      : refusal.findings.first().message;
    const MessageCatalog &words = MessageCatalog::shipped();
    Error said = error;
    said.message.args.insert(u"name"_s, nameOf(state, element, language));
    said.message.args.insert(u"reason"_s,
        reason.code.isEmpty()
            ? toText(state.status(element).state)
            : words.text(reason, language) + u' ' + words.remedy(reason, language));
    said.place.path = element.value();
    return said;
}

/// Once for each batch; the program ends with the last one.
void BatchRun::ended(const BatchId &batch, int code)
{
    if (!m_open.removeOne(batch))
        return;
    if (code != Console::Done)
        m_code = code;
    if (m_open.isEmpty())
        QCoreApplication::exit(m_code);
}

void BatchRun::showProgress() const
{
    const auto shown = [&](const LiveBatch &batch) {
        QStringList doing;
        for (const OperatorView::Step &step : batch.operatorView.current)
            doing << step.name.in(m_console.language());
        return u"%1/%2 steps  %3"_s.arg(batch.operatorView.done)
            .arg(batch.operatorView.total)
            .arg(doing.first(std::min<qsizetype>(3, doing.size())).join(u", "_s));
    };
    const QString time = u"%1  x%2%3"_s.arg(toIso(m_view.now).left(16).replace(u'T', u' '))
                             .arg(m_view.speed, 0, 'f', 0)
                             .arg(m_view.waiting ? u" (waiting for an answer)"_s : QString());
    if (m_view.batches.size() == 1) {
        m_console.note(time + u"  "_s + shown(m_view.batches.first()));
        return;
    }
    m_console.note(time);
    for (const LiveBatch &batch : m_view.batches)
        m_console.note(u"  %1  %2  %3"_s.arg(
            batch.state.control.header.id.value(), toText(batch.state.state), shown(batch)));
    for (const UnitClaim &claim : m_view.claims) {
        for (const UnitClaim::Waiting &waiting : claim.queue)
            m_console.note(u"  %1 waits for %2 since %3: %4"_s.arg(waiting.batch.value(),
                claim.unit.value(), toIso(waiting.since),
                MessageCatalog::shipped().text(waiting.why, m_console.language())));
    }
}

int BatchRun::loop(const QVector<BatchId> &batches, std::function<void(Engine &)> first)
{
    m_open = batches;
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) == 0) {
        std::signal(SIGINT, onSignal);
        std::signal(SIGTERM, onSignal);
        std::signal(SIGHUP, onSignal);
    }
    QSocketNotifier interrupted(signalPipe[1], QSocketNotifier::Read);
    QObject::connect(&interrupted, &QSocketNotifier::activated, &interrupted,
        [] { QCoreApplication::exit(Interrupted); });

    Engine *engine = m_session.engine();
    QObject context; // receives on this thread
    QObject::connect(engine, &Engine::started, &context, [&] { m_session.post(first); });
    QObject::connect(
        engine, &Engine::viewChanged, &context, [&](const LiveView &view) { m_view = view; });
    QObject::connect(engine, &Engine::eventsAppended, &context,
        [&](const QVector<JournalEvent> &events) { showEvents(events); });
    QObject::connect(engine, &Engine::refused, &context, [&](const Error &error) {
        m_console.note(MessageCatalog::shipped().text(error, m_console.language()));
        // Before the batch runs a refusal is the end: there is nothing to wait for.
        const bool none = std::all_of(m_view.batches.begin(), m_view.batches.end(),
            [](const LiveBatch &batch) { return batch.state.state == ProceduralState::Idle; });
        if (none)
            QCoreApplication::exit(Console::NotComplete);
    });
    QObject::connect(engine, &Engine::failed, &context, [&](const Error &error) {
        QCoreApplication::exit(m_console.fail(error, Console::NotComplete));
    });
    QObject::connect(
        engine, &Engine::batchFinished, &context, [&](const BatchId &batch, ProceduralState state) {
            const bool complete = state == ProceduralState::Complete;
            m_console.note(u"batch %1: %2"_s.arg(batch.value(), toText(state)));
            JsonValue object = JsonValue::object();
            object.insert(u"batch"_s, JsonValue(batch.value()));
            object.insert(u"state"_s, JsonValue(toText(state)));
            m_ended.append(object);
            if (m_open.size() == 1 && m_code == Console::Done)
                m_session.endPlant();
            ended(batch, complete ? Console::Done : Console::NotComplete);
        });
    QObject::connect(
        engine, &Engine::gaveUp, &context, [&](const BatchId &batch, const Error &error) {
            ended(batch, m_console.fail(withReason(batch, error), Console::NotComplete));
        });
    QElapsedTimer real;
    real.start();
    QTimer progress;
    QObject::connect(&progress, &QTimer::timeout, &context, [&] { showProgress(); });
    progress.start(5000);
    m_session.start();
    const int left = QCoreApplication::exec();
    m_console.note(u"%1 s"_s.arg(double(real.elapsed()) / 1000.0, 0, 'f', 1));
    if (m_ended.items().size() == 1 && batches.size() == 1) {
        m_console.object(m_ended.items().first());
    } else if (!m_ended.items().isEmpty()) {
        JsonValue object = JsonValue::object();
        object.insert(u"batches"_s, m_ended);
        m_console.object(object);
    }
    if (left != Interrupted)
        return left;
    m_console.note(MessageCatalog::shipped().text(
        Error(u"app.interrupted"_s,
            {{u"batch"_s, batches.first().value()}, {u"store"_s, m_session.store().fileName()}}),
        m_console.language()));
    return Interrupted;
}

} // namespace cytoloom
