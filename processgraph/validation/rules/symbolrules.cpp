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
        findings.add(u"GMP-STR-05"_s, u"uncovered"_s, {context.place(split)},
            FindingArgs(args).text(u"case"_s, caseText(*answer.uncovered)));
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
        if (flow.element(target).kind == ElementKind::Transition) {
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

// Who reads a symbol, and whether it is there.
class SymbolCheck
{
public:
    SymbolCheck(const ValidationContext &context, FindingList &findings)
        : m_context(context)
        , m_findings(findings)
    { }

    void read(int element, const QString &name)
    {
        const QString id = name.mid(2);
        if (name.startsWith(u"f."_s)) {
            m_used.insert(id);
            if (!m_context.recipe().formulaParameter(id))
                missing(element, {}, u"formula"_s, name);
        } else if (name.startsWith(u"p."_s) && !m_context.hasParameter(element, id)) {
            missing(element, ParameterId(id), u"parameter"_s, name);
        } else if (name.startsWith(u"p."_s) && !hasValue(element, id)) {
            missing(element, ParameterId(id), u"noValue"_s, name);
        } else if (name.startsWith(u"r."_s) && !m_context.results().contains(id)) {
            missing(element, {}, u"result"_s, name);
        }
    }

    void readFormula(int element, const Parameter &parameter)
    {
        m_used.insert(parameter.formula);
        if (!m_context.recipe().formulaParameter(parameter.formula))
            missing(element, parameter.id, u"formula"_s, u"f."_s + parameter.formula);
    }

    void reportUnused()
    {
        for (const FormulaParameter &value : m_context.recipe().formula) {
            if (value.kind == FormulaKind::ProcessOutput || m_used.contains(value.id))
                continue; // an output is what the batch gives, nothing reads it
            FindingPlace place;
            place.parameter = ParameterId(value.id);
            m_findings.add(u"GMP-STR-10"_s, u"unused"_s, {place},
                FindingArgs().name(u"n"_s, value.name).text(u"name"_s, value.id));
        }
    }

private:
    // A value that a formula should give and does not is said there (GMP-STR-10, GMP-PAR-04).
    [[nodiscard]] bool hasValue(int element, const QString &id) const
    {
        if (m_context.parameterValue(element, id))
            return true;
        const Parameter *own = nullptr;
        for (int at = element; at >= 0 && !own; at = m_context.flow().container(at))
            own = m_context.flow().element(at).parameter(ParameterId(id));
        return own && !own->formula.isEmpty();
    }

    void missing(
        int element, const ParameterId &parameter, const QString &what, const QString &name)
    {
        FindingPlace place = m_context.place(element);
        place.parameter = parameter;
        m_findings.add(u"GMP-STR-10"_s, what, {place},
            FindingArgs().name(u"n"_s, m_context.flow().element(element)).text(u"name"_s, name),
            name);
    }

    const ValidationContext &m_context;
    FindingList &m_findings;
    QSet<QString> m_used;
};

} // namespace

void guards(const ValidationContext &context, FindingList &findings)
{
    for (int i = 0; i < context.flow().count(); ++i) {
        const ElementKind kind = context.flow().element(i).kind;
        if (kind == ElementKind::Transition || kind == ElementKind::Loop)
            checkCondition(context, i, findings);
        if (kind == ElementKind::SelectionSplit)
            checkSplit(context, i, findings);
    }
}

void formulaSymbols(const ValidationContext &context, FindingList &findings)
{
    SymbolCheck check(context, findings);
    for (int i = 0; i < context.flow().count(); ++i) {
        const Element &element = context.flow().element(i);
        for (const Parameter &parameter : element.parameters) {
            if (!parameter.formula.isEmpty())
                check.readFormula(i, parameter);
        }
        if (const auto &condition = context.condition(i)) {
            for (const QString &name : condition->names())
                check.read(i, name);
        }
        if (const PhaseClass *used = context.phaseClass(i)) {
            for (const QString &name : context.logicNames(used->id))
                check.read(i, name);
        }
    }
    check.reportUnused();
}

QVector<RuleCheck> symbolRules()
{
    const Aspects everything
        = Aspect::Control | Aspect::Matter | Aspect::Values | Aspect::Evidence | Aspect::Header;
    return {
        {QLatin1String("GMP-STR-05"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                guards(context, findings);
            }},
        {QLatin1String("GMP-STR-10"), RuleScope::Recipe, everything,
            [](const ValidationContext &context, int, FindingList &findings) {
                formulaSymbols(context, findings);
            }},
    };
}

} // namespace cytoloom::rules
