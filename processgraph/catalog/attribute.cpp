// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/attribute.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

template <class T> const T *Attributes::get(const QString &id) const
{
    if ((m_marks & markOf(id)) == 0)
        return nullptr;
    const auto found = m_values.constFind(id);
    return found == m_values.cend() ? nullptr : std::get_if<T>(&*found);
}

void Attributes::remove(const QString &id)
{
    m_values.remove(id);
    m_marks = 0;
    for (auto each = m_values.keyBegin(); each != m_values.keyEnd(); ++each)
        m_marks |= markOf(*each);
}

bool Attributes::flag(const QString &id) const
{
    const bool *value = get<bool>(id);
    return value && *value;
}

QString Attributes::text(const QString &id) const
{
    const QString *value = get<QString>(id);
    return value ? *value : QString();
}

QStringList Attributes::texts(const QString &id) const
{
    const QStringList *value = get<QStringList>(id);
    return value ? *value : QStringList();
}

std::optional<double> Attributes::number(const QString &id, const Unit &unit) const
{
    const Quantity *value = get<Quantity>(id);
    if (!value)
        return std::nullopt;
    const Result<Quantity> converted = value->in(unit);
    Q_ASSERT(converted);
    return converted ? std::optional(converted->value) : std::nullopt;
}

std::optional<Quantity> Attributes::quantity(const QString &id) const
{
    const Quantity *value = get<Quantity>(id);
    return value ? std::optional(*value) : std::nullopt;
}

std::optional<Duration> Attributes::duration(const QString &id) const
{
    static const Unit second = Unit::parse(u"s"_s).value();
    // Longer than any process, and short enough that times still add up in 64 bits.
    constexpr double longest = 1e12; // s
    const std::optional<double> seconds = number(id, second);
    if (!seconds)
        return std::nullopt;
    return Duration(std::llround(std::clamp(*seconds, -longest, longest) * 1000));
}

Range Attributes::range(const QString &id) const
{
    const Range *value = get<Range>(id);
    return value ? *value : Range();
}

std::optional<UtcTime> Attributes::time(const QString &id) const
{
    const UtcTime *value = get<UtcTime>(id);
    return value ? std::optional(*value) : std::nullopt;
}

} // namespace cytoloom
