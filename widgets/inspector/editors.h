// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QStringList>

#include <functional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace cytoloom {

class DurationEdit;
class QuantityEdit;
struct InspectorContext;

/// The small editors of the inspector's forms. Each calls its function once per finished edit, and
/// only with what differs from \p current. \p name is the object name: unique in the inspector,
/// for it brings the focus back after an edit.
namespace Editors {

/// Choices are {word, value}; the value goes to \p taken.
QComboBox *choice(const QString &name, const QVector<std::pair<QString, int>> &choices, int current,
    bool editable, const std::function<void(int)> &taken);
/// Choices are {word, id}. A \p current that is none of them is shown as it stands; with \p free
/// another one can be typed.
QComboBox *pick(const QString &name, const QVector<std::pair<QString, QString>> &choices,
    const QString &current, bool free, bool editable,
    const std::function<void(const QString &)> &taken);
/// A text that may not be empty when \p required; refused texts go back to what they were.
QLineEdit *text(const QString &name, const QString &current, bool editable, bool required,
    const std::function<void(const QString &)> &taken);
/// A text of several lines; taken when the field is left or Ctrl+Enter is pressed.
QPlainTextEdit *paragraph(const QString &name, const QString &current, bool editable,
    const std::function<void(const QString &)> &taken);
/// A name that expressions can read: a letter, then letters, digits, "_", and single "." or "-"
/// inside when \p dotted.
QLineEdit *identifier(const InspectorContext &context, const QString &name, const QString &current,
    bool dotted, const std::function<void(const QString &)> &taken);
/// A whole number from \p low to \p high.
QLineEdit *whole(const InspectorContext &context, const QString &name, int current, int low,
    int high, const std::function<void(int)> &taken);
QCheckBox *flag(const QString &name, const QString &word, bool current, bool editable,
    const std::function<void(bool)> &taken);
/// Zero is empty.
DurationEdit *duration(const QString &name, Duration current, bool editable,
    const std::function<void(Duration)> &taken);
/// A number in \p unit; \p optional fields may be emptied.
QuantityEdit *number(const InspectorContext &context, const QString &name, const Unit &unit,
    std::optional<double> current, const Range &limits, bool optional,
    const std::function<void(std::optional<double>)> &taken);
/// A quantity that stays in the unit in which it was entered: "14 d" is 14 d where hours are the
/// rule. A plain number is in the unit that stands there, in \p standard where nothing stands.
QuantityEdit *quantity(const InspectorContext &context, const QString &name,
    const std::optional<Quantity> &current, const Unit &standard, const Range &limits,
    const std::function<void(const std::optional<Quantity> &)> &taken);
/// A symbol that UDUNITS or the field knows; empty is dimensionless.
QLineEdit *unit(const InspectorContext &context, const QString &name, const Unit &current,
    const std::function<void(const Unit &)> &taken);

} // namespace Editors
} // namespace cytoloom
