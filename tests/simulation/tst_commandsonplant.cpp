// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A person's Hold, Restart, Stop and Abort over real ports: what the devices themselves say
// afterwards, read by a client that is not the engine.
#include "app/session/session.h"
#include "demoplant.h"
#include "devices/simulation/virtualplant.h"
#include "processgraph/catalog/catalog.h"
#include "processgraph/execution/eventcodes.h"
#include "processgraph/foundation/messagecatalog.h"
#include "tests/support/recipebuilder.h"
#include "tests/support/signing.h"

#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace cytoloom;
using C = ProceduralCommand;
using S = ProceduralState;
using Values = QHash<QString, double>;

namespace {

Unit unitOf(const QString &phaseClass, const QString &parameter)
{
    for (const ParameterDefinition &known : Catalog::shipped().phaseClass(phaseClass)->parameters)
        if (known.id == parameter)
            return known.unit;
    return {};
}

MasterRecipe one(const QString &equipmentClass, const QString &unit, const QString &type,
    const QMap<QString, double> &values)
{
    RecipeBuilder builder;
    const QByteArray className = equipmentClass.toLatin1();
    const QByteArray unitName = unit.toLatin1();
    const QByteArray phaseType = type.toLatin1();
    builder.role("R", className.constData(), unitName.constData());
    builder.unit("up", "R").phase("work", phaseType.constData(), [&](Element &element) {
        for (auto it = values.begin(); it != values.end(); ++it) {
            Parameter parameter;
            parameter.id = ParameterId(it.key());
            parameter.name = {it.key(), it.key()};
            parameter.value = *it;
            parameter.unit = unitOf(type, it.key()); // else the rules refuse the step
            element.parameters << parameter;
        }
    });
    builder.close();
    MasterRecipe recipe = builder.recipe();
    recipe.status = RecipeStatus::Effective;
    return recipe;
}

/// The whole chain: plant on its ports, gateway, executor, store, each on its own thread.
class Chain : public QObject
{
public:
    bool start(const MasterRecipe &recipe)
    {
        VirtualPlant::Options options;
        options.start = demo::Start;
        options.freePorts = true;
        auto started = VirtualPlant::start(demo::plant(), demo::profiles(), options);
        auto opened = Store::open(m_folder.filePath(u"store.sqlite"_s));
        if (!started || !opened)
            return false;
        plant = std::move(*started);
        Session::Parts parts;
        parts.setup.plant = plant->plant();
        parts.setup.profiles = demo::profiles();
        parts.setup.controlPort = plant->controlPort();
        parts.setup.speed = 300;
        parts.setup.store = std::move(*opened);
        BatchHeader header;
        header.id = BatchId(u"B-1"_s);
        header.simulated = true;
        MasterRecipe signedRecipe = recipe;
        test::sign(signedRecipe);
        const auto control = ControlRecipe::make(signedRecipe, parts.setup.plant, header);
        if (!control)
            return false;
        session = std::make_unique<Session>(std::move(parts));
        connect(session->engine(), &Engine::viewChanged, this,
            [this](const LiveView &seen) { view = seen; });
        connect(session->engine(), &Engine::refused, this,
            [this](const Error &error) { refusals << error.code(); });
        connect(session->engine(), &Engine::started, this, [this, control = *control] {
            session->post([control](Engine &engine) {
                engine.createBatch(control);
                engine.command({}, {}, C::Start, {}, PersonId(u"anna"_s));
            });
        });
        session->start();
        return true;
    }
    void command(C what)
    {
        session->post([what](Engine &engine) {
            engine.command({}, ElementId(u"work"_s), what, u"because"_s, PersonId(u"anna"_s));
        });
    }
    /// As it was seen last.
    [[nodiscard]] BatchState batch() const
    {
        return view.batches.isEmpty() ? BatchState() : view.batches.first().state;
    }
    /// What the rules have refused, in words.
    [[nodiscard]] QString refused() const
    {
        QStringList words;
        for (const Refusal &refusal : batch().refusals)
            for (const RefusedFinding &finding : refusal.findings)
                words << MessageCatalog::shipped().text(finding.message, Language::En);
        return words.join(u'\n');
    }
    [[nodiscard]] S state() const { return batch().status(ElementId(u"work"_s)).state; }

    /// What \p unit says to a client of its own.
    Values ask(const QString &unit) const
    {
        Plant only = plant->plant();
        only.units.removeIf([&](const PlantUnit &each) { return each.id.value() != unit; });
        const DeviceId device = only.units.first().tags.first().device;
        only.devices.removeIf([&](const DeviceBinding &each) { return each.id != device; });
        SteppedClock clock(demo::Start);
        auto gateway
            = DeviceGateway::make(only, demo::profiles(), clock, DeviceGateway::Polling::Paced);
        Values values;
        if (!gateway)
            return values;
        bool finished = false;
        QObject context;
        connect(gateway->get(), &EquipmentGateway::samples, &context,
            [&](const QVector<TagSample> &samples) {
                for (const TagSample &sample : samples) {
                    if (sample.value.quality == Quality::Good)
                        values.insert(sample.tag.value().section(u'.', 1), sample.value.value);
                }
            });
        connect(gateway->get(), &DeviceGateway::pollFinished, &context, [&] { finished = true; });
        (*gateway)->start();
        (*gateway)->poll(1);
        if (!QTest::qWaitFor([&] { return finished; }, 30'000))
            return {};
        (*gateway)->stop();
        return values;
    }

    std::unique_ptr<VirtualPlant> plant;
    std::unique_ptr<Session> session;
    LiveView view;
    QStringList refusals;

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestCommandsOnPlant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void safeState_data();
    void safeState();
};

void TestCommandsOnPlant::safeState_data()
{
    QTest::addColumn<QString>("equipmentClass");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QVariantMap>("parameters");
    QTest::addColumn<QString>("atWork"); // a signal that is above 0 while the phase is at work
    QTest::addColumn<int>("command");
    QTest::addColumn<QVariantMap>("after"); // what the device must say
    const QString bioreactor = u"bioreactor"_s;
    const QVariantMap feed {{u"line"_s, 1}, {u"volume"_s, 600}, {u"flow"_s, 5}};
    const QVariantMap culture {{u"temperature"_s, 36.5}, {u"stirrer"_s, 80}, {u"time"_s, 100}};
    const QVariantMap perfuse {{u"rate"_s, 1}, {u"time"_s, 100}};
    const QVariantMap pumpsOff {{u"inlet.flow.sp"_s, 0}, {u"outlet.flow.sp"_s, 0}};
    QVariantMap closed = pumpsOff;
    closed.insert({{u"inlet.line.sp"_s, 0}, {u"outlet.line.sp"_s, 0}});
    QVariantMap warm = pumpsOff; // the cells need their temperature, whatever stops
    warm.insert({{u"temperature.sp"_s, 36.5}, {u"stirrer.sp"_s, 80}});
    QVariantMap aborted = closed;
    aborted.insert({{u"perfusion.sp"_s, 0}, {u"temperature.sp"_s, 36.5}});
    const QString flow = u"inlet.flow.sp"_s;
    QTest::newRow("hold a feed") << bioreactor << u"BR-01"_s << u"feed"_s << feed << flow
                                 << int(C::Hold) << pumpsOff;
    QTest::newRow("stop a feed") << bioreactor << u"BR-01"_s << u"feed"_s << feed << flow
                                 << int(C::Stop) << closed;
    QTest::newRow("abort a feed") << bioreactor << u"BR-02"_s << u"feed"_s << feed << flow
                                  << int(C::Abort) << closed;
    QTest::newRow("hold a culture") << bioreactor << u"BR-01"_s << u"control-culture"_s << culture
                                    << u"stirrer.sp"_s << int(C::Hold) << warm;
    QTest::newRow("abort a culture") << bioreactor << u"BR-01"_s << u"control-culture"_s << culture
                                     << u"stirrer.sp"_s << int(C::Abort) << aborted;
    QTest::newRow("hold a perfusion")
        << bioreactor << u"BR-01"_s << u"perfuse"_s << perfuse << u"perfusion.sp"_s << int(C::Hold)
        << QVariantMap {{u"perfusion.sp"_s, 0}};
    // Freezing goes on: half-frozen bags are lost.
    QTest::newRow("hold a freezing run")
        << u"controlled-rate-freezer"_s << u"CRF-01"_s << u"freeze"_s
        << QVariantMap {{u"rate"_s, -1}, {u"end"_s, -90}} << u"run.sp"_s << int(C::Hold)
        << QVariantMap {{u"run.sp"_s, 1}};
}

void TestCommandsOnPlant::safeState()
{
    QFETCH(QString, equipmentClass);
    QFETCH(QString, unit);
    QFETCH(QString, type);
    QFETCH(QVariantMap, parameters);
    QFETCH(QString, atWork);
    QFETCH(int, command);
    QFETCH(QVariantMap, after);
    QMap<QString, double> values;
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        values.insert(it.key(), it->toDouble());
    Chain chain;
    QVERIFY(chain.start(one(equipmentClass, unit, type, values)));
    QTRY_VERIFY_WITH_TIMEOUT(
        chain.state() == S::Running || !chain.batch().refusals.isEmpty(), 60'000);
    QVERIFY2(chain.batch().refusals.isEmpty(), qPrintable(chain.refused()));
    QTRY_VERIFY_WITH_TIMEOUT(chain.ask(unit).value(atWork) > 0, 60'000);

    chain.command(C(command));
    const S rest = C(command) == C::Hold ? S::Held
        : C(command) == C::Stop          ? S::Stopped
                                         : S::Aborted;
    QTRY_COMPARE_WITH_TIMEOUT(chain.state(), rest, 60'000);
    const Values said = chain.ask(unit);
    QVERIFY(!said.isEmpty());
    for (auto it = after.begin(); it != after.end(); ++it) {
        QVERIFY2(said.contains(it.key()), qPrintable(it.key()));
        QVERIFY2(qAbs(said.value(it.key()) - it->toDouble()) < 0.05,
            qPrintable(u"%1 is %2"_s.arg(it.key()).arg(said.value(it.key()))));
    }
    if (said.contains(u"volume.pv"_s) && after.contains(u"inlet.flow.sp"_s)) {
        // Not only the set point: nothing flows any more.
        const UtcTime from = chain.view.now;
        QTRY_VERIFY_WITH_TIMEOUT(chain.view.now - from > std::chrono::minutes(10), 60'000);
        const Values later = chain.ask(unit);
        QVERIFY2(qAbs(later.value(u"volume.pv"_s) - said.value(u"volume.pv"_s)) < 5,
            qPrintable(u"%1 mL, then %2 mL"_s.arg(said.value(u"volume.pv"_s))
                           .arg(later.value(u"volume.pv"_s))));
    }
    if (C(command) == C::Hold) {
        chain.command(C::Restart);
        QTRY_COMPARE_WITH_TIMEOUT(chain.state(), S::Running, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(chain.ask(unit).value(atWork) > 0, 60'000);
    }
    QVERIFY2(chain.refusals.isEmpty(), qPrintable(chain.refusals.join(u' ')));
}

QTEST_GUILESS_MAIN(TestCommandsOnPlant)
#include "tst_commandsonplant.moc"
