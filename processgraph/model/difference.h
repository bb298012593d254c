// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/language.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace cytoloom {

enum class DifferenceKind {
    Added,
    Removed,
    Moved, ///< in the drawing only: the process is the same
    Changed
};

/// What a difference means to whoever approves it, the gravest last.
enum class DifferenceWeight {
    Layout, ///< nothing but the drawing and the order of the file
    Wording, ///< names, notes, the header: what people read
    Changed, ///< what the process does
    /// A guard became weaker: the limit of a critical parameter is wider or gone, a gate, a
    /// criterion, a second person or a signature is gone, a hold may last longer …
    Widened
};

/// One argument of a difference: a text that both languages have (a name, a number with its unit)
/// or the code of a word in resources/messages/compare.json.
struct DifferenceText
{
    LocalizedText text;
    QString word; ///< "compare.openness.closed"; counts when it is not empty
    friend bool operator==(const DifferenceText &, const DifferenceText &) = default;
};

/// One thing in which two versions of a recipe differ, as code and arguments: it reads in both
/// languages. Ids of the old version stand in before…, of the new one in after…; what does not
/// apply is empty. A value.
struct Difference
{
    DifferenceKind kind = DifferenceKind::Changed;
    DifferenceWeight weight = DifferenceWeight::Changed;
    QString code; ///< "compare.widened"
    QString field; ///< stable name of what changed: "parameter.action"; empty for whole things
    QMap<QString, DifferenceText> args;
    ElementId beforeElement;
    ElementId afterElement;
    LinkId beforeLink;
    LinkId afterLink;
    ParameterId parameter;

    /// One sentence: "Step “Expand”: action limit of temperature widened from 36.5 – 37.5 °C to
    /// 36 – 38 °C."
    [[nodiscard]] QString text(Language language) const;
    friend bool operator==(const Difference &, const Difference &) = default;
};

} // namespace cytoloom
