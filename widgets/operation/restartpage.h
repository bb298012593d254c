// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/proceduralstate.h"
#include "processgraph/execution/restartreport.h"
#include "widgets/common/page.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class CheckRow;
class IdentityToken;

/// After an outage: each batch with what the plant did while nobody saw it. What was left and what
/// was found stand beside each other; a person confirms each mismatch; after that the batch can be
/// restarted. Nothing restarts by itself. GUI thread.
class RestartPage final : public Page
{
    Q_OBJECT

public:
    explicit RestartPage(const Theme &theme, QWidget *parent = nullptr);

    void choose(const BatchId &batch);
    [[nodiscard]] const RestartReport *chosen() const;

public Q_SLOTS:
    /// Those that have not gone on yet.
    void setReports(const QVector<cytoloom::RestartReport> &reports);
    void setPerson(const cytoloom::PersonId &person);

Q_SIGNALS:
    void mismatchConfirmed(const cytoloom::BatchId &batch, const cytoloom::TagId &tag,
        const cytoloom::PersonId &person);
    /// Restart, Stop or Abort of the whole batch; the last two with a reason.
    void command(
        const cytoloom::BatchId &batch, cytoloom::ProceduralCommand command, const QString &reason);
    void readAgainRequested(const cytoloom::BatchId &batch);
    void trendRequested(const cytoloom::TagId &tag);
    void closed();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void fill();
    void addRow(const RestartReport::Row &row);
    void addFinding(const Message &message);
    void askEnd(ProceduralCommand command);
    [[nodiscard]] QString proposalWord(RestartReport::Proposal proposal) const;
    [[nodiscard]] QString problem() const;

    QVector<RestartReport> m_reports;
    BatchId m_batch;
    PersonId m_person;

    QPushButton *m_back;
    QLabel *m_title;
    QWidget *m_list;
    QVBoxLayout *m_listLayout;
    QVector<CheckRow *> m_rows;
    IdentityToken *m_token;
    QLabel *m_whose;
    QPushButton *m_again;
    QLabel *m_outage;
    QWidget *m_table;
    QVBoxLayout *m_tableLayout;
    QLabel *m_proposal;
    QLabel *m_reason;
    QLabel *m_hint;
    QPushButton *m_stop;
    QPushButton *m_restart;
};

} // namespace cytoloom
