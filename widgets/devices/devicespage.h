// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/deviceexchange.h"
#include "processgraph/plant/equipmentgateway.h"
#include "processgraph/plant/plant.h"
#include "processgraph/plant/registerprobe.h"
#include "processgraph/plant/tagtrouble.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"

#include <QtCore/QHash>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTabWidget;
class QTableView;

namespace cytoloom {

class DeviceModel;
class ElidedLabel;
class ExchangePanel;
class RegisterPanel;
class TagModel;
class TestWritePanel;

/// Devices and their connections above; below, for the chosen one, the workbench: live values,
/// registers in all word orders, communication log, test write, with reason and remedy of its
/// trouble. GUI thread; nothing here touches a port: what is wanted goes out as a request.
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
    /// Why a value is not Good: shown with it.
    void setTrouble(const cytoloom::TagTrouble &trouble);
    void showRegisters(const cytoloom::RegisterSnapshot &snapshot);
    void showCommunication(const QVector<cytoloom::DeviceExchange> &log);
    void showWriteOutcome(const cytoloom::WriteOutcome &outcome);
    /// Batch number by unit: nobody tries a write where a batch is at work.
    void setBatchesAtWork(const QHash<cytoloom::UnitId, QString> &batches);
    /// From a bad point anywhere in the program: its device, its exchanges.
    void explainPoint(const cytoloom::TagId &tag, cytoloom::UtcTime time);

Q_SIGNALS:
    void trendRequested(const cytoloom::TagId &tag); ///< double click on a signal
    void probeRequested(const cytoloom::RegisterProbe &probe);
    void communicationRequested(const cytoloom::ExchangeFilter &filter);
    void writeRequested(const cytoloom::TagId &tag, double value); ///< confirmed by the person
    void exportRequested(const QString &suggestedName, const QByteArray &content);

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
    QTabWidget *m_tabs;
    QLineEdit *m_tagSearch;
    QTableView *m_tagView;
    RegisterPanel *m_registers;
    ExchangePanel *m_exchanges;
    TestWritePanel *m_testWrite;
    Coalescer m_update;
};

} // namespace cytoloom
