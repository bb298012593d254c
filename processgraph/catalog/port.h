// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/attribute.h"
#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"

namespace cytoloom {

enum class PortDirection { In, Out };
/// What a port is for; sample and waste leave the product path.
enum class PortPurpose { Product, Material, Sample, Waste };

/// An opening of a step through which material moves.
struct Port
{
    PortId id; ///< unique within its element
    LocalizedText name;
    PortDirection direction = PortDirection::In;
    PortPurpose purpose = PortPurpose::Product;
    QString medium; ///< material class of the catalogue
    std::optional<Quantity> volume; ///< nominal volume through the port in one execution
    QString bomLine; ///< for Material ports: the BOM line that feeds it; empty where a link does
    Attributes attributes {};

    friend bool operator==(const Port &, const Port &) = default;
};

} // namespace cytoloom
