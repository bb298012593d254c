// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/grapheditor/drawingexport.h"

#include <QtWidgets/QMenu>

namespace cytoloom {

class GraphView;

/// What can be made of the drawing outside the window: SVG, PNG, PDF, paper. Asks for the file and
/// says afterwards what became of it.
class ExportMenu final : public QMenu
{
    Q_OBJECT

public:
    ExportMenu(GraphView &view, QWidget *parent);

    void retranslate();

Q_SIGNALS:
    void done(const QString &sentence); ///< what was written, and where
    void failed(const QString &sentence);

private:
    /// Empty: the person thought better of it.
    [[nodiscard]] QString askFile(const QString &suffix, const QString &filter);
    [[nodiscard]] DrawingExport drawing() const;
    void tell(const Result<void> &written, const QString &fileName);
    void print();

    GraphView &m_view;
    QAction *m_svg, *m_png, *m_pdfLevel, *m_pdfAll, *m_pdfTiles, *m_print;
};

} // namespace cytoloom
