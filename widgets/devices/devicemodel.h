// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>

namespace cytoloom {

/// The devices of a plant with how they are doing. Every device of the plant has a row, heard of or
/// not. GUI thread.
class DeviceModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Device, State, Connection, Requests, Failures, RoundTrip, Reason, ColumnCount };
    static constexpr int StateRole = Qt::UserRole; ///< ConnectionState
    static constexpr int IdRole = Qt::UserRole + 1; ///< QString
    static constexpr int RemedyRole = Qt::UserRole + 2;

    using QAbstractTableModel::QAbstractTableModel;

    void setPlant(const Plant &plant);
    void setStatus(const QVector<DeviceStatus> &changes);
    void setLanguage(Language language);
    [[nodiscard]] int connected() const;
    [[nodiscard]] int rowOf(const DeviceId &device) const; ///< -1: unknown

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<DeviceBinding> m_devices;
    QHash<DeviceId, DeviceStatus> m_status;
    Language m_language = Language::En;
};

} // namespace cytoloom
