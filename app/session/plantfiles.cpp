// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/plantfiles.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace cytoloom {

using namespace Qt::StringLiterals;

Result<QMap<QString, DeviceProfile>> readProfiles(const Plant &plant, const QString &folder)
{
    QMap<QString, DeviceProfile> profiles;
    for (const DeviceBinding &device : plant.devices) {
        if (profiles.contains(device.profile))
            continue;
        const QString beside = QDir(folder).filePath(device.profile);
        const QString shipped = u":/cytoloom/devices/"_s + device.profile;
        const QString fileName = QFile::exists(beside) ? beside : shipped;
        if (!QFile::exists(fileName))
            return Error(u"plant.unknownProfile"_s,
                {{u"profile"_s, device.profile}, {u"device"_s, device.id.value()}},
                {folder, {}, 0, 0});
        Result<DeviceProfile> profile = readDeviceProfileFile(fileName);
        if (!profile)
            return profile.error();
        profiles.insert(device.profile, *profile);
    }
    return profiles;
}

Result<PlantFiles> readPlantFiles(const QString &plantFile)
{
    Result<Plant> plant = readPlantFile(plantFile);
    if (!plant)
        return plant.error();
    Result<QMap<QString, DeviceProfile>> profiles
        = readProfiles(*plant, QFileInfo(plantFile).path());
    if (!profiles)
        return profiles.error();
    return PlantFiles {*plant, *profiles};
}

} // namespace cytoloom
