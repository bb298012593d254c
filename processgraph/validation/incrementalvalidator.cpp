// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/incrementalvalidator.h"

#include "processgraph/foundation/parallel.h"
#include "processgraph/validation/changeset.h"
#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/rulechecks.h"
#include "processgraph/validation/touchedscopes.h"
#include "processgraph/validation/validationcontext.h"
#include "processgraph/validation/waivers.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

struct IncrementalValidator::Private
{
    /// What one check has found, by the id of the scope (element or link, empty for the recipe);
    /// scopes without findings are not in it.
    using Groups = QHash<QString, QVector<Finding>>;
    /// A check to be asked about some scopes.
    struct Task
    {
        int check = -1;
        QVector<int> scopes;
        qint64 cost = 0; ///< of the check so far, ns
        Groups *groups = nullptr;
    };

    explicit Private(const Catalog &used)
        : catalog(used)
        , checks(allRuleChecks())
        , groups(checks.size())
        , costs(checks.size(), 0)
        , usual(checks.size(), 0)
    { }

    void follow(const ValidationInput &next);
    void forget(const ChangeSet &changes);
    bool runAll(const std::atomic_bool *cancelled);
    void runTouched(const TouchedScopes &touched, bool renamed, const QStringList &oldNames);
    bool run(QVector<Task> tasks, const std::atomic_bool *cancelled = nullptr);
    void run(Task &task);
    [[nodiscard]] QString keyOf(RuleScope scope, int number) const;
    [[nodiscard]] int numberOf(RuleScope scope, const QString &key) const;
    [[nodiscard]] int linkNumber(const LinkId &id) const;
    [[nodiscard]] QVector<Finding> arranged() const;

    const Catalog &catalog;
    const QVector<RuleCheck> &checks;
    std::shared_ptr<ConditionCache> conditions = std::make_shared<ConditionCache>();
    ValidationInput input;
    std::unique_ptr<ValidationContext> context;
    QVector<Groups> groups; ///< by check
    QVector<qint64> costs; ///< by check, ns
    QMap<QString, qint64> otherCosts; ///< what is no check, ns
    QVector<qint64> usual; ///< by check: what it took when it last ran, ns
    int calls = 0;
};

QString IncrementalValidator::Private::keyOf(RuleScope scope, int number) const
{
    if (number < 0)
        return {};
    return scope == RuleScope::Link ? context->links()[number]->id.value()
                                    : context->flow().element(number).id.value();
}

int IncrementalValidator::Private::linkNumber(const LinkId &id) const
{
    const Link *link = input.recipe.procedure.link(id);
    const int from = link ? context->flow().number(link->from.element) : -1;
    if (from < 0)
        return -1;
    for (const int number : context->flow().linksAt(from)) {
        if (context->links()[number]->id == id)
            return number;
    }
    return -1;
}

int IncrementalValidator::Private::numberOf(RuleScope scope, const QString &key) const
{
    if (key.isEmpty())
        return -1;
    return scope == RuleScope::Link ? linkNumber(LinkId(key))
                                    : context->flow().number(ElementId(key));
}

// A check that says a name says it as it stands; an empty one may stand for anything.
bool saysAny(const QVector<Finding> &findings, const QStringList &names)
{
    const auto isSaid = [&names](const QString &text) {
        return std::any_of(names.begin(), names.end(),
            [&text](const QString &name) { return name.isEmpty() || text.contains(name); });
    };
    return std::any_of(findings.begin(), findings.end(), [&](const Finding &finding) {
        const auto &args = finding.message.args;
        return std::any_of(args.begin(), args.end(), isSaid)
            || std::any_of(finding.fixArgs.begin(), finding.fixArgs.end(), isSaid);
    });
}

// On any thread: a task has its check's groups for itself.
void IncrementalValidator::Private::run(Task &task)
{
    QElapsedTimer timer;
    timer.start();
    const RuleCheck &asked = checks[task.check];
    std::optional<FindingList> list;
    for (const int scope : std::as_const(task.scopes)) {
        if (!list)
            list.emplace(RuleSet::shipped(), input.profile, input.rules);
        asked.check(*context, scope, *list);
        if (list->findings().isEmpty()) {
            if (!task.groups->isEmpty())
                task.groups->remove(keyOf(asked.scope, scope));
        } else {
            task.groups->insert(keyOf(asked.scope, scope), list->findings());
            list.reset();
        }
    }
    task.cost = timer.nsecsElapsed();
}

// The long ones first, so that no thread is left with one at the end. false: cancelled.
bool IncrementalValidator::Private::run(QVector<Task> tasks, const std::atomic_bool *cancelled)
{
    std::stable_sort(tasks.begin(), tasks.end(),
        [this](const Task &a, const Task &b) { return usual[a.check] > usual[b.check]; });
    for (Task &task : tasks)
        task.groups = &groups[task.check];
    Task *const first = tasks.data();
    inParallel(int(tasks.size()), [&](int i) {
        if (!cancelled || !*cancelled)
            run(first[i]);
    });
    for (const Task &task : std::as_const(tasks)) {
        calls += int(task.scopes.size());
        costs[task.check] += task.cost;
        usual[task.check] = task.cost;
    }
    return !cancelled || !*cancelled;
}

bool IncrementalValidator::Private::runAll(const std::atomic_bool *cancelled)
{
    const FindingList list(RuleSet::shipped(), input.profile, input.rules);
    QVector<Task> tasks;
    for (int check = 0; check < checks.size(); ++check) {
        groups[check].clear();
        if (list.asks(checks[check].rules))
            tasks.append({check, scopesOf(checks[check].scope, context->flow())});
    }
    return run(tasks, cancelled);
}

void IncrementalValidator::Private::runTouched(
    const TouchedScopes &touched, bool renamed, const QStringList &oldNames)
{
    const FindingList list(RuleSet::shipped(), input.profile, input.rules);
    QVector<Task> tasks;
    for (int check = 0; check < checks.size(); ++check) {
        const RuleCheck &asked = checks[check];
        if (!list.asks(asked.rules))
            continue;
        if (touched.everywhere() & asked.reads) {
            groups[check].clear();
            tasks.append({check, scopesOf(asked.scope, context->flow())});
            continue;
        }
        QVector<int> scopes = touched.scopes(asked.scope, asked.reads);
        // Names stand in messages only: what has found nothing, has nothing to say anew.
        QStringList told;
        const bool whole = asked.scope == RuleScope::Recipe || asked.scope == RuleScope::Binding;
        if (whole && !renamed && !oldNames.isEmpty()) {
            if (groups[check].contains({}) && saysAny(groups[check].value({}), oldNames))
                told.append(QString());
        } else if (renamed) {
            told = groups[check].keys();
        } else if (!groups[check].isEmpty()) {
            for (const int scope : touched.renamed(asked.scope)) {
                const QString key = keyOf(asked.scope, scope);
                if (groups[check].contains(key))
                    told.append(key);
            }
        }
        for (const QString &key : std::as_const(told)) {
            const int scope = numberOf(asked.scope, key);
            if (!scopes.contains(scope))
                scopes.append(scope);
        }
        if (!scopes.isEmpty())
            tasks.append({check, scopes});
    }
    run(tasks);
}

// What is gone, or is no such scope any more, has no findings.
void IncrementalValidator::Private::forget(const ChangeSet &changes)
{
    for (int check = 0; check < checks.size(); ++check) {
        const RuleScope scope = checks[check].scope;
        const auto drop = [&](const QString &key) { groups[check].remove(key); };
        if (scope == RuleScope::Link) {
            for (const ChangeSet::Line &link : changes.links)
                drop(link.id.value());
            continue;
        }
        for (const ElementId &id : changes.removed)
            drop(id.value());
        for (const ChangeSet::Step &step : changes.replaced) {
            const Element *element = input.recipe.procedure.element(step.id);
            if ((scope == RuleScope::Container && !element->isContainer())
                || (scope == RuleScope::UnitProcedure
                    && element->kind != ElementKind::UnitProcedure))
                drop(step.id.value());
        }
    }
}

void IncrementalValidator::Private::follow(const ValidationInput &next)
{
    QElapsedTimer timer;
    timer.start();
    const ChangeSet changes = ChangeSet::between(input.recipe, next.recipe);
    otherCosts[u"(changes)"_s] = timer.nsecsElapsed();
    timer.start();
    // Its elements live until the context looks at the new ones.
    const MasterRecipe before = std::exchange(input.recipe, next.recipe);
    if (changes.everything) {
        context = std::make_unique<ValidationContext>(input, catalog, conditions);
        runAll(nullptr);
        return;
    }
    bool sameResults = true;
    if (changes.structure) {
        auto rebuilt = std::make_unique<ValidationContext>(
            input, *context, next.recipe.procedure.changedSince(before.procedure));
        sameResults = rebuilt->hasResultsOf(*context);
        context = std::move(rebuilt);
        forget(changes);
    } else {
        QVector<int> elements;
        for (const ChangeSet::Step &step : changes.replaced)
            elements.append(context->flow().number(step.id));
        QVector<int> links;
        const ProcedureChange replaced = next.recipe.procedure.changedSince(before.procedure);
        for (const LinkId &id : replaced.replacedLinks)
            links.append(linkNumber(id));
        sameResults = context->refresh(elements, links);
    }
    otherCosts[u"(context)"_s] = timer.nsecsElapsed();
    if (changes.isEmpty())
        return;
    TouchedScopes touched(*context);
    touched.take(changes);
    if (!sameResults)
        touched.takeReadersOfResults();
    QStringList oldNames;
    const bool namesSuffice = changes.added.isEmpty() && changes.removed.isEmpty();
    for (const ChangeSet::Step &step : changes.replaced) {
        if (!step.renamed || !namesSuffice)
            continue;
        const LocalizedText &name = before.procedure.element(step.id)->name;
        oldNames << name.in(Language::En) << name.in(Language::Zh) << step.id.value();
    }
    runTouched(touched, changes.headerRenamed, oldNames);
}

// Most severe first, then in the order of the recipe: findings about links, units and the recipe
// come after those about elements. Of equal place, by check and scope.
QVector<Finding> IncrementalValidator::Private::arranged() const
{
    struct Ranked
    {
        Severity severity = Severity::Error;
        int order = 0;
        const Finding *finding = nullptr;
    };
    const auto orderOf = [this](const Finding &finding) {
        for (const FindingPlace &place : finding.places) {
            const int number = context->flow().number(place.element);
            if (number >= 0)
                return number;
        }
        return std::numeric_limits<int>::max();
    };
    QVector<Ranked> ranked;
    QSet<QString> keys;
    for (int check = 0; check < checks.size(); ++check) {
        QVector<std::pair<int, const QVector<Finding> *>> found;
        for (auto it = groups[check].cbegin(); it != groups[check].cend(); ++it)
            found.append({numberOf(checks[check].scope, it.key()), &*it});
        std::sort(found.begin(), found.end());
        for (const auto &[scope, findings] : std::as_const(found)) {
            for (const Finding &finding : *findings) {
                if (keys.contains(finding.approvalKey))
                    continue; // two scopes say the same
                keys.insert(finding.approvalKey);
                ranked.append({finding.severity, orderOf(finding), &finding});
            }
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) {
        return std::pair(a.severity, a.order) < std::pair(b.severity, b.order);
    });
    QVector<Finding> result;
    result.reserve(ranked.size());
    for (const Ranked &one : std::as_const(ranked))
        result.append(*one.finding);
    waivers::apply(result, input);
    return result;
}

IncrementalValidator::IncrementalValidator(const Catalog &catalog)
    : d(std::make_unique<Private>(catalog))
{ }

IncrementalValidator::~IncrementalValidator() = default;

std::optional<QVector<Finding>> IncrementalValidator::update(
    const ValidationInput &next, const std::atomic_bool *cancelled)
{
    d->calls = 0;
    d->costs.fill(0);
    d->otherCosts.clear();
    const ValidationInput &now = d->input;
    const bool same = d->context && now.profile == next.profile && now.plant == next.plant
        && now.binding == next.binding && now.bookings == next.bookings
        && now.plannedStart == next.plannedStart && now.batch == next.batch
        && now.rules == next.rules;
    if (same) {
        d->follow(next);
        QElapsedTimer timer;
        timer.start();
        QVector<Finding> findings = d->arranged();
        d->otherCosts[u"(order)"_s] = timer.nsecsElapsed();
        return findings;
    }
    d->context.reset();
    d->input = next;
    d->context = std::make_unique<ValidationContext>(d->input, d->catalog, d->conditions);
    if (!d->runAll(cancelled)) {
        d->context.reset();
        return std::nullopt;
    }
    return d->arranged();
}

int IncrementalValidator::lastCalls() const
{
    return d->calls;
}

QMap<QString, qint64> IncrementalValidator::lastCosts() const
{
    QMap<QString, qint64> result = d->otherCosts; // the tasks of one update may overlap
    for (int check = 0; check < d->checks.size(); ++check)
        result[QString(d->checks[check].rules)] += d->costs[check];
    return result;
}

} // namespace cytoloom
