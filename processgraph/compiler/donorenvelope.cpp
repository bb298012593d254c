// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/compiler/donorenvelope.h"

#include "processgraph/compiler/envelopebuilder.h"
#include "processgraph/compiler/enveloperun.h"
#include "processgraph/model/recipejson.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MostRuns = 10'000'000;
constexpr int MostThreads = 64;
constexpr qint64 Chunk = 32; ///< runs that a thread takes at once
constexpr double MostKept = 8e6; ///< values of each kind that fans are made from
constexpr double Wilson = 1.959963984540054; ///< 97.5 % point of the normal distribution

double bound(const EnvelopeShare &share, double sign)
{
    const double n = double(share.of);
    if (n <= 0)
        return sign < 0 ? 0 : 1;
    const double p = share.share();
    const double z2 = Wilson * Wilson;
    const double centre = p + z2 / (2 * n);
    const double half = Wilson * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return std::clamp((centre + sign * half) / (1 + z2 / n), 0.0, 1.0);
}

/// What every run writes to a place of its own, so that threads need no order.
struct Table
{
    Table(const EnvelopeProgram &program, qint64 runs)
        : nodes(program.nodes.size())
        , kept(size_t(
              std::min(double(runs), std::max(1.0, MostKept / double(std::max<size_t>(1, nodes))))))
        , left(kept * nodes)
        , cells(kept * nodes)
        , finish(size_t(runs))
        , dose(size_t(runs))
    { }
    size_t nodes;
    size_t kept; ///< runs whose steps are kept
    std::vector<float> left;
    std::vector<float> cells;
    std::vector<double> finish; ///< negative: not released
    std::vector<double> dose; ///< negative: not reached
};

/// Sums of one thread; sums of sums do not depend on who made them.
struct Counts
{
    explicit Counts(const EnvelopeProgram &program)
        : reached(program.nodes.size())
        , taken(program.edges.size())
        , criteria(program.criteria.size() + 1)
        , loops(program.nodes.size())
        , stuck(program.nodes.size() + 1)
    { }
    void add(const Counts &other)
    {
        const auto sum = [](std::vector<qint64> &to, const std::vector<qint64> &from) {
            for (size_t i = 0; i < to.size(); ++i)
                to[i] += from[i];
        };
        sum(reached, other.reached);
        sum(taken, other.taken);
        sum(criteria, other.criteria);
        sum(loops, other.loops);
        sum(stuck, other.stuck);
        doseMet += other.doseMet;
        released += other.released;
    }
    std::vector<qint64> reached;
    std::vector<qint64> taken;
    std::vector<qint64> criteria; ///< first criterion that failed; its gate follows from it
    std::vector<qint64> loops;
    std::vector<qint64> stuck; ///< the last one: nowhere
    qint64 doseMet = 0;
    qint64 released = 0;
};

void keep(const EnvelopeProgram &program, const EnvelopeRun &run, size_t number, Counts &counts,
    Table &table)
{
    const bool released = run.end() == RunEnd::Released;
    table.finish[number] = released ? run.finish() : -1;
    table.dose[number] = run.doseFigure();
    counts.released += released ? 1 : 0;
    counts.doseMet += run.doseMet() ? 1 : 0;
    const auto at = size_t(run.failedAt() < 0 ? int(program.nodes.size()) : run.failedAt());
    if (run.end() == RunEnd::LoopExceeded)
        ++counts.loops[at];
    else if (run.end() == RunEnd::Stuck)
        ++counts.stuck[at];
    else if (run.failedCriterion() >= 0)
        ++counts.criteria[size_t(run.failedCriterion())];
    for (size_t i = 0; i < table.nodes; ++i)
        counts.reached[i] += run.left()[i] >= 0 ? 1 : 0;
    for (size_t i = 0; i < counts.taken.size(); ++i)
        counts.taken[i] += run.taken()[i];
    if (number < table.kept) {
        const size_t row = number * table.nodes;
        std::copy(run.left().begin(), run.left().end(), table.left.begin() + qint64(row));
        std::copy(run.cells().begin(), run.cells().end(), table.cells.begin() + qint64(row));
    }
}

double quantileOf(const std::vector<double> &sorted, double p)
{
    const double at = p * double(sorted.size() - 1);
    const auto low = size_t(at);
    const size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (at - double(low)) * (sorted[high] - sorted[low]);
}

EnvelopeFan fanOf(std::vector<double> &values)
{
    EnvelopeFan fan;
    fan.of = qint64(values.size());
    if (values.empty())
        return fan;
    std::sort(values.begin(), values.end());
    constexpr std::array<double, 5> shares {0.05, 0.25, 0.5, 0.75, 0.95};
    for (size_t i = 0; i < shares.size(); ++i)
        fan.points[i] = quantileOf(values, shares[i]);
    return fan;
}

void addSteps(DonorEnvelope &envelope, const EnvelopeProgram &program, const ProcedureFlow &flow,
    const Table &table)
{
    std::vector<double> finish;
    std::vector<double> cells;
    for (size_t node = 0; node < table.nodes; ++node) {
        finish.clear();
        cells.clear();
        for (size_t run = 0; run < table.kept; ++run) {
            const float left = table.left[run * table.nodes + node];
            if (left < 0)
                continue;
            finish.push_back(left);
            if (program.nodes[node].vessel >= 0)
                cells.push_back(table.cells[run * table.nodes + node]);
        }
        envelope.steps.append({flow.element(int(node)).id, fanOf(finish), fanOf(cells)});
    }
}

void addBranches(DonorEnvelope &envelope, const EnvelopeProgram &program, const ProcedureFlow &flow,
    const Counts &counts)
{
    for (size_t i = 0; i < program.nodes.size(); ++i) {
        const EnvelopeProgram::Node &node = program.nodes[i];
        if (node.kind != EnvelopeProgram::Kind::Gate
            && node.kind != EnvelopeProgram::Kind::Selection)
            continue;
        for (int edge = node.firstEdge; edge < node.firstEdge + node.edges; ++edge) {
            const EnvelopeProgram::Edge &way = program.edges[size_t(edge)];
            envelope.branches.append({flow.element(int(i)).id, flow.element(way.to).id, way.outcome,
                {counts.taken[size_t(edge)], counts.reached[i]}});
        }
    }
}

void addFailures(DonorEnvelope &envelope, const EnvelopeProgram &program, const ProcedureFlow &flow,
    const Counts &counts)
{
    for (size_t i = 0; i < program.nodes.size(); ++i) {
        const EnvelopeProgram::Node &node = program.nodes[i];
        const ElementId id = flow.element(int(i)).id;
        for (int k = node.firstCriterion; k < node.firstCriterion + node.criteria; ++k) {
            if (counts.criteria[size_t(k)] > 0)
                envelope.failures.append({id, u"criterion"_s, program.criteria[size_t(k)].attribute,
                    counts.criteria[size_t(k)]});
        }
        if (counts.loops[i] > 0)
            envelope.failures.append({id, u"loop"_s, QString(), counts.loops[i]});
        if (counts.stuck[i] > 0)
            envelope.failures.append({id, u"stuck"_s, QString(), counts.stuck[i]});
    }
    if (counts.stuck.back() > 0)
        envelope.failures.append({ElementId(), u"stuck"_s, QString(), counts.stuck.back()});
    std::stable_sort(envelope.failures.begin(), envelope.failures.end(),
        [](const EnvelopeFailure &a, const EnvelopeFailure &b) { return a.count > b.count; });
}

void addTotals(DonorEnvelope &envelope, const Counts &counts, const Table &table)
{
    envelope.doseMet = {counts.doseMet, envelope.runs};
    envelope.released = {counts.released, envelope.runs};
    const auto known = [](const std::vector<double> &all) {
        std::vector<double> values;
        std::copy_if(all.begin(), all.end(), std::back_inserter(values),
            [](double value) { return value >= 0; });
        return values;
    };
    std::vector<double> finish = known(table.finish);
    envelope.finish = fanOf(finish);
    std::vector<double> dose = known(table.dose);
    envelope.doseFigure = fanOf(dose);
    for (int percent = 0; percent <= 100 && !dose.empty(); ++percent)
        envelope.doseQuantiles.push_back(quantileOf(dose, percent / 100.0));
}

} // namespace

double EnvelopeShare::low() const
{
    return bound(*this, -1);
}

double EnvelopeShare::high() const
{
    return bound(*this, 1);
}

Result<DonorEnvelope> makeDonorEnvelope(const ValidationInput &input, const Catalog &catalog,
    const EnvelopeOrder &order, const std::atomic<bool> *cancel,
    const std::function<void(qint64 done, qint64 all)> &progress)
{
    if (order.runs < 1 || order.runs > MostRuns)
        return Error(u"envelope.runs"_s, {{u"most"_s, QString::number(MostRuns)}});
    const ValidationContext context(input, catalog);
    const TimeNetwork times(context);
    if (!times.isOrdered())
        return Error(u"envelope.notOrdered"_s);
    const EnvelopeProgram program = EnvelopeBuilder(context, times).build();
    if (program.starts.empty())
        return Error(u"envelope.noStart"_s);

    Table table(program, order.runs);
    std::atomic<qint64> next {0};
    std::atomic<qint64> done {0};
    const auto work = [&](Counts &counts, bool tells) {
        EnvelopeRun run(program);
        qint64 told = 0;
        const qint64 step = std::max<qint64>(1, order.runs / 200);
        for (qint64 first = next.fetch_add(Chunk); first < order.runs;
             first = next.fetch_add(Chunk)) {
            const qint64 last = std::min(order.runs, first + Chunk);
            for (qint64 number = first; number < last; ++number) {
                if (cancel && cancel->load(std::memory_order_relaxed))
                    return;
                run.run(order.seed, quint64(number));
                keep(program, run, size_t(number), counts, table);
            }
            const qint64 sum = done.fetch_add(last - first) + last - first;
            if (tells && progress && sum >= told + step) {
                progress(sum, order.runs);
                told = sum;
            }
        }
    };
    const int threads = std::clamp(order.threads, 1, MostThreads);
    std::vector<Counts> counts(static_cast<size_t>(threads), Counts(program));
    {
        std::vector<std::jthread> helpers;
        for (int i = 1; i < threads; ++i)
            helpers.emplace_back([&, i] { work(counts[size_t(i)], false); });
        work(counts[0], true);
    }
    if (cancel && cancel->load())
        return Error(u"envelope.cancelled"_s);
    if (progress)
        progress(order.runs, order.runs);
    for (size_t i = 1; i < counts.size(); ++i)
        counts[0].add(counts[i]);

    DonorEnvelope envelope;
    envelope.recipe = input.recipe.id;
    envelope.version = input.recipe.version;
    envelope.recipeHash = recipeHash(input.recipe);
    envelope.runs = order.runs;
    envelope.seed = order.seed;
    envelope.dose = CellTrack::doseOf(context);
    envelope.numbers = program.numbers;
    envelope.assumed = program.assumed;
    addTotals(envelope, counts[0], table);
    addBranches(envelope, program, context.flow(), counts[0]);
    addFailures(envelope, program, context.flow(), counts[0]);
    addSteps(envelope, program, context.flow(), table);
    return envelope;
}

} // namespace cytoloom
