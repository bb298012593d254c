// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/inspectorhand.h"

#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/inspector.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QToolButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

InspectorHand::InspectorHand(Hand &hand, Inspector &inspector)
    : m_hand(hand)
    , m_inspector(inspector)
{ }

template <class T> T *InspectorHand::field(const QString &name) const
{
    // What was shown before the last entry is still about to go.
    const QWidget *page = m_inspector.findChild<QScrollArea *>()->widget();
    T *found = page->findChild<T *>(name);
    if (!found)
        throw Stuck(
            u"there is no field "_s + name + u" of "_s + m_inspector.findChild<QLabel *>()->text());
    return found;
}

bool InspectorHand::has(const QString &name) const
{
    return m_inspector.findChild<QScrollArea *>()->widget()->findChild<QWidget *>(name);
}

void InspectorHand::text(const QString &name, const QString &text)
{
    m_hand.type(field<QWidget>(name), text);
    Hand::rest();
}

void InspectorHand::number(const QString &name, std::optional<double> value)
{
    text(name, value ? QString::number(*value, 'g', 15) : QString());
}

void InspectorHand::quantity(const QString &name, const std::optional<Quantity> &value)
{
    text(name, value ? value->toString() : QString());
}

void InspectorHand::duration(const QString &name, Duration value)
{
    text(name, DurationEdit::write(value));
}

void InspectorHand::choice(const QString &name, int value)
{
    auto *box = field<QComboBox>(name);
    m_hand.pick(box, box->findData(value));
    Hand::rest();
}

void InspectorHand::pick(const QString &name, const QString &id)
{
    auto *box = field<QComboBox>(name);
    const int row = box->findData(id);
    if (row < 0)
        throw Stuck(name + u" does not offer "_s + id);
    m_hand.pick(box, row);
    Hand::rest();
}

void InspectorHand::pickWord(const QString &name, const QString &word)
{
    auto *box = field<QComboBox>(name);
    const int row = box->findText(word);
    if (row < 0)
        throw Stuck(name + u" does not offer "_s + word);
    m_hand.pick(box, row);
    Hand::rest();
}

void InspectorHand::pickOrType(const QString &name, const QString &id)
{
    auto *box = field<QComboBox>(name);
    const int row = box->findData(id);
    if (row >= 0)
        m_hand.pick(box, row);
    else if (box->isEditable())
        m_hand.type(box->lineEdit(), id);
    else
        throw Stuck(name + u" does not offer "_s + id);
    Hand::rest();
}

void InspectorHand::flag(const QString &name, bool on)
{
    auto *box = field<QCheckBox>(name);
    if (box->isChecked() == on)
        return;
    m_hand.press(box);
    if (box->isChecked() != on)
        throw Stuck(name + u" does not change"_s);
    Hand::rest();
}

void InspectorHand::press(const QString &name)
{
    m_hand.press(field<QAbstractButton>(name));
    Hand::rest();
}

void InspectorHand::pickFromMenu(const QString &name, const QString &word)
{
    m_hand.pickFromMenu(field<QPushButton>(name), word);
    Hand::rest();
}

void InspectorHand::unfold(const QString &toggle, const QString &name)
{
    if (has(name))
        return;
    press(toggle);
    if (!has(name))
        throw Stuck(toggle + u" does not show "_s + name);
}

QString InspectorHand::boxOf(const QString &list, const QString &title) const
{
    const QWidget *page = m_inspector.findChild<QScrollArea *>()->widget();
    const QList<QWidget *> all = page->findChildren<QWidget *>();
    for (const QWidget *box : all) {
        const QString key = box->objectName();
        bool isNumber = false;
        key.mid(list.size() + 1).toInt(&isNumber);
        if (!isNumber || !key.startsWith(list + u'.'))
            continue;
        const QList<QLabel *> labels = box->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->text() == title)
                return key;
        }
    }
    return {};
}

void InspectorHand::enter(const QString &list, const AttributeDefinition &definition,
    const Attributes &stated, const AttributeValue &wanted)
{
    const QString name = list + u'.' + definition.id;
    switch (definition.type) {
    case AttributeType::Flag:
        return choice(name, std::get<bool>(wanted) ? 1 : 0);
    case AttributeType::Text:
        return has(name) && qobject_cast<QComboBox *>(field<QWidget>(name))
            ? pickOrType(name, std::get<QString>(wanted))
            : text(name, std::get<QString>(wanted));
    case AttributeType::Texts:
        return text(name, std::get<QStringList>(wanted).join(u"; "_s));
    case AttributeType::Choice:
        for (int i = 0; i < definition.choices.size(); ++i) {
            if (definition.choices.at(i).word == std::get<QString>(wanted))
                return choice(name, i);
        }
        throw Stuck(name + u" has no such choice"_s);
    case AttributeType::Choices: {
        const QStringList words = std::get<QStringList>(wanted);
        for (const AttributeChoice &each : definition.choices) {
            if (words.contains(each.word))
                flag(name + u'.' + each.word, true);
        }
        for (const AttributeChoice &each : definition.choices) {
            if (!words.contains(each.word))
                flag(name + u'.' + each.word, false);
        }
        return;
    }
    case AttributeType::Quantity:
        return quantity(name, std::get<Quantity>(wanted));
    case AttributeType::Range: {
        const Range range = std::get<Range>(wanted);
        const Range now = stated.range(definition.id);
        // An end may not pass the other one: the one that makes room goes first.
        const bool highFirst = range.low && now.high && *range.low > *now.high;
        for (const bool high : {highFirst, !highFirst}) {
            const std::optional<double> value = high ? range.high : range.low;
            if (value != (high ? now.high : now.low))
                number(name + (high ? u".high"_s : u".low"_s), value);
        }
        return;
    }
    case AttributeType::Time:
        return text(name, toIso(std::get<UtcTime>(wanted)).left(16).replace(u'T', u' '));
    }
}

void InspectorHand::evidence(const QString &list, AttributeHome home, Attributes stated,
    const Attributes &wanted, bool boxed)
{
    const QVector<const AttributeDefinition *> all = AttributeSet::shipped().of(home);
    for (const AttributeDefinition *each : all) {
        const auto value = wanted.values().constFind(each->id);
        if (value == wanted.values().constEnd() || stated.values().value(each->id) == *value)
            continue;
        const QString name = list + u'.' + each->id;
        const auto isOpen = [&] {
            return has(name) || has(name + u".low"_s)
                || (!each->choices.isEmpty() && has(name + u'.' + each->choices.first().word));
        };
        Attributes now = stated;
        if (boxed ? boxOf(list, each->name.en).isEmpty() : !isOpen()) {
            pickFromMenu(list + u".add"_s, each->name.en);
            if (each->type == AttributeType::Range)
                now.set(each->id, Range {0, std::nullopt});
        }
        if (!isOpen())
            press(boxOf(list, each->name.en) + u".toggle"_s);
        enter(list, *each, now, *value);
    }
}

} // namespace cytoloom
