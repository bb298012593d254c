// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/extensionjson.h"
#include "processgraph/model/masterrecipe.h"

#include <QtCore/QXmlStreamWriter>

namespace cytoloom {

/// Writes one master recipe as BatchML V7, in the order that the schema asks for. Texts lose the
/// characters that XML forbids; OtherInformation keeps them. One use, one thread.
class BatchmlWriter
{
public:
    explicit BatchmlWriter(const MasterRecipe &recipe);
    QByteArray write();

    /// ParameterSubType words with which the import tells what it reads.
    static constexpr QLatin1StringView Material {"Material"};
    static constexpr QLatin1StringView Port {"Port"};
    static constexpr QLatin1StringView Criterion {"Criterion"};
    static constexpr QLatin1StringView Limit {"Limit"};
    static constexpr QLatin1StringView Critical {"CPP"};

private:
    // batchmlexport.cpp
    void writeHeader();
    void writeRoles();
    void writeFormula();
    void writeElement(const Element &element);
    void writeParameter(const Parameter &parameter);
    void writeLimits(const Parameter &parameter);
    void writePort(const cytoloom::Port &port);
    void writeCriterion(const cytoloom::Criterion &criterion);
    // logicwriter.cpp: procedure logic of one container
    void writeLogic(const ElementId &container);
    void writeBranch(const Element &element);
    void writeLink(const Link &link, const ElementId &container);
    void writeEnd(const char *which, const ElementId &id, const ElementId &container);
    // batchmlwriter.cpp
    void open(const char *name) { m_xml.writeStartElement(QLatin1String(name)); }
    void close() { m_xml.writeEndElement(); }
    void put(const char *name, const QString &text);
    void putWord(const char *name, const QString &word); ///< one that the schema lists
    void putOther(
        const char *name, const QString &word, QLatin1StringView listed); ///< + OtherValue
    void putDescription(const LocalizedText &text);
    void putOneDescription(const LocalizedText &text); ///< where the schema allows but one
    void putValue(
        const QString &text, QLatin1StringView meaning, QLatin1StringView type, const Unit &unit);
    void putPiece(QLatin1StringView id, const QString &json);

    const MasterRecipe &m_recipe;
    ExtensionJson m_extension;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

/// \p text without what XML 1.0 cannot hold.
[[nodiscard]] QString xmlText(const QString &text);
/// The shortest text that reads back as the same number.
[[nodiscard]] QString numberText(double number);

} // namespace cytoloom
