// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/catalog/catalog.h"

#include "processgraph/catalog/catalogreader.h"
#include "processgraph/catalog/commonjson.h"

#include <QtCore/QDir>
#include <QtCore/QHash>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int CatalogSchemaVersion = 1;

template <class T> const T *byId(const QVector<T> &items, const QString &id)
{
    for (const T &each : items)
        if (each.id == id)
            return &each;
    return nullptr;
}

// Collects the files of a folder. References between files are kept until all have been read.
class FolderReader
{
public:
    QVector<PhaseClass> phases;
    QVector<UnitOperationType> operations;
    QVector<MaterialClass> materials;
    QVector<EquipmentClass> equipment;

    Result<void> readFile(const QString &fileName)
    {
        const Result<JsonValue> file = readJsonFile(fileName);
        if (!file)
            return file.error();
        if (file->type() == JsonValue::Type::Object) {
            const Result<int> version
                = json::schemaVersion(*file, fileName, u"cytoloom.catalog"_s, CatalogSchemaVersion);
            if (!version)
                return version.error();
        }
        JsonReader root(*file, fileName);
        root.string("schema");
        root.eachObject("equipmentClasses", [this](JsonReader each) { readEquipment(each); });
        root.eachObject("materials", [this](JsonReader each) { readMaterial(each); });
        root.eachObject("phaseClasses", [this](JsonReader each) {
            QStringList results;
            phases.append(readPhaseClass(each, &results));
            for (const QString &name : std::as_const(results))
                m_references.append({"results", name, each});
            once("phaseClass", each, phases.last().id);
        });
        root.eachObject("unitOperations", [this](JsonReader each) {
            const UnitOperationType type = readUnitOperation(each);
            operations.append(type);
            once("unitOperation", each, type.id);
            if (!type.equipmentClass.isEmpty())
                m_references.append({"equipmentClass", type.equipmentClass, each});
            for (const QString &phase : type.phases)
                m_references.append({"phases", phase, each});
            for (const Port &port : type.ports)
                m_references.append({"ports", port.medium, each});
        });
        root.done();
        m_files.append(*file);
        return root.result();
    }

    Result<void> checkReferences()
    {
        for (Reference &each : m_references) {
            const QLatin1String key(each.key);
            const bool known = key == "phases"_L1 ? byId(phases, each.id) != nullptr
                : key == "ports"_L1               ? byId(materials, each.id) != nullptr
                : key == "results"_L1             ? isReported(each.id)
                                                  : byId(equipment, each.id) != nullptr;
            if (!known) {
                each.reader.fail(each.key, u"catalog.unknownReference"_s, {{u"id"_s, each.id}});
                return each.reader.result();
            }
        }
        return {};
    }

private:
    struct Reference
    {
        const char *key;
        QString id;
        JsonReader reader;
    };

    [[nodiscard]] bool isReported(const QString &result) const
    {
        return std::any_of(phases.cbegin(), phases.cend(),
            [&](const PhaseClass &phase) { return phase.results.contains(result); });
    }

    void once(const char *area, JsonReader &reader, const QString &id)
    {
        QStringList &seen = m_seen[QLatin1String(area)];
        if (!id.isEmpty() && seen.contains(id))
            reader.fail("id", u"catalog.duplicateId"_s, {{u"id"_s, id}});
        seen.append(id);
    }

    void readEquipment(JsonReader &reader)
    {
        EquipmentClass type;
        type.id = reader.string("id");
        type.name = reader.localized("name");
        type.icon = reader.string("icon");
        reader.done();
        once("equipmentClass", reader, type.id);
        equipment.append(type);
    }

    void readMaterial(JsonReader &reader)
    {
        MaterialClass material;
        material.id = reader.string("id");
        material.name = reader.localized("name");
        material.cells = reader.boolean("cells", false);
        material.hazardous = reader.boolean("hazardous", false);
        reader.done();
        once("material", reader, material.id);
        materials.append(material);
    }

    QHash<QString, QStringList> m_seen;
    QVector<JsonValue> m_files; ///< what the readers of m_references look at
    QVector<Reference> m_references;
};

} // namespace

Result<Catalog> Catalog::read(const QString &folder)
{
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return Error(u"catalog.empty"_s, {{u"folder"_s, folder}}, {folder, {}, 0, 0});
    FolderReader reader;
    for (const QString &name : names)
        if (Result<void> read = reader.readFile(dir.filePath(name)); !read)
            return read.error();
    if (Result<void> sound = reader.checkReferences(); !sound)
        return sound.error();
    Catalog catalog;
    catalog.m_phases = reader.phases;
    catalog.m_operations = reader.operations;
    catalog.m_materials = reader.materials;
    catalog.m_equipment = reader.equipment;
    return catalog;
}

const Catalog &Catalog::shipped()
{
    static const Catalog catalog = [] {
        Result<Catalog> read = Catalog::read(u":/cytoloom/catalog"_s);
        Q_ASSERT_X(read.ok(), "Catalog::shipped", "the shipped catalogue is broken");
        return read ? std::move(read).value() : Catalog();
    }();
    return catalog;
}

const PhaseClass *Catalog::phaseClass(const QString &id) const
{
    return byId(m_phases, id);
}

const UnitOperationType *Catalog::unitOperation(const QString &id) const
{
    return byId(m_operations, id);
}

const MaterialClass *Catalog::material(const QString &id) const
{
    return byId(m_materials, id);
}

const EquipmentClass *Catalog::equipmentClass(const QString &id) const
{
    return byId(m_equipment, id);
}

} // namespace cytoloom
