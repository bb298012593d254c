// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/symbolrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/guardcheck.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool isTime(const QString &name)
{
    return name == u"elapsed"_s || name == u"stepElapsed"_s || name == u"count"_s;
}

bool isSymbol(const QString &name)
{
    return name.startsWith(u"f."_s) || name.startsWith(u"p."_s) || name.startsWith(u"r."_s);
}

QString caseText(const GuardCheck::Case &values)
{
    QStringList parts;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        parts << u"%1 = %2"_s.arg(it.key(), QString::number(it.value(), 'g', 6));
    return parts.isEmpty() ? u"–"_s : parts.join(u", "_s);
}

// What a single condition says, apart from its neighbours.
void checkCondition(const ValidationContext &context, int element, FindingList &findings)
{
    const Element &step = context.flow().element(element);
    const FindingArgs args = FindingArgs().name(u"n"_s, step).text(u"condition"_s, step.condition);
    const auto &condition = context.condition(element);
    if (!condition) {
        if (step.condition.isEmpty() || context.isElse(element))
            return;
        findings.add(u"GMP-STR-05"_s, u"syntax"_s, {context.place(element)}, args);
        return;
    }
    for (const QString &name : condition->names()) {
        const FindingArgs named = FindingArgs(args).text(u"name"_s, name);
        if (name.startsWith(u"r."_s) && context.isText(name.mid(2)))
            findings.add(u"GMP-STR-05"_s, u"notANumber"_s, {context.place(element)}, named, name);
        if (isTime(name) || isSymbol(name) || context.hasSignal(element, name))
            continue;
        findings.add(u"GMP-STR-05"_s, u"unknownSignal"_s, {context.place(element)}, named, name);
    }
}

struct Branch
{
    const Link *link = nullptr;
    int transition = -1;
};

QVector<FindingPlace> placesOf(
    const ValidationContext &context, int split, const Branch &one, const Branch &other)
{
    return context.places({split, one.transition, other.transition});
}

void checkCover(const ValidationContext &context, int split, const QVector<Branch> &branches,
    bool hasElse, FindingList &findings)
{
    QMap<QString, double> known;
    for (const FormulaParameter &value : context.recipe().formula)
        known.insert(u"f."_s + value.id, value.value.value);
    GuardCheck check(known);
    QVector<Branch> asked;
    for (const Branch &branch : branches) {
        const auto &condition = context.condition(branch.transition);
        if (!condition)
            continue;
        for (const QString &name : condition->names()) {
            if (const int count = name.startsWith(u"r."_s) ? context.choices(name.mid(2)) : 0)
                check.setChoices(name, count);
        }
        check.addBranch(*condition);
        asked.append(branch);
    }
    if (asked.isEmpty())
        return;
    const GuardCheck::Answer answer = check.solve();
    const FindingArgs args = FindingArgs().name(u"n"_s, context.flow().element(split));
    if (answer.uncovered && !hasElse)
        findings
            .add(u"GMP-STR-05"_s, u"uncovered"_s, {context.place(split)},
                FindingArgs(args).text(u"case"_s, caseText(*answer.uncovered)))
            .fix
            = u"addElse"_s;
    if (answer.overlap) {
        const Branch &one = asked[answer.overlap->first];
        const Branch &other = asked[answer.overlap->second];
        if (one.link->priority == other.link->priority) // otherwise the order decides
            findings.add(u"GMP-STR-05"_s, u"overlap"_s, placesOf(context, split, one, other),
                FindingArgs(args)
                    .text(u"case"_s, caseText(answer.overlap->at))
                    .name(u"one"_s, context.flow().element(one.transition))
                    .name(u"other"_s, context.flow().element(other.transition)));
    }
    for (const int never : answer.never)
        findings.add(u"GMP-STR-05"_s, u"never"_s, context.places({asked[never].transition, split}),
            FindingArgs(args).name(u"one"_s, context.flow().element(asked[never].transition)));
}

void checkSplit(const ValidationContext &context, int split, FindingList &findings)
{
    const ProcedureFlow &flow = context.flow();
    const Procedure &procedure = context.recipe().procedure;
    const FindingArgs args = FindingArgs().name(u"n"_s, flow.element(split));
    QVector<Branch> branches;
    bool complete = true;
    for (const LinkId &id : procedure.controlOut(flow.element(split).id)) {
        const Link *link = procedure.link(id);
        const int target = flow.number(link->to.element);
        if (flow.kind(target) == ElementKind::Transition) {
            branches.append({link, target});
            complete = complete && (context.isElse(target) || context.condition(target));
        } else {
            complete = false;
            findings.add(u"GMP-STR-05"_s, u"noTransition"_s, context.places({split, target}),
                FindingArgs(args).name(u"other"_s, flow.element(target)));
        }
    }
    int elses = 0;
    for (int i = 0; i < branches.size(); ++i) {
        if (!context.isElse(branches[i].transition))
            continue;
        ++elses;
        if (i + 1 < branches.size())
            findings.add(u"GMP-STR-05"_s, u"elseNotLast"_s,
                context.places({branches[i].transition, branches[i + 1].transition, split}),
                FindingArgs(args)
                    .name(u"one"_s, flow.element(branches[i].transition))
                    .name(u"other"_s, flow.element(branches[i + 1].transition)));
    }
    if (complete) // otherwise the gap is said already
        checkCover(context, split, branches, elses > 0, findings);
}

// Whether the symbols that one element reads are there.
class SymbolCheck
{
public:
    SymbolCheck(const ValidationContext &context, int element, FindingList &findings)
        : m_context(context)
        , m_element(element)
        , m_findings(findings)
    { }

    void read(const QString &name)
    {
        const QString id = name.mid(2);
        if (name.startsWith(u"f."_s)) {
            if (!m_context.recipe().formulaParameter(id))
                missing({}, u"formula"_s, name);
        } else if (name.startsWith(u"p."_s) && !m_context.hasParameter(m_element, id)) {
            missing(ParameterId(id), u"parameter"_s, name);
        } else if (name.startsWith(u"p."_s) && !hasValue(id)) {
            missing(ParameterId(id), u"noValue"_s, name);
        } else if (name.startsWith(u"r."_s) && !m_context.results().contains(id)) {
            missing({}, u"result"_s, name);
        }
    }

    void readFormula(const Parameter &parameter)
    {
        if (!m_context.recipe().formulaParameter(parameter.formula))
            missing(parameter.id, u"formula"_s, u"f."_s + parameter.formula);
    }

private:
    // A value that a formula should give and does not is said there (GMP-STR-10, GMP-PAR-04).
    [[nodiscard]] bool hasValue(const QString &id) const
    {
        if (m_context.parameterValue(m_element, id))
            return true;
        const Parameter *own = nullptr;
        for (int at = m_element; at >= 0 && !own; at = m_context.flow().container(at))
            own = m_context.flow().element(at).parameter(ParameterId(id));
        return own && !own->formula.isEmpty();
    }

    void missing(const ParameterId &parameter, const QString &what, const QString &name)
    {
        FindingPlace place = m_context.place(m_element);
        place.parameter = parameter;
        m_findings.add(u"GMP-STR-10"_s, what, {place},
            FindingArgs().name(u"n"_s, m_context.flow().element(m_element)).text(u"name"_s, name),
            name);
    }

    const ValidationContext &m_context;
    int m_element;
    FindingList &m_findings;
};

void guards(const ValidationContext &context, int element, FindingList &findings)
{
    const ElementKind kind = context.flow().kind(element);
    if (kind == ElementKind::Transition || kind == ElementKind::Loop)
        checkCondition(context, element, findings);
    if (kind == ElementKind::SelectionSplit)
        checkSplit(context, element, findings);
}

void symbols(const ValidationContext &context, int i, FindingList &findings)
{
    SymbolCheck check(context, i, findings);
    for (const Parameter &parameter : context.flow().element(i).parameters) {
        if (!parameter.formula.isEmpty())
            check.readFormula(parameter);
    }
    if (const auto &condition = context.condition(i)) {
        for (const QString &name : condition->names())
            check.read(name);
    }
    if (const PhaseClass *used = context.phaseClass(i)) {
        for (const QString &name : context.logicNames(used->id))
            check.read(name);
    }
}

void unusedFormula(const ValidationContext &context, int, FindingList &findings)
{
    if (context.recipe().formula.isEmpty())
        return;
    QSet<QString> used;
    QSet<QString> classes;
    const auto read = [&used](const QStringList &names) {
        for (const QString &name : names) {
            if (name.startsWith(u"f."_s))
                used.insert(name.mid(2));
        }
    };
    for (int i = 0; i < context.flow().count(); ++i) {
        for (const Parameter &parameter : context.flow().element(i).parameters) {
            if (!parameter.formula.isEmpty())
                used.insert(parameter.formula);
        }
        if (const auto &condition = context.condition(i))
            read(condition->names());
        const PhaseClass *phaseClass = context.phaseClass(i);
        if (phaseClass && !classes.contains(phaseClass->id)) {
            classes.insert(phaseClass->id);
            read(context.logicNames(phaseClass->id));
        }
    }
    for (const FormulaParameter &value : context.recipe().formula) {
        if (value.kind == FormulaKind::ProcessOutput || used.contains(value.id))
            continue; // an output is what the batch gives, nothing reads it
        FindingPlace place;
        place.parameter = ParameterId(value.id);
        findings.add(u"GMP-STR-10"_s, u"unused"_s, {place},
            FindingArgs().name(u"n"_s, value.name).text(u"name"_s, value.id));
    }
}

} // namespace

QVector<RuleCheck> symbolRules()
{
    const Aspects logic = Aspect::Control | Aspect::Values;
    return {
        // What a gate measures and what a scan reads are numbers or words: gate criteria count.
        {QLatin1String("GMP-STR-05"), RuleScope::Element, logic | Aspect::Evidence, guards},
        {QLatin1String("GMP-STR-10"), RuleScope::Element, logic | Aspect::Evidence, symbols},
        {QLatin1String("GMP-STR-10"), RuleScope::Recipe, logic, unusedFormula},
    };
}

} // namespace cytoloom::rules
