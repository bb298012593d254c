// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hand.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtGui/QInputMethodEvent>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

void bringIntoView(QWidget *widget)
{
    for (QWidget *outer = widget->parentWidget(); outer; outer = outer->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(outer))
            area->ensureWidgetVisible(widget, 0, 20);
    }
}

QString nameOf(const QWidget *widget)
{
    return widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName();
}

void reach(QWidget *widget)
{
    if (!widget->isVisible())
        throw Stuck(nameOf(widget) + u" is not to be seen"_s);
    if (!widget->isEnabled())
        throw Stuck(nameOf(widget) + u" is disabled: "_s + widget->toolTip());
    // What a window manager does when a menu or a list has closed; tests run without one.
    const QWidget *active = QApplication::activeWindow();
    if (!QApplication::activePopupWidget() && (!active || !active->isVisible()))
        QApplication::setActiveWindow(widget->window());
    bringIntoView(widget);
}

} // namespace

void Hand::rest()
{
    // Timers of no length come last, one turn of the loop need not reach them.
    QAbstractEventDispatcher *loop = QAbstractEventDispatcher::instance();
    constexpr int MostTurns = 50; // something may blink or move for ever
    for (int turn = 0; turn < MostTurns; ++turn) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (!loop->processEvents(QEventLoop::AllEvents))
            break;
    }
}

void Hand::click(QWidget *widget, Qt::KeyboardModifiers modifiers)
{
    reach(widget);
    clickAt(widget, widget->rect().center(), modifiers);
}

void Hand::clickAt(QWidget *widget, QPoint at, Qt::KeyboardModifiers modifiers)
{
    ++m_gestures;
    // A mouse meets what lies on top: the frame of a text would hand the click on to what is below.
    if (const auto *area = qobject_cast<QPlainTextEdit *>(widget)) {
        at = area->viewport()->mapFrom(widget, at);
        widget = area->viewport();
    }
    QTest::mouseClick(widget, Qt::LeftButton, modifiers, at);
}

void Hand::doubleClickAt(QWidget *widget, QPoint at)
{
    ++m_gestures;
    QTest::mouseDClick(widget, Qt::LeftButton, {}, at);
    QTest::mouseRelease(widget, Qt::LeftButton, {}, at); // which the line above leaves pressed
}

void Hand::drag(QWidget *widget, QPoint from, QPoint to, Qt::MouseButton button)
{
    ++m_gestures;
    QTest::mousePress(widget, button, {}, from);
    constexpr int Steps = 4;
    for (int i = 1; i <= Steps; ++i) {
        const QPoint point = from + (to - from) * i / Steps;
        QMouseEvent move(
            QEvent::MouseMove, point, widget->mapToGlobal(point), Qt::NoButton, button, {});
        QCoreApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, button, {}, to);
}

void Hand::drop(QWidget *widget, QPoint at, const QMimeData &data)
{
    ++m_gestures;
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted())
        throw Stuck(nameOf(widget) + u" takes no drop"_s);
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(widget, &move);
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(widget, &drop);
}

void Hand::key(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++m_gestures;
    ++m_keys;
    QTest::keyClick(widget, key, modifiers);
}

// Chinese comes from an input method, as it does for a person.
void Hand::keysFor(QWidget *field, const QString &text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        if (const char latin = text.at(at).toLatin1(); latin >= ' ' && latin < 127) {
            QTest::keyClick(field, latin);
            ++at;
            ++m_keys;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && text.at(end).unicode() >= 127)
            ++end;
        if (end == at)
            throw Stuck(u"no key types "_s + QString::number(text.at(at).unicode()));
        QInputMethodEvent event;
        event.setCommitString(text.mid(at, end - at));
        QCoreApplication::sendEvent(field, &event);
        m_keys += int(end - at);
        at = end;
    }
}

void Hand::write(QWidget *field, const QString &text)
{
    click(field);
    if (!field->hasFocus())
        throw Stuck(nameOf(field) + u" does not take the cursor, it is with "_s
            + (QApplication::focusWidget() ? nameOf(QApplication::focusWidget()) : u"nobody"_s)
            + u" in "_s
            + (QApplication::activeWindow() ? nameOf(QApplication::activeWindow())
                                            : u"no window"_s));
    --m_gestures; // click and typing are one
    key(field, Qt::Key_A, Qt::ControlModifier);
    if (text.isEmpty())
        QTest::keyClick(field, Qt::Key_Delete);
    else
        keysFor(field, text);
    // What is offered while one types is not wanted here.
    if (QWidget *list = QApplication::activePopupWidget())
        QTest::keyClick(list, Qt::Key_Escape);
}

void Hand::type(QWidget *field, const QString &text)
{
    write(field, text);
    const bool paragraph = qobject_cast<QPlainTextEdit *>(field);
    QTest::keyClick(field, Qt::Key_Return, paragraph ? Qt::ControlModifier : Qt::NoModifier);
}

void Hand::pick(QComboBox *box, int row)
{
    reach(box);
    if (row < 0 || row >= box->count())
        throw Stuck(nameOf(box) + u" does not offer it"_s);
    ++m_gestures;
    box->isEditable()
        ? QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(box->width() - 8, box->height() / 2))
        : QTest::mouseClick(box, Qt::LeftButton);
    QWidget *list = QApplication::activePopupWidget();
    if (!list || !box->view()->isVisible())
        throw Stuck(nameOf(box) + u" opens no list"_s);
    QTest::keyClick(box->view(), Qt::Key_Home);
    for (int i = 0; i < row; ++i)
        QTest::keyClick(box->view(), Qt::Key_Down);
    m_keys += row + 2;
    if (box->view()->currentIndex().row() != row)
        throw Stuck(nameOf(box) + u" does not go to its row"_s);
    QTest::keyClick(box->view(), Qt::Key_Return);
    if (box->view()->isVisible())
        throw Stuck(nameOf(box) + u" stays open"_s);
}

void Hand::press(QAbstractButton *button)
{
    reach(button);
    // A check box is pressed at its box, not in the empty space behind its words.
    const bool box = button->isCheckable() && !qobject_cast<QPushButton *>(button);
    clickAt(button, box ? QPoint(8, button->height() / 2) : button->rect().center());
}

void Hand::pickFromMenu(QPushButton *button, const QString &word)
{
    reach(button);
    QMenu *menu = button->menu();
    if (!menu)
        throw Stuck(nameOf(button) + u" has no menu"_s);
    QAction *wanted = nullptr;
    for (QAction *action : menu->actions()) {
        if (action->text() == word)
            wanted = action;
    }
    if (!wanted)
        throw Stuck(nameOf(button) + u" does not offer "_s + word);
    ++m_gestures;
    // The menu of a button runs in a loop of its own until something is chosen.
    bool chosen = false;
    QObject::connect(
        menu, &QMenu::aboutToShow, menu,
        [menu, wanted, &chosen] {
            QMetaObject::invokeMethod(
                menu,
                [menu, wanted, &chosen] {
                    chosen = true;
                    QTest::mouseClick(
                        menu, Qt::LeftButton, {}, menu->actionGeometry(wanted).center());
                    menu->close();
                },
                Qt::QueuedConnection);
        },
        Qt::SingleShotConnection);
    QTest::mouseClick(button, Qt::LeftButton);
    if (!chosen)
        throw Stuck(nameOf(button) + u" opens no menu"_s);
}

} // namespace cytoloom
