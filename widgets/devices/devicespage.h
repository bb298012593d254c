// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/plant.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"

#include <QtCore/QHash>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace cytoloom {

class DeviceModel;
class ElidedLabel;
class TagModel;

/// Devices and their connections above, the live values of the chosen one below, with reason and
/// remedy of its trouble. GUI thread; nothing here touches a port.
class DevicesPage final : public Page
{
    Q_OBJECT

public:
    explicit DevicesPage(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] DeviceId currentDevice() const { return m_current; }

public Q_SLOTS:
    void setPlant(const cytoloom::Plant &plant);
    void deviceChanged(const cytoloom::DeviceStatus &status);
    void addSamples(const QVector<cytoloom::TagSample> &samples);
    void setTime(cytoloom::UtcTime now); ///< process time: what the age of a value counts from
    void chooseDevice(const cytoloom::DeviceId &device);

Q_SIGNALS:
    void trendRequested(const cytoloom::TagId &tag); ///< double click on a signal

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    class StateDelegate;
    class QualityDelegate;
    void refresh();
    void showSummary();
    void showCurrent();

    Plant m_plant;
    DeviceId m_current;
    QHash<DeviceId, DeviceStatus> m_pending;
    QHash<TagId, TagValue> m_values;
    UtcTime m_now {};
    DeviceModel *m_devices;
    QSortFilterProxyModel *m_deviceFilter;
    TagModel *m_tags;
    QSortFilterProxyModel *m_tagFilter;
    QLabel *m_title;
    QLabel *m_summary;
    QLineEdit *m_search;
    QTableView *m_deviceView;
    QLabel *m_deviceTitle;
    QWidget *m_trouble;
    QLabel *m_troubleIcon;
    QLabel *m_troubleText;
    QLineEdit *m_tagSearch;
    QTableView *m_tagView;
    Coalescer m_update;
};

} // namespace cytoloom
