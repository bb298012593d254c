// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/quantityedit.h"

#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/foundation/typednumber.h"
#include "widgets/grapheditor/words.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QStyle>

#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

QuantityEdit::QuantityEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(this, &QLineEdit::editingFinished, this, &QuantityEdit::take);
    connect(this, &QLineEdit::textEdited, this, [this](const QString &text) {
        const auto read = this->read(text);
        mark(read ? QString() : MessageCatalog::shipped().text(read.error().message, m_language));
    });
}

void QuantityEdit::setUnit(const Unit &unit)
{
    m_unit = unit;
    show();
}

void QuantityEdit::setValue(std::optional<double> value)
{
    m_value = value;
    show();
}

void QuantityEdit::show()
{
    setText(m_value ? Words::amount(*m_value, m_unit) : QString());
    setCursorPosition(0);
    mark({});
}

Result<std::optional<double>> QuantityEdit::read(const QString &text) const
{
    const QString plain = typednumber::plain(text);
    if (plain.isEmpty()) {
        if (m_optional)
            return std::optional<double>();
        return Error(u"edit.value.number"_s, {{u"text"_s, text}});
    }
    std::optional<double> value;
    bool isNumber = false;
    const double number = QLocale::c().toDouble(plain, &isNumber);
    if (isNumber) {
        value = number;
    } else {
        const auto quantity = Quantity::parse(plain);
        if (!quantity)
            return Error(u"edit.value.number"_s, {{u"text"_s, text}});
        if (quantity->unit == m_unit) {
            value = quantity->value;
        } else {
            const auto converted = quantity->unit.convert(quantity->value, m_unit);
            if (!converted)
                return Error(u"edit.value.unit"_s,
                    {{u"text"_s, text},
                        {u"unit"_s, m_unit.isDimensionless() ? u"1"_s : m_unit.symbol()}});
            value = tidy(*converted);
        }
    }
    if (!std::isfinite(*value))
        return Error(u"edit.value.number"_s, {{u"text"_s, text}});
    if (!m_limits.contains(*value)) {
        return Error(u"edit.value.limits"_s,
            {{u"value"_s, Words::amount(*value, m_unit)},
                {u"limits"_s, Words::range(m_limits, m_unit)}});
    }
    return value;
}

double QuantityEdit::tidy(double converted)
{
    return QString::number(converted, 'g', 15).toDouble();
}

void QuantityEdit::take()
{
    // The text is rounded for reading: untouched text is no edit.
    if (text() == (m_value ? Words::amount(*m_value, m_unit) : QString())
        && (m_value || m_optional)) {
        mark({});
        return;
    }
    const auto read = this->read(text());
    if (!read) {
        mark(MessageCatalog::shipped().text(read.error().message, m_language));
        return;
    }
    // Read already, so that the dimension is right.
    bool isNumber = false;
    const QString plain = typednumber::plain(text());
    QLocale::c().toDouble(plain, &isNumber);
    const auto typed = Quantity::parse(plain);
    const bool otherUnit = m_keepsUnit && *read && !isNumber && typed && typed->unit != m_unit;
    if (*read == m_value && !otherUnit) {
        show();
        return;
    }
    m_value = otherUnit ? std::optional(typed->value) : *read;
    if (otherUnit)
        m_unit = typed->unit;
    show();
    Q_EMIT edited(m_value);
}

void QuantityEdit::mark(const QString &reason)
{
    const bool invalid = !reason.isEmpty();
    if (property("invalid").toBool() != invalid) {
        setProperty("invalid", invalid);
        style()->unpolish(this);
        style()->polish(this);
    }
    setToolTip(reason);
    Q_EMIT complained(reason);
}

void QuantityEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        show();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void QuantityEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    selectAll();
}

} // namespace cytoloom
