// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/model/element.h"

namespace cytoloom {

const Parameter *Element::parameter(const ParameterId &wanted) const
{
    for (const Parameter &each : parameters)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

const Port *Element::port(const PortId &wanted) const
{
    for (const Port &each : ports)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

} // namespace cytoloom
