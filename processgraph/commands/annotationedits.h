// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipeedit.h"

namespace cytoloom {

/// Comments and groups of the drawing, within an edit. Ids that do not exist are passed over.
namespace AnnotationEdits {

/// Adds \p annotation under a free id, which is returned.
QString add(RecipeEdit &edit, Annotation annotation);
void replace(RecipeEdit &edit, const Annotation &annotation);
void remove(RecipeEdit &edit, const QStringList &ids);
/// After steps were removed or went to another container: groups keep only members that lie in
/// their container and go when none is left; what stood in a container that is gone goes, too.
void prune(RecipeEdit &edit);

} // namespace AnnotationEdits
} // namespace cytoloom
