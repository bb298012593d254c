// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QMap>

namespace cytoloom {

/// A plant file with the device profiles that it names.
struct PlantFiles
{
    Plant plant;
    QMap<QString, DeviceProfile> profiles; ///< by the name that the plant file gives
};

/// Reads a plant and its profiles; a profile is looked for beside the plant file, then among those
/// that ship with the program. Fails with what readPlantFile() and readDeviceProfileFile() fail
/// with, or "plant.unknownProfile".
Result<PlantFiles> readPlantFiles(const QString &plantFile);
/// The profiles that \p plant names; \p folder: where the plant file lies.
Result<QMap<QString, DeviceProfile>> readProfiles(const Plant &plant, const QString &folder);

} // namespace cytoloom
