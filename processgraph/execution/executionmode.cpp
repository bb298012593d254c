// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/execution/executionmode.h"

namespace cytoloom {

using namespace Qt::StringLiterals;

QString toText(ExecutionMode mode)
{
    switch (mode) {
    case ExecutionMode::Automatic:
        return u"Automatic"_s;
    case ExecutionMode::SemiAutomatic:
        return u"SemiAutomatic"_s;
    case ExecutionMode::Manual:
        return u"Manual"_s;
    }
    Q_UNREACHABLE();
}

std::optional<ExecutionMode> modeFromText(const QString &text)
{
    for (const ExecutionMode mode :
        {ExecutionMode::Automatic, ExecutionMode::SemiAutomatic, ExecutionMode::Manual}) {
        if (toText(mode) == text)
            return mode;
    }
    return std::nullopt;
}

} // namespace cytoloom
