// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/validation/flowtraits.h"

namespace cytoloom {

StepTraits StepTraits::of(const Element &element)
{
    StepTraits traits {element.kind, 0};
    const auto mark = [&traits](bool has, StepPart part) {
        traits.parts = quint8(traits.parts | (has ? quint8(part) : 0U));
    };
    const DurationRange &time = element.duration;
    mark(element.gate.has_value(), StepPart::Gate);
    mark(!element.ports.isEmpty(), StepPart::Ports);
    mark(!element.attributes.isEmpty(), StepPart::Attributes);
    mark(!element.parameters.isEmpty(), StepPart::Parameters);
    mark(!element.signatures.isEmpty(), StepPart::Signatures);
    mark(!element.crew.isEmpty(), StepPart::Crew);
    mark(element.residual.has_value(), StepPart::Residual);
    mark(time.shortest > Duration(0) || time.nominal > Duration(0) || time.longest > Duration(0)
            || element.maxOpenTime || element.maxHeldTime,
        StepPart::Times);
    return traits;
}

LinkTraits LinkTraits::of(const Link &link)
{
    return {link.kind, link.outcome, !link.attributes.isEmpty(), link.priority};
}

} // namespace cytoloom
