// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfplaces.h"

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/// The numbers of "key 12 0 R" or "key[ 12 0 R 13 0 R ]" in \p dictionary, as written.
QVector<QByteArray> references(const QByteArray &dictionary, const char *key)
{
    QVector<QByteArray> result;
    qsizetype at = dictionary.indexOf(key);
    if (at < 0)
        return result;
    at += qstrlen(key);
    const qsizetype end = dictionary.indexOf(']', at);
    const bool list = dictionary.mid(at, 4).contains('[');
    while (at < dictionary.size() && (!list || at < end)) {
        while (at < dictionary.size() && (dictionary[at] == ' ' || dictionary[at] == '['))
            ++at;
        const qsizetype digits = at;
        while (at < dictionary.size() && isDigit(dictionary[at]))
            ++at;
        if (at == digits || dictionary.mid(at, 4) != " 0 R")
            return result;
        result << dictionary.mid(digits, at - digits);
        at += 4;
        if (!list)
            return result;
    }
    return result;
}

} // namespace

PdfPlaces::PdfPlaces(const QByteArray &pdf)
{
    findObjects(pdf);
    nameObjects(pdf);
    m_table = pdf.lastIndexOf("\nxref");
}

void PdfPlaces::findObjects(const QByteArray &pdf)
{
    for (qsizetype at = pdf.indexOf(" 0 obj"); at >= 0; at = pdf.indexOf(" 0 obj", at + 1)) {
        qsizetype start = at;
        while (start > 0 && isDigit(pdf[start - 1]))
            --start;
        if (start == at || (start > 0 && pdf[start - 1] != '\n' && pdf[start - 1] != '\r'))
            continue; // chance, in a stream
        if (!m_objects.isEmpty() && m_objects.last().end > start)
            m_objects.last().end = start; // its "endobj" was lost
        const qsizetype end = pdf.indexOf("endobj", at);
        m_objects.append({start, end < 0 ? pdf.size() : end + 6, pdf.mid(start, at - start), {}});
    }
}

void PdfPlaces::nameObjects(const QByteArray &pdf)
{
    QHash<QByteArray, QString> names; // of objects that others point to
    QVector<QByteArray> dictionaries;
    for (const Object &object : std::as_const(m_objects)) {
        QByteArray text = pdf.mid(object.at, std::min<qsizetype>(object.end - object.at, 4096));
        const qsizetype stream = text.indexOf("stream");
        dictionaries << (stream < 0 ? text : text.first(stream));
    }
    for (const QByteArray &dictionary : std::as_const(dictionaries)) {
        if (!dictionary.contains("/Type/Pages"))
            continue;
        const QVector<QByteArray> kids = references(dictionary, "/Kids");
        for (qsizetype i = 0; i < kids.size(); ++i)
            names.insert(kids[i], u"page %1"_s.arg(i + 1));
    }
    for (qsizetype i = 0; i < m_objects.size(); ++i) {
        const QString page = names.value(m_objects[i].number);
        if (page.isEmpty() || !dictionaries[i].contains("/Type/Page"))
            continue;
        for (const char *part : {"/Contents", "/Resources", "/Annots"})
            for (const QByteArray &number : references(dictionaries[i], part))
                names.insert(number, page);
    }
    for (const QByteArray &dictionary : std::as_const(dictionaries))
        if (dictionary.contains("/Filespec"))
            for (const QByteArray &number : references(dictionary, "/EF<</F"))
                names.insert(number, u"attachment"_s);
    static const QVector<std::pair<const char *, QString>> kinds = {
        {"/Type/Sig", u"signature"_s},
        {"/ByteRange", u"signature"_s},
        {"/EmbeddedFile", u"attachment"_s},
        {"/Filespec", u"attachment"_s},
        {"/FontDescriptor", u"font"_s},
        {"/Type/Font", u"font"_s},
        {"/Length1", u"font"_s},
        {"/Type/Catalog", u"catalogue"_s},
        {"/Type/Pages", u"page list"_s},
        {"/CreationDate", u"document information"_s},
        {"/AcroForm", u"form"_s},
    };
    for (qsizetype i = 0; i < m_objects.size(); ++i) {
        m_objects[i].what = names.value(m_objects[i].number);
        for (const auto &[mark, name] : kinds)
            if (m_objects[i].what.isEmpty() && dictionaries[i].contains(mark))
                m_objects[i].what = name;
    }
}

QString PdfPlaces::of(qsizetype offset, qsizetype length) const
{
    QString place = u"bytes %1–%2"_s.arg(offset).arg(offset + std::max<qsizetype>(length, 1) - 1);
    QStringList numbers;
    QStringList whats;
    for (const Object &object : m_objects) {
        if (object.at >= offset + length || object.end <= offset)
            continue;
        numbers << QString::fromLatin1(object.number);
        if (!object.what.isEmpty() && !whats.contains(object.what))
            whats << object.what;
    }
    if (numbers.size() == 1)
        place += u", object "_s + numbers.first();
    else if (!numbers.isEmpty())
        place += u", objects %1–%2"_s.arg(numbers.first(), numbers.last());
    else if (m_objects.isEmpty() || offset < m_objects.first().at)
        whats << u"file header"_s;
    if (m_table >= 0 && offset + length > m_table)
        whats << u"cross-reference table"_s;
    // What a person can turn to comes first.
    std::stable_partition(whats.begin(), whats.end(),
        [](const QString &what) { return what.startsWith(u"page "_s) && what != "page list"_L1; });
    if (whats.size() > 4)
        whats = whats.first(3) << u"…"_s << whats.last();
    return whats.isEmpty() ? place : place + u" ("_s + whats.join(u", "_s) + u')';
}

} // namespace cytoloom
