// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/cleanroom.h"
#include "processgraph/catalog/durationrange.h"
#include "processgraph/catalog/port.h"
#include "processgraph/foundation/language.h"

#include <QtCore/QVector>

namespace cytoloom {

/// A unit operation of the field as the palette offers it: a template of a unit procedure or
/// operation with its usual ports and phases. Loaded from resources/catalog; immutable.
struct UnitOperationType
{
    QString id; ///< "expand"
    LocalizedText name;
    LocalizedText description;
    QString category;
    QString icon;
    QString equipmentClass; ///< class of the unit that it needs; empty: manual
    Openness openness = Openness::Closed;
    Grade grade = Grade::C;
    DurationRange duration;
    QVector<Port> ports;
    QStringList phases; ///< phase classes that it usually runs, in order
    friend bool operator==(const UnitOperationType &, const UnitOperationType &) = default;
};

} // namespace cytoloom
