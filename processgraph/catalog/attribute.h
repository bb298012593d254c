// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QMap>
#include <QtCore/QStringList>
#include <QtCore/QVector>

#include <variant>

namespace cytoloom {

/// What an attribute's value is, and how files spell it.
enum class AttributeType {
    Flag, ///< true or false; absent is not the same as false
    Text, ///< a reference or a word: "VAL-0231"
    Texts, ///< ["…", "…"]
    Choice, ///< one of the definition's words
    Choices, ///< some of them
    Quantity, ///< "7 d", "10 Pa": any unit that converts to the definition's
    Range, ///< [low, high] in the definition's unit
    Time ///< ISO 8601 with zone
};

/// What can carry an attribute.
enum class AttributeHome {
    Recipe,
    Element,
    Parameter,
    Port,
    Criterion,
    Link,
    BomLine,
    Room,
    Passage,
    Unit,
    Batch,
    Lot,
    SingleUseSet,
    Person
};

struct AttributeChoice
{
    QString word;
    LocalizedText name;
    friend bool operator==(const AttributeChoice &, const AttributeChoice &) = default;
};

struct AttributeDefinition
{
    QString id; ///< "closureEvidence"
    AttributeType type = AttributeType::Text;
    QVector<AttributeHome> homes;
    LocalizedText name;
    LocalizedText help; ///< what to enter and why it is asked; may be empty
    QString group; ///< heading under which editors show it: "environment", "material", …
    Unit unit; ///< Quantity and Range
    QVector<AttributeChoice> choices; ///< Choice and Choices
    /// Unit-operation types, phase classes and element kinds ("gate", "manualStep") that editors
    /// offer it for; empty: all. It may stand elsewhere, too.
    QStringList offeredFor;
    friend bool operator==(const AttributeDefinition &, const AttributeDefinition &) = default;
};

using AttributeValue = std::variant<bool, QString, QStringList, Quantity, Range, UtcTime>;

/// The GMP evidence that something carries: ids that resources/attributes defines, each with a
/// value of its type. A getter answers with nothing when the attribute is absent, so that a rule
/// can tell "not stated" from "stated as no". A value, sorted by id; empty costs two words. Most
/// questions are about what is not there: those are answered without looking at a name.
class Attributes
{
public:
    [[nodiscard]] bool isEmpty() const { return m_values.isEmpty(); }
    [[nodiscard]] bool has(const QString &id) const
    {
        return (m_marks & markOf(id)) != 0 && m_values.contains(id);
    }
    [[nodiscard]] const QMap<QString, AttributeValue> &values() const { return m_values; }

    [[nodiscard]] bool flag(const QString &id) const; ///< stated and true
    [[nodiscard]] QString text(const QString &id) const; ///< Text and Choice; empty when absent
    [[nodiscard]] QStringList texts(const QString &id) const; ///< Texts and Choices
    /// In \p unit; nullopt when absent. Asserts that the units convert: the definition holds that.
    [[nodiscard]] std::optional<double> number(const QString &id, const Unit &unit) const;
    [[nodiscard]] std::optional<Quantity> quantity(const QString &id) const;
    [[nodiscard]] std::optional<Duration> duration(const QString &id) const;
    [[nodiscard]] Range range(const QString &id) const;
    [[nodiscard]] std::optional<UtcTime> time(const QString &id) const;

    /// The caller keeps to the definition's type; readers and editors do.
    void set(const QString &id, const AttributeValue &value)
    {
        m_values.insert(id, value);
        m_marks |= markOf(id);
    }
    void remove(const QString &id);

    friend bool operator==(const Attributes &, const Attributes &) = default;

private:
    template <class T> [[nodiscard]] const T *get(const QString &id) const;
    /// One of 64 bits, from the length and three letters of \p id.
    [[nodiscard]] static quint64 markOf(const QString &id)
    {
        const qsizetype size = id.size();
        if (size == 0)
            return 1;
        const QChar *letters = id.constData();
        const uint sum = uint(size) * 41U + letters[0].unicode() * 7U
            + letters[size / 2].unicode() * 13U + letters[size - 1].unicode() * 29U;
        return quint64(1) << (sum & 63U);
    }

    QMap<QString, AttributeValue> m_values;
    quint64 m_marks = 0; ///< of all names: without its mark a name is not there
};

} // namespace cytoloom
