// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/records/store.h"
#include "widgets/common/page.h"
#include "widgets/records/eventtext.h"

#include <QtGui/QImage>

class QComboBox;
class QLabel;
class QLineEdit;
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

/// The batches of the store, what happened in one of them, and its report. The page asks; the
/// application reads the store, makes the report and verifies it. GUI thread.
class RecordsPage final : public Page
{
    Q_OBJECT

public:
    explicit RecordsPage(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] BatchId currentBatch() const { return m_current; }
    [[nodiscard]] TimelineModel *timeline() const { return m_timeline; }

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
    void showBusy(const QString &text);
    void showReport(bool shown); ///< the report tab, else the timeline

Q_SIGNALS:
    void batchChosen(const cytoloom::BatchId &batch);
    void previewRequested(const cytoloom::BatchId &batch);
    void exportRequested(const cytoloom::BatchId &batch);
    void verifyRequested(const cytoloom::BatchId &batch);
    void elementActivated(const cytoloom::ElementId &element); ///< double click on an event

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;

private:
    class Filter;
    class MarkDelegate;
    QWidget *buildList();
    QWidget *buildDetail();
    void showCurrent();

    BatchModel *m_batches;
    QSortFilterProxyModel *m_batchFilter;
    TimelineModel *m_timeline;
    Filter *m_filter;
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
    QLineEdit *m_search;
    QComboBox *m_kind;
    QLabel *m_count;
    QTableView *m_timelineView;
    ReportPreview *m_preview;
};

} // namespace cytoloom
