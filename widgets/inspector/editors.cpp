// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/editors.h"

#include <QtGui/QWheelEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

namespace cytoloom {

namespace {

/// A wheel that is meant for the scroll area must not change what stands under the pointer.
class QuietCombo final : public QComboBox
{
protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace

QComboBox *Editors::choice(const QString &name, const QVector<std::pair<QString, int>> &choices,
    int current, bool editable, const std::function<void(int)> &taken)
{
    auto *combo = new QuietCombo;
    combo->setObjectName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    for (const auto &[word, value] : choices)
        combo->addItem(word, value);
    combo->setCurrentIndex(combo->findData(current));
    combo->setEnabled(editable);
    QObject::connect(combo, &QComboBox::activated, combo, [combo, taken, current](int index) {
        const int value = combo->itemData(index).toInt();
        if (value != current)
            taken(value);
    });
    return combo;
}

QLineEdit *Editors::text(const QString &name, const QString &current, bool editable, bool required,
    const std::function<void(const QString &)> &taken)
{
    auto *edit = new QLineEdit(current);
    edit->setObjectName(name);
    edit->setReadOnly(!editable);
    edit->setCursorPosition(0);
    QObject::connect(edit, &QLineEdit::editingFinished, edit, [edit, current, required, taken] {
        const QString text = edit->text().trimmed();
        if (required && text.isEmpty())
            edit->setText(current);
        else if (text != current)
            taken(text);
    });
    return edit;
}

} // namespace cytoloom
