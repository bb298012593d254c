// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchoverview.h"
#include "processgraph/execution/unitclaim.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QHash>
#include <QtCore/QTimer>

class QButtonGroup;
class QLabel;
class QPushButton;
class QScrollArea;

namespace cytoloom {

class BatchCard;
class ElidedLabel;
class UnitStrip;

/// All batches, those that need a person first. Cards are as large as the place allows; sixteen fit
/// a panel of 1280 × 800 without scrolling. Below: the units, and who waits for them.
///
/// A card never slides away under a finger: while the wall is touched, and for two seconds after,
/// cards keep their places and only their content changes. A filter never hides in silence that
/// somebody is asked. GUI thread.
class WallPage final : public Page
{
    Q_OBJECT

public:
    enum class Filter { All, Asked, Held, Alarms, Running, Ended };
    static constexpr int SettleMs = 2000;

    explicit WallPage(const Theme &theme, QWidget *parent = nullptr);

    /// As it is sorted and filtered now.
    [[nodiscard]] QVector<BatchId> shownBatches() const;
    [[nodiscard]] Filter filter() const { return m_filter; }
    void setFilter(Filter filter);
    void setUnitFilter(const UnitId &unit); ///< empty: all
    /// Large cards that scroll instead of all at once.
    void setLargeCards(bool large);

public Q_SLOTS:
    void setBatches(const QVector<cytoloom::BatchOverview> &batches);
    void setUnits(const QVector<cytoloom::UnitClaim> &units);
    void setTime(cytoloom::UtcTime now); ///< process time
    void setQuestionCount(int open); ///< of all batches

Q_SIGNALS:
    void batchChosen(const cytoloom::BatchId &batch);
    void startBatchRequested();
    void questionsRequested();
    void handoverRequested();
    void recoveryRequested(); ///< batches came up after an outage: the restart page
    void clearanceRequested(const cytoloom::UnitId &unit); ///< empty: the person chooses
    void wipeLockRequested();

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void refresh();
    void sortNow();
    void placeCards();
    void refreshHead();
    void openUnit(const UnitId &unit);
    void scrollBy(int direction);
    [[nodiscard]] bool matches(const BatchOverview &batch, Filter filter) const;
    [[nodiscard]] bool passes(const BatchOverview &batch) const;
    [[nodiscard]] bool isTouched() const;
    BatchCard *cardOf(const BatchId &batch);

    QVector<BatchOverview> m_batches;
    QVector<UnitClaim> m_units;
    QVector<BatchId> m_order;
    QHash<BatchId, BatchCard *> m_cards;
    UtcTime m_now {};
    Filter m_filter = Filter::All;
    UnitId m_unitFilter;
    bool m_large = false;
    bool m_pressed = false;
    int m_questions = 0;
    QElapsedTimer m_lastTouch;
    QTimer m_settle;
    QTimer m_flash;
    bool m_lit = true;

    QButtonGroup *m_filters;
    QPushButton *m_unitButton;
    QPushButton *m_recovery; ///< only while a batch waits after an outage
    QPushButton *m_size;
    QPushButton *m_questionsButton;
    QPushButton *m_handover;
    QPushButton *m_start;
    QPushButton *m_wipe;
    ElidedLabel *m_hidden;
    QPushButton *m_showAll;
    QWidget *m_hiddenRow;
    QScrollArea *m_area;
    QWidget *m_field;
    QLabel *m_empty;
    QWidget *m_scrollColumn;
    QPushButton *m_up;
    QPushButton *m_down;
    UnitStrip *m_strip;
    Coalescer m_update;
};

} // namespace cytoloom
