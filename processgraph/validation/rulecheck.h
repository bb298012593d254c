// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QFlags>
#include <QtCore/QLatin1String>
#include <QtCore/QVector>

namespace cytoloom {

class FindingList;
class ValidationContext;

/// What one call of a check looks at. THE CONTRACT: a check asks for nothing beyond its scope, or
/// the findings after an edit would not be those of a full run. Take the narrowest one that is
/// true.
enum class RuleScope {
    /// One element. May read: the element, its ancestors (so unitOf(), roomOf(), grade(), …), its
    /// own ports and links, the steps at the other ends of these links; results(), choices() and
    /// isText() for names that the step itself reads.
    Element,
    /// One link (context.links()[scope]). May read: the link, both end elements with their
    /// ancestors, and the other links at the same ports.
    Link,
    /// One container (-1: the procedure itself), asked for every element with isContainer(). May
    /// read: it, its ancestors, its direct children, the control links among them, and what
    /// ProcedureFlow says about them (order(), problems and blocks of these elements).
    Container,
    /// One unit procedure. May read: it, its ancestors, everything inside on all levels, the links
    /// at any of that, and the steps at the other ends of these links.
    UnitProcedure,
    /// Everything (scope is -1). In linear time, a few ms for 10 000 elements: it runs after every
    /// edit that touches one of its aspects.
    Recipe,
    /// As Recipe, for what needs a schedule: input.binding, bookings, plannedStart, plant states.
    /// Says nothing, at once, where these are missing.
    Binding
};

/// Which edits concern a check. Every scope may read the header (formula, bom, roles), the plant,
/// the catalogue and the profile: a change of the plant, a role or the profile runs everything
/// again. Names may go into messages without more ado; a check that decides by a name, a note or an
/// annotation reads Texts. Positions are nobody's business.
enum class Aspect {
    Control = 1, ///< which elements there are, kinds, types, roles, control and sync links, order
    Matter = 2, ///< ports, residual, openness, aseptic, grade, material, sample and waste links
    Values = 4, ///< parameters, formula values, and all of Times
    Evidence = 8, ///< attributes, crew, signatures, verification, critical, gate criteria
    Header = 16, ///< recipe attributes, bom, product, annotations, waivers, approvals
    Texts = 32, ///< names and notes, where the check decides by them
    Times = 64 ///< conditions, loop counts, durations, gate limits; parameters that results and
               ///< waits for results are made of
};
Q_DECLARE_FLAGS(Aspects, Aspect)
Q_DECLARE_OPERATORS_FOR_FLAGS(Aspects)

/// One check as data. It is a pure function of the context: adds all violations inside \p scope (an
/// element number, an index into links(), a container number or -1) and changes nothing else.
struct RuleCheck
{
    QLatin1String rules; ///< what it can find: "GMP-PAR-01", several with a blank in between
    RuleScope scope = RuleScope::Recipe;
    Aspects reads;
    void (*check)(const ValidationContext &context, int scope, FindingList &findings) = nullptr;
};

} // namespace cytoloom
