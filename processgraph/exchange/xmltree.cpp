// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/xmltree.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QStringDecoder>
#include <QtCore/QXmlStreamReader>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

Error xmlError(const QString &code, const QString &file, int line, QMap<QString, QString> args = {})
{
    return Error(code, std::move(args), {file, {}, line, 0});
}

/// A mark at the start decides; without one the declaration, which can then be read as ASCII.
Result<QString> decoded(const QByteArray &bytes, const QString &fileName)
{
    const auto refuse = [&](const QString &name, int line) {
        return xmlError(u"exchange.encoding"_s, fileName, line, {{u"encoding"_s, name}});
    };
    QString name = u"UTF-8"_s;
    QStringConverter::Encoding encoding = QStringConverter::Utf8;
    const auto mark = QStringConverter::encodingForData(bytes);
    if (mark) {
        encoding = *mark;
        name = QString::fromLatin1(QStringConverter::nameForEncoding(encoding));
    } else {
        static const QRegularExpression declaration(
            uR"(^<\?xml\s[^>]*encoding\s*=\s*["']([A-Za-z0-9._\-]+)["'])"_s);
        const auto match = declaration.match(QString::fromLatin1(bytes.left(200)));
        if (match.hasMatch()) {
            name = match.captured(1);
            const QString upper = name.toUpper();
            if (upper == "ISO-8859-1"_L1 || upper == "LATIN1"_L1)
                encoding = QStringConverter::Latin1;
            else if (upper != "UTF-8"_L1 && upper != "US-ASCII"_L1)
                return refuse(name, 1); // UTF-16 would not have been readable as ASCII
        }
    }
    // Stateless: a character that is cut off at the end is an error and not the start of more.
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    const bool wide = name.startsWith("UTF-16"_L1) || name.startsWith("UTF-32"_L1);
    const bool whole = !wide || bytes.size() % (name.startsWith("UTF-16"_L1) ? 2 : 4) == 0;
    if (decoder.hasError() || !whole) {
        const qsizetype bad = text.indexOf(QChar::ReplacementCharacter);
        return refuse(
            name, 1 + int(QStringView(text).left(std::max<qsizetype>(bad, 0)).count(u'\n')));
    }
    return text;
}

/// Finds what must not even reach the parser: a document type (entities that name files or
/// multiply, parameter entities that grow while they are read) and tags of so many attributes that
/// comparing each with each takes minutes.
Result<void> scanned(const QString &text, const QString &fileName, const XmlLimits &limits)
{
    const QStringView view(text);
    const auto lineAt = [&](qsizetype at) { return 1 + int(view.left(at).count(u'\n')); };
    if (const qsizetype nul = view.indexOf(QChar(0)); nul >= 0)
        return xmlError(u"exchange.syntax"_s, fileName, lineAt(nul), {{u"reason"_s, u"U+0000"_s}});
    for (qsizetype at = view.indexOf(u'<'); at >= 0; at = view.indexOf(u'<', at)) {
        const QStringView rest = view.mid(at);
        const auto skip = [&](QLatin1String end) {
            const qsizetype found = view.indexOf(end, at);
            at = found < 0 ? view.size() : found;
        };
        if (rest.startsWith("<!--"_L1)) {
            skip("-->"_L1);
        } else if (rest.startsWith("<![CDATA["_L1)) {
            skip("]]>"_L1);
        } else if (rest.startsWith("<?"_L1)) {
            skip("?>"_L1);
        } else if (rest.startsWith("<!"_L1)) {
            return xmlError(u"exchange.dtd"_s, fileName, lineAt(at));
        } else {
            const qsizetype start = at;
            int attributes = 0;
            QChar quote;
            for (++at; at < view.size(); ++at) {
                const QChar c = view[at];
                if (!quote.isNull()) {
                    if (c == quote)
                        quote = QChar();
                } else if (c == u'"' || c == u'\'') {
                    quote = c;
                } else if (c == u'=') {
                    ++attributes;
                } else if (c == u'>') {
                    break;
                }
            }
            if (attributes > limits.maxAttributes) {
                return xmlError(u"exchange.tooManyAttributes"_s, fileName, lineAt(start),
                    {{u"limit"_s, QString::number(limits.maxAttributes)}});
            }
        }
    }
    return {};
}

class TreeBuilder
{
public:
    TreeBuilder(const QString &text, QString fileName, const XmlLimits &limits)
        : m_reader(text)
        , m_file(std::move(fileName))
        , m_limits(limits)
    { }

    Result<XmlDocument> build()
    {
        while (!m_reader.atEnd()) {
            switch (m_reader.readNext()) {
            case QXmlStreamReader::StartElement:
                if (auto added = start(); !added)
                    return added.error();
                break;
            case QXmlStreamReader::EndElement:
                finish();
                break;
            case QXmlStreamReader::Characters:
                if (!m_open.empty())
                    m_open.back()->text += m_reader.text();
                break;
            case QXmlStreamReader::DTD:
                return refuse(u"exchange.dtd"_s);
            default:
                break;
            }
        }
        if (m_reader.hasError())
            return refuse(u"exchange.syntax"_s, {{u"reason"_s, m_reader.errorString()}});
        m_document.file = m_file;
        m_document.nodes = m_nodes;
        return m_document;
    }

private:
    Error refuse(const QString &code, QMap<QString, QString> args = {}) const
    {
        return xmlError(code, m_file, int(m_reader.lineNumber()), std::move(args));
    }

    Result<void> start()
    {
        if (int(m_open.size()) >= m_limits.maxDepth)
            return refuse(
                u"exchange.tooDeep"_s, {{u"limit"_s, QString::number(m_limits.maxDepth)}});
        if (++m_nodes > m_limits.maxNodes) {
            return refuse(
                u"exchange.tooManyParts"_s, {{u"limit"_s, QString::number(m_limits.maxNodes)}});
        }
        XmlNode node;
        node.name = *m_names.insert(m_reader.name().toString()); // a few names, very often
        node.line = int(m_reader.lineNumber());
        const QXmlStreamAttributes attributes = m_reader.attributes();
        for (const QXmlStreamAttribute &each : attributes)
            if (each.prefix().isEmpty())
                node.attributes.emplace_back(each.name().toString(), each.value().toString());
        XmlNode *here = nullptr;
        if (m_open.empty()) {
            m_document.namespaceUri = m_reader.namespaceUri().toString();
            auto root = std::make_shared<XmlNode>(std::move(node));
            m_document.root = root;
            here = root.get();
        } else {
            node.foreign = m_reader.namespaceUri() != m_document.namespaceUri;
            m_open.back()->children.push_back(std::move(node));
            here = &m_open.back()->children.back();
        }
        m_open.push_back(here);
        return {};
    }

    // Nobody adds to the children any more: their places in memory are final.
    void finish()
    {
        XmlNode *node = m_open.back();
        m_open.pop_back();
        if (node->children.empty())
            return;
        if (std::all_of(
                node->text.cbegin(), node->text.cend(), [](QChar c) { return c.isSpace(); }))
            node->text.clear();
        QHash<QString, int> count;
        for (XmlNode &each : node->children)
            each.index = ++count[each.name];
        for (XmlNode &each : node->children)
            if (count[each.name] == 1)
                each.index = 0;
        settle(node);
    }

    // A node moves when its parent's list grows; its own children then must learn where it went.
    static void settle(XmlNode *node)
    {
        for (XmlNode &each : node->children) {
            each.parent = node;
            for (XmlNode &grandchild : each.children)
                grandchild.parent = &each;
        }
    }

    QXmlStreamReader m_reader;
    QString m_file;
    XmlLimits m_limits;
    XmlDocument m_document;
    std::vector<XmlNode *> m_open;
    QSet<QString> m_names;
    int m_nodes = 0;
};

} // namespace

const XmlNode *XmlNode::child(QStringView wanted) const
{
    for (const XmlNode &each : children)
        if (!each.foreign && each.name == wanted)
            return &each;
    return nullptr;
}

std::vector<const XmlNode *> XmlNode::all(QStringView wanted) const
{
    std::vector<const XmlNode *> found;
    for (const XmlNode &each : children)
        if (!each.foreign && each.name == wanted)
            found.push_back(&each);
    return found;
}

QString XmlNode::textOf(QStringView wanted) const
{
    const XmlNode *found = child(wanted);
    return found ? found->text.trimmed() : QString();
}

QString XmlNode::attribute(QStringView wanted) const
{
    for (const auto &[key, value] : attributes)
        if (key == wanted)
            return value;
    return {};
}

QString XmlNode::path() const
{
    QString steps;
    for (const XmlNode *at = this; at; at = at->parent)
        steps.prepend(u'/' + at->name + (at->index == 0 ? QString() : u"[%1]"_s.arg(at->index)));
    return steps;
}

bool XmlNode::sameAs(const XmlNode &other) const
{
    return name == other.name && foreign == other.foreign && text == other.text
        && attributes == other.attributes
        && std::equal(children.begin(), children.end(), other.children.begin(),
            other.children.end(), [](const XmlNode &a, const XmlNode &b) { return a.sameAs(b); });
}

ErrorPlace XmlDocument::place(const XmlNode &node) const
{
    return {file, node.path(), node.line, 0};
}

Result<XmlDocument> parseXml(const QByteArray &bytes, const QString &fileName, XmlLimits limits)
{
    if (bytes.size() > limits.maxBytes) {
        return xmlError(u"exchange.tooLarge"_s, fileName, 0,
            {{u"size"_s, QString::number(bytes.size())},
                {u"limit"_s, QString::number(limits.maxBytes)}});
    }
    const Result<QString> text = decoded(bytes, fileName);
    if (!text)
        return text.error();
    if (auto clean = scanned(*text, fileName, limits); !clean)
        return clean.error();
    return TreeBuilder(*text, fileName, limits).build();
}

Result<XmlDocument> readXmlFile(const QString &fileName, XmlLimits limits)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error(u"file.cannotRead"_s,
            {{u"file"_s, fileName}, {u"reason"_s, file.errorString()}}, {fileName, {}, 0, 0});
    }
    if (file.size() > limits.maxBytes) {
        return xmlError(u"exchange.tooLarge"_s, fileName, 0,
            {{u"size"_s, QString::number(file.size())},
                {u"limit"_s, QString::number(limits.maxBytes)}});
    }
    return parseXml(file.read(limits.maxBytes + 1), fileName, limits);
}

} // namespace cytoloom
