// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/store.h"
#include "widgets/common/page.h"
#include "widgets/records/eventtext.h"

#include <QtGui/QImage>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSortFilterProxyModel;
class QTabWidget;
class QTableView;

namespace cytoloom {

class BatchModel;
class ElidedLabel;
class IdentityToken;
class ReportPreview;
class TimelineModel;
class TimelinePanel;

/// The batches of the store, what happened in one of them, and its report. The page asks; the
/// application reads the store, makes the report and verifies it. GUI thread.
class RecordsPage final : public Page
{
    Q_OBJECT

public:
    explicit RecordsPage(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] BatchId currentBatch() const { return m_current; }
    [[nodiscard]] TimelineModel *timeline() const;
    [[nodiscard]] bool isReportShown() const;
    [[nodiscard]] bool isReportReady() const; ///< its pages are there
    [[nodiscard]] QStringList batchNumbers() const; ///< that are taken

public Q_SLOTS:
    void setBatches(const QVector<cytoloom::BatchSummary> &batches);
    void chooseBatch(const cytoloom::BatchId &batch);
    /// Answer to batchChosen(). Ignored when another batch has been chosen since.
    void setEvents(const cytoloom::BatchId &batch, const QVector<cytoloom::JournalEvent> &events,
        const cytoloom::eventtext::ElementNames &names);
    void appendEvents(
        const QVector<cytoloom::JournalEvent> &events); ///< those of other batches are skipped
    /// Answer to previewRequested().
    void setPreview(const cytoloom::BatchId &batch, const QVector<QImage> &pages);
    void setPreviewMessage(const QString &text);
    /// Why there can be no export now (e.g. no signing key); empty: there can.
    void setExportBlocked(const QString &reason);
    /// Outcome of an export or a verification: one sentence; \p good decides the mark.
    void showResult(bool good, const QString &text);
    /// Work under way, with a button to give it up; empty: none.
    void showBusy(const QString &text);
    void showReport(bool shown); ///< the report tab, else the timeline

Q_SIGNALS:
    void batchChosen(const cytoloom::BatchId &batch);
    void previewRequested(const cytoloom::BatchId &batch);
    void exportRequested(const cytoloom::BatchId &batch);
    void verifyRequested(const cytoloom::BatchId &batch);
    void cancelRequested(); ///< what showBusy() told is not wanted any more
    void elementActivated(const cytoloom::ElementId &element); ///< double click on an event

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildDetail();
    void showCurrent();

    BatchModel *m_batches;
    QSortFilterProxyModel *m_batchFilter;
    BatchId m_current;
    QString m_blocked;
    int m_resultMark = 0; ///< 0 none, 1 good, 2 bad
    QLabel *m_title;
    QLineEdit *m_batchSearch;
    QTableView *m_batchView;
    IdentityToken *m_identity;
    ElidedLabel *m_heading;
    ElidedLabel *m_facts;
    QPushButton *m_export;
    QPushButton *m_verify;
    QLabel *m_resultIcon;
    QLabel *m_result;
    QTabWidget *m_tabs;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    TimelinePanel *m_events;
    bool m_busy = false;
    ReportPreview *m_preview;
};

} // namespace cytoloom
