// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/grapheditor/exportmenu.h"

#include "processgraph/commands/recipedocument.h"
#include "widgets/common/filedialogs.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>
#include <QtWidgets/QFileDialog>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr double PictureScale = 2; ///< pixels per scene unit: sharp on paper, too

} // namespace

ExportMenu::ExportMenu(GraphView &view, QWidget *parent)
    : QMenu(parent)
    , m_view(view)
    , m_svg(addAction(QString()))
    , m_png(addAction(QString()))
    , m_pdfLevel(addAction(QString()))
    , m_pdfAll(addAction(QString()))
    , m_pdfTiles(addAction(QString()))
    , m_print(addAction(QString()))
{
    setObjectName(u"exportMenu"_s);
    insertSeparator(m_print);
    connect(m_svg, &QAction::triggered, this, [this] {
        const QString file = askFile(u"svg"_s, tr("Scalable drawing (*.svg)"));
        if (!file.isEmpty())
            tell(drawing().svg(m_view.container(), file), file);
    });
    connect(m_png, &QAction::triggered, this, [this] {
        const QString file = askFile(u"png"_s, tr("Picture (*.png)"));
        if (!file.isEmpty())
            tell(drawing().png(m_view.container(), file, PictureScale), file);
    });
    const auto pdf = [this](bool all, DrawingExport::Fit fit) {
        const QString file = askFile(u"pdf"_s, tr("Document (*.pdf)"));
        if (file.isEmpty())
            return;
        const DrawingExport made = drawing();
        const QVector<ElementId> levels
            = all ? made.levels() : QVector<ElementId> {m_view.container()};
        tell(made.pdf(levels, file, fit), file);
    };
    connect(m_pdfLevel, &QAction::triggered, this, [pdf] { pdf(false, DrawingExport::Fit::Page); });
    connect(m_pdfAll, &QAction::triggered, this, [pdf] { pdf(true, DrawingExport::Fit::Page); });
    connect(
        m_pdfTiles, &QAction::triggered, this, [pdf] { pdf(false, DrawingExport::Fit::Tiles); });
    connect(m_print, &QAction::triggered, this, &ExportMenu::print);
    retranslate();
}

void ExportMenu::retranslate()
{
    setTitle(tr("Export"));
    m_svg->setText(tr("This level as SVG…"));
    m_png->setText(tr("This level as PNG…"));
    m_pdfLevel->setText(tr("This level as PDF, one page…"));
    m_pdfTiles->setText(tr("This level as PDF at full size, in pages…"));
    m_pdfAll->setText(tr("All levels as PDF…"));
    m_print->setText(tr("Print this level…"));
}

DrawingExport ExportMenu::drawing() const
{
    return {m_view.graphScene()->catalog(), m_view.recipe(), m_view.graphScene()->style().language};
}

QString ExportMenu::askFile(const QString &suffix, const QString &filter)
{
    const RecipeDocument *document = m_view.graphScene()->document();
    const QString folder = filedialogs::startFolder(document ? document->fileName() : QString());
    const QString name
        = m_view.recipe().id.value().isEmpty() ? u"drawing"_s : m_view.recipe().id.value();
    QString file = QFileDialog::getSaveFileName(
        &m_view, title(), folder + u'/' + name + u'.' + suffix, filter);
    if (!file.isEmpty() && !file.endsWith(u'.' + suffix, Qt::CaseInsensitive))
        file += u'.' + suffix;
    filedialogs::remember(file);
    return file;
}

void ExportMenu::tell(const Result<void> &written, const QString &fileName)
{
    if (written)
        Q_EMIT done(tr("The drawing was written to %1.").arg(fileName));
    else
        Q_EMIT failed(m_view.graphScene()->sentence(written.error()));
}

void ExportMenu::print()
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageOrientation(QPageLayout::Landscape);
    printer.setDocName(m_view.recipe().name.in(m_view.graphScene()->style().language));
    QPrintDialog dialog(&printer, &m_view);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const int pages = drawing().print({m_view.container()}, printer, DrawingExport::Fit::Page);
    if (pages > 0)
        Q_EMIT done(tr("The drawing was sent to the printer."));
    else
        Q_EMIT failed(tr("The printer cannot be used: nothing was printed."));
}

} // namespace cytoloom
