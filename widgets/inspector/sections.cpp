// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/sections.h"

#include "processgraph/foundation/messagecatalog.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace cytoloom {

using namespace Qt::StringLiterals;

void InspectorContext::tell(const Result<void> &done) const
{
    if (!done)
        complain(MessageCatalog::shipped().text(done.error().message, language));
}

void InspectorContext::change(
    const ElementId &id, const std::function<void(Element &)> &edit, const QString &what) const
{
    const Element *before = document.procedure().element(id);
    if (!before)
        return;
    Element element = *before;
    edit(element);
    tell(document.edit(element, what));
}

void InspectorContext::change(
    const LinkId &id, const std::function<void(Link &)> &edit, const QString &what) const
{
    const Link *before = document.procedure().link(id);
    if (!before)
        return;
    Link link = *before;
    edit(link);
    tell(document.edit(link, what));
}

void InspectorContext::change(const ElementId &id, const ParameterId &parameter,
    const std::function<void(Parameter &)> &edit, const QString &what) const
{
    change(
        id,
        [&](Element &element) {
            for (Parameter &each : element.parameters) {
                if (each.id == parameter) {
                    edit(each);
                    return; // its id may be another one now
                }
            }
        },
        what);
}

void InspectorContext::changeHeader(
    const std::function<void(MasterRecipe &)> &edit, const QString &what) const
{
    MasterRecipe recipe = document.recipe();
    edit(recipe);
    tell(document.editHeader(recipe, what));
}

void InspectorContext::foldAll(const QString &list) const
{
    opened.removeIf([&list](const QString &key) { return key.startsWith(list + u'.'); });
}

Section::Section(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    auto *heading = new QLabel(title);
    heading->setFont(Theme::font(Theme::body, true));
    m_layout->addWidget(heading);
}

void Section::addRow(const QString &name, QWidget *editor)
{
    if (!m_grid) {
        m_grid = new QGridLayout;
        m_grid->setHorizontalSpacing(10);
        m_grid->setVerticalSpacing(5);
        m_grid->setColumnStretch(1, 1);
        m_grid->setColumnMinimumWidth(0, 92);
        m_layout->addLayout(m_grid);
    }
    auto *label = new QLabel(name);
    label->setProperty("role", u"caption"_s);
    label->setBuddy(editor);
    label->setWordWrap(true);
    label->setMaximumWidth(140);
    if (!qobject_cast<QLabel *>(editor))
        editor->setMinimumWidth(124);
    editor->setAccessibleName(name);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(editor, row, 1);
}

void Section::addPair(
    const QString &name, QWidget *editor, const QString &otherName, QWidget *other)
{
    auto *pair = new QGridLayout;
    pair->setHorizontalSpacing(8);
    pair->setVerticalSpacing(2);
    int column = 0;
    for (const auto &[word, field] : {std::pair {name, editor}, std::pair {otherName, other}}) {
        auto *label = new QLabel(word);
        label->setProperty("role", u"caption"_s);
        label->setBuddy(field);
        field->setAccessibleName(word);
        field->setMinimumWidth(60);
        if (auto *line = qobject_cast<QLineEdit *>(field)) { // narrow: its beginning is what counts
            line->setCursorPosition(0);
            line->setToolTip(line->text());
        }
        pair->setColumnStretch(column, 1);
        pair->addWidget(label, 0, column);
        pair->addWidget(field, 1, column++);
    }
    m_layout->addLayout(pair);
    m_grid = nullptr;
}

void Section::addWide(QWidget *widget)
{
    m_layout->addWidget(widget);
    m_grid = nullptr;
}

void Section::addText(const QString &text, bool muted)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    if (muted)
        label->setProperty("role", u"caption"_s);
    addWide(label);
}

QPushButton *Section::addButton(
    const InspectorContext &context, const QString &name, const QString &word)
{
    auto *button = new QPushButton(u"＋ "_s + word);
    button->setObjectName(name);
    button->setProperty("role", u"link"_s);
    button->setVisible(context.editable());
    auto *row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch(1);
    m_layout->addLayout(row);
    m_grid = nullptr;
    return button;
}

} // namespace cytoloom
