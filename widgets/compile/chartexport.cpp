// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compile/chartexport.h"

#include <QtCore/QBuffer>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtSvg/QSvgGenerator>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int LeastWidth = 900, Margin = 16;
constexpr double PictureScale = 2;

/// The chart as it is put on paper: as wide as its names and figures need.
std::unique_ptr<FigureChart> onPaper(const FigureChart &chart)
{
    std::unique_ptr<FigureChart> paper = chart.copy(Theme::light());
    const int height = std::max(paper->sizeHint().height(), paper->minimumSizeHint().height());
    paper->resize(std::max(LeastWidth, chart.width()), std::max(height, chart.height()));
    return paper;
}

void paint(QPainter &painter, FigureChart &chart)
{
    painter.translate(Margin, Margin);
    chart.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
}

QString cell(const QString &text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n'))
        return text;
    return u'"' + QString(text).replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

QByteArray chartexport::svg(const FigureChart &chart, const QString &title)
{
    const std::unique_ptr<FigureChart> paper = onPaper(chart);
    const QSize size = paper->size() + QSize(2 * Margin, 2 * Margin);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(title.toHtmlEscaped()); // written into the file as it is given
    QPainter painter(&generator);
    painter.fillRect(QRect(QPoint(), size), paper->theme().raised);
    paint(painter, *paper);
    painter.end();
    return bytes;
}

QByteArray chartexport::png(const FigureChart &chart)
{
    const std::unique_ptr<FigureChart> paper = onPaper(chart);
    const QSize size = paper->size() + QSize(2 * Margin, 2 * Margin);
    QImage image(size * PictureScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(PictureScale);
    image.fill(paper->theme().raised);
    QPainter painter(&image);
    paint(painter, *paper);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray chartexport::csv(const FigureChart &chart)
{
    QString text(QChar::ByteOrderMark);
    const QVector<QStringList> rows = chart.table();
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &each : row)
            cells << cell(each);
        text += cells.join(u',') + u"\r\n"_s;
    }
    return text.toUtf8();
}

ChartExportButton::ChartExportButton(FigureChart &chart, const QString &name, QWidget *parent)
    : QToolButton(parent)
    , m_chart(chart)
{
    setObjectName(u"export."_s + name);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(this);
    const auto add = [&](const QString &suffix, auto bytes) {
        QAction *action = menu->addAction(QString());
        action->setObjectName(suffix);
        connect(action, &QAction::triggered, this, [this, name, suffix, bytes] {
            Q_EMIT requested({name, suffix, bytes()});
        });
        return action;
    };
    m_svg = add(u"svg"_s, [this] { return chartexport::svg(m_chart, m_chart.accessibleName()); });
    m_png = add(u"png"_s, [this] { return chartexport::png(m_chart); });
    m_csv = add(u"csv"_s, [this] { return chartexport::csv(m_chart); });
    setMenu(menu);
    // The same with the other button of the mouse, or the menu key, on the chart.
    chart.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&chart, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (!m_chart.isEmpty())
            this->menu()->popup(m_chart.mapToGlobal(at));
    });
    retranslate();
    restyle(chart.theme());
}

void ChartExportButton::retranslate()
{
    setToolTip(tr("Save this chart: drawing, picture or numbers"));
    setAccessibleName(toolTip());
    m_svg->setText(tr("Scalable drawing (SVG)…"));
    m_png->setText(tr("Picture (PNG)…"));
    m_csv->setText(tr("Numbers (CSV)…"));
}

void ChartExportButton::restyle(const Theme &theme)
{
    setIcon(Theme::icon(u"export"_s, theme.muted));
}

} // namespace cytoloom
