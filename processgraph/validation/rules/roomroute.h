// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/plant.h"

namespace cytoloom::rules {

/// A way for material from one room to another, along the passages of the plant. Between rooms of
/// different grade it needs airlocks or pass-boxes with a pressure difference towards the cleaner
/// room; a room that contains (attribute "pressure": negative) is entered the other way round.
class RoomRoute
{
public:
    /// \p least in Pa.
    RoomRoute(const Plant &plant, const RoomId &from, const RoomId &to, double least);

    [[nodiscard]] bool isGood() const { return m_good; }
    /// There is a way through airlocks and pass-boxes, though with too little pressure.
    [[nodiscard]] bool isLocked() const { return m_locked; }
    /// The passage at which the pressure falls short, and what it is there; nullopt: not stated.
    [[nodiscard]] const QString &weak() const { return m_weak; }
    [[nodiscard]] std::optional<double> found() const { return m_found; }

private:
    bool m_good = false;
    bool m_locked = false;
    QString m_weak;
    std::optional<double> m_found;
};

} // namespace cytoloom::rules
