// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/quantity.h"

#include <QtCore/QStringList>

#include <functional>

class QComboBox;
class QLineEdit;

namespace cytoloom {

/// The small editors of the inspector's forms. Each calls its function once per finished edit.
namespace Editors {

/// Choices are {word, value}; the value goes to \p taken.
QComboBox *choice(const QString &name, const QVector<std::pair<QString, int>> &choices, int current,
    bool editable, const std::function<void(int)> &taken);
/// A text that may not be empty when \p required; refused texts go back to what they were.
QLineEdit *text(const QString &name, const QString &current, bool editable, bool required,
    const std::function<void(const QString &)> &taken);

} // namespace Editors
} // namespace cytoloom
