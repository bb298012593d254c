// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compile/figurechart.h"

#include <QtWidgets/QToolButton>

namespace cytoloom {

/// A chart as the bytes of a file, always with the light colours and all of its axis; text stays
/// text in SVG. Pure but for fonts: GUI thread.
namespace chartexport {

[[nodiscard]] QByteArray svg(const FigureChart &chart, const QString &title);
[[nodiscard]] QByteArray png(const FigureChart &chart); ///< two pixels for each on the screen
/// With a byte order mark, so that spreadsheets read the names as they are.
[[nodiscard]] QByteArray csv(const FigureChart &chart);

} // namespace chartexport

/// What is offered to write: bytes, and a name for the file without its folder ("path.svg").
struct ChartFile
{
    QString name;
    QString suffix;
    QByteArray bytes;
};

/// The small button on a chart's card, and the same menu on the chart itself: SVG, PNG, CSV. It
/// writes nothing: whoever owns the page asks for the place. GUI thread.
class ChartExportButton final : public QToolButton
{
    Q_OBJECT

public:
    /// \p name of the file to be: "critical-path". The chart outlives the button.
    ChartExportButton(FigureChart &chart, const QString &name, QWidget *parent = nullptr);

    void retranslate();
    void restyle(const Theme &theme);

Q_SIGNALS:
    void requested(const cytoloom::ChartFile &file);

private:
    FigureChart &m_chart;
    QAction *m_svg, *m_png, *m_csv;
};

} // namespace cytoloom
