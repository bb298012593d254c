// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPoint>
#include <QtCore/QString>
#include <QtWidgets/QWidget>

#include <stdexcept>

class QAbstractButton;
class QComboBox;
class QMimeData;
class QPushButton;

namespace cytoloom {

/// Something that a person wanted to do and could not: the field is not there, the button is
/// disabled, nothing lies where the mouse is. Tests turn it into a failure.
class Stuck final : public std::runtime_error
{
public:
    explicit Stuck(const QString &why)
        : std::runtime_error(why.toStdString())
    { }
};

/// The hand of a person on mouse and keyboard: it clicks, drags, types and picks, and counts what
/// it does. It calls no function of the program that changes anything; scrolling a field into view
/// is the one thing it does faster than the wheel. Throws Stuck. GUI thread.
class Hand
{
public:
    [[nodiscard]] int gestures() const { return m_gestures; }
    [[nodiscard]] int keys() const { return m_keys; }

    /// The program gets to do what it has put off; delayed deletions included.
    static void rest();

    void click(QWidget *widget, Qt::KeyboardModifiers modifiers = {}); ///< its middle
    void clickAt(QWidget *widget, QPoint at, Qt::KeyboardModifiers modifiers = {});
    void doubleClickAt(QWidget *widget, QPoint at);
    /// Pressed at \p from, moved in a few steps, let go at \p to.
    void drag(QWidget *widget, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton);
    /// What a drag that began elsewhere does to \p widget.
    void drop(QWidget *widget, QPoint at, const QMimeData &data);
    void key(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {});

    /// Into a line or a paragraph: everything in it is replaced.
    void write(QWidget *field, const QString &text);
    /// The same, and the entry is handed in by Enter (Ctrl+Enter in a paragraph).
    void type(QWidget *field, const QString &text);
    /// From the opened list, by arrow keys and Enter.
    void pick(QComboBox *box, int row);
    void press(QAbstractButton *button);
    /// The entry \p word of the menu behind \p button.
    void pickFromMenu(QPushButton *button, const QString &word);

private:
    void keysFor(QWidget *field, const QString &text);

    int m_gestures = 0;
    int m_keys = 0;
};

} // namespace cytoloom
