// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/commands/editcommand.h"

#include "processgraph/commands/recipedocument.h"

namespace cytoloom {

EditCommand::EditCommand(
    RecipeDocument &document, QVector<RecipeChange> changes, const QString &text, quint64 gesture)
    : QUndoCommand(text)
    , m_document(document)
    , m_changes(std::move(changes))
    , m_gesture(gesture)
{ }

void EditCommand::redo()
{
    m_document.take(m_changes);
}

void EditCommand::undo()
{
    QVector<RecipeChange> back;
    back.reserve(m_changes.size());
    for (auto change = m_changes.crbegin(); change != m_changes.crend(); ++change)
        back.append(inverse(*change));
    m_document.take(back);
}

bool EditCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = static_cast<const EditCommand *>(other);
    if (next->m_gesture != m_gesture)
        return false;
    for (const RecipeChange &change : next->m_changes) {
        const auto *replacement = std::get_if<ElementReplacement>(&change);
        bool merged = false;
        for (RecipeChange &mine : m_changes) {
            auto *earlier = std::get_if<ElementReplacement>(&mine);
            if (replacement && earlier && earlier->after == replacement->before) {
                earlier->after = replacement->after;
                merged = true;
                break;
            }
        }
        if (!merged)
            m_changes.append(change);
    }
    return true;
}

} // namespace cytoloom
