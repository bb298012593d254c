// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/mutations.h"

#include "processgraph/catalog/attributeset.h"

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

using Mutations = QVector<Mutation>;

// One mutation per element that \p applies to.
Mutations eachElement(const ValidationInput &input,
    const std::function<bool(const Element &)> &applies,
    const std::function<void(Element &)> &change)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        if (!applies(*input.recipe.procedure.element(id)))
            continue;
        all.append({id.value(), [id, change](ValidationInput &mutant) {
                        Element element = *mutant.recipe.procedure.element(id);
                        change(element);
                        (void)mutant.recipe.procedure.replaceElement(element);
                    }});
    }
    return all;
}

Mutations eachLink(const ValidationInput &input, const std::function<bool(const Link &)> &applies,
    const std::function<void(Link &)> &change)
{
    Mutations all;
    for (const LinkId &id : input.recipe.procedure.links()) {
        if (!applies(*input.recipe.procedure.link(id)))
            continue;
        all.append({u"link "_s + id.value(), [id, change](ValidationInput &mutant) {
                        Link link = *mutant.recipe.procedure.link(id);
                        change(link);
                        (void)mutant.recipe.procedure.replaceLink(link);
                    }});
    }
    return all;
}

Mutations dropLinks(const ValidationInput &input, LinkKind kind)
{
    Mutations all;
    for (const LinkId &id : input.recipe.procedure.links()) {
        if (input.recipe.procedure.link(id)->kind != kind)
            continue;
        all.append({u"link "_s + id.value(),
            [id](ValidationInput &mutant) { (void)mutant.recipe.procedure.removeLink(id); }});
    }
    return all;
}

// One mutation per parameter that \p applies to.
Mutations eachParameter(const ValidationInput &input,
    const std::function<bool(const Parameter &)> &applies,
    const std::function<void(Parameter &)> &change)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        const Element *element = input.recipe.procedure.element(id);
        for (int i = 0; i < element->parameters.size(); ++i) {
            if (!applies(element->parameters.at(i)))
                continue;
            all.append({id.value() + u'/' + element->parameters.at(i).id.value(),
                [id, i, change](ValidationInput &mutant) {
                    Element changed = *mutant.recipe.procedure.element(id);
                    change(changed.parameters[i]);
                    (void)mutant.recipe.procedure.replaceElement(changed);
                }});
        }
    }
    return all;
}

Mutations removeGate(const ValidationInput &input)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        if (input.recipe.procedure.element(id)->kind != ElementKind::Gate)
            continue;
        all.append({id.value(), [id](ValidationInput &mutant) {
                        Procedure &procedure = mutant.recipe.procedure;
                        ElementId next;
                        for (const LinkId &out : procedure.controlOut(id)) {
                            if (procedure.link(out)->outcome == GateOutcome::Pass)
                                next = procedure.link(out)->to.element;
                        }
                        for (const LinkId &out : procedure.controlOut(id))
                            (void)procedure.removeLink(out);
                        for (const LinkId &in : procedure.controlIn(id)) {
                            Link link = *procedure.link(in);
                            link.to.element = next;
                            (void)procedure.replaceLink(link);
                        }
                        const QVector<LinkId> rest
                            = procedure.incoming(id) + procedure.outgoing(id);
                        for (const LinkId &link : rest)
                            (void)procedure.removeLink(link);
                        (void)procedure.removeElement(id);
                    }});
    }
    return all;
}

Mutations failBackIntoProduct(const ValidationInput &input)
{
    Mutations all;
    for (const LinkId &id : input.recipe.procedure.links()) {
        if (input.recipe.procedure.link(id)->outcome != GateOutcome::Fail)
            continue;
        all.append({u"link "_s + id.value(), [id](ValidationInput &mutant) {
                        Procedure &procedure = mutant.recipe.procedure;
                        Link fail = *procedure.link(id);
                        for (const LinkId &out : procedure.controlOut(fail.from.element)) {
                            if (procedure.link(out)->outcome == GateOutcome::Pass)
                                fail.to.element = procedure.link(out)->to.element;
                        }
                        (void)procedure.replaceLink(fail);
                    }});
    }
    return all;
}

Mutations eachCriterion(const ValidationInput &input, bool remove)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        const Element *gate = input.recipe.procedure.element(id);
        if (!gate->gate)
            continue;
        for (int i = 0; i < gate->gate->criteria.size(); ++i) {
            all.append({id.value() + u'/' + gate->gate->criteria.at(i).attribute,
                [id, i, remove](ValidationInput &mutant) {
                    Element changed = *mutant.recipe.procedure.element(id);
                    if (remove)
                        changed.gate->criteria.removeAt(i);
                    else
                        changed.gate->criteria[i].method.clear();
                    (void)mutant.recipe.procedure.replaceElement(changed);
                }});
        }
    }
    return all;
}

Mutations dropEvidence(const ValidationInput &input)
{
    Mutations all;
    for (const ElementId &id : input.recipe.procedure.elements()) {
        const Element *element = input.recipe.procedure.element(id);
        for (const QString &name : element->attributes.values().keys()) {
            all.append({id.value() + u'@' + name, [id, name](ValidationInput &mutant) {
                            Element changed = *mutant.recipe.procedure.element(id);
                            changed.attributes.remove(name);
                            (void)mutant.recipe.procedure.replaceElement(changed);
                        }});
        }
        for (int i = 0; element->gate && i < element->gate->criteria.size(); ++i) {
            const Criterion &criterion = element->gate->criteria.at(i);
            for (const QString &name : criterion.attributes.values().keys()) {
                all.append({id.value() + u'/' + criterion.attribute + u'@' + name,
                    [id, i, name](ValidationInput &mutant) {
                        Element changed = *mutant.recipe.procedure.element(id);
                        changed.gate->criteria[i].attributes.remove(name);
                        (void)mutant.recipe.procedure.replaceElement(changed);
                    }});
            }
        }
    }
    for (const LinkId &id : input.recipe.procedure.links()) {
        for (const QString &name : input.recipe.procedure.link(id)->attributes.values().keys()) {
            all.append({u"link "_s + id.value() + u'@' + name, [id, name](ValidationInput &mutant) {
                            Link link = *mutant.recipe.procedure.link(id);
                            link.attributes.remove(name);
                            (void)mutant.recipe.procedure.replaceLink(link);
                        }});
        }
    }
    for (const QString &name : input.recipe.attributes.values().keys()) {
        all.append({u"recipe@"_s + name,
            [name](ValidationInput &mutant) { mutant.recipe.attributes.remove(name); }});
    }
    for (int i = 0; i < input.recipe.bom.size(); ++i) {
        for (const QString &name : input.recipe.bom.at(i).attributes.values().keys()) {
            all.append({u"bom "_s + input.recipe.bom.at(i).id + u'@' + name,
                [i, name](
                    ValidationInput &mutant) { mutant.recipe.bom[i].attributes.remove(name); }});
        }
    }
    return all;
}

Mutations dropBomLine(const ValidationInput &input)
{
    Mutations all;
    for (int i = 0; i < input.recipe.bom.size(); ++i)
        all.append({u"bom "_s + input.recipe.bom.at(i).id,
            [i](ValidationInput &mutant) { mutant.recipe.bom.removeAt(i); }});
    return all;
}

Mutations dropFormula(const ValidationInput &input)
{
    Mutations all;
    for (int i = 0; i < input.recipe.formula.size(); ++i)
        all.append({u"formula "_s + input.recipe.formula.at(i).id,
            [i](ValidationInput &mutant) { mutant.recipe.formula.removeAt(i); }});
    return all;
}

Mutations eachUnit(const ValidationInput &input, const std::function<void(PlantUnit &)> &change)
{
    Mutations all;
    if (!input.plant)
        return all;
    for (const UnitRole &role : input.recipe.roles) {
        for (int i = 0; i < input.plant->units.size(); ++i) {
            if (input.plant->units.at(i).id != role.preferredUnit)
                continue;
            all.append({u"unit "_s + role.preferredUnit.value(),
                [i, change](ValidationInput &mutant) { change(mutant.plant->units[i]); }});
        }
    }
    return all;
}

Mutations eachRoom(const ValidationInput &input, const std::function<void(Room &)> &change)
{
    Mutations all;
    if (!input.plant)
        return all;
    for (int i = 0; i < input.plant->rooms.size(); ++i)
        all.append({u"room "_s + input.plant->rooms.at(i).id.value(),
            [i, change](ValidationInput &mutant) { change(mutant.plant->rooms[i]); }});
    return all;
}

template <class T>
Mutations eachBound(const ValidationInput &input, QVector<T> BatchBinding::*list,
    const QString &word, const std::function<QString(const T &)> &name,
    const std::function<void(T &)> &change)
{
    Mutations all;
    if (!input.binding)
        return all;
    const QVector<T> &items = (*input.binding).*list;
    for (int i = 0; i < items.size(); ++i)
        all.append({word + u' ' + name(items.at(i)),
            [i, list, change](ValidationInput &mutant) { change(((*mutant.binding).*list)[i]); }});
    return all;
}

Mutations eachLot(const ValidationInput &input, const std::function<void(MaterialLot &)> &change)
{
    return eachBound<MaterialLot>(
        input, &BatchBinding::lots, u"lot"_s, [](const MaterialLot &lot) { return lot.id.value(); },
        change);
}

Mutations eachSet(const ValidationInput &input, const std::function<void(SingleUseSet &)> &change)
{
    return eachBound<SingleUseSet>(
        input, &BatchBinding::sets, u"set"_s, [](const SingleUseSet &set) { return set.serial; },
        change);
}

Mutations eachPerson(const ValidationInput &input, const std::function<void(CrewMember &)> &change)
{
    return eachBound<CrewMember>(
        input, &BatchBinding::crew, u"person"_s,
        [](const CrewMember &person) { return person.id.value(); }, change);
}

UtcTime longAgo()
{
    return utcFromMs(0);
}

bool isCritical(const Parameter &parameter)
{
    return parameter.critical;
}

Grade worse(Grade grade)
{
    return grade == Grade::Unclassified ? grade : Grade(int(grade) + 1);
}

} // namespace

const QVector<MutationFamily> &mutationFamilies()
{
    using In = const ValidationInput &;
    static const QVector<MutationFamily> all {
        {"drop control link", [](In in) { return dropLinks(in, LinkKind::Control); }},
        {"drop material link", [](In in) { return dropLinks(in, LinkKind::Material); }},
        {"drop sync link", [](In in) { return dropLinks(in, LinkKind::Sync); }},
        {"drop sample link", [](In in) { return dropLinks(in, LinkKind::Sample); }},
        {"drop waste link", [](In in) { return dropLinks(in, LinkKind::Waste); }},
        {"remove gate", removeGate},
        {"fail path back into product", failBackIntoProduct},
        {"remove criterion", [](In in) { return eachCriterion(in, true); }},
        {"criterion without method", [](In in) { return eachCriterion(in, false); }},
        {"remove container's Begin or End",
            [](In in) {
                Mutations found;
                for (const ElementId &id : in.recipe.procedure.elements()) {
                    const ElementKind kind = in.recipe.procedure.element(id)->kind;
                    if (kind != ElementKind::Begin && kind != ElementKind::End)
                        continue;
                    found.append({id.value(), [id](ValidationInput &mutant) {
                                      Procedure &procedure = mutant.recipe.procedure;
                                      const QVector<LinkId> links
                                          = procedure.incoming(id) + procedure.outgoing(id);
                                      for (const LinkId &link : links)
                                          (void)procedure.removeLink(link);
                                      (void)procedure.removeElement(id);
                                  }});
                }
                return found;
            }},
        {"swap grade",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return e.grade.has_value(); },
                    [](Element &e) { e.grade = worse(worse(*e.grade)); });
            }},
        {"open a closed step",
            [](In in) {
                return eachElement(
                    in,
                    [](const Element &e) {
                        return e.openness == Openness::Closed
                            || e.openness == Openness::FunctionallyClosed;
                    },
                    [](Element &e) {
                        e.openness = Openness::Open;
                        e.aseptic = true;
                    });
            }},
        {"luer instead of weld",
            [](In in) {
                return eachLink(
                    in, [](const Link &l) { return l.connection == Connection::Weld; },
                    [](Link &l) { l.connection = Connection::Luer; });
            }},
        {"wrong medium",
            [](In in) {
                return eachLink(
                    in, [](const Link &l) { return !l.medium.isEmpty(); },
                    [](Link &l) { l.medium = l.medium == "waste"_L1 ? u"medium"_s : u"waste"_s; });
            }},
        {"volume times twenty",
            [](In in) {
                return eachLink(
                    in, [](const Link &l) { return l.volume.has_value(); },
                    [](Link &l) { l.volume->value *= 20; });
            }},
        {"no hold limit",
            [](In in) {
                return eachLink(
                    in, [](const Link &l) { return l.holdLimit.has_value(); },
                    [](Link &l) { l.holdLimit.reset(); });
            }},
        {"hold limit of a minute",
            [](In in) {
                return eachLink(
                    in, [](const Link &l) { return l.holdLimit.has_value(); },
                    [](Link &l) { l.holdLimit = std::chrono::minutes(1); });
            }},
        {"no temperature band",
            [](In in) {
                return eachLink(
                    in, [](const Link &l) { return !l.temperatureBand.isEmpty(); },
                    [](Link &l) {
                        l.temperatureBand = {60, 80};
                    });
            }},
        {"exceed capability",
            [](In in) {
                return eachParameter(
                    in, [](const Parameter &p) { return p.value && !p.validated.isEmpty(); },
                    [](Parameter &p) {
                        const double high = p.validated.high.value_or(*p.value);
                        p.value = high + std::abs(high) + 1000;
                    });
            }},
        {"alert wider than action",
            [](In in) {
                return eachParameter(
                    in, [](const Parameter &p) { return p.alert.high && p.action.high; },
                    [](Parameter &p) { p.alert.high = *p.action.high + 1; });
            }},
        {"action wider than validated",
            [](In in) {
                return eachParameter(
                    in, [](const Parameter &p) { return p.validated.low && p.action.low; },
                    [](Parameter &p) { p.action.low = *p.validated.low - 1; });
            }},
        {"CPP without range",
            [](In in) {
                return eachParameter(in, isCritical, [](Parameter &p) {
                    p.validated = {};
                    p.action = {};
                    p.alert = {};
                });
            }},
        {"CPP without source",
            [](In in) {
                return eachParameter(
                    in, [](const Parameter &p) { return p.critical && !p.source.isEmpty(); },
                    [](Parameter &p) { p.source.clear(); });
            }},
        {"CPP without signal",
            [](In in) {
                return eachParameter(
                    in, [](const Parameter &p) { return p.critical && !p.signal.isEmpty(); },
                    [](Parameter &p) { p.signal.clear(); });
            }},
        {"no maximum open time",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return e.maxOpenTime.has_value(); },
                    [](Element &e) { e.maxOpenTime.reset(); });
            }},
        {"no maximum held time",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return e.maxHeldTime.has_value(); },
                    [](Element &e) { e.maxHeldTime.reset(); });
            }},
        {"takes thirty days",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return e.duration.longest.count() > 0; },
                    [](Element &e) { e.duration.longest = std::chrono::hours(720); });
            }},
        {"no second person",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return e.verification != VerificationKind::None; },
                    [](Element &e) { e.verification = VerificationKind::None; });
            }},
        {"no signatures",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return !e.signatures.isEmpty(); },
                    [](Element &e) { e.signatures.clear(); });
            }},
        {"no crew",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return !e.crew.isEmpty(); },
                    [](Element &e) { e.crew.clear(); });
            }},
        {"condition that never holds",
            [](In in) {
                return eachElement(
                    in,
                    [](const Element &e) {
                        return e.kind == ElementKind::Transition && !e.condition.isEmpty();
                    },
                    [](Element &e) { e.condition = u"r.nobodyReports > 1"_s; });
            }},
        {"loop without limit",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return e.kind == ElementKind::Loop; },
                    [](Element &e) { e.maxCount = 0; });
            }},
        {"unknown role",
            [](In in) {
                return eachElement(
                    in, [](const Element &e) { return !e.role.isEmpty(); },
                    [](Element &e) { e.role = RoleId(u"NOBODY"_s); });
            }},
        {"drop evidence", dropEvidence},
        {"drop bill of materials line", dropBomLine},
        {"drop formula value", dropFormula},
        {"unqualified unit",
            [](In in) { return eachUnit(in, [](PlantUnit &unit) { unit.qualified = false; }); }},
        {"unit without capabilities",
            [](In in) { return eachUnit(in, [](PlantUnit &unit) { unit.capabilities.clear(); }); }},
        {"small vessel",
            [](In in) {
                return eachUnit(in, [](PlantUnit &unit) {
                    if (unit.maxVolume)
                        unit.maxVolume = std::max(1.0, unit.minVolume.value_or(0));
                });
            }},
        {"calibration lapsed",
            [](In in) {
                return eachUnit(in, [](PlantUnit &unit) { unit.calibrationDue = longAgo(); });
            }},
        {"room loses two grades",
            [](In in) {
                return eachRoom(in, [](Room &room) {
                    room.grade = worse(worse(room.grade));
                    room.background = worse(worse(room.background));
                    room.isolator = false;
                });
            }},
        {"lot expired",
            [](In in) { return eachLot(in, [](MaterialLot &lot) { lot.expiry = longAgo(); }); }},
        {"lot rejected",
            [](In in) {
                return eachLot(in, [](MaterialLot &lot) { lot.status = LotStatus::Rejected; });
            }},
        {"lot in quarantine",
            [](In in) {
                return eachLot(in, [](MaterialLot &lot) { lot.status = LotStatus::Quarantine; });
            }},
        {"lot too small",
            [](In in) {
                return eachLot(in, [](MaterialLot &lot) { lot.quantity.value /= 1000; });
            }},
        {"single-use set used before",
            [](In in) {
                return eachSet(in, [](SingleUseSet &set) { set.usedBy = {BatchId(u"B-OTHER"_s)}; });
            }},
        {"single-use set expired",
            [](In in) { return eachSet(in, [](SingleUseSet &set) { set.expiry = longAgo(); }); }},
        {"training lapsed",
            [](In in) {
                return eachPerson(in, [](CrewMember &person) {
                    for (UtcTime &until : person.qualifications)
                        until = longAgo();
                });
            }},
        {"unbound unit",
            [](In in) {
                Mutations found;
                if (!in.binding)
                    return found;
                for (auto each = in.binding->units.cbegin(); each != in.binding->units.cend();
                     ++each)
                    found.append({u"role "_s + each.key().value(),
                        [role = each.key()](ValidationInput &mutant) {
                            mutant.binding->units.insert(role, UnitId(u"NO-SUCH-UNIT"_s));
                        }});
                return found;
            }},
        {"unit booked by another batch",
            [](In in) {
                Mutations found;
                if (!in.binding || !in.binding->start)
                    return found;
                for (auto each = in.binding->units.cbegin(); each != in.binding->units.cend();
                     ++each)
                    found.append(
                        {u"unit "_s + each->value(), [unit = *each](ValidationInput &mutant) {
                             Booking booking;
                             booking.batch = BatchId(u"B-OTHER"_s);
                             booking.product = mutant.binding->product;
                             booking.unit = unit;
                             if (const PlantUnit *known = mutant.plant->unit(unit))
                                 booking.room = known->room;
                             booking.from = *mutant.binding->start;
                             booking.to = booking.from + std::chrono::hours(24 * 40);
                             mutant.binding->bookings.append(booking);
                         }});
                return found;
            }},
    };
    return all;
}

} // namespace cytoloom::test
