// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QStringView>

#include <memory>
#include <utility>
#include <vector>

namespace cytoloom {

/// One element of an XML file that remembers where it stood. Immutable once read.
struct XmlNode
{
    QString name; ///< local name
    bool foreign = false; ///< of another namespace than the root
    QString text; ///< empty where there are children and only white space between them
    std::vector<std::pair<QString, QString>> attributes; ///< local name, value
    std::vector<XmlNode> children;
    const XmlNode *parent = nullptr;
    int index = 0; ///< 1-based among the siblings of its name; 0 where it is the only one
    int line = 0; ///< 1-based, where its start tag ends

    /// The first child of that name in the root's namespace; null when there is none.
    [[nodiscard]] const XmlNode *child(QStringView wanted) const;
    [[nodiscard]] std::vector<const XmlNode *> all(QStringView wanted) const;
    /// Text of the first such child without white space around it; empty when there is none.
    [[nodiscard]] QString textOf(QStringView wanted) const;
    [[nodiscard]] QString attribute(QStringView wanted) const;
    /// "/MasterRecipe/RecipeElement[2]/ID"
    [[nodiscard]] QString path() const;
    /// Same names, attributes, texts and children; places do not count.
    [[nodiscard]] bool sameAs(const XmlNode &other) const;
};

/// A file of XML, read whole. Cheap to copy; any thread.
struct XmlDocument
{
    QString file;
    QString namespaceUri; ///< of the root
    std::shared_ptr<const XmlNode> root;
    int nodes = 0; ///< elements in the file

    [[nodiscard]] ErrorPlace place(const XmlNode &node) const;
};

struct XmlLimits
{
    qint64 maxBytes = 64LL * 1024 * 1024;
    int maxDepth = 128;
    int maxNodes = 2'000'000;
    int maxAttributes = 64; ///< of one element
};

/// Well-formed XML 1.0 in UTF-8, UTF-16, UTF-32 or ISO-8859-1, and without a document type: a file
/// that brings one could name other files and grow without bound, so it is refused before a parser
/// sees it. Fails with "exchange.tooLarge", "exchange.encoding", "exchange.dtd",
/// "exchange.tooDeep", "exchange.tooManyParts", "exchange.tooManyAttributes" or "exchange.syntax",
/// each with file and line.
Result<XmlDocument> parseXml(
    const QByteArray &bytes, const QString &fileName, XmlLimits limits = {});
/// Reads the file first; also "file.cannotRead". No more than the limit is ever read.
Result<XmlDocument> readXmlFile(const QString &fileName, XmlLimits limits = {});

} // namespace cytoloom
