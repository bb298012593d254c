// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/importcontext.h"

namespace cytoloom {

/// Procedure logic of all containers of a foreign master recipe. Two rounds: first every container
/// says which steps it has (begin(), step()), then resolve() reads the links, which may lead to
/// steps of any container. One use, one thread.
class LogicReader
{
public:
    explicit LogicReader(ImportContext &context)
        : m_context(context)
    { }

    /// Starts the logic of \p container: makes its transitions and the splits and joins that
    /// BatchML draws as links. The steps follow by step(), before the next begin() or after it.
    void begin(const XmlNode &logic, const ElementId &container);
    /// \p step, a Step of \p logic, has become \p element.
    void step(const XmlNode &logic, const XmlNode &step, const ElementId &element);
    /// Reads the links of all containers.
    void resolve();
    /// One control link without a counterpart in the file.
    void control(const XmlNode &node, const ElementId &from, const ElementId &to);

private:
    struct Scope
    {
        const XmlNode *logic = nullptr;
        ElementId container;
        QHash<QString, ElementId> steps;
        QHash<QString, ElementId> transitions;
        QHash<QString, ElementId> branches;
    };
    struct Pending
    {
        const XmlNode *node = nullptr;
        Link link;
    };

    void readTransition(const XmlNode &node, Scope &scope);
    void readBranch(const XmlNode &node, ElementKind kind, Scope &scope);
    void readLink(const XmlNode &node, const Scope &scope);
    QVector<ElementId> ends(const XmlNode &node, QLatin1StringView which, const Scope &scope);
    ElementId find(const XmlNode &node, const QString &id, const QString &type, const Scope &scope);
    void readTransfer(const XmlNode &node, const ElementId &from, const ElementId &to);
    PortId portFor(const XmlNode &node, const ElementId &element, PortDirection direction,
        PortPurpose purpose);
    void add(const XmlNode &node, const Link &link);

    ImportContext &m_context;
    QVector<Scope> m_scopes;
    QHash<const XmlNode *, int> m_scopeOf; ///< by ProcedureLogic; a copied one has the latest
    QHash<QString, ElementId> m_everywhere; ///< steps by id, for ends of scope External
    QSet<QPair<ElementId, ElementId>> m_controlled;
    QHash<ElementId, QSet<PortId>> m_usedPorts;
    QHash<ElementId, QVector<Port>> m_newPorts;
    QVector<Pending> m_pending;
};

} // namespace cytoloom
