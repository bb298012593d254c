// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alarms/alarmmodel.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"

#include <QtCore/QTimer>

class QLabel;
class QPushButton;
class QTableView;

namespace cytoloom {

/// The list of alarms with ISA-18.2 looks: shape, number and colour; symbols flash only while their
/// alarm is unacknowledged. Acknowledging asks for a comment.
class AlarmPanel final : public Page
{
    Q_OBJECT

public:
    explicit AlarmPanel(const Theme &theme, QWidget *parent = nullptr);
    ~AlarmPanel() override;
    [[nodiscard]] AlarmModel *model() const { return m_model; }

public Q_SLOTS:
    void setAlarms(const QVector<cytoloom::Alarm> &alarms);

Q_SIGNALS:
    void acknowledge(const QString &alarm, const QString &comment);
    void trendRequested(const cytoloom::TagId &tag);

protected:
    void retranslate() override;
    void restyle() override;

private:
    class Delegate;
    void showSelection();
    void acknowledgeCurrent();

    AlarmModel *m_model;
    QTableView *m_view;
    Delegate *m_delegate;
    QLabel *m_summary;
    QPushButton *m_acknowledge;
    QPushButton *m_trend;
    QTimer m_flash;
    QVector<Alarm> m_pending;
    Coalescer m_update;
};

} // namespace cytoloom
