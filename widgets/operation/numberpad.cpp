// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/operation/numberpad.h"

#include "widgets/common/words.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>

namespace cytoloom {

using namespace Qt::StringLiterals;

NumberPad::NumberPad(const Theme &theme, QWidget *parent)
    : Page(theme, parent)
    , m_field(new QLineEdit(this))
    , m_unitLabel(new QLabel(this))
    , m_hint(new QLabel(this))
    , m_back(new QPushButton(this))
{
    m_field->setFont(Theme::digits(34, true));
    m_field->setMinimumHeight(60);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setMaxLength(24);
    m_field->setObjectName(u"number"_s);
    m_field->setProperty("noKeyboard", true); // the keys stand beside it
    m_unitLabel->setFont(Theme::font(Theme::panelSection, true));
    m_hint->setFont(Theme::font(Theme::panelCaption));
    m_hint->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->addWidget(m_field, 1);
    line->addWidget(m_unitLabel);
    auto *left = new QVBoxLayout;
    left->addLayout(line);
    left->addWidget(m_hint);
    left->addStretch();

    auto *grid = new QGridLayout;
    grid->setSpacing(Theme::space2);
    const QStringList keys {u"7"_s, u"8"_s, u"9"_s, u"4"_s, u"5"_s, u"6"_s, u"1"_s, u"2"_s, u"3"_s,
        u"0"_s, u"."_s, u"-"_s, u"e"_s};
    const int side = Theme::millimetres(15);
    for (int i = 0; i < keys.size(); ++i) {
        auto *key = new QPushButton(keys[i], this);
        key->setProperty("key", true);
        key->setObjectName(u"key-"_s + keys[i]);
        key->setFocusPolicy(Qt::NoFocus);
        key->setFont(Theme::digits(Theme::panelSection, true));
        key->setMinimumSize(side, 44);
        key->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        connect(key, &QPushButton::clicked, this, [this, text = keys[i]] { press(text); });
        if (i < 12)
            grid->addWidget(key, i / 3, i % 3);
        else
            grid->addWidget(key, 3, 3);
        m_keys << key;
    }
    m_back->setFocusPolicy(Qt::NoFocus);
    m_back->setMinimumSize(side, 44);
    m_back->setIconSize({28, 28});
    m_back->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_back->setAutoRepeat(true);
    connect(m_back, &QPushButton::clicked, m_field, &QLineEdit::backspace);
    grid->addWidget(m_back, 0, 3, 3, 1);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space4);
    layout->addLayout(left, 5);
    layout->addLayout(grid, 6);
    connect(m_field, &QLineEdit::textChanged, this, &NumberPad::check);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (value())
            Q_EMIT accepted();
    });
    setFocusProxy(m_field);
    restyle();
    retranslate();
}

void NumberPad::setQuestion(const QString &unit, const Range &range)
{
    m_unit = unit;
    m_range = range;
    m_unitLabel->setText(unit == "1"_L1 ? QString() : unit);
    check();
}

void NumberPad::clear()
{
    m_field->clear();
}

std::optional<double> NumberPad::value() const
{
    bool ok = false;
    const double number = QLocale::c().toDouble(m_field->text().trimmed(), &ok);
    if (!ok || !m_range.contains(number))
        return std::nullopt;
    return number;
}

QString NumberPad::problem() const
{
    const QString text = m_field->text().trimmed();
    if (text.isEmpty())
        return tr("Type the value.");
    bool ok = false;
    const double number = QLocale::c().toDouble(text, &ok);
    if (!ok)
        return tr("“%1” is not a number.").arg(text);
    if (!m_range.contains(number))
        return tr("%1 lies outside the permitted range %2.")
            .arg(words::quantity(number, m_unit), words::range(m_range.low, m_range.high, m_unit));
    return {};
}

void NumberPad::press(const QString &key)
{
    m_field->insert(key);
}

void NumberPad::check()
{
    const QString text = m_field->text().trimmed();
    const bool bad = !text.isEmpty() && !value();
    if (m_field->property("invalid").toBool() != bad) {
        m_field->setProperty("invalid", bad);
        m_field->style()->unpolish(m_field);
        m_field->style()->polish(m_field);
    }
    const QString limits = words::range(m_range.low, m_range.high, m_unit);
    m_hint->setText(bad        ? problem()
            : limits.isEmpty() ? QString()
                               : tr("Permitted: %1").arg(limits));
    QPalette colours = m_hint->palette();
    colours.setColor(QPalette::WindowText, bad ? theme().alarm[0] : theme().muted);
    m_hint->setPalette(colours);
    Q_EMIT changed();
}

void NumberPad::retranslate()
{
    m_back->setAccessibleName(tr("Delete the last character"));
    m_field->setAccessibleName(tr("Value"));
    check();
}

void NumberPad::restyle()
{
    m_back->setIcon(Theme::icon(u"backspace"_s, theme().text));
    check();
}

} // namespace cytoloom
