// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpages.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPagedPaintDevice>
#include <QtGui/QPainter>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PageWidth = 595, PageHeight = 842; ///< A4
constexpr double Left = 42, Right = 42, Top = 70, Bottom = 54;
constexpr double Width = PageWidth - Left - Right;
constexpr double Pad = 3;
const QColor Text(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Line(0xC9, 0xD0, 0xD6);
const QColor Head(0xE9, 0xEC, 0xEF);
constexpr int Wrap = Qt::TextWordWrap | Qt::TextWrapAnywhere;

/// Height of \p text broken to \p width.
double wrapped(const QFont &font, double width, const QString &text)
{
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 10'000), Wrap, text).height();
}

} // namespace

QFont ReportPages::font(int size, bool bold)
{
    QFont font(QStringList {u"Noto Sans"_s, u"Noto Sans CJK SC"_s});
    font.setPixelSize(size); // the painter is scaled: a pixel is a point
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

ReportPages::ReportPages(QPainter &painter, QPagedPaintDevice &device, Frame frame)
    : m_painter(painter)
    , m_device(device)
    , m_frame(std::move(frame))
{
    startPage();
}

void ReportPages::startPage()
{
    if (m_page > 0)
        m_device.newPage();
    ++m_page;
    m_painter.save();
    if (!m_frame.watermark.isEmpty()) {
        // Behind everything and on every page: simulated data must never pass for a GMP record.
        m_painter.save();
        m_painter.setFont(font(72, true));
        m_painter.setPen(QColor(0xE0, 0xE4, 0xE8));
        m_painter.translate(PageWidth / 2, PageHeight / 2);
        m_painter.rotate(-55);
        m_painter.drawText(QRectF(-500, -80, 1000, 160), Qt::AlignCenter, m_frame.watermark);
        m_painter.restore();
    }
    m_painter.setPen(Text);
    m_painter.setFont(font(9, true));
    m_painter.drawText(QRectF(Left, 24, Width, 14), Qt::AlignLeft, m_frame.title);
    m_painter.drawText(QRectF(Left, 24, Width, 14), Qt::AlignRight, m_frame.batch);
    m_painter.setFont(font(7));
    m_painter.setPen(Muted);
    m_painter.drawText(QRectF(Left, 40, Width, 12), Qt::AlignLeft, m_frame.line);
    m_painter.setPen(QPen(Line, 0.6));
    m_painter.drawLine(QPointF(Left, 56), QPointF(PageWidth - Right, 56));
    m_painter.drawLine(QPointF(Left, PageHeight - 44), QPointF(PageWidth - Right, PageHeight - 44));
    m_painter.setPen(Muted);
    m_painter.drawText(QRectF(Left, PageHeight - 40, Width, 12), Qt::AlignLeft, m_frame.foot);
    m_painter.drawText(QRectF(Left, PageHeight - 40, Width, 12), Qt::AlignRight,
        u"%1 / %2"_s.arg(m_page).arg(m_frame.pageCount));
    m_painter.restore();
    m_y = Top;
}

void ReportPages::need(double height)
{
    if (m_y + height > PageHeight - Bottom && m_y > Top)
        startPage();
}

void ReportPages::space(double points)
{
    m_y += points;
}

void ReportPages::heading(const QString &text)
{
    if (m_y > Top)
        m_y += 14;
    need(64); // a title alone at the foot of a page helps nobody
    m_painter.setFont(font(13, true));
    m_painter.setPen(Text);
    m_painter.drawText(QRectF(Left, m_y, Width, 20), Qt::AlignLeft | Qt::AlignVCenter, text);
    m_y += 24;
}

void ReportPages::paragraph(const QString &text, bool muted)
{
    m_painter.setFont(font(8));
    const QRectF box
        = QFontMetricsF(m_painter.font()).boundingRect(QRectF(0, 0, Width, 10'000), Wrap, text);
    need(box.height());
    m_painter.setPen(muted ? Muted : Text);
    m_painter.drawText(QRectF(Left, m_y, Width, box.height() + 2), Wrap, text);
    m_y += box.height() + 4;
}

void ReportPages::facts(const QVector<std::pair<QString, QString>> &facts)
{
    constexpr double Half = Width / 2, Name = 92;
    for (qsizetype i = 0; i < facts.size(); i += 2) {
        double height = 0;
        for (qsizetype k = i; k < std::min(i + 2, facts.size()); ++k) {
            height = std::max({height, wrapped(font(8, true), Half - Name - 10, facts[k].second),
                wrapped(font(8), Name - 6, facts[k].first)});
        }
        height = std::max(height + 4, 14.0);
        need(height);
        for (qsizetype k = i; k < std::min(i + 2, facts.size()); ++k) {
            const double x = Left + double(k - i) * Half;
            m_painter.setFont(font(8));
            m_painter.setPen(Muted);
            m_painter.drawText(QRectF(x, m_y, Name - 6, height), Wrap, facts[k].first);
            m_painter.setFont(font(8, true));
            m_painter.setPen(Text);
            m_painter.drawText(
                QRectF(x + Name, m_y, Half - Name - 10, height), Wrap, facts[k].second);
        }
        m_y += height;
    }
}

double ReportPages::rowHeight(
    const QVector<ReportColumn> &columns, const QVector<ReportCell> &row) const
{
    double shares = 0;
    for (const ReportColumn &column : columns)
        shares += column.share;
    double height = 10;
    for (qsizetype i = 0; i < columns.size() && i < row.size(); ++i) {
        const double width = Width * columns[i].share / shares - 2 * Pad;
        height = std::max(height, wrapped(font(7, row[i].bold), width, row[i].text));
    }
    return height + 2 * Pad;
}

void ReportPages::drawRow(
    const QVector<ReportColumn> &columns, const QVector<ReportCell> &row, double height, bool head)
{
    double shares = 0;
    for (const ReportColumn &column : columns)
        shares += column.share;
    if (head)
        m_painter.fillRect(QRectF(Left, m_y, Width, height), Head);
    double x = Left;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const double width = Width * columns[i].share / shares;
        if (i < row.size()) {
            m_painter.setFont(font(7, head || row[i].bold));
            m_painter.setPen(head ? Muted : Text);
            const int align = columns[i].number ? Qt::AlignRight : Qt::AlignLeft;
            m_painter.drawText(QRectF(x + Pad, m_y + Pad, width - 2 * Pad, height - Pad),
                Wrap | align, row[i].text);
        }
        x += width;
    }
    m_painter.setPen(QPen(Line, 0.4));
    m_painter.drawLine(QPointF(Left, m_y + height), QPointF(PageWidth - Right, m_y + height));
    m_y += height;
}

void ReportPages::table(const QVector<ReportColumn> &columns,
    const QVector<QVector<ReportCell>> &rows, const QString &whenEmpty)
{
    if (rows.isEmpty()) {
        paragraph(whenEmpty, true);
        return;
    }
    QVector<ReportCell> titles;
    for (const ReportColumn &column : columns)
        titles << ReportCell(column.title, true);
    const double headHeight = rowHeight(columns, titles);
    need(headHeight + rowHeight(columns, rows.first()));
    drawRow(columns, titles, headHeight, true);
    for (const QVector<ReportCell> &row : rows) {
        const double height = rowHeight(columns, row);
        const int page = m_page;
        need(height);
        if (m_page != page)
            drawRow(columns, titles, headHeight, true);
        drawRow(columns, row, height, false);
    }
}

void ReportPages::picture(
    double height, const std::function<void(QPainter &, const QRectF &)> &draw)
{
    need(height);
    m_painter.save();
    draw(m_painter, QRectF(Left, m_y, Width, height));
    m_painter.restore();
    m_y += height;
}

} // namespace cytoloom
