// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtCore/QStringList>
#include <QtCore/QVector>
#include <QtGui/QColor>
#include <QtGui/QFont>

#include <functional>

class QPagedPaintDevice;
class QPainter;

namespace cytoloom {

/// A column of a table: its title and its share of the width.
struct ReportColumn
{
    QString title;
    double share = 1;
    bool number = false; ///< right-aligned, tabular digits
};

struct ReportCell
{
    ReportCell(QString words = {}, bool strong = false) // NOLINT(google-explicit-constructor)
        : text(std::move(words))
        , bold(strong)
    { }
    QString text;
    bool bold = false;
    double indent = 0; ///< points
};

/// A name with its value; \c wide takes a line of its own.
struct ReportFact
{
    QString name;
    QString value;
    bool wide = false;
};

/// Lays a report out from top to bottom on A4 pages, with what must stand on every page above and
/// below. All lengths are points. Breaks pages between rows, repeats a table's head. One use; GUI
/// application object needed (fonts), any one thread.
class ReportPages
{
public:
    /// What stands on every page: first line left and right, second line; the watermark may be
    /// empty. \p pageCount: from a first pass, 0 while it is not known.
    struct Frame
    {
        QString title;
        QString batch;
        QString line;
        QString foot;
        QString watermark;
        QString page; ///< "page {page} of {pages}" in the report's language
        int pageCount = 0;
    };

    ReportPages(QPainter &painter, QPagedPaintDevice &device, Frame frame);

    /// Section title; stays with the first \p with points of what follows.
    void heading(const QString &text, double with = 0);
    void paragraph(const QString &text, bool muted = false);
    void facts(const QVector<ReportFact> &facts); ///< in two columns
    void table(const QVector<ReportColumn> &columns, const QVector<QVector<ReportCell>> &rows,
        const QString &whenEmpty);
    /// A drawing of \p height over the whole width; moves to a new page where it does not fit.
    void picture(double height, const std::function<void(QPainter &, const QRectF &)> &draw);
    void space(double points);

    [[nodiscard]] int pages() const { return m_page; }
    [[nodiscard]] double fullHeight() const; ///< of what fits below a section title
    [[nodiscard]] static QFont font(int size, bool bold = false);

private:
    void startPage();
    void need(double height);
    [[nodiscard]] double rowHeight(const QVector<ReportColumn> &columns,
        const QVector<ReportCell> &row, bool head = false) const;
    void drawRow(const QVector<ReportColumn> &columns, const QVector<ReportCell> &row,
        double height, bool head);

    QPainter &m_painter;
    QPagedPaintDevice &m_device;
    Frame m_frame;
    int m_page = 0;
    double m_y = 0;
};

} // namespace cytoloom
