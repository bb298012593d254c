// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/validationcontext.h"

#include <array>

namespace cytoloom {

/// What the matter in the vessel is or may hold at each step: labels that come in through ports,
/// go along with the matter, and are taken off by what removes them. A may-analysis: a label stands
/// wherever some way of the batch brings it. How it flows:
/// - inside a unit procedure in control order, round and round in loops; the branches of a parallel
///   block share the vessel, so each sees what the others bring and all of them remove;
/// - along material links with what the step leaves behind, along sample and waste links with what
///   was there before anything was removed; bags that are handed over go along the sync link;
/// - a vessel keeps its labels until its unit procedure ends.
/// Built in near-linear time, then immutable; any thread. Keeps a reference to the context.
class LabelFlow
{
public:
    enum Label : quint32 {
        Cells = 1u << 0, ///< of the patient or donor: the product path
        Unidentified = 1u << 1, ///< cells that no identity check has seen since they came in
        Exposed = 1u << 2, ///< was handled open
        NonSterile = 1u << 3, ///< came in not sterile (BomLine "sterility") and was not filtered
        Unfiltered = 1u << 4, ///< a solution prepared here (Element "solution"), not yet filtered
        LiveVector = 1u << 5,
        ReplicationCompetent = 1u << 6,
        Infectious = 1u << 7,
        Plasmid = 1u << 8,
        Antibiotic = 1u << 9,
        BetaLactam = 1u << 10,
        AnimalOrigin = 1u << 11,
        Nuclease = 1u << 12,
        Beads = 1u << 13,
        Solvent = 1u << 14
    };
    Q_DECLARE_FLAGS(Labels, Label)
    static constexpr int LabelCount = 15;

    /// Whose cells they are. WithBatch reads the serology of the binding's donor: positive, or
    /// unknown (which is treated as positive), makes cells Infectious. Checks of scope Recipe take
    /// AsRecipe.
    enum Donor { AsRecipe, WithBatch };

    explicit LabelFlow(const ValidationContext &context, Donor donor = AsRecipe);

    /// While the step works, what it brings itself included.
    [[nodiscard]] Labels during(int element) const
    {
        return m_labels[ProcedureFlow::enter(element)];
    }
    /// What it leaves, after what it removes.
    [[nodiscard]] Labels after(int element) const
    {
        return m_labels[ProcedureFlow::leave(element)];
    }
    /// On the matter that \p link carries; none on control links.
    [[nodiscard]] Labels on(const Link &link) const;

    /// How \p label came to \p element: the steps with work or ports on a shortest way, the one
    /// that brought it first, \p element last. Empty when it is not there.
    [[nodiscard]] QVector<int> path(int element, Label label) const;

    /// Where the cells at \p element came in.
    static constexpr int NoSource = -1;
    static constexpr int SeveralSources = -2; ///< more than one donor or seed lot flows together
    [[nodiscard]] int source(int element) const { return m_source[ProcedureFlow::enter(element)]; }

    /// What the ports of \p element bring from outside the drawing.
    [[nodiscard]] static Labels brought(const ValidationContext &context, int element, Donor donor);
    /// The labels of what a line of the bill of materials holds.
    [[nodiscard]] static Labels labelsOf(const ValidationContext &context, const BomLine &line);
    /// What \p element takes off: Element "removes", a sterilising filter, an identity check.
    [[nodiscard]] static Labels removed(const ValidationContext &context, int element);
    /// The feed of \p element passes a filter of 0.22 µm or finer.
    [[nodiscard]] static bool filters(const ValidationContext &context, int element);
    /// The word of files for a label that BomLine "residualClass" or "hazard" gives, e.g. "beads".
    [[nodiscard]] static QString word(Label label);

private:
    void connect();
    void spread(Donor donor);
    void mergeSource(int vertex, int source, QVector<int> &todo);

    const ValidationContext &m_context;
    Digraph m_graph;
    QVector<Labels> m_labels; ///< per vertex of ProcedureFlow
    std::array<QVector<int>, LabelCount> m_cause; ///< vertex → where the label came from, -1 itself
    QVector<int> m_source;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(LabelFlow::Labels)

} // namespace cytoloom
