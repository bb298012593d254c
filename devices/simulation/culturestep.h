// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/simulation/broth.h"
#include "processgraph/twin/culturemodel.h"

namespace cytoloom {

/// Biology of a vessel's content: carries a Broth through the culture model and through what the
/// reagents do to it. One object serves all vessels of a plant; plant thread.
class CultureStep
{
public:
    static constexpr int Seconds = 60; ///< how often a vessel calls it

    CultureStep();
    /// One step. perfusion and activator of \p environment are not used: the vessel moves the
    /// liquid itself, and the reagent is in the broth. \p carriers: MSC find something to hold on.
    void advance(Broth &broth, CultureEnvironment environment, bool carriers);

private:
    static void transduce(Broth &broth, double hours);
    static void attach(Broth &broth, bool carriers);

    CultureModel m_tCells;
    CultureModel m_mesenchymal;
};

} // namespace cytoloom
