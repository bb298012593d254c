// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the process drawing is: 2 000 steps that are all in the window, with their links, are
// panned and zoomed, each frame painted whole and handed to the display; then the way from the
// overview to reading size and back; then 10 000 elements are opened. One line per figure.
#include "processgraph/commands/recipedocument.h"
#include "resources/resources.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

constexpr int Columns = 50;

/// Steps in rows, joined by control links in reading order and by matter from row to row.
MasterRecipe drawing(int steps)
{
    MasterRecipe recipe;
    recipe.id = RecipeId(u"bench"_s);
    recipe.name = {u"Bench"_s, u"测速"_s};
    for (int i = 0; i < steps; ++i) {
        Element element;
        element.id = ElementId(u"n%1"_s.arg(i));
        element.kind = i % 9 == 8 ? ElementKind::Gate : ElementKind::ManualStep;
        element.name = {u"Expand and feed %1"_s.arg(i), u"扩增与补料 %1"_s.arg(i)};
        element.position = {double(i % Columns) * 260, double(i / Columns) * 164};
        element.openness = i % 7 == 0 ? Openness::Open : Openness::Closed;
        element.grade = Grade::C;
        Port in, out;
        in.id = PortId(u"in"_s);
        out.id = PortId(u"out"_s);
        out.direction = PortDirection::Out;
        element.ports = {in, out};
        for (const char *name : {"Temperature", "Stirring"}) {
            Parameter parameter;
            parameter.id = ParameterId(QLatin1String(name).toString().toLower());
            parameter.name = {QLatin1String(name), u"温度"_s};
            parameter.value = 37.0 + i % 3;
            element.parameters.append(parameter);
        }
        if (!recipe.procedure.addElement(element, {}))
            std::abort();
    }
    int links = 0;
    const auto join = [&](int from, int to, LinkKind kind) {
        Link link;
        link.id = LinkId(u"L%1"_s.arg(++links));
        link.kind = kind;
        link.from.element = ElementId(u"n%1"_s.arg(from));
        link.to.element = ElementId(u"n%1"_s.arg(to));
        if (kind == LinkKind::Material) {
            link.from.port = PortId(u"out"_s);
            link.to.port = PortId(u"in"_s);
        }
        if (!recipe.procedure.addLink(link))
            std::abort();
    };
    for (int i = 1; i < steps; ++i) {
        join(i - 1, i, LinkKind::Control);
        if (i >= Columns && i % 3 == 0)
            join(i - Columns, i, LinkKind::Material);
    }
    return recipe;
}

struct Frames
{
    std::vector<double> ms;

    void take(GraphView &view)
    {
        QElapsedTimer timer;
        timer.start();
        view.viewport()->repaint();
        ms.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    [[nodiscard]] double at(double part) const
    {
        std::vector<double> sorted = ms;
        std::sort(sorted.begin(), sorted.end());
        return sorted.at(size_t(part * double(sorted.size() - 1)));
    }
    void print(const char *what) const
    {
        std::printf("canvas  %-34s median %6.1f ms  p99 %6.1f ms  (%zu frames)\n", what, at(0.5),
            at(0.99), ms.size());
    }
};

double residentMiB()
{
    QFile status(u"/proc/self/statm"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    return status.readAll().split(' ').at(1).toDouble() * 4096 / 1048576;
}

int visibleNodes(const GraphView &view)
{
    const QRectF seen = view.mapToScene(view.viewport()->rect()).boundingRect();
    int count = 0;
    for (const NodeItem *node : view.graphScene()->nodes())
        count += seen.intersects(node->sceneBody()) ? 1 : 0;
    return count;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    initResources();
    RecipeDocument document(Catalog::shipped());
    document.setRecipe(drawing(2000));
    GraphView view(Catalog::shipped(), Theme::light());
    view.resize(1900, 1000);
    view.setDocument(&document);
    view.show();
    QApplication::processEvents();
    view.fit();
    const double whole = view.zoom();
    view.viewport()->repaint();
    std::printf("canvas  %d of %d nodes visible, %d lines, zoom %.3f, %d x %d\n",
        visibleNodes(view), int(view.graphScene()->nodes().size()),
        int(view.graphScene()->linkItems().size()), whole, view.viewport()->width(),
        view.viewport()->height());

    Frames pan, zoom, sweep, near;
    const QPoint home(view.horizontalScrollBar()->value(), view.verticalScrollBar()->value());
    for (int i = 0; i < 240; ++i) {
        view.horizontalScrollBar()->setValue(home.x() + int(20 * std::sin(i * 0.13)));
        view.verticalScrollBar()->setValue(home.y() + int(12 * std::sin(i * 0.09)));
        pan.take(view);
        QApplication::processEvents();
    }
    pan.print("pan, 2 000 visible");
    for (int i = 0; i < 240; ++i) {
        view.setZoom(whole * (1 - 0.06 * (1 + std::sin(i * 0.1))));
        zoom.take(view);
        QApplication::processEvents();
    }
    zoom.print("zoom, 2 000 visible");
    for (int i = 0; i < 240; ++i) {
        const double way = 0.5 - 0.5 * std::cos(i * 2 * M_PI / 240);
        view.setZoom(whole * std::pow(1.2 / whole, way));
        sweep.take(view);
        QApplication::processEvents();
    }
    sweep.print("zoom from all to reading and back");
    view.setZoom(0.5);
    for (int i = 0; i < 240; ++i) {
        view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->value() + 14);
        near.take(view);
        QApplication::processEvents();
    }
    near.print("pan at half size");

    const double before = residentMiB();
    const MasterRecipe large = drawing(10000);
    QElapsedTimer timer;
    timer.start();
    document.setRecipe(large);
    const qint64 built = timer.elapsed();
    view.viewport()->repaint();
    std::printf("canvas  10 000 elements open in %lld ms (drawn %lld ms), %.0f MiB (%.0f before)\n",
        timer.elapsed(), built, residentMiB(), before);
    return 0;
}
