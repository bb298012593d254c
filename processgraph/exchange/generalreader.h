// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/importcontext.h"

namespace cytoloom {

/// Turns a general or site recipe (GRecipe) into a Draft. Such a recipe says which materials flow
/// through which process actions, and neither order nor equipment: inputs become the bill of
/// materials, outputs the formula, intermediates material links, and the steps stand one after the
/// other as the material flows. What goes wrong stands in the context. One use, one thread.
class GeneralReader
{
public:
    explicit GeneralReader(ImportContext &context)
        : m_context(context)
    { }
    void read(const XmlNode &general);

private:
    struct Material
    {
        LocalizedText name;
        std::optional<Quantity> amount;
        QString bomLine; ///< inputs
    };
    /// Steps and links of one process element while they are put together.
    struct Stage
    {
        QVector<Element> elements;
        QVector<const XmlNode *> nodes; ///< of elements
        QHash<QString, int> places; ///< in elements, by id of the file
        QHash<QString, QVector<int>> producers; ///< of a material
        QHash<QString, QVector<int>> consumers;
        QVector<QString> flowing; ///< materials in the order of the file
        QHash<QString, QVector<QString>> after; ///< everything that a link leads to, by id
        QHash<QString, int> before; ///< number of links that lead to it
        QVector<QString> names; ///< elements, materials and symbols, in the order of the file
        QVector<Link> links;
    };

    void readIdentity(const XmlNode &general);
    void readFormula(const XmlNode &formula);
    void readMaterials(const XmlNode &list, QLatin1StringView kind);
    void readStage(const XmlNode &node, const ElementId &container, int depth);
    Element readElement(const XmlNode &node, const ElementId &container);
    void readParameters(const XmlNode &node, Element &element);
    void readDirectedLink(const XmlNode &node, Stage &stage);
    void joinMaterial(const XmlNode &node, const QString &material, Stage &stage);
    PortId addPort(
        const XmlNode &node, Element &element, const QString &material, PortDirection direction);
    [[nodiscard]] QVector<int> order(const XmlNode &node, const Stage &stage);
    void addChain(const XmlNode &node, const Stage &stage, const ElementId &container);

    ImportContext &m_context;
    QHash<QString, Material> m_materials;
    IdPool m_bomIds;
    IdPool m_formulaIds;
};

} // namespace cytoloom
