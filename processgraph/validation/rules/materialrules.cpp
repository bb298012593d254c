// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/materialrules.h"

#include "processgraph/catalog/attributeset.h"
#include "processgraph/validation/labelflow.h"
#include "processgraph/validation/processwords.h"
#include "processgraph/validation/roomwords.h"
#include "processgraph/validation/rules/facilitywords.h"
#include "processgraph/validation/rules/rulehelp.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

LocalizedText nameOfLine(const BomLine &line)
{
    return line.name.isEmpty() ? LocalizedText {line.id, line.id} : line.name;
}

struct Use
{
    int element = -1;
    PortId port;
};

// The ports that each line of the bill of materials feeds.
QHash<QString, QVector<Use>> usesOf(const ValidationContext &context)
{
    QHash<QString, QVector<Use>> result;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (!context.flow().has(i, StepPart::Ports))
            continue;
        for (const Port &port : context.flow().ports(i)) {
            if (!port.bomLine.isEmpty())
                result[port.bomLine].append({i, port.id});
        }
    }
    return result;
}

FindingPlace placeOf(const ValidationContext &context, const Use &use)
{
    FindingPlace place = context.place(use.element);
    place.port = use.port;
    return place;
}

void portsHaveLines(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    for (const Port &port : step.ports) {
        if (port.purpose != PortPurpose::Material || port.direction != PortDirection::In)
            continue;
        FindingArgs args;
        args.name(u"n"_s, step)
            .name(u"port"_s,
                port.name.isEmpty() ? LocalizedText {port.id.value(), port.id.value()} : port.name)
            .text(u"line"_s, port.bomLine);
        const QVector<FindingPlace> places {placeOf(context, {i, port.id})};
        const BomLine *line = context.recipe().bomLine(port.bomLine);
        if (!line && !port.bomLine.isEmpty()) {
            findings.add(u"GMP-MAT-03"_s, u"unknownLine"_s, places, args);
        } else if (!line && context.linksAt(step.id, port.id).isEmpty()) {
            findings.add(u"GMP-MAT-03"_s, u"noLine"_s, places, args).fix = u"addBomLine"_s;
        } else if (line && !port.medium.isEmpty() && line->material != port.medium) {
            const MaterialClass *wanted = context.catalog().material(port.medium);
            findings.add(u"GMP-MAT-03"_s, u"material"_s, places,
                FindingArgs(args)
                    .name(u"found"_s, nameOfLine(*line))
                    .name(u"wanted"_s,
                        wanted ? wanted->name : LocalizedText {port.medium, port.medium}));
        }
    }
}

void linesAreUsed(const ValidationContext &context, int, FindingList &findings)
{
    const QHash<QString, QVector<Use>> uses = usesOf(context);
    QSet<QString> fitted;
    for (int i = 0; i < context.flow().count(); ++i) {
        if (!context.flow().has(i, StepPart::Attributes))
            continue;
        for (const QString &line : context.flow().attributes(i).texts(u"usesSets"_s))
            fitted.insert(line);
    }
    for (const BomLine &line : context.recipe().bom) {
        if (isSingleUse(line)) { // used as a whole: which lot of it is GMP-SUS-01
            if (!fitted.contains(line.id))
                findings.add(u"GMP-MAT-03"_s, u"unusedSet"_s, {FindingPlace()},
                    FindingArgs().name(u"m"_s, nameOfLine(line)).text(u"line"_s, line.id), line.id);
            continue;
        }
        const QVector<Use> here = uses.value(line.id);
        QVector<FindingPlace> places;
        for (const Use &use : here)
            places.append(placeOf(context, use));
        FindingArgs args;
        args.name(u"m"_s, nameOfLine(line)).text(u"line"_s, line.id);
        if (here.isEmpty()) {
            findings.add(u"GMP-MAT-03"_s, u"unused"_s, {FindingPlace()}, args, line.id);
            continue;
        }
        const bool complete = !line.code.isEmpty() && !line.specification.isEmpty()
            && line.quantity.value > 0 && line.tolerance > 0;
        if (!complete)
            findings.add(u"GMP-MAT-03"_s, u"incomplete"_s, places, args, line.id);
    }
}

void evidence(const ValidationContext &context, int, FindingList &findings)
{
    const QHash<QString, QVector<Use>> uses = usesOf(context);
    for (const BomLine &line : context.recipe().bom) {
        if (isSingleUse(line))
            continue;
        const Attributes &attributes = line.attributes;
        QStringList missing;
        for (const QString &id :
            {u"riskTier"_s, u"origin"_s, u"sterility"_s, u"endotoxinLimit"_s}) {
            if (!attributes.has(id))
                missing << id;
        }
        const QString origin = attributes.text(u"origin"_s);
        const bool living = origin == u"human"_s || origin == u"animal"_s;
        if (living && attributes.text(u"viralSafety"_s).isEmpty())
            missing << u"viralSafety"_s;
        if (origin == u"animal"_s && attributes.text(u"tseStatement"_s).isEmpty())
            missing << u"tseStatement"_s;
        // The routes of the waste and the company that it may keep follow from what it is.
        const MaterialClass *material = context.catalog().material(line.material);
        if (material && material->hazardous && !material->cells
            && attributes.text(u"hazard"_s).isEmpty())
            missing << u"hazard"_s;
        if (ProcessWords::shipped().is(ProcessWords::Vector, line.material)
            && attributes.text(u"vectorCode"_s).isEmpty())
            missing << u"vectorCode"_s;
        if (missing.isEmpty())
            continue;
        QVector<FindingPlace> places;
        for (const Use &use : uses.value(line.id))
            places.append(placeOf(context, use));
        if (places.isEmpty())
            places.append(FindingPlace());
        QVector<LocalizedText> words;
        for (const QString &id : std::as_const(missing)) {
            const AttributeDefinition *definition = AttributeSet::shipped().definition(id);
            words.append(definition ? definition->name : LocalizedText {id, id});
        }
        Finding &finding = findings.add(u"GMP-MAT-04"_s, u"incomplete"_s, places,
            FindingArgs().name(u"m"_s, nameOfLine(line)).names(u"missing"_s, words, u", "_s),
            line.id);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"bomLine"_s, line.id}, {u"attribute"_s, missing.first()}};
    }
}

// Steps at which something comes to something else: they bring it, or a link does.
bool isMeeting(const ValidationContext &context, int element)
{
    const QVector<Port> &ports = context.flow().ports(element);
    return std::any_of(ports.begin(), ports.end(),
        [](const Port &port) { return port.direction == PortDirection::In; });
}

void addMeetings(const ValidationContext &context, const LabelFlow &labels, LabelFlow::Label label,
    const QString &rule, const QString &what, FindingList &findings)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        if (!labels.during(i).testFlags(LabelFlow::Cells | label) || !isMeeting(context, i))
            continue;
        const QVector<int> path = labels.path(i, label);
        Finding &finding = findings.add(rule, what, context.places({path.first(), i}),
            FindingArgs()
                .name(u"n"_s, context.flow().element(path.first()))
                .name(u"cells"_s, context.flow().element(i))
                .names(u"path"_s, namesOf(context, path)));
        if (finding.example.isEmpty())
            finding.example.path = context.places(path);
    }
}

// Whether the labels say anything at all is known from what the recipe brings.
bool bringsAny(const ValidationContext &context, LabelFlow::Labels wanted)
{
    const QVector<BomLine> &bom = context.recipe().bom;
    return std::any_of(bom.begin(), bom.end(),
        [&](const BomLine &line) { return bool(LabelFlow::labelsOf(context, line) & wanted); });
}

void sterilePath(const ValidationContext &context, int, FindingList &findings)
{
    if (!bringsAny(context, LabelFlow::NonSterile))
        return;
    addMeetings(context, context.once<LabelFlow>(), LabelFlow::NonSterile, u"GMP-MAT-05"_s,
        u"nonSterile"_s, findings);
}

void solutions(const ValidationContext &context, int i, FindingList &findings)
{
    const Element &step = context.flow().element(i);
    const QString solution = step.attributes.text(u"solution"_s);
    const auto grade = gradeAround(context, i);
    const FindingArgs args
        = FindingArgs().name(u"n"_s, step).text(u"g"_s, grade ? gradeText(*grade) : u"?"_s);
    if (solution == u"notFilterable"_s && !isAsepticPlace(context, i))
        findings.add(u"GMP-ENV-06"_s, u"notAseptic"_s, {placeInRoom(context, i)}, args);
    if (solution == u"filterable"_s && (!grade || isWorse(*grade, Grade::C)))
        findings.add(u"GMP-ENV-06"_s, u"grade"_s, {placeInRoom(context, i)}, args);
    const QStringList tested = step.attributes.texts(u"filterIntegrity"_s);
    if (LabelFlow::filters(context, i) && !tested.contains(u"postUse"_s)) {
        Finding &finding
            = findings.add(u"GMP-ENV-06"_s, u"integrity"_s, {placeInRoom(context, i)}, args);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {{u"attribute"_s, u"filterIntegrity"_s}, {u"value"_s, u"postUse"_s}};
    }
}

void filtration(const ValidationContext &context, int, FindingList &findings)
{
    bool any = false;
    for (int i = 0; i < context.flow().count() && !any; ++i)
        any = context.flow().attributes(i).text(u"solution"_s) == u"filterable"_s;
    if (any)
        addMeetings(context, context.once<LabelFlow>(), LabelFlow::Unfiltered, u"GMP-ENV-06"_s,
            u"unfiltered"_s, findings);
}

// Steps out of which the product goes for good, and those that it goes into and stays.
QVector<int> finalSteps(const ValidationContext &context, const LabelFlow &labels)
{
    const ProcedureFlow &flow = context.flow();
    QSet<int> giving; // unit procedures (or steps outside of one) that the product leaves
    const auto holder
        = [&flow](int i) { return flow.unitProcedure(i) < 0 ? i : flow.unitProcedure(i); };
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Ports))
            continue;
        for (const Port &port : flow.ports(i)) {
            if (port.direction == PortDirection::Out && port.purpose == PortPurpose::Product)
                giving.insert(holder(i));
        }
    }
    QVector<int> result;
    for (int i = 0; i < flow.count(); ++i) {
        if (!flow.has(i, StepPart::Ports))
            continue;
        const Element &step = flow.element(i);
        const bool stays = flow.unitProcedure(i) >= 0 && !giving.contains(holder(i))
            && std::any_of(step.ports.begin(), step.ports.end(), [](const Port &port) {
                   return port.direction == PortDirection::In
                       && port.purpose == PortPurpose::Product;
               });
        if (stays && labels.after(i).testFlag(LabelFlow::Cells)) {
            result.append(i);
            continue;
        }
        const bool last = std::any_of(step.ports.begin(), step.ports.end(), [&](const Port &port) {
            return port.direction == PortDirection::Out && port.purpose == PortPurpose::Product
                && context.linksAt(step.id, port.id).isEmpty();
        });
        if (last && labels.during(i).testFlag(LabelFlow::Cells))
            result.append(i);
    }
    return result;
}

// Residues that some step or gate tests for.
QSet<QString> testedResidues(const ValidationContext &context)
{
    const ProcedureFlow &flow = context.flow();
    QSet<QString> tested;
    const auto add = [&tested](const Attributes &attributes) {
        if (const QString residue = attributes.text(u"residualTest"_s); !residue.isEmpty())
            tested.insert(residue);
    };
    for (int i = 0; i < flow.count(); ++i) {
        if (flow.has(i, StepPart::Attributes))
            add(flow.attributes(i));
        if (!flow.has(i, StepPart::Gate))
            continue;
        for (const Criterion &criterion : flow.gate(i)->criteria)
            add(criterion.attributes);
    }
    return tested;
}

bool isSerious(LabelFlow::Label label)
{
    return label == LabelFlow::BetaLactam || label == LabelFlow::Beads
        || label == LabelFlow::Nuclease;
}

// What the class of the material leaves behind is stated on its line: the rest of GMP-MAT-06
// follows the statement through the process.
void statedResidues(const ValidationContext &context, int, FindingList &findings)
{
    const QHash<QString, QVector<Use>> uses = usesOf(context);
    for (const BomLine &line : context.recipe().bom) {
        const QString residue = ProcessWords::shipped().residue(line.material);
        const QVector<Use> here = uses.value(line.id);
        if (residue.isEmpty() || here.isEmpty()
            || line.attributes.text(u"residualClass"_s) == residue)
            continue;
        const MaterialClass *material = context.catalog().material(line.material);
        Finding &finding
            = findings.add(u"GMP-MAT-06"_s, u"unstated"_s, {placeOf(context, here.first())},
                FindingArgs()
                    .name(u"m"_s, nameOfLine(line))
                    .name(u"material"_s,
                        material ? material->name : LocalizedText {line.material, line.material})
                    .name(u"residue"_s, choiceNames(u"residualClass"_s, {residue})),
                line.id);
        finding.fix = u"setAttribute"_s;
        finding.fixArgs = {
            {u"bomLine"_s, line.id}, {u"attribute"_s, u"residualClass"_s}, {u"value"_s, residue}};
    }
}

void residues(const ValidationContext &context, int, FindingList &findings)
{
    constexpr LabelFlow::Label classes[] = {LabelFlow::Antibiotic, LabelFlow::BetaLactam,
        LabelFlow::AnimalOrigin, LabelFlow::Nuclease, LabelFlow::Beads, LabelFlow::Solvent};
    LabelFlow::Labels every;
    for (const LabelFlow::Label label : classes)
        every |= label;
    if (!bringsAny(context, every))
        return;
    const LabelFlow &labels = context.once<LabelFlow>();
    const QSet<QString> tested = testedResidues(context);
    const QVector<int> last = finalSteps(context, labels);
    const QHash<QString, QVector<Use>> uses = usesOf(context);
    for (const BomLine &line : context.recipe().bom) {
        const LabelFlow::Labels own = LabelFlow::labelsOf(context, line) & every;
        const QVector<Use> here = uses.value(line.id);
        for (const LabelFlow::Label label : classes) {
            if (!own.testFlag(label) || here.isEmpty())
                continue;
            const QString residue = LabelFlow::word(label);
            FindingArgs args;
            args.name(u"m"_s, nameOfLine(line))
                .name(u"residue"_s, choiceNames(u"residualClass"_s, {residue}));
            const auto found = std::find_if(last.begin(), last.end(),
                [&](int step) { return labels.after(step).testFlag(label); });
            if (found != last.end()) {
                const QVector<int> path = labels.path(*found, label);
                Finding &finding = findings.add(u"GMP-MAT-06"_s, u"notRemoved"_s,
                    {placeOf(context, here.first()), context.place(*found)},
                    args.name(u"n"_s, context.flow().element(*found))
                        .names(u"path"_s, namesOf(context, path)),
                    line.id);
                finding.example.path = context.places(path);
                if (!isSerious(label))
                    soften(finding);
            }
            if (tested.contains(residue))
                continue;
            Finding &finding = findings.add(
                u"GMP-MAT-06"_s, u"notTested"_s, {placeOf(context, here.first())}, args, line.id);
            if (!isSerious(label))
                soften(finding);
        }
    }
}

} // namespace

QVector<RuleCheck> materialRules()
{
    const Aspects matter = Aspect::Control | Aspect::Matter;
    const Aspects labels = matter | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-ENV-06"), RuleScope::Element, matter | Aspect::Evidence, solutions},
        {QLatin1String("GMP-ENV-06"), RuleScope::Recipe, labels, filtration},
        {QLatin1String("GMP-MAT-03"), RuleScope::Element, matter | Aspect::Header, portsHaveLines},
        {QLatin1String("GMP-MAT-03"), RuleScope::Recipe, labels, linesAreUsed},
        {QLatin1String("GMP-MAT-04"), RuleScope::Recipe, matter | Aspect::Header, evidence},
        {QLatin1String("GMP-MAT-05"), RuleScope::Recipe, labels, sterilePath},
        {QLatin1String("GMP-MAT-06"), RuleScope::Recipe, labels, residues},
        {QLatin1String("GMP-MAT-06"), RuleScope::Recipe, matter | Aspect::Header, statedResidues},
    };
}

} // namespace cytoloom::rules
