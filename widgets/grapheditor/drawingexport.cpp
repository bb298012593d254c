// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/drawingexport.h"

#include "widgets/grapheditor/graphscene.h"

#include <QtCore/QFile>
#include <QtGui/QImage>
#include <QtGui/QPagedPaintDevice>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double MostPixels = 16000;
constexpr double UnitsPerInch = 96; ///< scene units at full size
constexpr double TitleHeight = 34, Overlap = 24; ///< scene units

Error cannotWrite(const QString &fileName)
{
    return Error(u"export.write"_s, {{u"file"_s, fileName}});
}

} // namespace

/// One level as a scene of its own.
class DrawingExport::Sheet
{
public:
    Sheet(const Catalog &catalog, const MasterRecipe &recipe, Language language,
        const ElementId &level)
        : m_scene(catalog, Theme::light())
    {
        m_scene.setVector(true);
        m_scene.setLanguage(language);
        m_scene.setRecipe(recipe);
        m_scene.openContainer(level);
    }
    [[nodiscard]] QRectF extent() const { return m_scene.contentsRect(); }
    void paint(QPainter &painter, const QRectF &target, const QRectF &source)
    {
        m_scene.render(&painter, target, source, Qt::IgnoreAspectRatio);
    }

private:
    GraphScene m_scene;
};

DrawingExport::DrawingExport(const Catalog &catalog, MasterRecipe recipe, Language language)
    : m_catalog(catalog)
    , m_recipe(std::move(recipe))
    , m_language(language)
{ }

QVector<ElementId> DrawingExport::levels() const
{
    QVector<ElementId> found {ElementId()};
    const QVector<ElementId> all = m_recipe.procedure.elements();
    for (const ElementId &id : all) {
        if (m_recipe.procedure.element(id)->isContainer()
            && !m_recipe.procedure.children(id).isEmpty())
            found.append(id);
    }
    return found;
}

QString DrawingExport::title(const ElementId &level) const
{
    QStringList names {m_recipe.name.in(m_language)};
    QVector<ElementId> path = m_recipe.procedure.ancestors(level);
    if (!level.isEmpty())
        path.append(level);
    for (const ElementId &id : std::as_const(path))
        names.append(m_recipe.procedure.element(id)->name.in(m_language));
    return names.join(u" › "_s) + u"  ·  v%1"_s.arg(m_recipe.version);
}

Result<void> DrawingExport::svg(const ElementId &level, const QString &fileName) const
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return cannotWrite(fileName);
    Sheet sheet(m_catalog, m_recipe, m_language, level);
    const QRectF extent = sheet.extent();
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(title(level).toHtmlEscaped()); // written into the file as it is given
    generator.setResolution(int(UnitsPerInch));
    generator.setSize(extent.size().toSize());
    generator.setViewBox(QRectF(QPointF(), extent.size()));
    QPainter painter;
    if (!painter.begin(&generator))
        return cannotWrite(fileName);
    sheet.paint(painter, QRectF(QPointF(), extent.size()), extent);
    painter.end();
    if (!file.flush())
        return cannotWrite(fileName);
    return {};
}

Result<void> DrawingExport::png(const ElementId &level, const QString &fileName, double scale) const
{
    Sheet sheet(m_catalog, m_recipe, m_language, level);
    const QRectF extent = sheet.extent();
    const double most = MostPixels / std::max(extent.width(), extent.height());
    const double used = std::clamp(scale, 0.05, most);
    QImage image((extent.size() * used).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    if (image.isNull())
        return cannotWrite(fileName);
    image.setText(u"Title"_s, title(level));
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    sheet.paint(painter, QRectF(QPointF(), QSizeF(image.size())), extent);
    painter.end();
    if (!image.save(fileName, "PNG"))
        return cannotWrite(fileName);
    return {};
}

Result<void> DrawingExport::pdf(
    const QVector<ElementId> &levels, const QString &fileName, Fit fit) const
{
    QFile file(fileName);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return cannotWrite(fileName);
    QPdfWriter writer(&file);
    writer.setTitle(title({}));
    writer.setCreator(u"Cytoloom"_s);
    writer.setPageSize(QPageSize(fit == Fit::Page ? QPageSize::A3 : QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins(QMarginsF(10, 10, 10, 10), QPageLayout::Millimeter);
    writer.setResolution(300);
    if (print(levels, writer, fit) == 0 || !file.flush())
        return cannotWrite(fileName);
    return {};
}

int DrawingExport::print(const QVector<ElementId> &levels, QPagedPaintDevice &device, Fit fit) const
{
    QPainter painter;
    if (levels.isEmpty() || !painter.begin(&device))
        return 0;
    const double dots = device.logicalDpiX() / UnitsPerInch; // per scene unit at full size
    const QSizeF page(device.width(), device.height());
    const double header = TitleHeight * dots;
    int pages = 0;
    const auto nextPage = [&](const QString &text) {
        if (pages++ > 0)
            device.newPage();
        QFont font = Theme::font(Theme::caption);
        font.setPixelSize(int(Theme::caption * dots));
        painter.setFont(font);
        painter.setPen(Theme::light().muted);
        painter.drawText(
            QRectF(0, 0, page.width(), header * 0.7), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    const QSizeF room(page.width(), page.height() - header);
    for (const ElementId &level : levels) {
        Sheet sheet(m_catalog, m_recipe, m_language, level);
        const QRectF extent = sheet.extent();
        if (fit == Fit::Page) {
            nextPage(title(level));
            const double scale = std::min(
                {room.width() / extent.width(), room.height() / extent.height(), dots * 1.2});
            const QSizeF size = extent.size() * scale;
            sheet.paint(
                painter, QRectF(QPointF((room.width() - size.width()) / 2, header), size), extent);
            continue;
        }
        const QSizeF tile = room / dots - QSizeF(Overlap, Overlap);
        const int across = std::max(1, int(std::ceil(extent.width() / tile.width())));
        const int down = std::max(1, int(std::ceil(extent.height() / tile.height())));
        for (int y = 0; y < down; ++y) {
            for (int x = 0; x < across; ++x) {
                nextPage(title(level) + u"  ·  %1%2"_s.arg(QChar(u'A' + y % 26)).arg(x + 1)
                    + u"  ·  %1 × %2"_s.arg(down).arg(across));
                // What overlaps is on both pages, so that they can be glued together.
                const QRectF source(extent.left() + x * tile.width(),
                    extent.top() + y * tile.height(), room.width() / dots, room.height() / dots);
                painter.save();
                painter.setClipRect(QRectF(QPointF(0, header), room));
                sheet.paint(painter, QRectF(QPointF(0, header), room), source);
                painter.restore();
                QPen mark(Theme::light().line, dots * 0.6, Qt::DashLine);
                painter.setPen(mark);
                const double right = tile.width() * dots, bottom = header + tile.height() * dots;
                if (x + 1 < across)
                    painter.drawLine(QPointF(right, header), QPointF(right, page.height()));
                if (y + 1 < down)
                    painter.drawLine(QPointF(0, bottom), QPointF(page.width(), bottom));
            }
        }
    }
    painter.end();
    return pages;
}

} // namespace cytoloom
