// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/instruments/instrument.h"

#include "devices/simulation/instruments/alicatcontroller.h"
#include "devices/simulation/instruments/hamiltonarc.h"
#include "devices/simulation/instruments/ikastirrer.h"
#include "devices/simulation/instruments/julabopresto.h"
#include "devices/simulation/instruments/peristalticpump.h"
#include "devices/simulation/instruments/thermoincubator.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

bool isInstrument(const DeviceProfile &profile)
{
    const bool line
        = isLineProtocol(profile.protocol) && profile.protocol != DeviceProtocol::MtSics;
    return line || profile.id == "hamilton-arc-ph"_L1 || profile.id == "alicat-mfc"_L1
        || profile.id == "julabo-presto"_L1;
}

std::unique_ptr<Instrument> makeInstrument(const DeviceProfile &profile, Instrument::Setup setup)
{
    setup.checksum = profile.checksum;
    switch (profile.protocol) {
    case DeviceProtocol::Thermo:
        return std::make_unique<ThermoIncubator>(std::move(setup));
    case DeviceProtocol::Namur:
        return std::make_unique<IkaStirrer>(std::move(setup));
    case DeviceProtocol::WatsonMarlow:
        return std::make_unique<PeristalticPump>(std::move(setup));
    case DeviceProtocol::MtSics:
    case DeviceProtocol::ModbusTcp:
    case DeviceProtocol::ModbusRtu:
        break;
    }
    if (profile.id == "hamilton-arc-ph"_L1)
        return std::make_unique<HamiltonArc>(std::move(setup));
    if (profile.id == "alicat-mfc"_L1)
        return std::make_unique<AlicatController>(std::move(setup));
    if (profile.id == "julabo-presto"_L1)
        return std::make_unique<JulaboPresto>(std::move(setup));
    return {};
}

} // namespace cytoloom
