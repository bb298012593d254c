// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/simulationdata.h"

#include "processgraph/catalog/commonjson.h"
#include "processgraph/foundation/jsonreader.h"

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {

/// Amounts in 1 mL, each in the unit that its name says.
Broth readMedium(JsonReader &reader)
{
    Broth medium;
    medium[Broth::Volume] = 1;
    medium[Broth::Heat] = reader.number("temperature", 20);
    medium[Broth::Glucose] = reader.number("glucose", 0);
    medium[Broth::Lactate] = reader.number("lactate", 0);
    medium[Broth::Dmso] = reader.number("dmso", 0);
    medium[Broth::Vector] = reader.number("vector", 0);
    medium[Broth::Beads] = reader.number("beads", 0);
    medium[Broth::Activator] = reader.number("activator", 0);
    medium[Broth::Enzyme] = reader.number("enzyme", 0);
    const double tCells = reader.number("tCells", 0);
    medium[Broth::Mesenchymal] = reader.number("mesenchymal", 0);
    medium[Broth::Target] = tCells + medium[Broth::Mesenchymal];
    medium[Broth::Other] = reader.number("otherCells", 0);
    medium[Broth::Dead] = reader.number("deadCells", 0);
    medium[Broth::LagHours] = medium[Broth::Target] * reader.number("lag", 0);
    reader.done();
    return medium;
}

UnitTopology readUnit(JsonReader &reader, const SimulationData &data)
{
    UnitTopology unit;
    const auto knownMedium = [&](JsonReader &at, const char *key, const QString &name) {
        if (!name.isEmpty() && !data.media.contains(name))
            at.fail(key, u"simulation.unknownMedium"_s, {{u"medium"_s, name}});
    };
    reader.eachObject("inlets", [&](JsonReader each) {
        InletLine line;
        line.line = each.integer("line", 1, 99);
        line.from = UnitId(each.string("from", QString()));
        if (line.from.isEmpty()) {
            line.medium = each.string("medium");
            line.bagVolume = each.number("volume");
            knownMedium(each, "medium", line.medium);
        }
        each.done();
        unit.inlets.append(line);
    });
    reader.eachObject("outlets", [&](JsonReader each) {
        OutletLine line;
        line.line = each.integer("line", 1, 99);
        line.to = UnitId(each.string("to", QString()));
        line.cellPass = each.number("cellPass", 1);
        line.attachedPass = each.number("attachedPass", line.cellPass);
        each.done();
        unit.outlets.append(line);
    });
    for (const QString &source : reader.strings("sources"))
        unit.sources.append(UnitId(source));
    unit.carries = UnitId(reader.string("carries", QString()));
    unit.tare = reader.number("tare", 0);
    unit.perfusion = reader.string("perfusion", QString());
    knownMedium(reader, "perfusion", unit.perfusion);
    reader.done();
    return unit;
}

Result<SimulationData> fromJson(const JsonValue &file, const QString &fileName)
{
    if (file.type() == JsonValue::Type::Object) {
        const auto version = json::schemaVersion(
            file, fileName, u"cytoloom.simulation"_s, SimulationSchemaVersion);
        if (!version)
            return version.error();
    }
    JsonReader root(file, fileName);
    SimulationData data;
    root.string("schema");
    if (auto watchdog = root.optionalObject("watchdog")) {
        data.watchdog = fromSeconds(watchdog->number("realSeconds"));
        data.pacedWatchdog = fromSeconds(watchdog->number("pacedSeconds"));
        watchdog->done();
    }
    root.eachMember("media", [&](const QString &name, JsonReader reader) {
        data.media.insert(name, readMedium(reader));
    });
    root.eachMember("units", [&](const QString &id, JsonReader reader) {
        data.units.insert(UnitId(id), readUnit(reader, data));
    });
    root.done();
    if (const auto read = root.result(); !read)
        return read.error();
    return data;
}

} // namespace

Result<SimulationData> readSimulationData(const QByteArray &text, const QString &fileName)
{
    const auto json = parseJson(text, fileName);
    return json ? fromJson(*json, fileName) : json.error();
}

Result<SimulationData> readSimulationFile(const QString &fileName)
{
    const auto json = readJsonFile(fileName);
    return json ? fromJson(*json, fileName) : json.error();
}

} // namespace cytoloom
