// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/editors.h"

#include "processgraph/foundation/messagecatalog.h"
#include "widgets/inspector/durationedit.h"
#include "widgets/inspector/quantityedit.h"
#include "widgets/inspector/sections.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStyle>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

class Texts
{
    Q_DECLARE_TR_FUNCTIONS(Editors)
};

/// A wheel that is meant for the scroll area must not change what stands under the pointer.
class QuietCombo final : public QComboBox
{
protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

class Paragraph final : public QPlainTextEdit
{
public:
    Paragraph(const QString &current, std::function<void(const QString &)> taken)
        : QPlainTextEdit(current)
        , m_current(toPlainText().trimmed()) // as the field knows it: some spaces become others
        , m_taken(std::move(taken))
    { }

protected:
    void focusOutEvent(QFocusEvent *event) override
    {
        QPlainTextEdit::focusOutEvent(event);
        handIn();
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (enter && event->modifiers() & Qt::ControlModifier)
            handIn();
        else
            QPlainTextEdit::keyPressEvent(event);
    }

private:
    void handIn()
    {
        const QString text = toPlainText().trimmed();
        // Signals are blocked while the inspector is built anew: that is no edit.
        if (!signalsBlocked() && !isReadOnly() && text != m_current)
            m_taken(text);
    }

    QString m_current;
    std::function<void(const QString &)> m_taken;
};

QuietCombo *combo(const QString &name, bool editable)
{
    auto *box = new QuietCombo;
    box->setObjectName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
    box->setEnabled(editable);
    return box;
}

QLineEdit *field(const QString &name, const QString &current, bool editable)
{
    auto *edit = new QLineEdit(current);
    edit->setObjectName(name);
    edit->setReadOnly(!editable);
    edit->setCursorPosition(0);
    return edit;
}

void markInvalid(QLineEdit *edit, bool invalid)
{
    if (edit->property("invalid").toBool() == invalid)
        return;
    edit->setProperty("invalid", invalid);
    edit->style()->unpolish(edit);
    edit->style()->polish(edit);
}

} // namespace

QComboBox *Editors::choice(const QString &name, const QVector<std::pair<QString, int>> &choices,
    int current, bool editable, const std::function<void(int)> &taken)
{
    auto *box = combo(name, editable);
    for (const auto &[word, value] : choices)
        box->addItem(word, value);
    box->setCurrentIndex(box->findData(current));
    QObject::connect(box, &QComboBox::activated, box, [box, taken, current](int index) {
        const int value = box->itemData(index).toInt();
        if (value != current)
            taken(value);
    });
    return box;
}

QComboBox *Editors::pick(const QString &name, const QVector<std::pair<QString, QString>> &choices,
    const QString &current, bool free, bool editable,
    const std::function<void(const QString &)> &taken)
{
    auto *box = combo(name, editable);
    for (const auto &[word, id] : choices)
        box->addItem(word, id);
    if (box->findData(current) < 0)
        box->addItem(current, current);
    box->setEditable(free);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCurrentIndex(box->findData(current));
    const auto hand = [taken, current](const QString &id) {
        if (id != current)
            taken(id);
    };
    QObject::connect(box, &QComboBox::activated, box,
        [box, hand](int index) { hand(box->itemData(index).toString()); });
    if (free) {
        box->lineEdit()->setObjectName(name + u".text"_s); // the focus comes back to it
        box->lineEdit()->setCursorPosition(0);
        QObject::connect(box->lineEdit(), &QLineEdit::editingFinished, box, [box, hand] {
            const QString typed = box->lineEdit()->text().trimmed();
            const int known = box->findText(typed);
            hand(known >= 0 ? box->itemData(known).toString() : typed);
        });
    }
    return box;
}

QLineEdit *Editors::text(const QString &name, const QString &current, bool editable, bool required,
    const std::function<void(const QString &)> &taken)
{
    auto *edit = field(name, current, editable);
    QObject::connect(edit, &QLineEdit::editingFinished, edit, [edit, current, required, taken] {
        const QString text = edit->text().trimmed();
        if (required && text.isEmpty())
            edit->setText(current);
        else if (text != current)
            taken(text);
    });
    return edit;
}

QPlainTextEdit *Editors::paragraph(const QString &name, const QString &current, bool editable,
    const std::function<void(const QString &)> &taken)
{
    auto *edit = new Paragraph(current, taken);
    edit->setObjectName(name);
    edit->setReadOnly(!editable);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(74);
    return edit;
}

QLineEdit *Editors::identifier(const InspectorContext &context, const QString &name,
    const QString &current, bool dotted, const std::function<void(const QString &)> &taken)
{
    auto *edit = field(name, current, context.editable());
    const auto isGood = [dotted](const QString &text) {
        static const QRegularExpression plain(u"^[A-Za-z][A-Za-z0-9_]*$"_s);
        static const QRegularExpression parts(u"^[A-Za-z][A-Za-z0-9_]*([.-][A-Za-z0-9_]+)*$"_s);
        return (dotted ? parts : plain).match(text).hasMatch();
    };
    QObject::connect(edit, &QLineEdit::textEdited, edit,
        [edit, isGood](const QString &text) { markInvalid(edit, !isGood(text.trimmed())); });
    QObject::connect(
        edit, &QLineEdit::editingFinished, edit, [edit, context, current, isGood, taken] {
            const QString text = edit->text().trimmed();
            markInvalid(edit, false);
            if (text == current)
                return;
            if (isGood(text)) {
                taken(text);
                return;
            }
            edit->setText(current);
            context.complain(Texts::tr(
                "“%1” cannot be a name: begin with a letter, then use letters, digits and _.")
                                 .arg(text));
        });
    return edit;
}

QLineEdit *Editors::whole(const InspectorContext &context, const QString &name, int current,
    int low, int high, const std::function<void(int)> &taken)
{
    auto *edit = field(name, QString::number(current), context.editable());
    edit->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const auto read = [low, high](const QString &text) {
        bool number = false;
        const int value = text.trimmed().toInt(&number);
        return number && value >= low && value <= high ? std::optional(value) : std::nullopt;
    };
    QObject::connect(edit, &QLineEdit::textEdited, edit,
        [edit, read](const QString &text) { markInvalid(edit, !read(text)); });
    QObject::connect(
        edit, &QLineEdit::editingFinished, edit, [edit, context, current, low, high, read, taken] {
            const auto value = read(edit->text());
            markInvalid(edit, false);
            if (value && *value != current) {
                taken(*value);
            } else if (!value) {
                edit->setText(QString::number(current));
                context.complain(
                    Texts::tr("A whole number from %1 to %2 is needed.").arg(low).arg(high));
            }
        });
    return edit;
}

QCheckBox *Editors::flag(const QString &name, const QString &word, bool current, bool editable,
    const std::function<void(bool)> &taken)
{
    auto *box = new QCheckBox(word);
    box->setObjectName(name);
    box->setChecked(current);
    box->setEnabled(editable);
    QObject::connect(box, &QCheckBox::clicked, box, [taken](bool checked) { taken(checked); });
    return box;
}

DurationEdit *Editors::duration(const QString &name, Duration current, bool editable,
    const std::function<void(Duration)> &taken)
{
    auto *edit = new DurationEdit;
    edit->setObjectName(name);
    edit->setValue(current);
    edit->setReadOnly(!editable);
    QObject::connect(edit, &DurationEdit::edited, edit, [taken](Duration value) { taken(value); });
    return edit;
}

QuantityEdit *Editors::number(const InspectorContext &context, const QString &name,
    const Unit &unit, std::optional<double> current, const Range &limits, bool optional,
    const std::function<void(std::optional<double>)> &taken)
{
    auto *edit = new QuantityEdit;
    edit->setObjectName(name);
    edit->setLanguage(context.language);
    edit->setUnit(unit);
    edit->setLimits(limits);
    edit->setOptional(optional);
    edit->setValue(current);
    edit->setReadOnly(!context.editable());
    if (taken)
        QObject::connect(edit, &QuantityEdit::edited, edit,
            [taken](std::optional<double> value) { taken(value); });
    QObject::connect(edit, &QuantityEdit::complained, edit,
        [context](const QString &reason) { context.complain(reason); });
    return edit;
}

QuantityEdit *Editors::quantity(const InspectorContext &context, const QString &name,
    const std::optional<Quantity> &current, const Unit &standard, const Range &limits,
    const std::function<void(const std::optional<Quantity> &)> &taken)
{
    auto *edit = number(context, name, current ? current->unit : standard,
        current ? std::optional(current->value) : std::nullopt, limits, true, {});
    edit->setKeepsUnit(true);
    QObject::connect(edit, &QuantityEdit::edited, edit, [edit, taken](std::optional<double> value) {
        taken(value ? std::optional(Quantity {*value, edit->unit()}) : std::nullopt);
    });
    return edit;
}

QLineEdit *Editors::unit(const InspectorContext &context, const QString &name, const Unit &current,
    const std::function<void(const Unit &)> &taken)
{
    auto *edit = field(name, current.symbol(), context.editable());
    edit->setPlaceholderText(Texts::tr("none: a plain number"));
    QObject::connect(edit, &QLineEdit::textEdited, edit, [edit](const QString &text) {
        markInvalid(edit, !text.trimmed().isEmpty() && !Unit::parse(text.trimmed()));
    });
    QObject::connect(edit, &QLineEdit::editingFinished, edit, [edit, context, current, taken] {
        const QString text = edit->text().trimmed();
        markInvalid(edit, false);
        if (text == current.symbol())
            return;
        const auto parsed = text.isEmpty() ? Result<Unit>(Unit()) : Unit::parse(text);
        if (parsed) {
            taken(*parsed);
            return;
        }
        edit->setText(current.symbol());
        context.complain(MessageCatalog::shipped().text(parsed.error().message, context.language));
    });
    return edit;
}

} // namespace cytoloom
