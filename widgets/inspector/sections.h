// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/plant/plant.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>
#include <QtWidgets/QWidget>

#include <functional>

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace cytoloom {

class PastBatches;

/// What the sections of the inspector need to be built and to hand in their edits. One per rebuild;
/// the inspector owns it. GUI thread.
struct InspectorContext
{
    RecipeDocument &document;
    const Catalog &catalog;
    const std::optional<Plant> &plant;
    QSet<QString> &opened; ///< keys of the entries that are unfolded; they outlive a rebuild
    Theme theme;
    Language language = Language::En;
    std::function<void(const QString &)> complain; ///< tells why something was refused
    std::function<void()> rebuild; ///< an entry was folded or unfolded
    std::function<void(const ElementId &)> show; ///< a person wants to see another step
    PastBatches *past = nullptr; ///< records to try conditions on; null: there are none

    [[nodiscard]] bool editable() const { return document.isEditable(); }
    /// Hands in what \p done did not like.
    void tell(const Result<void> &done) const;
    /// Changes one step by \p edit and hands it in as one undo step.
    void change(
        const ElementId &id, const std::function<void(Element &)> &edit, const QString &what) const;
    void change(
        const LinkId &id, const std::function<void(Link &)> &edit, const QString &what) const;
    void change(const ElementId &id, const ParameterId &parameter,
        const std::function<void(Parameter &)> &edit, const QString &what) const;
    /// The same for everything but the procedure.
    void changeHeader(const std::function<void(MasterRecipe &)> &edit, const QString &what) const;
    /// An entry of the list \p list went away: the keys of those after it mean others now.
    void foldAll(const QString &list) const;
};

/// A titled block of the inspector with a two-column form in it.
class Section final : public QWidget
{
    Q_OBJECT

public:
    explicit Section(const QString &title, QWidget *parent = nullptr);

    void addRow(const QString &name, QWidget *editor);
    /// One text in its two languages side by side, each with its name above it.
    void addPair(const QString &name, QWidget *editor, const QString &otherName, QWidget *other);
    void addWide(QWidget *widget);
    void addText(const QString &text, bool muted = false);
    /// "＋ word" below the list; nothing is added while the recipe cannot be edited.
    QPushButton *addButton(
        const InspectorContext &context, const QString &name, const QString &word);

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
QWidget *transfer(const InspectorContext &context, const Element &element);
QWidget *logic(const InspectorContext &context, const Element &element);
QWidget *note(const InspectorContext &context, const Element &element);
QWidget *people(const InspectorContext &context, const Element &element);
/// What adds a parameter: those of the phase class that are missing, or one of its own.
QWidget *addParameter(const InspectorContext &context, const Element &element);

} // namespace ElementSections

namespace LinkSections {

QWidget *link(const InspectorContext &context, const Link &link);

} // namespace LinkSections

namespace RecipeSections {

/// Shown while nothing is selected: header, formula, bill of materials and unit roles.
QWidget *header(const InspectorContext &context);
QWidget *formula(const InspectorContext &context);
QWidget *materials(const InspectorContext &context);
QWidget *roles(const InspectorContext &context);

} // namespace RecipeSections

/// The fields of a parameter below its set point: limits, origin, unit, signal, marks, name.
namespace ParameterDetails {

QWidget *form(
    const InspectorContext &context, const ElementId &element, const Parameter &parameter);

} // namespace ParameterDetails
} // namespace cytoloom
