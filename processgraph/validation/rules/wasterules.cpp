// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/wasterules.h"

#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/rules/facilitywords.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

// The hazards that a waste route must be validated for, as its attribute spells them.
QStringList hazardsOf(LabelFlow::Labels labels)
{
    QStringList result;
    for (const LabelFlow::Label label : {LabelFlow::LiveVector, LabelFlow::ReplicationCompetent,
             LabelFlow::Infectious, LabelFlow::Plasmid}) {
        if (labels.testFlag(label))
            result << LabelFlow::word(label);
    }
    if (labels.testFlag(LabelFlow::Cells))
        result << u"biological"_s;
    return result;
}

// What the port's own route inactivates, and that of the step its waste link leads to.
QStringList inactivatedAt(const ValidationContext &context, const Element &step, const Port &port)
{
    QStringList result = port.attributes.texts(u"inactivates"_s);
    for (const Link *link : context.linksAt(step.id, port.id)) {
        const int to = context.flow().number(link->to.element);
        if (link->from.element == step.id && to >= 0)
            result += statedWords(context, to, u"inactivates"_s);
    }
    return result;
}

void inactivation(const ValidationContext &context, int, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const LabelFlow *labels = nullptr;
    for (int i = 0; i < flow.count(); ++i) {
        const Element &step = flow.element(i);
        for (const Port &port : step.ports) {
            if (port.direction != PortDirection::Out || port.purpose != PortPurpose::Waste)
                continue;
            if (!labels)
                labels = &context.once<LabelFlow>();
            const QStringList hazards = hazardsOf(labels->during(i));
            if (hazards.isEmpty())
                continue; // clean buffer, medium
            const QStringList covered = inactivatedAt(context, step, port);
            QStringList open;
            for (const QString &hazard : hazards) {
                if (!covered.contains(hazard))
                    open << hazard;
            }
            if (open.isEmpty())
                continue;
            LabelFlow::Label first = LabelFlow::Cells;
            for (const LabelFlow::Label label : {LabelFlow::Plasmid, LabelFlow::LiveVector,
                     LabelFlow::Infectious, LabelFlow::ReplicationCompetent}) {
                if (open.contains(LabelFlow::word(label)))
                    first = label;
            }
            FindingPlace place = context.place(i);
            place.port = port.id;
            const QVector<int> path = labels->path(i, first);
            Finding &finding = findings.add(u"GMP-WST-01"_s,
                covered.isEmpty() ? u"noRoute"_s : u"notCovered"_s, {place},
                FindingArgs()
                    .name(u"n"_s, step)
                    .name(u"from"_s,
                        path.isEmpty() ? nameOf(step) : nameOf(flow.element(path.first())))
                    .name(u"hazards"_s, choiceNames(u"inactivates"_s, open)));
            finding.example.path = context.places(path);
            finding.fix = covered.isEmpty() ? u"addWasteRoute"_s : u"setAttribute"_s;
            finding.fixArgs
                = {{u"attribute"_s, u"inactivates"_s}, {u"value"_s, hazards.join(u';')}};
        }
    }
}

enum Need { Isolated = 1, Marked = 2, Decided = 4 };

int given(const Element &step)
{
    int result = 0;
    if (!step.attributes.text(u"isolatedLocation"_s).isEmpty())
        result |= Isolated;
    if (!step.attributes.text(u"statusLabel"_s).isEmpty())
        result |= Marked;
    const bool decided = std::any_of(
        step.signatures.begin(), step.signatures.end(), [](const SignaturePoint &point) {
            return point.meaning == SignatureMeaning::Approved
                && (point.role == u"qa"_s || point.role == u"quality-head"_s
                    || point.role == u"qualified-person"_s);
        });
    return decided ? result | Decided : result;
}

// Work to which a way leads that no gate has failed. A fail way that comes back to it without a
// decision is GMP-IPC-06.
QSet<int> productWork(const ValidationContext &context, const Numbers &order)
{
    const Procedure &procedure = context.recipe().procedure;
    QSet<int> reached;
    for (const int child : order) {
        const Element &element = context.flow().element(child);
        if (context.flow().previous(child).isEmpty())
            reached.insert(child);
        if (!reached.contains(child))
            continue;
        for (const LinkId &id : procedure.controlOut(element.id)) {
            const Link *link = procedure.link(id);
            if (link->outcome == GateOutcome::None || link->outcome == GateOutcome::Pass)
                reached.insert(context.flow().number(link->to.element));
        }
    }
    reached.removeIf([&context](int child) {
        const Element &element = context.flow().element(child);
        return !element.isContainer() && element.kind != ElementKind::Phase
            && element.kind != ElementKind::ManualStep && element.kind != ElementKind::Gate;
    });
    return reached;
}

// What every way from each child of the container to its end meets, backwards over the order.
void rejects(const ValidationContext &context, int container, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const Numbers order = flow.order(container);
    const bool gates = std::any_of(order.begin(), order.end(),
        [&](int child) { return flow.kind(child) == ElementKind::Gate; });
    if (!gates)
        return;
    const QSet<int> product = productWork(context, order);
    QHash<int, int> met;
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const Numbers next = flow.next(*it);
        int later = next.isEmpty() ? 0 : Isolated | Marked | Decided;
        for (const int one : next)
            later &= met.value(one);
        const bool back = product.contains(*it);
        met.insert(*it, back ? Isolated | Marked | Decided : later | given(flow.element(*it)));
    }
    const Procedure &procedure = context.recipe().procedure;
    for (const int gate : order) {
        const Element &element = flow.element(gate);
        if (element.kind != ElementKind::Gate)
            continue;
        for (const LinkId &id : procedure.controlOut(element.id)) {
            const Link *link = procedure.link(id);
            if (link->outcome != GateOutcome::Fail)
                continue;
            const int to = flow.number(link->to.element);
            const FindingArgs args
                = FindingArgs().name(u"g"_s, element).name(u"n"_s, flow.element(to));
            const QVector<FindingPlace> places {
                context.place(gate), ValidationContext::place(*link), context.place(to)};
            const auto add = [&](Need need, const QString &what, const QString &fix,
                                 QMap<QString, QString> fixArgs) {
                if ((met.value(to) & need) != 0)
                    return;
                Finding &finding = findings.add(u"GMP-WST-02"_s, what, places, args);
                finding.example.path = places;
                finding.fix = fix;
                fixArgs.insert(u"element"_s, flow.element(to).id.value());
                finding.fixArgs = fixArgs;
            };
            add(Isolated, u"notIsolated"_s, u"setAttribute"_s,
                {{u"attribute"_s, u"isolatedLocation"_s}});
            add(Marked, u"notMarked"_s, u"setAttribute"_s,
                {{u"attribute"_s, u"statusLabel"_s}, {u"value"_s, u"onHold"_s}});
            add(Decided, u"notDecided"_s, u"addSignature"_s,
                {{u"meaning"_s, u"approved"_s}, {u"role"_s, u"qa"_s}});
        }
    }
}

} // namespace

QVector<RuleCheck> wasteRules()
{
    const Aspects matter = Aspect::Control | Aspect::Matter | Aspect::Evidence;
    return {
        {QLatin1String("GMP-WST-01"), RuleScope::Recipe, matter | Aspect::Header, inactivation},
        {QLatin1String("GMP-WST-02"), RuleScope::Container, Aspect::Control | Aspect::Evidence,
            rejects},
    };
}

} // namespace cytoloom::rules
