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

int BatchRun::create(const ControlRecipe &control, const std::optional<BatchBinding> &binding)
{
    return loop(control.header.id, [control, binding](Engine &engine) {
        engine.createBatch(control);
        if (binding)
            engine.bindBatch(*binding, PersonId(u"CLI"_s));
        engine.command(ElementId(), ProceduralCommand::Start, {}, PersonId(u"CLI"_s));
    });
}

int BatchRun::recover(
    const BatchId &batch, bool restart, const std::optional<BatchBinding> &binding)
{
    return loop(batch, [batch, restart, binding](Engine &engine) {
        engine.recoverBatch(batch);
        if (binding)
            engine.bindBatch(*binding, PersonId(u"CLI"_s));
        if (restart)
            engine.command(
                ElementId(), ProceduralCommand::Restart, u"resume"_s, PersonId(u"CLI"_s));
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
        const Element *element = m_view.state.control.recipe.procedure.element(event.element);
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
        m_console.note(u"%1  %2  %3%4"_s.arg(toIso(event.time).left(16).replace(u'T', u' '), code,
            event.element.isEmpty() ? QString() : nameOf(m_view.state, event.element, language),
            detail));
    }
}

/// The step by its name, why it stands, and where it is in the recipe.
Error BatchRun::withReason(const Error &error) const
{
    const Language language = m_console.language();
    const ElementId element(error.message.args.value(u"element"_s));
    const Refusal refusal = m_view.state.refusals.value(element);
    const Message reason = refusal.findings.isEmpty() ? m_view.state.status(element).reason
                                                      : refusal.findings.first().message;
    const MessageCatalog &words = MessageCatalog::shipped();
    Error said = error;
    said.message.args.insert(u"name"_s, nameOf(m_view.state, element, language));
    said.message.args.insert(u"reason"_s,
        reason.code.isEmpty()
            ? toText(m_view.state.status(element).state)
            : words.text(reason, language) + u' ' + words.remedy(reason, language));
    said.place.path = element.value();
    return said;
}

int BatchRun::loop(const BatchId &batch, std::function<void(Engine &)> first)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) == 0) {
        std::signal(SIGINT, onSignal);
        std::signal(SIGTERM, onSignal);
        std::signal(SIGHUP, onSignal);
    }
    QSocketNotifier interrupted(signalPipe[1], QSocketNotifier::Read);
    QObject::connect(&interrupted, &QSocketNotifier::activated, &interrupted,
        [] { QCoreApplication::exit(Interrupted); });

    Engine *engine = m_session.engine();
    int code = Console::NotComplete;
    QObject context; // receives on this thread
    QObject::connect(engine, &Engine::started, &context, [&] { m_session.post(first); });
    QObject::connect(
        engine, &Engine::viewChanged, &context, [&](const LiveView &view) { m_view = view; });
    QObject::connect(engine, &Engine::eventsAppended, &context,
        [&](const QVector<JournalEvent> &events) { showEvents(events); });
    QObject::connect(engine, &Engine::refused, &context, [&](const Error &error) {
        m_console.note(MessageCatalog::shipped().text(error, m_console.language()));
        // Before the batch runs a refusal is the end: there is nothing to wait for.
        if (m_view.state.control.header.id.isEmpty())
            QCoreApplication::exit(Console::NotComplete);
    });
    QObject::connect(engine, &Engine::failed, &context, [&](const Error &error) {
        code = m_console.fail(error, Console::NotComplete);
        QCoreApplication::exit(code);
    });
    QObject::connect(
        engine, &Engine::batchFinished, &context, [&](const BatchId &, ProceduralState state) {
            code = state == ProceduralState::Complete ? Console::Done : Console::NotComplete;
            m_session.endPlant();
            m_console.note(u"batch %1: %2"_s.arg(batch.value(), toText(state)));
            JsonValue object = JsonValue::object();
            object.insert(u"batch"_s, JsonValue(batch.value()));
            object.insert(u"state"_s, JsonValue(toText(state)));
            m_console.object(object);
            QCoreApplication::exit(code);
        });
    QObject::connect(engine, &Engine::gaveUp, &context, [&](const Error &error) {
        code = m_console.fail(withReason(error), Console::NotComplete);
        QCoreApplication::exit(code);
    });
    QElapsedTimer real;
    real.start();
    QTimer progress;
    QObject::connect(&progress, &QTimer::timeout, &context, [&] {
        QStringList doing;
        for (const OperatorView::Step &step : m_view.operatorView.current)
            doing << step.name.in(m_console.language());
        m_console.note(
            u"%1  %2/%3 steps, x%4  %5%6"_s.arg(toIso(m_view.now).left(16).replace(u'T', u' '))
                .arg(m_view.operatorView.done)
                .arg(m_view.operatorView.total)
                .arg(m_view.speed, 0, 'f', 0)
                .arg(doing.first(std::min<qsizetype>(3, doing.size())).join(u", "_s),
                    m_view.waiting ? u" (waiting for an answer)"_s : QString()));
    });
    progress.start(5000);
    m_session.start();
    const int left = QCoreApplication::exec();
    m_console.note(u"%1 s"_s.arg(double(real.elapsed()) / 1000.0, 0, 'f', 1));
    if (left != Interrupted)
        return code;
    m_console.note(MessageCatalog::shipped().text(
        Error(u"app.interrupted"_s,
            {{u"batch"_s, batch.value()}, {u"store"_s, m_session.store().fileName()}}),
        m_console.language()));
    return Interrupted;
}

} // namespace cytoloom
