// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/importcontext.h"

#include <QtCore/QMap>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// Steps, parameters and links that a file may grow into: honest files use few recipe elements
/// twice, hostile ones double them in every level. Thus the work stays linear in what was sent.
constexpr int GrowthPerNode = 3;
constexpr int SmallGrowth = 500;
constexpr int MaxNotes = 10'000; ///< nobody reads more
constexpr int MaxIdLength = 200;

QString withoutOddCharacters(const QString &wanted, bool expression)
{
    QString id;
    for (const QChar c : wanted.trimmed().left(MaxIdLength)) {
        const bool ascii = c.unicode() < 128 && c.isLetterOrNumber();
        if (ascii || c == u'_' || (!expression && (c.isLetterOrNumber() || c == u'-' || c == u'.')))
            id += c;
        else if (!id.endsWith(u'_'))
            id += u'_';
    }
    if (expression && (id.isEmpty() || id[0].isDigit()))
        id.prepend(u'p');
    return id.isEmpty() || id == "_"_L1 ? u"x"_s : id;
}

bool isNumeric(const QString &dataType)
{
    static const QSet<QString> types {u"Amount"_s, u"Measure"_s, u"Numeric"_s, u"Quantity"_s,
        u"byte"_s, u"unsignedByte"_s, u"integer"_s, u"positiveInteger"_s, u"negativeInteger"_s,
        u"nonNegativeInteger"_s, u"nonPositiveInteger"_s, u"int"_s, u"unsignedInt"_s, u"long"_s,
        u"unsignedLong"_s, u"short"_s, u"unsignedShort"_s, u"decimal"_s, u"float"_s, u"double"_s};
    return types.contains(dataType);
}

std::optional<double> toNumber(const QString &text)
{
    bool ok = false;
    const double number = text.trimmed().toDouble(&ok);
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// Names are compared by letters and digits alone: "Cell wash" is "cell-wash" is "CELL_WASH".
QString bare(const QString &name)
{
    QString result;
    for (const QChar c : name)
        if (c.isLetterOrNumber())
            result += c.toCaseFolded();
    return result;
}

/// What a person would read in it, up to about a line.
QString textsOf(const XmlNode &node)
{
    QString text = node.text.trimmed();
    for (const XmlNode &each : node.children) {
        if (text.size() >= 80)
            break;
        text = (text + u' ' + textsOf(each)).trimmed();
    }
    return text;
}

/// The first type of a name wins; ids come before names.
template <class T> QHash<QString, QString> typesByName(const QVector<T> &types)
{
    QHash<QString, QString> found;
    for (const T &type : types)
        for (const QString &name : {type.id, type.name.en, type.name.zh})
            if (const QString key = bare(name); !key.isEmpty() && !found.contains(key))
                found.insert(key, type.id);
    return found;
}

} // namespace

QString IdPool::take(const QString &wanted, QChar separator)
{
    QString id = wanted;
    if (m_taken.contains(id)) {
        int &next = m_next[wanted];
        for (next = qMax(next, 1) + 1;; ++next) {
            id = wanted + separator + QString::number(next);
            if (!m_taken.contains(id))
                break;
        }
    }
    m_taken.insert(id);
    return id;
}

ImportContext::ImportContext(XmlDocument file, const Catalog &words)
    : document(std::move(file))
    , catalog(words)
    , m_phaseTypes(typesByName(words.phaseClasses()))
    , m_operationTypes(typesByName(words.unitOperations()))
{ }

void ImportContext::fail(const XmlNode &node, const QString &code, QMap<QString, QString> args)
{
    if (!m_error)
        m_error = Error(code, std::move(args), document.place(node));
}

void ImportContext::note(const XmlNode &node, const QString &code, QMap<QString, QString> args)
{
    if (m_notes.size() < MaxNotes)
        m_notes.append({document.place(node), {code, std::move(args)}});
    else
        ++m_moreNotes;
}

QVector<ExchangeNote> ImportContext::takeNotes()
{
    std::stable_sort(m_notes.begin(), m_notes.end(),
        [](const ExchangeNote &a, const ExchangeNote &b) { return a.place.line < b.place.line; });
    if (m_moreNotes > 0) {
        m_notes.append({{document.file, {}, 0, 0},
            {u"exchange.note.more"_s, {{u"count"_s, QString::number(m_moreNotes)}}}});
    }
    return std::exchange(m_notes, {});
}

bool ImportContext::spend(const XmlNode &node)
{
    if (m_error)
        return false;
    const int most = document.nodes * GrowthPerNode + SmallGrowth;
    if (++m_spent > most)
        fail(node, u"exchange.tooManyParts"_s, {{u"limit"_s, QString::number(most)}});
    return !m_error;
}

void ImportContext::noteUnread(const XmlNode &node, std::initializer_list<QLatin1StringView> known)
{
    for (const XmlNode &each : node.children) {
        const bool read = !each.foreign
            && std::any_of(known.begin(), known.end(),
                [&](QLatin1StringView name) { return each.name == name; });
        if (!read) {
            note(each, u"exchange.note.unread"_s,
                {{u"element"_s, each.name}, {u"text"_s, textsOf(each).left(80)}});
        }
    }
}

QString ImportContext::required(const XmlNode &node, QLatin1StringView child)
{
    const XmlNode *found = node.child(QString(child));
    const QString text = found ? found->text.trimmed() : QString();
    if (text.isEmpty())
        fail(node, u"exchange.missing"_s, {{u"element"_s, child}, {u"in"_s, node.name}});
    return text;
}

void ImportContext::refuseDuplicates(
    const std::vector<const XmlNode *> &nodes, QLatin1StringView idChild)
{
    QSet<QString> seen;
    for (const XmlNode *each : nodes) {
        const QString id = each->textOf(QString(idChild));
        if (!id.isEmpty() && seen.contains(id))
            fail(*each, u"exchange.duplicateId"_s, {{u"id"_s, id}, {u"element"_s, each->name}});
        seen.insert(id);
    }
}

LocalizedText ImportContext::description(const XmlNode &node, int skip)
{
    LocalizedText text;
    int skipEn = skip;
    int skipZh = skip;
    for (const XmlNode *each : node.all(u"Description")) {
        const bool chinese
            = each->attribute(u"languageID").startsWith("zh"_L1, Qt::CaseInsensitive);
        QString &wanted = chinese ? text.zh : text.en;
        int &left = chinese ? skipZh : skipEn;
        if (left == 0 && wanted.isEmpty())
            wanted = each->text.trimmed();
        left = qMax(left - 1, 0);
    }
    return text;
}

ElementId ImportContext::freeElement(const XmlNode &node, const QString &wanted)
{
    const QString id = m_elements.take(withoutOddCharacters(wanted, false), u'-');
    if (id != wanted)
        note(node, u"exchange.note.id"_s, {{u"id"_s, wanted}, {u"given"_s, id}});
    return ElementId(id);
}

LinkId ImportContext::freeLink(const QString &wanted)
{
    return LinkId(m_links.take(withoutOddCharacters(wanted, false), u'-'));
}

QString ImportContext::freeName(const XmlNode &node, const QString &wanted, IdPool &pool)
{
    const QString id = pool.take(withoutOddCharacters(wanted, true), u'_');
    if (id != wanted)
        note(node, u"exchange.note.id"_s, {{u"id"_s, wanted}, {u"given"_s, id}});
    return id;
}

bool ImportContext::add(const XmlNode &node, const Element &element, const ElementId &container)
{
    if (!spend(node))
        return false;
    const Result<void> added = recipe.procedure.addElement(element, container);
    Q_ASSERT(added.ok());
    return added.ok();
}

ForeignValue ImportContext::value(const XmlNode &node, QLatin1StringView stringChild)
{
    ForeignValue result;
    result.text = node.textOf(QString(stringChild));
    result.unit = unit(node, node.textOf(u"UnitOfMeasure"));
    const QString type = node.textOf(u"DataType");
    result.number = toNumber(result.text);
    if (result.number || result.text.isEmpty())
        return result;
    static const QRegularExpression comparison(uR"(^(>=|<=|>|<|≥|≤|=)\s*(.+)$)"_s);
    static const QRegularExpression interval(uR"(^(\S+)\s*(?:\.\.|…)\s*(\S+)$)"_s);
    if (const auto match = comparison.match(result.text); match.hasMatch()) {
        const std::optional<double> bound = toNumber(match.captured(2));
        const QChar sign = match.captured(1)[0];
        if (sign == u'=')
            result.number = bound;
        else if (sign == u'>' || sign == u'≥')
            result.bounds.low = bound;
        else
            result.bounds.high = bound;
    } else if (const auto ends = interval.match(result.text); ends.hasMatch()) {
        const Range range {toNumber(ends.captured(1)), toNumber(ends.captured(2))};
        if (range.low && range.high && *range.low <= *range.high)
            result.bounds = range;
    }
    const QString meaning = node.textOf(u"DataInterpretation");
    const bool constant = meaning.isEmpty() || meaning == "Constant"_L1;
    if (!result.number && result.bounds.isEmpty() && constant && isNumeric(type))
        fail(
            node, u"exchange.notNumber"_s, {{u"found"_s, result.text.left(80)}, {u"type"_s, type}});
    return result;
}

Unit ImportContext::unit(const XmlNode &node, const QString &symbol)
{
    if (symbol.isEmpty())
        return {};
    if (const auto known = Unit::parse(symbol))
        return *known;
    // Addresses of the vocabularies that B2MML examples point to (SI Digital Framework, QUDT).
    static const QMap<QString, QString> words {{u"degreeCelsius"_s, u"°C"_s}, {u"DEG_C"_s, u"°C"_s},
        {u"REV-PER-MIN"_s, u"rpm"_s}, {u"PERCENT"_s, u"%"_s}, {u"MilliL"_s, u"mL"_s},
        {u"MIN"_s, u"min"_s}, {u"SEC"_s, u"s"_s}, {u"HR"_s, u"h"_s}, {u"UNITLESS"_s, u"1"_s}};
    const QString last = symbol.mid(qMax(symbol.lastIndexOf(u'/'), symbol.lastIndexOf(u'#')) + 1);
    if (const auto known = Unit::parse(words.value(last, last)); known && !last.isEmpty())
        return *known;
    note(node, u"exchange.note.unit"_s, {{u"unit"_s, symbol.left(200)}});
    return {};
}

std::optional<Parameter> ImportContext::parameter(const XmlNode &node, QLatin1StringView valueChild)
{
    Parameter result;
    if (!spend(node))
        return std::nullopt;
    result.name = description(node);
    const std::vector<const XmlNode *> values = node.all(QString(valueChild));
    if (values.empty())
        return result;
    if (values.size() > 1)
        note(*values[1], u"exchange.note.moreValues"_s, {{u"id"_s, node.textOf(u"ID")}});
    const ForeignValue read = value(*values.front(), "ValueString"_L1);
    result.unit = read.unit;
    const QString meaning = values.front()->textOf(u"DataInterpretation");
    if (meaning == "Reference"_L1) {
        result.formula = read.text;
        return result;
    }
    result.value = read.number;
    result.validated = read.bounds;
    if (!read.bounds.isEmpty()) {
        note(node, u"exchange.note.bounds"_s,
            {{u"id"_s, node.textOf(u"ID")}, {u"text"_s, read.text.left(80)}});
    } else if (!read.number && !read.text.isEmpty()) {
        note(node, u"exchange.note.textValue"_s,
            {{u"id"_s, node.textOf(u"ID")}, {u"text"_s, read.text.left(80)}});
        return std::nullopt;
    }
    return result;
}

QString ImportContext::catalogType(ElementKind kind, const QStringList &names) const
{
    const bool phase = kind == ElementKind::Phase;
    if (!phase && kind != ElementKind::UnitProcedure && kind != ElementKind::Operation)
        return {};
    for (const QString &name : names) {
        const QString type = (phase ? m_phaseTypes : m_operationTypes).value(bare(name));
        if (!type.isEmpty())
            return type;
    }
    return {};
}

} // namespace cytoloom
