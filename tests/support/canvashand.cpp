// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/canvashand.h"

#include "widgets/grapheditor/designpage.h"
#include "widgets/grapheditor/graphscene.h"
#include "widgets/grapheditor/graphview.h"
#include "widgets/grapheditor/palettewidget.h"

#include <QtCore/QMimeData>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

CanvasHand::CanvasHand(Hand &hand, DesignPage &page)
    : m_hand(hand)
    , m_page(page)
    , m_view(*page.view())
{ }

void CanvasHand::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    m_hand.key(&m_view, key, modifiers);
    Hand::rest();
}

NodeItem &CanvasHand::node(const ElementId &id) const
{
    NodeItem *found = m_view.graphScene()->node(id);
    if (!found)
        throw Stuck(id.value() + u" is not in the drawing"_s);
    return *found;
}

// Pans as a person does, with the middle button held.
void CanvasHand::bringIntoView(QPointF at)
{
    const QRect room = m_view.viewport()->rect().adjusted(60, 60, -60, -60);
    for (int turn = 0; turn < 40; ++turn) {
        const QPoint now = m_view.mapFromScene(at);
        if (room.contains(now))
            return;
        const QPoint middle = room.center();
        const QPoint way = middle - now;
        const QPoint step(std::clamp(way.x(), -room.width() / 2, room.width() / 2),
            std::clamp(way.y(), -room.height() / 2, room.height() / 2));
        m_hand.drag(m_view.viewport(), middle, middle + step, Qt::MiddleButton);
        if (m_view.mapFromScene(at) == now)
            break;
    }
    if (!m_view.viewport()->rect().contains(m_view.mapFromScene(at)))
        throw Stuck(u"the canvas does not go to %1, %2"_s.arg(at.x()).arg(at.y()));
}

void CanvasHand::showLevel(const PaletteEntry &entry)
{
    const auto level = entry.kind == ElementKind::Phase ? PaletteModel::Level::Phases
                                                        : PaletteModel::Level::UnitOperations;
    if (m_page.paletteWidget()->model()->level() == level)
        return;
    const QList<QToolButton *> buttons = m_page.paletteWidget()->findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        if (button->isCheckable() && !button->isChecked()) {
            m_hand.click(button);
            return;
        }
    }
    throw Stuck(u"the palette has no other level"_s);
}

QModelIndex CanvasHand::entryRow(const PaletteEntry &entry) const
{
    const PaletteModel *model = m_page.paletteWidget()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->entry(model->index(row)) == entry)
            return model->index(row);
    }
    return {};
}

ElementId CanvasHand::place(const PaletteEntry &wanted, QPointF at)
{
    // The palette offers unit operations; inside a unit procedure they become operations.
    PaletteEntry entry = wanted;
    if (entry.kind == ElementKind::Operation)
        entry.kind = ElementKind::UnitProcedure;
    const bool typed = entry.kind == ElementKind::UnitProcedure || entry.kind == ElementKind::Phase;
    if (typed)
        showLevel(entry);
    auto *search = m_page.paletteWidget()->findChild<QLineEdit *>(u"paletteSearch"_s);
    const QModelIndex found = entryRow(entry);
    if (typed || !found.isValid()) {
        const QString words = found.isValid() ? found.data().toString() : entry.type;
        if (search->text() != words)
            m_hand.write(search, words);
    }
    const QModelIndex row = entryRow(entry);
    if (!row.isValid())
        throw Stuck(
            u"the palette does not offer "_s + entry.type + QString::number(int(entry.kind)));
    m_page.paletteWidget()->list()->scrollTo(row);
    bringIntoView(at);
    const std::unique_ptr<QMimeData> data(m_page.paletteWidget()->model()->mimeData({row}));
    m_hand.drop(m_view.viewport(), m_view.mapFromScene(at), *data);
    if (!search->text().isEmpty())
        m_hand.write(search, {});
    Hand::rest();
    if (m_view.selectedElements().size() != 1)
        throw Stuck(entry.type + u" did not fall into the drawing"_s);
    return m_view.selectedElements().first();
}

QPoint CanvasHand::pointOn(const ElementId &id) const
{
    const NodeItem &item = node(id);
    const QRectF body = item.sceneBody();
    for (const double x : {0.0, 0.3, -0.3, 0.2, -0.2}) {
        for (const double y : {0.0, 0.32, -0.32, 0.45, -0.45, 0.2, -0.2}) {
            const QPointF at = body.center() + QPointF(x * body.width(), y * body.height());
            const QPoint point = m_view.mapFromScene(at);
            if (m_view.itemAt(point) == &item && !item.handleAt(m_view.mapToScene(point))
                && m_view.viewport()->rect().contains(point))
                return point;
        }
    }
    throw Stuck(id.value() + u" cannot be clicked"_s);
}

void CanvasHand::select(const ElementId &id)
{
    bringIntoView(node(id).sceneBody().center());
    m_hand.clickAt(m_view.viewport(), pointOn(id));
    Hand::rest();
    if (m_view.selectedElements() != QVector<ElementId> {id})
        throw Stuck(id.value() + u" is not selected by a click"_s);
}

void CanvasHand::selectNothing()
{
    m_view.setFocus();
    press(Qt::Key_Escape);
    if (!m_view.selectedElements().isEmpty() || !m_view.selectedLinks().isEmpty())
        throw Stuck(u"something stays selected"_s);
}

void CanvasHand::connect(const ElementId &from, const ElementId &to)
{
    const QRectF both = node(from).sceneBody().united(node(to).sceneBody());
    bringIntoView(both.center());
    const auto seen = [&] {
        return m_view.viewport()->rect().contains(
            QRect(m_view.mapFromScene(both.topLeft()), m_view.mapFromScene(both.bottomRight())));
    };
    if (!seen())
        showAll();
    Hand::rest(); // what is found may move the drawing: look where things are now
    const int before = m_view.recipe().procedure.linkCount();
    const NodeItem &source = node(from);
    const QPointF handle = source.mapToScene(QPointF(source.sceneBody().right() - source.x(), 0));
    if (!source.handleAt(handle))
        throw Stuck(from.value() + u" has no handle where lines begin"_s);
    const QPoint start = m_view.mapFromScene(handle);
    const GraphScene &scene = *m_view.graphScene();
    if (scene.nodeUnder(m_view.mapToScene(start)) == &source) {
        m_hand.drag(m_view.viewport(), start, m_view.mapFromScene(node(to).sceneBody().center()));
    } else { // a bar lies over the handle: both are selected, L joins the first to the second
        m_hand.clickAt(m_view.viewport(), pointOn(from));
        m_hand.clickAt(m_view.viewport(), pointOn(to), Qt::ControlModifier);
        press(Qt::Key_L);
    }
    Hand::rest();
    if (m_view.recipe().procedure.linkCount() != before + 1)
        throw Stuck(from.value() + u" does not join "_s + to.value() + u": "_s
            + m_page.findChild<QLabel *>(u"designMessage"_s)->text());
}

void CanvasHand::selectLine(const LinkId &link)
{
    const LinkItem *item = m_view.graphScene()->linkItem(link);
    if (!item)
        throw Stuck(link.value() + u" is not in the drawing"_s);
    const QPolygonF line = item->line();
    for (qsizetype i = 1; i < line.size(); ++i) {
        for (const double part : {0.5, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9}) {
            const QPointF at = line.at(i - 1) + (line.at(i) - line.at(i - 1)) * part;
            bringIntoView(at);
            const QPoint point = m_view.mapFromScene(at);
            if (m_view.itemAt(point) != item)
                continue;
            m_hand.clickAt(m_view.viewport(), point);
            Hand::rest();
            if (!m_view.selectedLinks().contains(link))
                throw Stuck(link.value() + u" is not selected by a click"_s);
            return;
        }
    }
    throw Stuck(link.value() + u" cannot be clicked"_s);
}

void CanvasHand::open(const ElementId &id)
{
    bringIntoView(node(id).sceneBody().center());
    m_hand.doubleClickAt(m_view.viewport(), pointOn(id));
    Hand::rest();
    if (m_view.container() != id)
        throw Stuck(id.value() + u" does not open"_s);
}

void CanvasHand::up()
{
    const ElementId inside = m_view.container();
    m_view.setFocus();
    press(Qt::Key_Backspace);
    if (m_view.container() == inside)
        throw Stuck(inside.value() + u" cannot be left"_s);
}

void CanvasHand::showAll()
{
    m_view.setFocus();
    press(Qt::Key_F);
}

void CanvasHand::deleteAll()
{
    m_view.setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Delete);
    if (!m_view.recipe().procedure.children(m_view.container()).isEmpty())
        throw Stuck(u"something stays of "_s + m_view.container().value());
}

} // namespace cytoloom
