// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/parameterrules.h"

#include "processgraph/validation/findinglist.h"
#include "processgraph/validation/validationcontext.h"

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

FindingPlace placeOf(const ValidationContext &context, int element, const Parameter &parameter)
{
    FindingPlace place = context.place(element);
    place.parameter = parameter.id;
    return place;
}

FindingArgs argsOf(const ValidationContext &context, int element, const Parameter &parameter)
{
    const LocalizedText id {parameter.id.value(), parameter.id.value()};
    return FindingArgs()
        .name(u"n"_s, context.flow().element(element))
        .name(u"p"_s, parameter.name.isEmpty() ? id : parameter.name)
        .text(u"unit"_s, parameter.unit.symbol());
}

QString rangeText(const Range &range)
{
    const auto end = [](const std::optional<double> &value) {
        return value ? QString::number(*value, 'g', 6) : u"…"_s;
    };
    return end(range.low) + u" – "_s + end(range.high);
}

// nullopt when the units do not fit: GMP-PAR-04 says so.
std::optional<Range> converted(const Range &range, const Unit &from, const Unit &to)
{
    Range result;
    for (const auto &[source, target] :
        {std::pair {&range.low, &result.low}, std::pair {&range.high, &result.high}}) {
        if (!*source)
            continue;
        const Result<double> value = from.convert(**source, to);
        if (!value)
            return std::nullopt;
        *target = *value;
    }
    if (result.low && result.high && *result.low > *result.high)
        std::swap(result.low, result.high);
    return result;
}

// A limit that somebody else sets (unit, phase class): the ends that the inner range states must
// lie in it. An open end says "no limit of ours", not "endless".
bool endsWithin(const Range &inner, const Range &outer)
{
    return (!inner.low || outer.contains(*inner.low))
        && (!inner.high || outer.contains(*inner.high));
}

class NestingCheck
{
public:
    NestingCheck(const ValidationContext &context, int element, const Parameter &parameter,
        FindingList &findings)
        : m_context(context)
        , m_element(element)
        , m_parameter(parameter)
        , m_findings(findings)
    { }

    void run()
    {
        checkOwnLimits();
        checkClass();
        checkUnit();
    }

private:
    struct Ring
    {
        QString word; ///< part of the message code
        Range range;
    };

    // Set point and the three ranges, each against the next one that is stated.
    void checkOwnLimits()
    {
        const QVector<Ring> rings {{u"Alert"_s, m_parameter.alert},
            {u"Action"_s, m_parameter.action}, {u"Validated"_s, m_parameter.validated}};
        if (const Result<double> value = m_context.recipe().setPoint(m_parameter))
            m_setPoint = m_inner = Ring {u"setPoint"_s, {*value, *value}};
        for (const Ring &ring : rings) {
            if (ring.range.isEmpty())
                continue;
            if (m_inner && !m_inner->range.isWithin(ring.range))
                add(m_inner->word.left(1).toLower() + m_inner->word.mid(1) + u"Outside"_s
                        + ring.word,
                    m_inner->range, ring.range, {});
            m_inner = ring;
        }
    }

    /// The outermost ring or, where that one is open to this side, the set point itself.
    [[nodiscard]] const Ring *reachesBeyond(const Range &limits) const
    {
        if (m_inner && !endsWithin(m_inner->range, limits))
            return &*m_inner;
        return m_setPoint && !endsWithin(m_setPoint->range, limits) ? &*m_setPoint : nullptr;
    }

    void checkClass()
    {
        const PhaseClass *used = m_context.phaseClass(m_element);
        if (!used || !m_inner)
            return;
        for (const ParameterDefinition &definition : used->parameters) {
            const auto limits = definition.id == m_parameter.id.value()
                ? converted(definition.limits, definition.unit, m_parameter.unit)
                : std::nullopt;
            const Ring *beyond = limits ? reachesBeyond(*limits) : nullptr;
            if (beyond)
                add(u"outsideClass"_s, beyond->range, *limits, {});
        }
    }

    void checkUnit()
    {
        // "<ROLE>:<signal>": it is another unit's instrument that must reach so far.
        const QString &signal = m_parameter.signal;
        const qsizetype colon = signal.indexOf(u':');
        const PlantUnit *unit = colon > 0 ? m_context.boundUnit(RoleId(signal.left(colon)))
                                          : m_context.unitOf(m_element);
        if (!unit || !m_inner)
            return;
        const QString measured = signal.mid(colon + 1).section(u'.', 0, -2);
        bool known = false;
        for (const Capability &capability : unit->capabilities) {
            if (capability.id != (measured.isEmpty() ? m_parameter.id.value() : measured))
                continue;
            known = true;
            for (const auto &[word, limits] :
                {std::pair {u"outsideCalibration"_s, &capability.calibrated},
                    std::pair {u"outsideCapability"_s, &capability.range}}) {
                const auto range = converted(*limits, capability.unit, m_parameter.unit);
                const Ring *beyond = range && !range->isEmpty() ? reachesBeyond(*range) : nullptr;
                if (!beyond)
                    continue;
                add(word, beyond->range, *range, unit->id);
                break; // outside the calibrated range says enough
            }
        }
        // Nothing to compare with is not "inside". A signal that is not there is GMP-PAR-02.
        if (!known && !measured.isEmpty() && m_context.hasSignal(m_element, signal)
            && (m_parameter.critical || unit->capabilities.isEmpty()))
            add(u"noCapability"_s, m_inner->range, {}, unit->id).severity = Severity::Warning;
    }

    Finding &add(const QString &what, const Range &inner, const Range &outer, const UnitId &unit)
    {
        QVector<FindingPlace> places {placeOf(m_context, m_element, m_parameter)};
        if (!unit.isEmpty()) {
            FindingPlace place;
            place.unit = unit;
            places.append(place);
        }
        const bool point = inner.low && inner.high && *inner.low == *inner.high;
        return m_findings.add(u"GMP-PAR-01"_s, what, places,
            argsOf(m_context, m_element, m_parameter)
                .text(u"inner"_s, point ? QString::number(*inner.low, 'g', 6) : rangeText(inner))
                .text(u"outer"_s, rangeText(outer))
                .text(u"q"_s, unit.value()));
    }

    const ValidationContext &m_context;
    int m_element;
    const Parameter &m_parameter;
    FindingList &m_findings;
    std::optional<Ring> m_inner; ///< the widest that is stated
    std::optional<Ring> m_setPoint;
};

void checkPortUnits(const ValidationContext &context, int element, FindingList &findings)
{
    static const Unit volume = Unit::parse(u"mL"_s).value();
    const Element &step = context.flow().element(element);
    for (const Port &port : step.ports) {
        FindingPlace place = context.place(element);
        place.port = port.id;
        const FindingArgs args = FindingArgs().name(u"n"_s, step).text(u"a"_s, port.id.value());
        if (port.volume && !port.volume->unit.isConvertibleTo(volume))
            findings.add(u"GMP-PAR-04"_s, u"portVolume"_s, {place},
                FindingArgs(args).text(u"unit"_s, port.volume->unit.symbol()));
        const BomLine *line = context.recipe().bomLine(port.bomLine);
        if (line && port.volume && !port.volume->unit.isConvertibleTo(line->quantity.unit))
            findings.add(u"GMP-PAR-04"_s, u"bom"_s, {place},
                FindingArgs(args)
                    .text(u"unit"_s, port.volume->unit.symbol())
                    .text(u"other"_s, line->quantity.unit.symbol())
                    .name(u"material"_s, line->name));
    }
}

void limitNesting(const ValidationContext &context, int element, FindingList &findings)
{
    for (const Parameter &parameter : context.flow().element(element).parameters)
        NestingCheck(context, element, parameter, findings).run();
}

void criticalParameters(const ValidationContext &context, int element, FindingList &findings)
{
    for (const Parameter &parameter : context.flow().element(element).parameters) {
        if (!parameter.critical)
            continue;
        QStringList missing;
        const auto need = [&missing](bool there, const QString &what) {
            if (!there)
                missing << what;
        };
        need(parameter.value || !parameter.formula.isEmpty(), u"setPoint"_s);
        need(!parameter.validated.isEmpty(), u"range"_s);
        need(!parameter.source.trimmed().isEmpty(), u"source"_s);
        need(!parameter.signal.isEmpty(), u"signal"_s);
        need(parameter.samplingInterval > Duration(0), u"sampling"_s);
        if (!parameter.signal.isEmpty() && !context.hasSignal(element, parameter.signal))
            missing << u"unknownSignal"_s;
        for (const QString &what : missing)
            findings.add(u"GMP-PAR-02"_s, what, {placeOf(context, element, parameter)},
                argsOf(context, element, parameter).text(u"signal"_s, parameter.signal));
    }
}

void unitsAgree(const ValidationContext &context, int element, FindingList &findings)
{
    for (const Parameter &parameter : context.flow().element(element).parameters) {
        const auto compare = [&](const QString &what, const Unit &other, const QString &name) {
            if (!parameter.unit.isConvertibleTo(other))
                findings.add(u"GMP-PAR-04"_s, what, {placeOf(context, element, parameter)},
                    argsOf(context, element, parameter)
                        .text(u"other"_s, other.symbol())
                        .text(u"name"_s, name));
        };
        if (const auto *formula = context.recipe().formulaParameter(parameter.formula))
            compare(u"formula"_s, formula->value.unit, formula->id);
        if (const PhaseClass *used = context.phaseClass(element)) {
            for (const ParameterDefinition &definition : used->parameters) {
                if (definition.id == parameter.id.value())
                    compare(u"class"_s, definition.unit, used->id);
            }
        }
        const PlantUnit *unit = context.unitOf(element);
        const TagDefinition *tag = unit && !parameter.signal.isEmpty()
            ? context.plant()->tag(unit->id, parameter.signal)
            : nullptr;
        if (tag)
            compare(u"signal"_s, tag->unit, tag->id.value());
    }
    checkPortUnits(context, element, findings);
}

void linkUnits(const ValidationContext &context, int number, FindingList &findings)
{
    static const Unit volume = Unit::parse(u"mL"_s).value();
    const Link *link = context.links()[number];
    if (link->volume && !link->volume->unit.isConvertibleTo(volume))
        findings.add(u"GMP-PAR-04"_s, u"linkVolume"_s, {ValidationContext::place(*link)},
            FindingArgs()
                .text(u"e"_s, link->id.value())
                .text(u"unit"_s, link->volume->unit.symbol()));
}

} // namespace

QVector<RuleCheck> parameterRules()
{
    const Aspects values = Aspect::Control | Aspect::Values; // the class gives limits, too
    return {
        {QLatin1String("GMP-PAR-01"), RuleScope::Element, values, limitNesting},
        {QLatin1String("GMP-PAR-02"), RuleScope::Element, values, criticalParameters},
        {QLatin1String("GMP-PAR-04"), RuleScope::Element, values | Aspect::Matter | Aspect::Header,
            unitsAgree},
        {QLatin1String("GMP-PAR-04"), RuleScope::Link, Aspect::Matter, linkUnits},
    };
}

} // namespace cytoloom::rules
