// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/plant/plant.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QWidget>

#include <functional>

class QComboBox;
class QGridLayout;
class QVBoxLayout;

namespace cytoloom {

/// What the sections of the inspector need to be built and to hand in their edits. One per rebuild;
/// the inspector owns it. GUI thread.
struct InspectorContext
{
    RecipeDocument &document;
    const Catalog &catalog;
    const std::optional<Plant> &plant;
    Theme theme;
    Language language = Language::En;
    std::function<void(const QString &)> complain; ///< tells why something was refused

    [[nodiscard]] bool editable() const { return document.isEditable(); }
    /// Changes one step by \p edit and hands it in as one undo step.
    void change(
        const ElementId &id, const std::function<void(Element &)> &edit, const QString &what) const;
    void change(
        const LinkId &id, const std::function<void(Link &)> &edit, const QString &what) const;
};

/// A titled block of the inspector with a two-column form in it.
class Section final : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    void addRow(const QString &name, QWidget *editor);
    void addWide(QWidget *widget);
    void addText(const QString &text, bool muted = false);
    /// A line of a list: mark on the left, name, remark on the right, in a box as in the drawing.
    void addEntry(const QString &mark, const QString &name, const QString &remark);

private:
    QVBoxLayout *m_layout;
    QGridLayout *m_grid = nullptr;
};

/// The blocks that are shown for a step. Each returns null when it has nothing to say.
namespace ElementSections {

QWidget *general(const InspectorContext &context, const Element &element);
QWidget *condition(const InspectorContext &context, const Element &element);
QWidget *gate(const InspectorContext &context, const Element &element);
QWidget *materials(const InspectorContext &context, const Element &element);
QWidget *logic(const InspectorContext &context, const Element &element);
QWidget *people(const InspectorContext &context, const Element &element);

} // namespace ElementSections

namespace LinkSections {

QWidget *link(const InspectorContext &context, const Link &link);

} // namespace LinkSections

namespace RecipeSections {

/// Shown while nothing is selected: header and formula of the recipe.
QWidget *header(const InspectorContext &context);
QWidget *formula(const InspectorContext &context);
QWidget *roles(const InspectorContext &context);

} // namespace RecipeSections
} // namespace cytoloom
