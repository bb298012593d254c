// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

#include <compare>
#include <utility>

namespace cytoloom {

/// A name that cannot be mistaken for a name of another kind: an ElementId is no UnitId.
/// An empty id means "none". Comparison is by code point.
template <class Tag> class Id
{
public:
    Id() = default;
    explicit Id(QString value)
        : m_value(std::move(value))
    { }

    [[nodiscard]] const QString &value() const { return m_value; }
    [[nodiscard]] bool isEmpty() const { return m_value.isEmpty(); }

    friend bool operator==(const Id &a, const Id &b) { return a.m_value == b.m_value; }
    friend std::strong_ordering operator<=>(const Id &a, const Id &b)
    {
        const int order = a.m_value.compare(b.m_value);
        return order < 0 ? std::strong_ordering::less
            : order > 0  ? std::strong_ordering::greater
                         : std::strong_ordering::equal;
    }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_value, seed); }

private:
    QString m_value;
};

using ElementId = Id<struct ElementIdTag>; ///< a step of a recipe
using LinkId = Id<struct LinkIdTag>; ///< a link of a recipe
using PortId = Id<struct PortIdTag>; ///< a material port, unique within its element
using ParameterId = Id<struct ParameterIdTag>; ///< a parameter, unique within its element
using RoleId = Id<struct RoleIdTag>; ///< a unit role of a recipe ("BIOREACTOR")
using RecipeId = Id<struct RecipeIdTag>;
using UnitId = Id<struct UnitIdTag>; ///< a unit of the plant ("BR-02")
using RoomId = Id<struct RoomIdTag>;
using DeviceId = Id<struct DeviceIdTag>;
using TagId = Id<struct TagIdTag>; ///< "<unit>.<signal>", e.g. "BR-02.temperature.pv"
using BatchId = Id<struct BatchIdTag>; ///< the batch number
using PersonId = Id<struct PersonIdTag>;
using LotId = Id<struct LotIdTag>;

} // namespace cytoloom
