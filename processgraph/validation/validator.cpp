// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/validator.h"

#include "processgraph/validation/incrementalvalidator.h"

namespace cytoloom {

QVector<Finding> validate(const ValidationInput &input, const Catalog &catalog)
{
    return *IncrementalValidator(catalog).update(input);
}

} // namespace cytoloom
