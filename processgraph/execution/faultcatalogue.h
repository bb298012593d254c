// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>
#include <QtCore/QVector>

namespace cytoloom {

/// What a person may do about a step that an error has put into Hold.
enum class FaultOption : quint8 {
    Retry, ///< the action that failed begins anew (RESTART)
    Skip, ///< it is left out, the step goes on behind it; a deviation
    ByHand, ///< a person does it and states the result; a deviation
    Hold, ///< stay
    Abort
};
[[nodiscard]] QString toText(FaultOption option); ///< the word of files and journal: "byHand"
[[nodiscard]] std::optional<FaultOption> faultOptionFromText(const QString &text);

/// One of the exception levels 1 to 5 (reference rules 3.2): prompt, automatic correction, Hold,
/// Stop, Abort. The times are defaults that a site sets.
struct ExceptionLevel
{
    int level = 3;
    LocalizedText name;
    LocalizedText trigger;
    QString command; ///< state command that belongs to it: "Hold", "Stop", "Abort", "none"
    QString deviation; ///< record: class of the deviation, "none"
    QStringList roles; ///< who decides
    Duration respond {0}; ///< longest time until somebody decides
    friend bool operator==(const ExceptionLevel &, const ExceptionLevel &) = default;
};

/// What stands behind one error code.
struct FaultEntry
{
    QString code;
    int level = 3;
    LocalizedText cause;
    LocalizedText effect; ///< on the product
    QVector<FaultOption> options; ///< safest first; Hold and Abort are always among them
    bool goOn = false; ///< waiting harms the cells more than going on
    friend bool operator==(const FaultEntry &, const FaultEntry &) = default;
};

/// What is behind an order that a device did not take.
struct DeviceFault
{
    LocalizedText cause;
    LocalizedText aid; ///< what to look at first
    friend bool operator==(const DeviceFault &, const DeviceFault &) = default;
};

/// The recoverable errors as data (resources/faults/*.json, schema cytoloom.faultcatalogue/1). Read
/// once, then immutable; any thread.
class FaultCatalogue
{
public:
    /// All files of \p folder together. "file.cannotRead", "json.…", "schema.…",
    /// "faults.unknownLevel" (args: level), "faults.duplicateCode", "faults.badOptions" (code),
    /// each with its place.
    static Result<FaultCatalogue> read(const QString &folder);
    /// What ships with the program (":/cytoloom/faults"). Asserts that it is sound: tested.
    static const FaultCatalogue &shipped();

    /// Null for a code that it does not have.
    [[nodiscard]] const FaultEntry *entry(const QString &code) const;
    [[nodiscard]] const DeviceFault *device(const QString &code) const;
    [[nodiscard]] const ExceptionLevel &level(int level) const; ///< 1 … 5
    [[nodiscard]] QStringList codes() const { return m_entries.keys(); }

private:
    QHash<QString, FaultEntry> m_entries;
    QHash<QString, DeviceFault> m_devices;
    QVector<ExceptionLevel> m_levels; ///< by level - 1
};

} // namespace cytoloom
