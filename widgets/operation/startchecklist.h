// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/controlrecipe.h"
#include "processgraph/foundation/message.h"
#include "widgets/operation/checkrow.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMetaType>
#include <QtCore/QVector>

namespace cytoloom {

/// One thing that must be settled before a batch starts. A value; the app makes it of plant,
/// binding and records.
struct ChecklistItem
{
    /// In the order of the page.
    enum class Group {
        Recipe,
        Equipment,
        Cleaning,
        Calibration,
        Clearance,
        Kit,
        Identity,
        Operator
    };
    QString id; ///< unique; comes back in requests, "calibration.BR-02"
    Group group = Group::Recipe;
    QString subject; ///< what it is about: "BR-02", "LOT-4411", "operator-03"
    CheckState state = CheckState::Open;
    Message detail; ///< what is known or missing, in words of the catalogue
    QString proof; ///< label of the proof, "CAL-2026-118"; empty: there is none to show
    bool exceptionAllowed = false; ///< may be passed over by a signature with a reason
    QString exceptionRole; ///< who may: "qa"
    friend bool operator==(const ChecklistItem &, const ChecklistItem &) = default;
};

/// A signed exception to one item.
struct ChecklistException
{
    QString item;
    QString reason;
    PersonId person;
    friend bool operator==(const ChecklistException &, const ChecklistException &) = default;
};

/// What goes with the order to start.
struct ChecklistResult
{
    BatchId batch;
    QString recordScan; ///< identity as scanned from the batch record,
    QString materialScan; ///< and from the material
    QVector<ChecklistException> exceptions;
    PersonId person; ///< who starts
    friend bool operator==(const ChecklistResult &, const ChecklistResult &) = default;
};

/// Pure functions of the checklist. Any thread but for words (translator).
class StartChecklist
{
    Q_DECLARE_TR_FUNCTIONS(StartChecklist)

public:
    [[nodiscard]] static QString groupName(ChecklistItem::Group group);
    /// The worst of \p items: Failed, Open, Excepted, Passed. Open without any: nobody has looked.
    [[nodiscard]] static CheckState worst(const QVector<ChecklistItem> &items);
    /// Of two scans against the coded identity of the batch: Open until both are there.
    [[nodiscard]] static CheckState identity(
        const QString &expected, const QString &record, const QString &material);
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::ChecklistItem)
Q_DECLARE_METATYPE(cytoloom::ChecklistResult)
