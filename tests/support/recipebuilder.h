// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"

#include <functional>

namespace cytoloom {

/// Writes a recipe as it reads: steps follow each other, containers open and close, Begin, End and
/// the control links in between come by themselves.
///
///     RecipeBuilder()
///         .role("CULTURE", "vessel", "V-1")
///         .unit("Grow", "CULTURE").phase("Warm", "work").phase("Feed", "work").close()
///         .recipe();
///
/// Ids and names are the words given; the Begin and End of container X are "X.begin" and "X.end",
/// those of the procedure "begin" and "end"; control links are "a>b". A wrong call asserts.
class RecipeBuilder
{
public:
    using ElementEdit = std::function<void(Element &)>;
    using LinkEdit = std::function<void(Link &)>;

    RecipeBuilder();

    RecipeBuilder &role(const char *id, const char *equipmentClass, const char *unit = "");
    RecipeBuilder &formula(const char *id, const char *quantity);

    // Steps: each follows the one before.
    RecipeBuilder &phase(const char *id, const char *type, const ElementEdit &edit = {});
    RecipeBuilder &manual(const char *id, const ElementEdit &edit = {});
    RecipeBuilder &transition(const char *id, const char *condition);
    RecipeBuilder &add(const char *id, ElementKind kind, const ElementEdit &edit = {});

    // Containers.
    RecipeBuilder &unit(const char *id, const char *role, const ElementEdit &edit = {});
    RecipeBuilder &operation(const char *id);
    RecipeBuilder &loop(const char *id, const char *condition, int maxCount);
    RecipeBuilder &close();

    // Blocks: split, then branch() before each branch, then join.
    RecipeBuilder &parallel(const char *id) { return split(id, ElementKind::ParallelSplit); }
    RecipeBuilder &select(const char *id) { return split(id, ElementKind::SelectionSplit); }
    /// A gate; branches are opened by outcome.
    RecipeBuilder &gate(const char *id, const ElementEdit &edit = {});
    RecipeBuilder &branch(GateOutcome outcome = GateOutcome::None, int priority = 0);
    RecipeBuilder &joinAll(const char *id) { return join(id, ElementKind::ParallelJoin); }
    RecipeBuilder &joinOne(const char *id) { return join(id, ElementKind::SelectionJoin); }

    // Links beside the flow, and changes to what is there.
    RecipeBuilder &sync(const char *a, const char *b);
    RecipeBuilder &matter(const char *id, const char *from, const char *fromPort, const char *to,
        const char *toPort, const LinkEdit &edit = {});
    RecipeBuilder &control(const char *from, const char *to);
    RecipeBuilder &cut(const char *from, const char *to); ///< removes a control link
    RecipeBuilder &edit(const char *id, const ElementEdit &edit);
    RecipeBuilder &drop(const char *id); ///< removes an element with its links

    /// Closes the procedure.
    [[nodiscard]] MasterRecipe recipe();

    // Parts of elements.
    static Port port(const char *id, PortDirection direction, const char *volume = "");
    static Parameter parameter(const char *id, const char *quantity);

private:
    struct Block
    {
        ElementId split;
        QVector<ElementId> ends;
        bool open = false; ///< a branch has been opened
    };
    RecipeBuilder &split(const char *id, ElementKind kind);
    RecipeBuilder &join(const char *id, ElementKind kind);
    RecipeBuilder &open(const char *id, ElementKind kind, const ElementEdit &edit);
    void finishContainer();
    void follow(const ElementId &id);
    void connect(const ElementId &from, const ElementId &to);

    MasterRecipe m_recipe;
    QVector<ElementId> m_containers; ///< innermost last; the first is the procedure
    ElementId m_last;
    GateOutcome m_outcome = GateOutcome::None;
    int m_priority = 0;
    QVector<Block> m_blocks;
};

} // namespace cytoloom
