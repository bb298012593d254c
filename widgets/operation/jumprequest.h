// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"

#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace cytoloom {

/// What two people order for a Held batch: to go on at another step, or as if a condition held.
struct JumpRequest
{
    BatchId batch;
    ElementId from; ///< the step that is Held; empty: none is named
    ElementId to; ///< a step, or the transition that is forced
    bool forcesTransition = false;
    QString reason;
    PersonId doneBy;
    PersonId checkedBy; ///< somebody else
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::JumpRequest)
