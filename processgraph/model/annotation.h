// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/model/element.h"

namespace cytoloom {

/// What stands in the drawing and means nothing to the process: a comment, or a frame around steps
/// of one container that are moved and folded together.
struct Annotation
{
    enum class Kind { Comment, Group };

    QString id; ///< unique among the annotations of the recipe
    Kind kind = Kind::Comment;
    ElementId container; ///< whose drawing it stands in; empty: the procedure's
    Position position; ///< top left
    double width = 0; ///< scene units; a group's frame follows its members
    double height = 0;
    LocalizedText text;
    QVector<ElementId> members; ///< Group: steps of the container
    bool collapsed = false; ///< Group: shown as one card
    friend bool operator==(const Annotation &, const Annotation &) = default;
};

} // namespace cytoloom
