// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/registerprobe.h"
#include "widgets/common/page.h"

#include <QtCore/QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;

namespace cytoloom {

class RegisterModel;

/// Any registers of a device, live, in four word orders side by side: for whoever writes a profile
/// or doubts one. Asks by a signal, shows what is handed in. GUI thread.
class RegisterPanel final : public Page
{
    Q_OBJECT

public:
    explicit RegisterPanel(const Theme &theme, QWidget *parent = nullptr);

    void setDevice(const DeviceId &device);

public Q_SLOTS:
    void showRegisters(const cytoloom::RegisterSnapshot &snapshot);

Q_SIGNALS:
    void probeRequested(const cytoloom::RegisterProbe &probe);

protected:
    void retranslate() override;
    void restyle() override;
    void hideEvent(QHideEvent *event) override;

private:
    class FitDelegate;
    void ask();
    void showState();

    DeviceId m_device;
    RegisterSnapshot m_snapshot;
    bool m_isWaiting = false;
    RegisterModel *m_model;
    QComboBox *m_table;
    QLabel *m_addressLabel;
    QSpinBox *m_address;
    QLabel *m_countLabel;
    QSpinBox *m_count;
    QPushButton *m_read;
    QCheckBox *m_live;
    QComboBox *m_wide;
    QLabel *m_expectLabel;
    QLineEdit *m_expect;
    QLabel *m_state;
    QTableView *m_view;
    QTimer m_timer;
};

} // namespace cytoloom
