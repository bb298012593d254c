// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/xmltree.h"

#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestXmlTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersPlaces();
    void seesNamespaces();
    void looksLikeADocumentTypeAndIsNone();
    void comparesContent();
    void limits();
};

void TestXmlTree::remembersPlaces()
{
    const auto file = parseXml("<a>\n <b/>\n <b>\n  <c>x</c>\n </b>\n</a>", u"f.xml"_s);
    QVERIFY(file.ok());
    const XmlNode *second = file->root->all(u"b")[1];
    const XmlNode *c = second->child(u"c");
    QCOMPARE(c->path(), u"/a/b[2]/c"_s);
    QCOMPARE(c->line, 4);
    QCOMPARE(file->place(*c).file, u"f.xml"_s);
    QCOMPARE(second->textOf(u"c"), u"x"_s);
    QVERIFY(second->text.isEmpty());
    QVERIFY(!file->root->child(u"c"));

    // Parents are right however often the lists have moved while they grew.
    QByteArray many = "<a>";
    for (int i = 0; i < 100; ++i)
        many += "<b><c><d/></c></b>";
    const auto large = parseXml(many + "</a>", u"f.xml"_s);
    for (const XmlNode *b : large->root->all(u"b")) {
        QCOMPARE(b->parent, large->root.get());
        QCOMPARE(b->child(u"c")->parent, b);
        QCOMPARE(b->child(u"c")->child(u"d")->path(), b->path() + u"/c/d"_s);
    }
}

void TestXmlTree::seesNamespaces()
{
    const auto file = parseXml(
        "<x:a xmlns:x='urn:1' xmlns:y='urn:2' xml:lang='en' k='v'><x:b/><y:c/><d/></x:a>", u"f"_s);
    QVERIFY(file.ok());
    QCOMPARE(file->namespaceUri, u"urn:1"_s);
    QVERIFY(file->root->child(u"b"));
    QVERIFY(!file->root->child(u"c"));
    QVERIFY(!file->root->child(u"d"));
    QCOMPARE(file->root->attribute(u"k"), u"v"_s);
    QVERIFY(file->root->attribute(u"lang").isEmpty());
}

void TestXmlTree::looksLikeADocumentTypeAndIsNone()
{
    QVERIFY(parseXml("<a><!-- <!DOCTYPE a> --></a>", u"f"_s).ok());
    QVERIFY(parseXml("<a><![CDATA[<!DOCTYPE a>]]></a>", u"f"_s).ok());
    QVERIFY(parseXml("<?p <!DOCTYPE a> ?><a/>", u"f"_s).ok());
    QVERIFY(!parseXml("<!DOCTYPE a><a/>", u"f"_s).ok());
    QVERIFY(!parseXml("<a b='<!DOCTYPE a>'/>", u"f"_s).ok()); // no "<" in a value
}

void TestXmlTree::comparesContent()
{
    const auto tree = [](const char *text) { return *parseXml(text, u"f"_s); };
    QVERIFY(tree("<a><b>1</b></a>").root->sameAs(*tree("<a>\n  <b>1</b>\n</a>").root));
    QVERIFY(!tree("<a><b>1</b></a>").root->sameAs(*tree("<a><b>2</b></a>").root));
    QVERIFY(!tree("<a b='1'/>").root->sameAs(*tree("<a b='2'/>").root));
    QVERIFY(!tree("<a><b/><c/></a>").root->sameAs(*tree("<a><c/><b/></a>").root));
    QVERIFY(!tree("<a><b/></a>").root->sameAs(*tree("<a/>").root));
}

void TestXmlTree::limits()
{
    const auto codeOf = [](const QByteArray &text, XmlLimits limits) {
        const auto file = parseXml(text, u"f"_s, limits);
        return file.ok() ? QString() : file.error().code();
    };
    QCOMPARE(codeOf("<a><a><a/></a></a>", {.maxDepth = 3}), QString());
    QCOMPARE(codeOf("<a><a><a/></a></a>", {.maxDepth = 2}), u"exchange.tooDeep"_s);
    QCOMPARE(codeOf("<a><a/><a/></a>", {.maxNodes = 3}), QString());
    QCOMPARE(codeOf("<a><a/><a/></a>", {.maxNodes = 2}), u"exchange.tooManyParts"_s);
    QCOMPARE(codeOf("<a b='=' c='1'/>", {.maxAttributes = 2}), QString());
    QCOMPARE(
        codeOf("<a b='1' c='1' d='1'/>", {.maxAttributes = 2}), u"exchange.tooManyAttributes"_s);
    QCOMPARE(codeOf("<a/>", {.maxBytes = 3}), u"exchange.tooLarge"_s);
}

QTEST_GUILESS_MAIN(TestXmlTree)
#include "tst_xmltree.moc"
