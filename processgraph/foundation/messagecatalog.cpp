// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/foundation/messagecatalog.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

QString filled(QString text, const QMap<QString, QString> &args)
{
    for (auto it = args.cbegin(); it != args.cend(); ++it) {
        const QString place = u'{' + it.key() + u'}';
        // The words of a library may be a sentence already: one full stop is enough.
        if (it.value().endsWith(u'.')) {
            for (const QChar stop : {QChar(u'.'), QChar(u'。'), QChar(u'；'), QChar(u';')})
                text.replace(place + stop, it.value().chopped(1) + stop);
        }
        text.replace(place, it.value());
    }
    return text;
}

QString bare(const Message &message)
{
    QStringList parts {message.code};
    for (auto it = message.args.cbegin(); it != message.args.cend(); ++it)
        parts << it.key() + u'=' + it.value();
    return parts.join(u' ');
}

} // namespace

const MessageCatalog &MessageCatalog::shipped()
{
    static const MessageCatalog catalog; // immutable data of the program, not a service
    return catalog;
}

MessageCatalog::MessageCatalog()
{
    const QDir folder(QStringLiteral(":/cytoloom/messages"));
    for (const QString &name :
        folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        QJsonParseError problem;
        const QJsonDocument document = file.open(QIODevice::ReadOnly)
            ? QJsonDocument::fromJson(file.readAll(), &problem)
            : QJsonDocument();
        if (!document.isObject()) {
            m_problems << name + u": "_s + problem.errorString();
            continue;
        }
        const QJsonObject entries = document.object();
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            const QJsonObject texts = it.value().toObject();
            const auto field
                = [&texts](const char *key) { return texts[QLatin1String(key)].toString(); };
            if (m_entries.contains(it.key()))
                m_problems << name + u": "_s + it.key() + u" stands twice"_s;
            m_entries.insert(
                it.key(), {{field("en"), field("zh")}, {field("remedyEn"), field("remedyZh")}});
        }
    }
}

QString MessageCatalog::text(const Message &message, Language language) const
{
    const auto it = m_entries.constFind(message.code);
    return it == m_entries.cend() ? bare(message) : filled(it->text.in(language), message.args);
}

QString MessageCatalog::remedy(const Message &message, Language language) const
{
    const auto it = m_entries.constFind(message.code);
    return it == m_entries.cend() ? QString() : filled(it->remedy.in(language), message.args);
}

QString MessageCatalog::text(const Error &error, Language language) const
{
    QString result;
    if (!error.place.file.isEmpty()) {
        result += error.place.file;
        if (error.place.line > 0)
            result += u':' + QString::number(error.place.line) + u':'
                + QString::number(error.place.column);
        result += u": "_s;
    }
    result += text(error.message, language);
    if (!error.place.path.isEmpty())
        result += u" ("_s + error.place.path + u')';
    const QString help = remedy(error.message, language);
    if (!help.isEmpty())
        result += u' ' + help;
    return result;
}

} // namespace cytoloom
