// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/rules/roomroute.h"

#include <QtCore/QHash>

#include <algorithm>

namespace cytoloom::rules {

using namespace Qt::StringLiterals;

namespace {

bool isLock(const Passage &passage)
{
    return passage.kind == Passage::Kind::Airlock || passage.kind == Passage::Kind::PassBox;
}

// Where a passage says what it carries, product does not go by the way of people or waste.
bool takesMatter(const Passage &passage)
{
    const QStringList carries = passage.attributes.texts(u"carries"_s);
    return carries.isEmpty() || carries.contains(u"materialIn"_s)
        || carries.contains(u"productOut"_s);
}

struct Ends
{
    const Room *from = nullptr;
    const Room *to = nullptr;
    [[nodiscard]] bool sameGrade() const { return from && to && from->grade == to->grade; }
};

// Pressure of the room that must be higher above the other; nullopt: not stated.
std::optional<double> pressure(const Passage &passage, const Ends &ends)
{
    if (!passage.pressureDifference || !ends.from || !ends.to)
        return std::nullopt;
    const auto contains
        = [](const Room &room) { return room.attributes.text(u"pressure"_s) == u"negative"_s; };
    const bool fromIsHigher = contains(*ends.from) != contains(*ends.to)
        ? contains(*ends.to)
        : int(ends.from->grade) < int(ends.to->grade);
    return fromIsHigher ? *passage.pressureDifference : -*passage.pressureDifference;
}

// Passages of a shortest way of those that \p usable lets through; empty: none.
template <class Usable>
QVector<const Passage *> way(
    const Plant &plant, const RoomId &from, const RoomId &to, Usable usable)
{
    QHash<RoomId, QVector<const Passage *>> at;
    for (const Passage &passage : plant.passages) {
        if (!takesMatter(passage) || !usable(passage))
            continue;
        at[passage.from].append(&passage);
        at[passage.to].append(&passage);
    }
    QHash<RoomId, const Passage *> cause {{from, nullptr}};
    QVector<RoomId> todo {from};
    for (int head = 0; head < todo.size() && !cause.contains(to); ++head) {
        const RoomId here = todo[head];
        for (const Passage *passage : at.value(here)) {
            const RoomId next = passage->from == here ? passage->to : passage->from;
            if (cause.contains(next))
                continue;
            cause.insert(next, passage);
            todo.append(next);
        }
    }
    QVector<const Passage *> result;
    for (RoomId room = to; const Passage *passage = cause.value(room);) {
        result.prepend(passage);
        room = passage->from == room ? passage->to : passage->from;
    }
    return result;
}

} // namespace

RoomRoute::RoomRoute(const Plant &plant, const RoomId &from, const RoomId &to, double least)
{
    const auto endsOf = [&plant](const Passage &passage) {
        return Ends {plant.room(passage.from), plant.room(passage.to)};
    };
    const auto locked
        = [&](const Passage &passage) { return endsOf(passage).sameGrade() || isLock(passage); };
    const auto good = [&](const Passage &passage) {
        const Ends ends = endsOf(passage);
        return ends.sameGrade()
            || (isLock(passage) && pressure(passage, ends).value_or(0) >= least);
    };
    m_good = !way(plant, from, to, good).isEmpty();
    if (m_good)
        return;
    for (const Passage *passage : way(plant, from, to, locked)) {
        m_locked = true;
        if (good(*passage))
            continue;
        m_weak = passage->id;
        m_found = pressure(*passage, endsOf(*passage));
        return;
    }
}

} // namespace cytoloom::rules
