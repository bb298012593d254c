// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/exchange/batchml.h"
#include "processgraph/exchange/xmltree.h"
#include "processgraph/model/masterrecipe.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <optional>

namespace cytoloom {

/// A value of BatchML: a number, or bounds where it is written as ">=27" or "36..38".
struct ForeignValue
{
    std::optional<double> number;
    Range bounds;
    Unit unit;
    QString text; ///< as it stood
};

/// Hands out ids, each once; a taken one gets a number behind it.
class IdPool
{
public:
    QString take(const QString &wanted, QChar separator);

private:
    QSet<QString> m_taken;
    QHash<QString, int> m_next; ///< where to go on looking: the same id may be wanted very often
};

/// What all parts of one import share: the recipe that grows, the notes, the first error. Readers
/// go on after an error with a harmless value; the caller asks error() at the end and throws what
/// was read away. One use, one thread.
class ImportContext
{
public:
    ImportContext(XmlDocument file, const Catalog &words);

    XmlDocument document;
    const Catalog &catalog;
    MasterRecipe recipe;

    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// In the order of the file.
    [[nodiscard]] QVector<ExchangeNote> takeNotes();
    /// False, with "exchange.tooManyParts", once the file has grown into more than memory may hold:
    /// an element that is referred to many times is copied as often.
    bool spend(const XmlNode &node);
    void fail(const XmlNode &node, const QString &code, QMap<QString, QString> args = {});
    void note(const XmlNode &node, const QString &code, QMap<QString, QString> args = {});
    /// One note for each child that \p known does not name.
    void noteUnread(const XmlNode &node, std::initializer_list<QLatin1StringView> known);

    /// The text of a child that the schema requires; "exchange.missing" when it is not there.
    QString required(const XmlNode &node, QLatin1StringView child);
    /// Fails with "exchange.duplicateId" where two of \p nodes carry the same text in \p idChild.
    void refuseDuplicates(const std::vector<const XmlNode *> &nodes, QLatin1StringView idChild);
    /// Description elements: the first English or unmarked one, and the first Chinese one; with
    /// \p skip the second ones, and so on.
    [[nodiscard]] static LocalizedText description(const XmlNode &node, int skip = 0);

    /// A step id that is valid and free; a note where it is not \p wanted.
    ElementId freeElement(const XmlNode &node, const QString &wanted);
    /// A link id that is free; links of BatchML are numbered per container, so this is no loss.
    LinkId freeLink(const QString &wanted);
    /// An id that expressions can read (letters, digits, underscore), unique in \p pool.
    QString freeName(const XmlNode &node, const QString &wanted, IdPool &pool);

    /// Adds the step, or fails like spend().
    bool add(const XmlNode &node, const Element &element, const ElementId &container);

    /// A Value or Amount element. "exchange.notNumber" where a numeric data type holds no number.
    ForeignValue value(const XmlNode &node, QLatin1StringView stringChild);
    /// Understands UDUNITS, and the last word of an address like ".../units/litre".
    Unit unit(const XmlNode &node, const QString &symbol);
    /// A parameter from id, description and value; nothing (and a note) where it is a text.
    std::optional<Parameter> parameter(const XmlNode &node, QLatin1StringView valueChild);

    /// The catalogue's type of that kind whose id or name is one of \p names; empty otherwise.
    [[nodiscard]] QString catalogType(ElementKind kind, const QStringList &names) const;

private:
    std::optional<Error> m_error;
    QVector<ExchangeNote> m_notes;
    int m_moreNotes = 0;
    int m_spent = 0;
    QHash<QString, QString> m_phaseTypes; ///< by letters and digits of id and names
    QHash<QString, QString> m_operationTypes;
    IdPool m_elements;
    IdPool m_links;
};

} // namespace cytoloom
