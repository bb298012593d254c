// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/phaseclass.h"
#include "processgraph/catalog/unitoperationtype.h"

namespace cytoloom {

struct MaterialClass
{
    QString id; ///< "cell-suspension", "medium", "lentiviral-vector", "cryoprotectant", "waste"
    LocalizedText name;
    bool cells = false;
    bool hazardous = false; ///< live vector or infectious
    friend bool operator==(const MaterialClass &, const MaterialClass &) = default;
};

struct EquipmentClass
{
    QString id; ///< "bioreactor", "cell-processor"
    LocalizedText name;
    QString icon;
    friend bool operator==(const EquipmentClass &, const EquipmentClass &) = default;
};

/// The vocabulary of the field. Read once, then immutable; any thread.
class Catalog
{
public:
    /// Reads resources/catalog/*.json; any "json.…" or "catalog.…" (dangling reference, id twice,
    /// an expression that does not parse).
    static Result<Catalog> read(const QString &folder);
    /// What ships with the program (":/cytoloom/catalog"). Asserts that it is sound: tested.
    static const Catalog &shipped();

    [[nodiscard]] const PhaseClass *phaseClass(const QString &id) const;
    [[nodiscard]] const UnitOperationType *unitOperation(const QString &id) const;
    [[nodiscard]] const MaterialClass *material(const QString &id) const;
    [[nodiscard]] const EquipmentClass *equipmentClass(const QString &id) const;
    [[nodiscard]] const QVector<PhaseClass> &phaseClasses() const { return m_phases; }
    [[nodiscard]] const QVector<UnitOperationType> &unitOperations() const { return m_operations; }
    [[nodiscard]] const QVector<MaterialClass> &materials() const { return m_materials; }
    [[nodiscard]] const QVector<EquipmentClass> &equipmentClasses() const { return m_equipment; }

private:
    QVector<PhaseClass> m_phases;
    QVector<UnitOperationType> m_operations;
    QVector<MaterialClass> m_materials;
    QVector<EquipmentClass> m_equipment;
};

} // namespace cytoloom
