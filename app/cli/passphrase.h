// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"

namespace cytoloom {

/// Adds --passphrase-file.
void addPassphraseOption(QCommandLineParser &parser);
/// From the file, or asked on the terminal without echo. Fails with "identity.noPassphrase" or
/// "file.cannotRead". Never from the command line: other people see it there.
Result<QString> readPassphrase(const Console &console, const QString &person);

} // namespace cytoloom
