// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long a person's command takes from the call on the main thread to the journalled event that
// comes back there, while a CAR-T batch runs at full speed. No test: the figure depends on the
// machine. usage: bench_answer [SECONDS [SPEED]]
#include "app/session/plantfiles.h"
#include "app/session/session.h"
#include "devices/simulation/virtualplant.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/model/recipejson.h"
#include "resources/resources.h"
#include "tests/support/signing.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace cytoloom;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    initResources();
    const QStringList arguments = QCoreApplication::arguments();
    const int seconds = arguments.size() > 1 ? arguments.at(1).toInt() : 30;
    const double speed = arguments.size() > 2 ? arguments.at(2).toDouble() : 5000;
    const auto fail = [](const Error &error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.code()));
        return 1;
    };
    const QString plantFile = u":/cytoloom/demo/demo.cyplant.json"_s;
    const auto files = readPlantFiles(plantFile);
    auto recipe = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    if (!files || !recipe)
        return fail(files ? recipe.error() : files.error());
    VirtualPlant::Options options;
    options.start = utcFromMs(1'767'225'600'000);
    options.freePorts = true;
    auto plant = VirtualPlant::start(files->plant, files->profiles, options);
    QTemporaryDir folder;
    auto store = Store::open(folder.filePath(u"store.sqlite"_s));
    if (!plant || !store)
        return fail(plant ? store.error() : plant.error());
    Session::Parts parts;
    parts.setup.plant = (*plant)->plant();
    parts.setup.profiles = files->profiles;
    parts.setup.controlPort = (*plant)->controlPort();
    parts.setup.speed = speed;
    parts.setup.answerer = Answerer();
    parts.setup.store = std::move(*store);
    BatchHeader header;
    header.id = BatchId(u"BENCH"_s);
    header.simulated = true;
    test::sign(*recipe);
    const auto control = ControlRecipe::make(*recipe, parts.setup.plant, header);
    if (!control)
        return fail(control.error());

    Session session(std::move(parts));
    QElapsedTimer asked;
    bool waiting = false;
    QVector<double> answers; // ms
    double reached = 0;
    // An illegal command: it is judged, journalled and told like any other, and changes nothing.
    QTimer probe;
    QObject::connect(&probe, &QTimer::timeout, &app, [&] {
        if (std::exchange(waiting, true))
            return;
        asked.start();
        session.post([](Engine &engine) {
            engine.command({}, {}, ProceduralCommand::Reset, {}, PersonId(u"BENCH"_s));
        });
    });
    QObject::connect(
        session.engine(), &Engine::eventsAppended, &app, [&](const QVector<JournalEvent> &events) {
            for (const JournalEvent &event : events) {
                if (event.code != QLatin1String(event::CommandRejected))
                    continue;
                answers << double(asked.nsecsElapsed()) / 1e6;
                waiting = false;
            }
        });
    QObject::connect(session.engine(), &Engine::viewChanged, &app,
        [&](const LiveView &view) { reached = std::max(reached, view.speed); });
    QObject::connect(session.engine(), &Engine::failed, &app,
        [&](const Error &error) { QCoreApplication::exit(fail(error)); });
    QObject::connect(session.engine(), &Engine::started, &app, [&] {
        session.post([control = *control](Engine &engine) {
            engine.createBatch(control);
            engine.command({}, {}, ProceduralCommand::Start, {}, PersonId(u"BENCH"_s));
        });
        probe.start(40);
        QTimer::singleShot(seconds * 1000, &app, [] { QCoreApplication::quit(); });
    });
    session.start();
    const int code = QCoreApplication::exec();
    probe.stop();
    if (code != 0 || answers.isEmpty())
        return code != 0 ? code : 1;
    std::sort(answers.begin(), answers.end());
    const auto at = [&](double part) { return answers.at(int(part * double(answers.size() - 1))); };
    std::printf("answer to a command at x%.0f: %lld asked, median %.1f ms, 95 %% %.1f ms, "
                "99 %% %.1f ms, longest %.1f ms\n",
        reached, static_cast<long long>(answers.size()), at(0.5), at(0.95), at(0.99),
        answers.last());
    return 0;
}
