// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "widgets/inspector/inspector.h"

#include <QtCore/QObject>

#include <memory>

namespace cytoloom {

/// A draft of the CAR-T recipe in an inspector, used by its fields and buttons. Base of the tests
/// of the inspector; each test begins with a fresh document.
class InspectorFixture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    template <class T> [[nodiscard]] T *find(const QString &name) const
    {
        return m_inspector->findChild<T *>(name);
    }
    template <class T> [[nodiscard]] T *need(const QString &name) const
    {
        T *found = find<T>(name);
        if (!found)
            qWarning("the inspector has no %s", qPrintable(name));
        return found;
    }
    void select(const QString &id); ///< empty: nothing, so that the recipe is shown
    void press(const QString &button);
    void type(const QString &field, const QString &text);
    void choose(const QString &combo, const QString &wordOrId);
    void settle();
    [[nodiscard]] const Element &element(const QString &id) const
    {
        return *m_document->procedure().element(ElementId(id));
    }
    /// The recipe can be saved and read, and undo leads back to the start.
    void checkUndo();
    [[nodiscard]] QString firstGate() const;

    MasterRecipe m_recipe;
    QByteArray m_start;
    std::unique_ptr<RecipeDocument> m_document;
    std::unique_ptr<Inspector> m_inspector;
};

} // namespace cytoloom
