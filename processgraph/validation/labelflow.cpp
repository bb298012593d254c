// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/labelflow.h"

#include <algorithm>
#include <bit>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

using Label = LabelFlow::Label;
using Labels = LabelFlow::Labels;

const QVector<std::pair<QString, Label>> &words()
{
    static const QVector<std::pair<QString, Label>> all {
        {u"antibiotic"_s, Label::Antibiotic},
        {u"betaLactam"_s, Label::BetaLactam},
        {u"animalOrigin"_s, Label::AnimalOrigin},
        {u"nuclease"_s, Label::Nuclease},
        {u"beads"_s, Label::Beads},
        {u"solvent"_s, Label::Solvent},
        {u"vector"_s, Label::LiveVector},
        {u"replicationCompetent"_s, Label::ReplicationCompetent},
        {u"infectious"_s, Label::Infectious},
        {u"plasmid"_s, Label::Plasmid},
    };
    return all;
}

Labels labelOf(const QString &word)
{
    for (const auto &[text, label] : words()) {
        if (text == word)
            return label;
    }
    return {};
}

bool isMatter(const Link &link)
{
    return link.kind != LinkKind::Control && link.kind != LinkKind::Sync;
}

bool isFed(const ValidationContext &context, int element, const Port &port)
{
    const QVector<const Link *> links = context.linksAt(element, port.id);
    const ElementId &id = context.flow().element(element).id;
    return std::any_of(
        links.begin(), links.end(), [&id](const Link *link) { return link->to.element == id; });
}

int bitOf(Label label)
{
    return std::countr_zero(quint32(label));
}

} // namespace

QString LabelFlow::word(Label label)
{
    for (const auto &[text, each] : words()) {
        if (each == label)
            return text;
    }
    return {};
}

Labels LabelFlow::labelsOf(const ValidationContext &context, const BomLine &line)
{
    Labels result = labelOf(line.attributes.text(u"residualClass"_s));
    const QString hazard = line.attributes.text(u"hazard"_s);
    result |= labelOf(hazard);
    if (line.attributes.text(u"sterility"_s) == u"nonSterile"_s)
        result |= NonSterile;
    if (const MaterialClass *material = context.catalog().material(line.material)) {
        if (material->cells)
            result |= Cells | Unidentified;
        else if (material->hazardous && hazard.isEmpty())
            result |= LiveVector; // hazardous and no cells: a vector, whatever else is not stated
    }
    return result;
}

Labels LabelFlow::brought(const ValidationContext &context, int element, Donor donor)
{
    Labels result;
    const ProcedureFlow &flow = context.flow();
    if (!flow.has(element, StepPart::Ports) && !flow.has(element, StepPart::Attributes)
        && context.openness(element) != Openness::Open)
        return result;
    const Element &step = flow.element(element);
    for (const Port &port : step.ports) {
        if (port.direction != PortDirection::In || isFed(context, element, port))
            continue;
        if (const BomLine *line = context.recipe().bomLine(port.bomLine)) {
            result |= labelsOf(context, *line);
        } else if (const MaterialClass *material = context.catalog().material(port.medium)) {
            if (material->cells)
                result |= Cells | Unidentified;
            else if (material->hazardous)
                result |= LiveVector;
        }
    }
    if (donor == WithBatch && result.testFlag(Cells) && context.input().binding) {
        const QString serology = context.input().binding->attributes.text(u"donorSerology"_s);
        if (serology == u"positive"_s || serology == u"unknown"_s)
            result |= Infectious;
    }
    const QString solution = step.attributes.text(u"solution"_s);
    if (solution == u"filterable"_s)
        result |= Unfiltered;
    if (filters(context, element))
        result &= ~(NonSterile | Unfiltered);
    if (!step.isContainer() && context.openness(element) == Openness::Open)
        result |= Exposed;
    return result;
}

bool LabelFlow::filters(const ValidationContext &context, int element)
{
    static const Unit micrometre = *Unit::parse(u"um"_s);
    constexpr double sterilising = 0.22; // µm, EU GMP Annex 1, 8.79
    const auto pore = context.flow().attributes(element).number(u"filterPore"_s, micrometre);
    return pore && *pore <= sterilising;
}

Labels LabelFlow::removed(const ValidationContext &context, int element)
{
    Labels result;
    const bool stated = context.flow().has(element, StepPart::Attributes);
    if (!stated && context.flow().kind(element) != ElementKind::Phase)
        return result;
    const Element &step = context.flow().element(element);
    if (stated) {
        for (const QString &each : step.attributes.texts(u"removes"_s))
            result |= labelOf(each);
        if (step.attributes.has(u"identityCheck"_s))
            result |= Unidentified;
        if (filters(context, element))
            result |= NonSterile | Unfiltered;
    }
    if (step.kind == ElementKind::Phase && step.type == u"identify"_s)
        result |= Unidentified;
    return result;
}

LabelFlow::LabelFlow(const ValidationContext &context, Donor donor)
    : m_context(context)
    , m_labels(2 * context.flow().count() + 2)
    , m_source(2 * context.flow().count() + 2, NoSource)
{
    for (QVector<int> &cause : m_cause)
        cause.fill(-1, m_labels.size());
    connect();
    spread(donor);
}

void LabelFlow::connect()
{
    const ProcedureFlow &flow = m_context.flow();
    const Digraph &control = flow.flat();
    QVector<Digraph::Edge> edges;
    edges.reserve(3 * flow.count());
    const auto addEdge = [&edges](int from, int to) { edges.append({from, to}); };
    for (int from = 0; from < flow.start(); ++from) {
        const int element = ProcedureFlow::elementOf(from);
        const int vessel = flow.unitProcedure(element);
        for (const int to : control.next(from)) {
            if (to >= flow.start())
                continue;
            const int next = ProcedureFlow::elementOf(to);
            if (next == element || (vessel >= 0 && vessel == flow.unitProcedure(next)))
                addEdge(from, to);
        }
        if (from == ProcedureFlow::enter(element) || vessel < 0)
            continue;
        if (flow.kind(element) == ElementKind::Loop)
            addEdge(from, ProcedureFlow::enter(element));
        if (const ParallelBlock *block = flow.blockOfJoin(element))
            addEdge(from, ProcedureFlow::enter(block->split));
    }
    QSet<QPair<int, int>> joined;
    for (int i = 0; i < m_context.links().size(); ++i) {
        const LinkKind kind = flow.linkKind(i);
        if (kind == LinkKind::Control || kind == LinkKind::Sync)
            continue;
        const int from = flow.fromOf(i);
        const int to = flow.toOf(i);
        joined.insert({from, to});
        addEdge(
            kind == LinkKind::Material ? ProcedureFlow::leave(from) : ProcedureFlow::enter(from),
            ProcedureFlow::enter(to));
    }
    for (int i = 0; i < m_context.links().size(); ++i) {
        const int from = flow.fromOf(i);
        const int to = flow.toOf(i);
        if (flow.linkKind(i) == LinkKind::Sync && m_context.isTransfer(from)
            && m_context.isTransfer(to) && !joined.contains({from, to})
            && !joined.contains({to, from}))
            addEdge(ProcedureFlow::leave(from), ProcedureFlow::enter(to));
    }
    m_graph = Digraph(2 * flow.count() + 2, edges);
}

// The source of cells is a flat lattice: none, one, several. It only rises, so each vertex is taken
// up at most twice for it, and once per label.
void LabelFlow::mergeSource(int vertex, int source, QVector<int> &todo)
{
    int &here = m_source[vertex];
    const int merged = here == NoSource || source == here ? source : SeveralSources;
    if (source == NoSource || merged == here)
        return;
    here = merged;
    todo.append(vertex);
}

void LabelFlow::spread(Donor donor)
{
    const ProcedureFlow &flow = m_context.flow();
    QVector<int> todo;
    QVector<Labels> taken(flow.count());
    for (int i = 0; i < flow.count(); ++i) {
        taken[i] = removed(m_context, i);
        const Labels own = brought(m_context, i, donor);
        if (!own)
            continue;
        m_labels[ProcedureFlow::enter(i)] = own;
        todo.append(ProcedureFlow::enter(i));
        if (own.testFlag(Cells))
            m_source[ProcedureFlow::enter(i)] = i;
    }
    // First come, first served: with a queue the causes form shortest ways.
    for (int head = 0; head < todo.size(); ++head) {
        const int from = todo[head];
        const int element = ProcedureFlow::elementOf(from);
        const bool works = from == ProcedureFlow::enter(element);
        for (const int to : m_graph.next(from)) {
            // What is removed is gone from what the step leaves; containers remove as a whole.
            const bool leaves = works && to == ProcedureFlow::leave(element);
            Labels passing = m_labels[from];
            if (leaves || (!works && flow.element(element).isContainer()))
                passing &= ~taken[element];
            const Labels fresh = passing & ~m_labels[to];
            if (fresh) {
                m_labels[to] |= fresh;
                for (quint32 bits = fresh.toInt(); bits != 0; bits &= bits - 1)
                    m_cause[size_t(std::countr_zero(bits))][to] = from;
                todo.append(to);
            }
            if (passing.testFlag(Cells))
                mergeSource(to, m_source[from], todo);
        }
    }
}

Labels LabelFlow::on(const Link &link) const
{
    const int from = m_context.flow().number(link.from.element);
    if (!isMatter(link) || from < 0)
        return {};
    return link.kind == LinkKind::Material ? after(from) : during(from);
}

QVector<int> LabelFlow::path(int element, Label label) const
{
    const ProcedureFlow &flow = m_context.flow();
    int vertex = ProcedureFlow::enter(element);
    if (!m_labels[vertex].testFlag(label))
        return {};
    QVector<int> result;
    for (; vertex >= 0; vertex = m_cause[size_t(bitOf(label))][vertex]) {
        const int one = ProcedureFlow::elementOf(vertex);
        const Element &step = flow.element(one);
        const bool works = step.kind == ElementKind::Phase || step.kind == ElementKind::ManualStep
            || !step.ports.isEmpty() || one == element;
        if (works && (result.isEmpty() || result.first() != one))
            result.prepend(one);
    }
    return result;
}

} // namespace cytoloom
