// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/touchkeyboard.h"

#include "widgets/operation/touch.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTextEdit>

#include <array>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 4> Letters {
    u"1234567890", u"qwertyuiop", u"asdfghjkl", u"zxcvbnm,."};
constexpr std::array<QStringView, 4> Signs {
    u"1234567890", u"+-*/=%()<>", u":;!?\"'&@#", u"_°µ≤≥~|,."};
constexpr int PhraseHeight = 60;

} // namespace

TouchKeyboard::TouchKeyboard(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_phrases(usualPhrases())
    , m_phraseRow(new QWidget(this))
    , m_phraseLayout(new QHBoxLayout(m_phraseRow))
{
    setObjectName(u"touchkeyboard"_s);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_ShowWithoutActivating);
    build();
    hide();
    restyle();
    retranslate();
}

TouchKeyboard::~TouchKeyboard()
{
    if (m_active)
        QCoreApplication::instance()->removeEventFilter(this);
}

bool TouchKeyboard::isSystemKeyboardOn()
{
    return qEnvironmentVariable("QT_IM_MODULE") == "qtvirtualkeyboard"_L1;
}

void TouchKeyboard::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active)
        QCoreApplication::instance()->installEventFilter(this);
    else
        QCoreApplication::instance()->removeEventFilter(this);
    if (!active)
        dismiss();
}

void TouchKeyboard::setPhrases(const QVector<LocalizedText> &phrases)
{
    m_phrases = phrases;
    fillPhrases();
}

QVector<LocalizedText> TouchKeyboard::usualPhrases()
{
    return {{u"Device fault"_s, u"设备故障"_s}, {u"value out of limits"_s, u"数值超限"_s},
        {u"checked at the device"_s, u"已在设备处核对"_s},
        {u"as agreed with QA"_s, u"经 QA 同意"_s}, {u"repeated"_s, u"已重做"_s},
        {u"no effect on the product"_s, u"不影响产品"_s}};
}

QRect TouchKeyboard::placeFor(const QRect &field, const QRect &screen, int height)
{
    const QRect bottom(screen.left(), screen.bottom() + 1 - height, screen.width(), height);
    if (!bottom.intersects(field))
        return bottom;
    const QRect top(screen.left(), screen.top(), screen.width(), height);
    if (!top.intersects(field))
        return top;
    // A field that is higher than what is left: its first line stays free.
    return bottom;
}

void TouchKeyboard::build()
{
    const auto key = [this](const QString &name) {
        QPushButton *made = touch::button(this, name);
        made->setProperty("key", true);
        made->setFocusPolicy(Qt::NoFocus);
        made->setFont(Theme::font(Theme::panelSection, true));
        made->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        return made;
    };
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space3, Theme::space2, Theme::space3, Theme::space3);
    layout->setSpacing(touch::gap());
    m_phraseLayout->setContentsMargins(0, 0, 0, 0);
    m_phraseLayout->setSpacing(touch::gap());
    layout->addWidget(m_phraseRow);
    m_shiftKey = key(u"key-shift"_s);
    m_shiftKey->setCheckable(true);
    m_backKey = key(u"key-back"_s);
    m_backKey->setAutoRepeat(true);
    for (size_t row = 0; row < Letters.size(); ++row) {
        auto *line = new QHBoxLayout;
        line->setSpacing(touch::gap());
        if (row == 3)
            line->addWidget(m_shiftKey, 3);
        for (qsizetype i = 0; i < Letters[row].size(); ++i) {
            QPushButton *letter = key(u"key-"_s + Letters[row][i]);
            connect(letter, &QPushButton::clicked, this, [this, letter] { press(letter->text()); });
            line->addWidget(letter, 2);
            m_keys << letter;
        }
        if (row == 2)
            line->addWidget(m_backKey, 3);
        layout->addLayout(line);
    }
    m_signKey = key(u"key-signs"_s);
    m_signKey->setCheckable(true);
    m_spaceKey = key(u"key-space"_s);
    m_leftKey = key(u"key-left"_s);
    m_rightKey = key(u"key-right"_s);
    m_enterKey = key(u"key-enter"_s);
    m_hideKey = key(u"key-hide"_s);
    auto *last = new QHBoxLayout;
    last->setSpacing(touch::gap());
    last->addWidget(m_signKey, 3);
    last->addWidget(m_spaceKey, 8);
    last->addWidget(m_leftKey, 2);
    last->addWidget(m_rightKey, 2);
    last->addWidget(m_enterKey, 3);
    last->addWidget(m_hideKey, 3);
    layout->addLayout(last);
    connect(m_shiftKey, &QPushButton::toggled, this, [this](bool on) {
        m_shift = on;
        labelKeys();
    });
    connect(m_signKey, &QPushButton::toggled, this, [this](bool on) {
        m_signs = on;
        labelKeys();
    });
    connect(m_spaceKey, &QPushButton::clicked, this, [this] { press(u" "_s); });
    connect(m_backKey, &QPushButton::clicked, this, [this] { send(Qt::Key_Backspace); });
    connect(m_leftKey, &QPushButton::clicked, this, [this] { send(Qt::Key_Left); });
    connect(m_rightKey, &QPushButton::clicked, this, [this] { send(Qt::Key_Right); });
    connect(m_enterKey, &QPushButton::clicked, this, [this] { send(Qt::Key_Return, u"\r"_s); });
    connect(m_hideKey, &QPushButton::clicked, this, &TouchKeyboard::dismiss);
    labelKeys();
}

void TouchKeyboard::labelKeys()
{
    qsizetype at = 0;
    for (const QStringView row : m_signs ? Signs : Letters) {
        for (const QChar letter : row) {
            // An ampersand alone would be a mnemonic.
            const QChar shown = m_shift ? letter.toUpper() : letter;
            m_keys[at++]->setText(shown == u'&' ? u"&&"_s : QString(shown));
        }
    }
}

void TouchKeyboard::fillPhrases()
{
    while (QLayoutItem *item = m_phraseLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int i = 0;
    for (const LocalizedText &phrase : std::as_const(m_phrases)) {
        QPushButton *button = touch::button(m_phraseRow, u"phrase-%1"_s.arg(i++));
        button->setFocusPolicy(Qt::NoFocus);
        button->setFont(Theme::font(15));
        button->setText(phrase.in(language()));
        connect(button, &QPushButton::clicked, this, [this, button] { press(button->text()); });
        m_phraseLayout->addWidget(button);
    }
    m_phraseRow->setVisible(!m_phrases.isEmpty());
}

bool TouchKeyboard::takesText(const QWidget *widget)
{
    if (!widget || !widget->isEnabled() || widget->property("noKeyboard").toBool())
        return false;
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return !line->isReadOnly();
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
        return !plain->isReadOnly();
    if (const auto *rich = qobject_cast<const QTextEdit *>(widget))
        return !rich->isReadOnly();
    return false;
}

bool TouchKeyboard::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut
        && event->type() != QEvent::MouseButtonRelease)
        return false;
    if (!object->isWidgetType() || isSystemKeyboardOn())
        return false;
    auto *widget = static_cast<QWidget *>(object);
    if (event->type() == QEvent::FocusOut) {
        if (widget == m_field
            && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
            dismiss();
        return false;
    }
    // A text edit is touched on its viewport.
    if (event->type() == QEvent::MouseButtonRelease && widget->parentWidget() && !takesText(widget))
        widget = widget->parentWidget();
    if (takesText(widget) && (event->type() == QEvent::FocusIn || widget->hasFocus()))
        showFor(widget);
    return false;
}

void TouchKeyboard::showFor(QWidget *field)
{
    m_field = field;
    QWidget *window = field->window();
    if (parentWidget() != window || !isWindow()) {
        // A child window of the field's own window: a dialog that blocks the others lets it in.
        setParent(window, Qt::Tool | Qt::FramelessWindowHint | Qt::WindowDoesNotAcceptFocus);
        setAttribute(Qt::WA_ShowWithoutActivating);
    }
    const QScreen *screen = window->screen();
    const QRect all = screen ? screen->availableGeometry() : window->geometry();
    const int rows = int(Letters.size()) + 1;
    const int height = rows * touch::normal() + (rows - 1) * touch::gap() + Theme::space5
        + (m_phrases.isEmpty() ? 0 : PhraseHeight + touch::gap());
    // As wide as the window, where that is enough for the keys.
    QRect area = all;
    if (window->isFullScreen() || window->width() >= 900) {
        area.setLeft(std::max(all.left(), window->frameGeometry().left()));
        area.setRight(std::min(all.right(), window->frameGeometry().right()));
    }
    const QRect place(field->mapToGlobal(QPoint(0, 0)), field->size());
    setGeometry(placeFor(place, area, height));
    show();
    raise();
}

void TouchKeyboard::dismiss()
{
    m_field.clear();
    hide();
}

void TouchKeyboard::send(int key, const QString &text)
{
    if (!m_field)
        return;
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(m_field, &down);
    if (!m_field)
        return; // Enter may have closed it
    QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(m_field, &up);
}

void TouchKeyboard::press(const QString &text)
{
    send(0, text == "&&"_L1 ? u"&"_s : text);
    if (m_shift)
        m_shiftKey->setChecked(false);
}

void TouchKeyboard::retranslate()
{
    m_shiftKey->setText(u"⇧"_s);
    m_shiftKey->setAccessibleName(tr("Capital letters"));
    m_signKey->setText(u"#+="_s);
    m_signKey->setAccessibleName(tr("Signs"));
    m_spaceKey->setText(tr("Space"));
    m_leftKey->setText(u"◀"_s);
    m_rightKey->setText(u"▶"_s);
    m_enterKey->setText(tr("Enter"));
    m_hideKey->setText(tr("Hide"));
    m_backKey->setAccessibleName(tr("Delete the last character"));
    fillPhrases();
}

void TouchKeyboard::restyle()
{
    m_backKey->setIcon(Theme::icon(u"backspace"_s, theme().text));
    m_backKey->setIconSize({28, 28});
}

void TouchKeyboard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().canvas);
    painter.setPen(theme().strongLine);
    painter.drawLine(0, 0, width(), 0);
}

} // namespace cytoloom
