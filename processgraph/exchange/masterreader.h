// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/importcontext.h"
#include "processgraph/exchange/logicreader.h"

namespace cytoloom {

/// Turns the BatchML part of a MasterRecipe into a Draft; OtherInformation of ours is not looked
/// at. What goes wrong stands in the context. One use, one thread.
class MasterReader
{
public:
    /// \p blocks: recipe elements of the library that comes with the file, may be empty.
    MasterReader(ImportContext &context, std::vector<const XmlNode *> blocks)
        : m_context(context)
        , m_logic(context)
        , m_blocks(std::move(blocks))
    { }
    void read(const XmlNode &master);

private:
    void readIdentity(const XmlNode &master);
    void readHeader(const XmlNode &header);
    void readRole(const XmlNode &node);
    void readConstraint(const XmlNode &node, UnitRole &role);
    void readFormulaLine(const XmlNode &node);
    void readMaterial(const XmlNode &node);
    void readContent(const XmlNode &node, const ElementId &container);
    void readWithoutLogic(const XmlNode &node, const ElementId &container);
    /// The step alone; its content follows by readInside() once its neighbours have their ids.
    ElementId readElement(const XmlNode &node, const XmlNode *step, const ElementId &container);
    void readInside(const XmlNode &node, const ElementId &made);
    ElementKind kindOf(const XmlNode &node);
    void readRequirements(const XmlNode &node, Element &element);
    void readParameters(const XmlNode &node, Element &element);
    void readParameter(const XmlNode &node, Element &element, IdPool &ids);
    void readLimits(const XmlNode &node, Parameter &parameter);
    void readPort(const XmlNode &node, Element &element);
    void readCriterion(const XmlNode &node, Element &element);
    [[nodiscard]] const XmlNode *definition(const XmlNode &user, const QString &id);
    void noteUnused(const XmlNode &node);

    ImportContext &m_context;
    LogicReader m_logic;
    std::vector<const XmlNode *> m_blocks;
    QHash<const XmlNode *, QHash<QString, const XmlNode *>> m_definitions; ///< by what holds them
    QVector<const XmlNode *> m_open; ///< recipe elements being read, outermost first
    QSet<const XmlNode *> m_used;
    QHash<QString, RoleId> m_roles;
    QHash<QString, QString> m_formula;
    IdPool m_roleIds;
    IdPool m_formulaIds;
    IdPool m_bomIds;
};

} // namespace cytoloom
