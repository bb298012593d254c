// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QtCore/QDir>

// Outside any namespace: Q_INIT_RESOURCE declares a global function.
static void initData()
{
    Q_INIT_RESOURCE(data);
}

namespace cytoloom {

void initResources()
{
    initData();
}

} // namespace cytoloom
