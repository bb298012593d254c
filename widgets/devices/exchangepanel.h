// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/deviceexchange.h"
#include "widgets/common/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace cytoloom {

class ExchangeModel;

/// The communication log of a device: what was asked, what came, and the bytes. Asks for the log by
/// a signal, shows what is handed in, hands out what is to be saved. GUI thread.
class ExchangePanel final : public Page
{
    Q_OBJECT

public:
    explicit ExchangePanel(const Theme &theme, QWidget *parent = nullptr);

    void setDevice(const DeviceId &device);
    /// Only what explains this point: the exchanges around it.
    void showAround(const TagId &tag, UtcTime time);

public Q_SLOTS:
    /// In order of time; of all devices or of the one that was asked for.
    void showLog(const QVector<cytoloom::DeviceExchange> &log);

Q_SIGNALS:
    void logRequested(const cytoloom::ExchangeFilter &filter);
    /// \p suggestedName ends in .csv or .txt.
    void exportRequested(const QString &suggestedName, const QByteArray &content);

protected:
    void retranslate() override;
    void restyle() override;
    void showEvent(QShowEvent *event) override;

private:
    class OutcomeDelegate;
    void ask();
    void refill();
    void showBytes();

    DeviceId m_device;
    TagId m_tag; ///< with m_time: only what explains that point
    UtcTime m_time {};
    QVector<DeviceExchange> m_log;
    ExchangeModel *m_model;
    QComboBox *m_outcome;
    QCheckBox *m_allDevices;
    QPushButton *m_refresh;
    QPushButton *m_table;
    QPushButton *m_text;
    QLabel *m_state;
    QPushButton *m_whole;
    QTableView *m_view;
    QPlainTextEdit *m_bytes;
};

} // namespace cytoloom
