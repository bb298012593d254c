// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/validation/mutationplaces.h"

namespace cytoloom::test {

using namespace Qt::StringLiterals;

namespace {

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
