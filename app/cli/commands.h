// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

namespace cytoloom {

/// The commands of cytoloom-cli. Each takes its arguments (its own name first), prints, and returns
/// the exit code. A QCoreApplication exists; main thread.
int validateCommand(const QStringList &arguments);
int compileCommand(const QStringList &arguments);
int envelopeCommand(const QStringList &arguments);
int runCommand(const QStringList &arguments);
int resumeCommand(const QStringList &arguments);
int reportCommand(const QStringList &arguments);
int verifyCommand(const QStringList &arguments);
int plantCommand(const QStringList &arguments);
int drillCommand(const QStringList &arguments);
int deviceCommand(const QStringList &arguments);
int historyCommand(const QStringList &arguments);
int keyCommand(const QStringList &arguments);
int importCommand(const QStringList &arguments);
int exportCommand(const QStringList &arguments);

} // namespace cytoloom
