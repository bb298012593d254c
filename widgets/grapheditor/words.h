// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/model/element.h"
#include "processgraph/model/link.h"

#include <QtCore/QCoreApplication>

namespace cytoloom {

/// The words of enumerations and the way numbers are written in the process drawing and its
/// inspector, in the language of the installed translator.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)

public:
    static QString grade(Grade grade); ///< "C", "CNC"
    static QString openness(Openness openness);
    static QString kind(ElementKind kind);
    static QString linkKind(LinkKind kind);
    static QString connection(Connection connection);
    static QString outcome(GateOutcome outcome);
    static QString verification(VerificationKind kind);
    static QString meaning(SignatureMeaning meaning);
    static QString role(const QString &role); ///< "operator" → "Operator"
    static QString purpose(const Port &port); ///< "In", "Out", "Sample", "Waste"
    static QString category(const QString &category); ///< of the catalogue

    /// "37", "0.05", "3×10⁹": what a person reads. Exact to six digits.
    static QString number(double value);
    static QString amount(double value, const Unit &unit);
    static QString amount(const Quantity &quantity);
    static QString range(const Range &range, const Unit &unit); ///< "36.5 – 37.5 °C", "≤ 5 EU/mL"
    static QString comparison(const QString &sign); ///< ">=" → "≥"
};

} // namespace cytoloom
