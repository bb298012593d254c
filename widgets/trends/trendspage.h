// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/tagvalue.h"
#include "widgets/common/coalescer.h"
#include "widgets/common/page.h"
#include "widgets/trends/trendtypes.h"

#include <QtCore/QHash>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

class QAction;
class QActionGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QTableView;
class QToolBar;
class QToolButton;

namespace cytoloom {

class CursorModel;
class TrendFeed;
class TrendPlot;
struct Error;
struct TrendPoint;

/// Live and historical values over one time axis. Live: the window follows the process time; any
/// zoom or pan pauses it, values go on coming in behind. GUI thread; reading happens in the feed.
class TrendsPage final : public Page
{
    Q_OBJECT

public:
    explicit TrendsPage(const Theme &theme, QWidget *parent = nullptr);

    /// The page does not own \p feed; null: no history.
    void setFeed(TrendFeed *feed);
    [[nodiscard]] TrendPlot *plot() const { return m_plot; }
    [[nodiscard]] QVector<TagId> shownTags() const;
    [[nodiscard]] bool isLive() const;

public Q_SLOTS:
    /// What can be shown; the choice of what is shown is kept where it still exists.
    void setTags(const QVector<cytoloom::TrendTag> &tags);
    void setShownTags(const QVector<cytoloom::TagId> &tags);
    void showTag(const cytoloom::TagId &tag); ///< adds it to what is shown
    /// The batch whose time the axis may count, with its phases and events.
    void setBatch(cytoloom::UtcTime start, cytoloom::UtcTime end,
        const QVector<cytoloom::PhaseBand> &bands, const QVector<cytoloom::TrendFlag> &flags);
    void addSamples(const QVector<cytoloom::TagSample> &samples);
    void setTime(cytoloom::UtcTime now); ///< process time
    void setLive(bool live);
    void showRange(cytoloom::UtcTime from, cytoloom::UtcTime to); ///< and pauses
    void showSpan(cytoloom::Duration span); ///< up to now
    void showWholeBatch();
    void setTimeMode(cytoloom::TimeMode mode);

Q_SIGNALS:
    void shownTagsChanged(const QVector<cytoloom::TagId> &tags);
    /// The application writes \p bytes, and says what became of it.
    void exportRequested(const QString &fileName, const QByteArray &bytes);

protected:
    void retranslate() override;
    void restyle() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildToolBar();
    void buildSide(QWidget *side);
    void fillList();
    void fitTable();
    void requestOverview();
    void applyShown();
    void requestData();
    void received(const TagId &tag, UtcTime from, UtcTime to, const QVector<TrendPoint> &points);
    void refreshLive();
    void showCursors();
    void exportAs(const QString &kind);
    [[nodiscard]] QByteArray csv() const;
    [[nodiscard]] const TrendTag *find(const TagId &tag) const;

    QPointer<TrendFeed> m_feed;
    QVector<TrendTag> m_tags;
    QVector<TagId> m_shown;
    QHash<TagId, QVector<TrendPoint>> m_history;
    QHash<TagId, QVector<TrendPoint>> m_tail; ///< live values that no history covers yet
    UtcTime m_now {};
    UtcTime m_batchStart {};
    UtcTime m_batchEnd {};
    Duration m_span {std::chrono::hours(8)};
    bool m_whole = false;
    bool m_overviewWanted = false;
    UtcTime m_overviewFrom {}; ///< of the request whose answer goes to the strip below
    UtcTime m_overviewTo {};
    UtcTime m_overviewShown {}; ///< how far the strip below goes
    TimeMode m_mode = TimeMode::Local;

    QToolBar *m_bar;
    QAction *m_live;
    QAction *m_pause;
    QActionGroup *m_spans;
    QAction *m_hour;
    QAction *m_shift;
    QAction *m_day;
    QAction *m_batch;
    QComboBox *m_time;
    QAction *m_cursors;
    QAction *m_box;
    QToolButton *m_export;
    TrendPlot *m_plot;
    QLabel *m_cursorTitle;
    QTableView *m_table;
    CursorModel *m_model;
    QLabel *m_signalTitle;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_hover;
    QLabel *m_problem;
    Coalescer m_update;
    QTimer m_requestTimer;
};

} // namespace cytoloom
