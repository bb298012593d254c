// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long it takes to open, to prove and, after an edit, to prove again a recipe of 100 … 100 000
// elements: whole copies of the CAR-T recipe that ships, with the demo plant. Prints what each kind
// of edit costs beside proving everything again, and how all of it grows; with "rules" also what
// each rule costs.

#include "processgraph/commands/recipedocument.h"
#include "processgraph/model/recipejson.h"
#include "processgraph/validation/incrementalvalidator.h"
#include "resources/resources.h"
#include "tests/support/bigrecipe.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtGui/QGuiApplication>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

struct Figures
{
    int elements = 0;
    double open = 0; ///< ms
    double full = 0;
    double edit = 0; ///< median: what the GUI thread does
    double median = 0; ///< re-validation
    double p99 = 0;
    double work = 0; ///< CPU time of it, median, all threads
    double memory = 0; ///< MB
    int findings = 0;
};

/// Time that passes, or that all threads of this program have worked together.
class Timer
{
public:
    explicit Timer(clockid_t clock = CLOCK_MONOTONIC)
        : m_clock(clock)
    { }
    void start() { m_start = now(); }
    [[nodiscard]] double milliseconds() const { return now() - m_start; }

private:
    [[nodiscard]] double now() const
    {
        timespec time {};
        clock_gettime(m_clock, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }
    clockid_t m_clock;
    double m_start = 0;
};

constexpr const char *KindNames[]
    = {"parameter", "move", "rename", "add", "delete", "duration", "link"};
constexpr int KindCount = int(std::size(KindNames));

double residentMegabytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

double quantile(QVector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values[qsizetype(part * double(values.size() - 1))];
}

// One edit of a kind that people make all day; false when this step does not allow it.
bool edit(RecipeDocument &document, int kind, const ElementId &id)
{
    const Element element = *document.procedure().element(id);
    Element changed = element;
    switch (kind) {
    case 0: // a parameter
        if (changed.parameters.isEmpty() || !changed.parameters.first().value)
            return false;
        *changed.parameters.first().value *= 1.01;
        return document.edit(changed).ok();
    case 1:
        return document.move({{id, {element.position.x + 10, element.position.y}}}).ok();
    case 2:
        return document.rename(id, {element.name.en + u"'"_s, element.name.zh + u"'"_s}).ok();
    case 3:
        return document
            .addFromPalette({ElementKind::ManualStep, {}}, document.procedure().container(id), {})
            .ok();
    case 4:
        return !element.isContainer() && document.remove({id}, {}).ok();
    case 5:
        if (element.isContainer())
            return false;
        changed.duration.nominal += fromSeconds(60);
        changed.duration.longest = std::max(changed.duration.longest, changed.duration.nominal);
        return document.edit(changed).ok();
    default: { // another way on
        const auto siblings = document.procedure().children(document.procedure().container(id));
        Link link;
        link.from.element = id;
        link.to.element = siblings.last();
        return document.connectSteps(link).ok();
    }
    }
}

Figures measure(const MasterRecipe &recipe, const Plant &plant, bool rules)
{
    Figures figures;
    figures.elements = recipe.procedure.elementCount();
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"big.cyrecipe.json"_s);
    const auto written = writeRecipeFile(recipe, file);
    if (!written && written.error().code() != "json.tooLarge"_L1)
        qFatal("cannot write: %s", qPrintable(written.error().code()));
    RecipeDocument document(Catalog::shipped());
    Timer timer;
    Timer work(CLOCK_PROCESS_CPUTIME_ID);
    timer.start();
    if (!written)
        document.setRecipe(recipe); // larger than any file that is read: nothing to open
    else if (!document.open(file))
        qFatal("cannot read");
    figures.open = written ? timer.milliseconds() : std::nan("");
    ValidationInput input;
    input.plant = plant;
    input.recipe = document.recipe();
    IncrementalValidator validator(Catalog::shipped());
    timer.start();
    figures.findings = int(validator.update(input)->size());
    figures.full = timer.milliseconds();
    const QMap<QString, qint64> costs = validator.lastCosts();
    for (auto it = costs.cbegin(); rules && it != costs.cend(); ++it)
        std::printf("    %9.3f ms  %s\n", double(*it) / 1e6, qPrintable(it.key()));
    QRandomGenerator random(1);
    const QVector<ElementId> ids = document.procedure().elements();
    QVector<double> edits;
    QVector<double> updates;
    QVector<double> works;
    QMap<int, QVector<double>> byKind;
    QMap<int, QVector<double>> workByKind;
    QMap<int, QMap<QString, QVector<double>>> costsOf;
    const int rounds = std::clamp(700'000 / figures.elements, 2 * KindCount, 40 * KindCount);
    for (int round = 0; round < rounds; ++round) {
        const int kind = round % KindCount;
        timer.start();
        if (!edit(document, kind, ids[random.bounded(int(ids.size()))])) {
            --round;
            continue;
        }
        edits.append(timer.milliseconds());
        for (const bool undo : {false, true}) {
            if (undo)
                document.undoStack()->undo();
            input.recipe = document.recipe();
            timer.start();
            work.start();
            validator.update(input);
            updates.append(timer.milliseconds());
            works.append(work.milliseconds());
            byKind[kind].append(updates.last());
            workByKind[kind].append(works.last());
            const QMap<QString, qint64> spent = validator.lastCosts();
            for (auto it = spent.cbegin(); it != spent.cend(); ++it)
                costsOf[kind][it.key()].append(double(*it) / 1e6);
        }
    }
    figures.edit = quantile(edits, 0.5);
    figures.median = quantile(updates, 0.5);
    figures.p99 = quantile(updates, 0.99);
    figures.work = quantile(works, 0.5);
    figures.memory = residentMegabytes();
    for (auto it = byKind.cbegin(); it != byKind.cend(); ++it)
        std::printf(
            "    after %-10s median %8.2f ms (CPU %8.2f), p99 %8.2f ms, worst %8.2f ms: %6.1f "
            "times as fast as all again\n",
            KindNames[it.key()], quantile(*it, 0.5), quantile(workByKind[it.key()], 0.5),
            quantile(*it, 0.99), quantile(*it, 1), figures.full / quantile(*it, 0.5));
    for (auto kind = costsOf.cbegin(); rules && kind != costsOf.cend(); ++kind) {
        std::printf("    after %s, median of what each rule takes:\n", KindNames[kind.key()]);
        for (auto it = kind->cbegin(); it != kind->cend(); ++it) {
            if (const double cost = quantile(*it, 0.5); cost >= 0.1)
                std::printf("    %9.3f ms  %s\n", cost, qPrintable(it.key()));
        }
    }
    return figures;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    initResources();
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    auto recipe = readRecipeFile(u":/cytoloom/demo/cart-lentiviral.cyrecipe.json"_s);
    const auto plant = readPlantFile(u":/cytoloom/demo/demo.cyplant.json"_s);
    if (!recipe || !plant)
        qFatal("the demo recipe or plant cannot be read");
    recipe->status = RecipeStatus::Draft; // nothing else can be edited
    recipe->approvals.clear();
    QVector<int> sizes {100, 1'000, 10'000, 100'000};
    for (const QString &argument : arguments) {
        if (argument.toInt() > 0)
            sizes = {argument.toInt()};
    }
    std::printf("%9s %10s %10s %10s %10s %10s %10s %9s %9s\n", "elements", "open ms", "full ms",
        "edit ms", "again ms", "p99 ms", "CPU ms", "MB", "findings");
    std::optional<Figures> before;
    for (const int size : sizes) {
        const Figures now
            = measure(bigRecipe(*recipe, size), *plant, arguments.contains(u"rules"_s));
        std::printf("%9d %10.1f %10.1f %10.2f %10.2f %10.2f %10.2f %9.0f %9d\n", now.elements,
            now.open, now.full, now.edit, now.median, now.p99, now.work, now.memory, now.findings);
        if (before) {
            const auto row = [&](const char *title, auto number) {
                std::printf("%9s", title);
                for (double Figures::*const figure :
                    {&Figures::open, &Figures::full, &Figures::edit, &Figures::median,
                        &Figures::p99, &Figures::work, &Figures::memory})
                    std::printf(" %10.2f", number(figure));
                std::printf("\n");
            };
            const auto growth
                = [&](double Figures::*figure) { return now.*figure / (*before.*figure); };
            row("times", growth);
            row("exponent", [&](double Figures::*figure) {
                return std::log(growth(figure)) / std::log(double(now.elements) / before->elements);
            });
        }
        std::fflush(stdout);
        before = now;
    }
    return 0;
}
