// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/reportpages.h"

#include <QtGui/QPagedPaintDevice>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>
#include <deque>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PageWidth = 595, PageHeight = 842; ///< A4
constexpr double Left = 42, Right = 42, Top = 70, Bottom = 54;
constexpr double Width = PageWidth - Left - Right;
constexpr double Pad = 3, Between = 5; ///< above and below, left and right of a cell's text
const QColor Text(0x1E, 0x2A, 0x35);
const QColor Muted(0x5A, 0x66, 0x72);
const QColor Line(0xC9, 0xD0, 0xD6);
const QColor Head(0xE9, 0xEC, 0xEF);
/// Text broken to a width between words, and inside one only where it is longer than a line.
class Wrapped
{
public:
    Wrapped(const QFont &font, double width, const QString &text,
        Qt::Alignment alignment = Qt::AlignLeft)
        : m_layout(text, font)
    {
        QTextOption option(alignment);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        m_layout.setTextOption(option);
        m_layout.beginLayout();
        for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
            line.setLineWidth(std::max(width, 1.0));
            line.setPosition(QPointF(0, m_height));
            m_height += line.height();
        }
        m_layout.endLayout();
    }
    [[nodiscard]] double height() const { return m_height; }
    void draw(QPainter &painter, const QPointF &at) const { m_layout.draw(&painter, at); }

private:
    QTextLayout m_layout;
    double m_height = 0;
};

double shareOf(const QVector<ReportColumn> &columns)
{
    double shares = 0;
    for (const ReportColumn &column : columns)
        shares += column.share;
    return shares;
}

} // namespace

QFont ReportPages::font(int size, bool bold)
{
    QFont font(QStringList {u"Noto Sans"_s, u"Noto Sans CJK SC"_s});
    font.setPixelSize(size); // the painter is scaled: a pixel is a point
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    // The least spacing there is keeps letters apart that would become one sign: a reader who looks
    // for "verified" must find it.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64);
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
    m_painter.setFont(font(6));
    m_painter.drawText(QRectF(Left, PageHeight - 40, Width, 12), Qt::AlignLeft, m_frame.foot);
    m_painter.setFont(font(7));
    m_painter.drawText(QRectF(Left, PageHeight - 40, Width, 12), Qt::AlignRight,
        QString(m_frame.page)
            .replace(u"{page}"_s, QString::number(m_page))
            .replace(u"{pages}"_s, QString::number(m_frame.pageCount)));
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

double ReportPages::fullHeight() const
{
    return PageHeight - Bottom - Top - 44;
}

void ReportPages::heading(const QString &text, double with)
{
    if (m_y > Top)
        m_y += 14;
    // A title alone at the foot of a page helps nobody.
    need(24 + std::max(52.0, std::min(with, fullHeight())));
    m_painter.setFont(font(13, true));
    m_painter.setPen(Text);
    m_painter.drawText(QRectF(Left, m_y, Width, 20), Qt::AlignLeft | Qt::AlignVCenter, text);
    m_y += 24;
}

void ReportPages::paragraph(const QString &text, bool muted)
{
    const Wrapped wrapped(font(8), Width, text);
    need(wrapped.height());
    m_painter.setPen(muted ? Muted : Text);
    wrapped.draw(m_painter, {Left, m_y});
    m_y += wrapped.height() + 4;
}

void ReportPages::facts(const QVector<ReportFact> &facts)
{
    constexpr double Half = Width / 2, Name = 92;
    for (qsizetype i = 0; i < facts.size();) {
        const qsizetype end
            = facts[i].wide || i + 1 >= facts.size() || facts[i + 1].wide ? i + 1 : i + 2;
        std::deque<Wrapped> names, values; // texts that are laid out stay where they are
        double height = 0;
        for (qsizetype k = i; k < end; ++k) {
            const double width = (facts[k].wide ? Width : Half) - Name - 10;
            names.emplace_back(font(8), Name - 8, facts[k].name);
            values.emplace_back(font(8, true), width, facts[k].value);
            height = std::max({height, names.back().height(), values.back().height()});
        }
        height += 3;
        need(height);
        for (size_t k = 0; k < names.size(); ++k) {
            const double x = Left + double(k) * Half;
            m_painter.setPen(Muted);
            names[k].draw(m_painter, {x, m_y});
            m_painter.setPen(Text);
            values[k].draw(m_painter, {x + Name, m_y});
        }
        m_y += height;
        i = end;
    }
}

double ReportPages::rowHeight(
    const QVector<ReportColumn> &columns, const QVector<ReportCell> &row, bool head) const
{
    const double shares = shareOf(columns);
    double height = 9;
    for (qsizetype i = 0; i < columns.size() && i < row.size(); ++i) {
        const double width = Width * columns[i].share / shares - 2 * Between - row[i].indent;
        height
            = std::max(height, Wrapped(font(7, head || row[i].bold), width, row[i].text).height());
    }
    return height + 2 * Pad;
}

void ReportPages::drawRow(
    const QVector<ReportColumn> &columns, const QVector<ReportCell> &row, double height, bool head)
{
    const double shares = shareOf(columns);
    if (head)
        m_painter.fillRect(QRectF(Left, m_y, Width, height), Head);
    double x = Left;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const double width = Width * columns[i].share / shares;
        if (i < row.size()) {
            const double indent = row[i].indent;
            m_painter.setPen(head ? Muted : Text);
            Wrapped(font(7, head || row[i].bold), width - 2 * Between - indent, row[i].text,
                columns[i].number ? Qt::AlignRight : Qt::AlignLeft)
                .draw(m_painter, {x + Between + indent, m_y + Pad});
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
    const double headHeight = rowHeight(columns, titles, true);
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
