// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alarms/alarmhistorymodel.h"
#include "widgets/common/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace cytoloom {

/// What alarms there were: searched, filtered by batch, phase, priority, state and time, with
/// everything that was done about the one that is selected, and as a table for other programs.
class AlarmHistoryPage final : public Page
{
    Q_OBJECT

public:
    explicit AlarmHistoryPage(const Theme &theme, QWidget *parent = nullptr);

    /// From alarmHistory(), made off this thread where the journal is long.
    void setRecords(const QVector<AlarmRecord> &records);
    void setPhaseNames(const AlarmHistoryModel::PhaseNames &names);
    /// The moment that "the last day" ends with.
    void setTime(UtcTime now);
    /// Shows the alarms of one batch; empty: of all.
    void setBatch(const BatchId &batch);
    [[nodiscard]] AlarmFilter filter() const;
    [[nodiscard]] AlarmHistoryModel *model() const { return m_model; }

Q_SIGNALS:
    /// What is shown, as a file: UTF-8, RFC 4180.
    void exportRequested(const QByteArray &csv);
    void trendRequested(const cytoloom::TagId &tag);

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Delegate;
    void build();
    void apply();
    void fillChoices();
    void showDetails();

    AlarmHistoryModel *m_model;
    QTableView *m_view;
    QLineEdit *m_search;
    QComboBox *m_batch;
    QComboBox *m_phase;
    QComboBox *m_state;
    QComboBox *m_period;
    QVector<QPushButton *> m_priorities;
    QPushButton *m_suppressed;
    QPushButton *m_export;
    QLabel *m_summary;
    QLabel *m_details;
    QVector<AlarmRecord> m_records;
    AlarmHistoryModel::PhaseNames m_names;
    UtcTime m_now {};
};

} // namespace cytoloom
