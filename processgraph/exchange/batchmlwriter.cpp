// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/exchange/batchmlwriter.h"

#include "processgraph/exchange/batchml.h"

#include <QtCore/QLocale>

namespace cytoloom {

using namespace Qt::StringLiterals;

QString xmlText(const QString &text)
{
    QString safe = text;
    for (qsizetype i = 0; i < safe.size(); ++i) {
        const QChar c = safe[i];
        if (c.isHighSurrogate() && i + 1 < safe.size() && safe[i + 1].isLowSurrogate()) {
            ++i;
            continue;
        }
        const ushort code = c.unicode();
        const bool control
            = (code < 0x20 && c != u'\t' && c != u'\n') || (code >= 0x7F && code < 0xA0);
        if (control || c.isSurrogate() || code == 0xFFFE || code == 0xFFFF)
            safe[i] = c == u'\r' ? QChar(u'\n') : QChar(QChar::ReplacementCharacter);
    }
    return safe;
}

QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

BatchmlWriter::BatchmlWriter(const MasterRecipe &recipe)
    : m_recipe(recipe)
    , m_extension(recipe)
    , m_xml(&m_bytes)
{
    m_xml.setAutoFormatting(true);
    m_xml.setAutoFormattingIndent(2);
}

void BatchmlWriter::put(const char *name, const QString &text)
{
    m_xml.writeTextElement(QLatin1String(name), xmlText(text));
}

void BatchmlWriter::putWord(const char *name, const QString &word)
{
    m_xml.writeTextElement(QLatin1String(name), word);
}

void BatchmlWriter::putOther(const char *name, const QString &word, QLatin1StringView listed)
{
    open(name);
    m_xml.writeAttribute(u"OtherValue"_s, word);
    m_xml.writeCharacters(listed);
    close();
}

void BatchmlWriter::putDescription(const LocalizedText &text)
{
    for (const auto &[language, words] :
        {std::pair(u"en"_s, text.en), std::pair(u"zh"_s, text.zh)}) {
        if (words.isEmpty())
            continue;
        open("Description");
        m_xml.writeAttribute(u"languageID"_s, language);
        m_xml.writeCharacters(xmlText(words));
        close();
    }
}

void BatchmlWriter::putOneDescription(const LocalizedText &text)
{
    putDescription(text.en.isEmpty() ? LocalizedText {{}, text.zh} : LocalizedText {text.en, {}});
}

void BatchmlWriter::putValue(
    const QString &text, QLatin1StringView meaning, QLatin1StringView type, const Unit &unit)
{
    open("Value");
    put("ValueString", text);
    if (meaning == "Json"_L1)
        putOther("DataInterpretation", meaning, "Other"_L1);
    else
        putWord("DataInterpretation", meaning);
    putWord("DataType", type);
    put("UnitOfMeasure", unit.symbol());
    close();
}

void BatchmlWriter::putPiece(QLatin1StringView id, const QString &json)
{
    open("OtherInformation");
    putWord("ID", id);
    putValue(json, "Json"_L1, "string"_L1, {});
    close();
}

} // namespace cytoloom
