// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

namespace cytoloom::fuzz {

QVector<Target> allTargets()
{
    return fileTargets() + wireTargets() + lineTargets() + recordTargets();
}

} // namespace cytoloom::fuzz
