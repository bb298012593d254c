// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/keyring.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace cytoloom {

using namespace Qt::StringLiterals;

KeyRing::KeyRing()
    : KeyRing(qEnvironmentVariable("CYTOLOOM_KEYS",
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
            + u"/cytoloom/keys"_s))
{ }

KeyRing::KeyRing(QString folder)
    : m_folder(std::move(folder))
{ }

QString KeyRing::fileOf(const PersonId &person) const
{
    // A person's id becomes a file name: nothing of it may lead elsewhere.
    QString name;
    for (const QChar c : person.value())
        name += c.isLetterOrNumber() || c == u'-' || c == u'_' ? c : QChar(u'_');
    return QDir(m_folder).filePath(name + u".p12"_s);
}

bool KeyRing::contains(const PersonId &person) const
{
    return QFile::exists(fileOf(person));
}

Result<SigningKey> KeyRing::create(
    const PersonId &person, const QString &name, const QString &passphrase) const
{
    const QString fileName = fileOf(person);
    if (QFileInfo(fileName).completeBaseName() != person.value())
        return Error(u"identity.badId"_s, {{u"person"_s, person.value()}});
    if (contains(person))
        return Error(u"identity.keyExists"_s, {{u"file"_s, fileName}}, {fileName, {}, 0, 0});
    if (!QDir().mkpath(m_folder))
        return Error(u"file.cannotWrite"_s, {{u"file"_s, m_folder}, {u"reason"_s, u"mkdir"_s}});
    QFile::setPermissions(
        m_folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    Result<SigningKey> key = SigningKey::create(
        person, name, passphrase, utcFromMs(QDateTime::currentMSecsSinceEpoch()));
    if (!key)
        return key;
    if (const Result<void> saved = key->save(fileName, passphrase); !saved)
        return saved.error();
    return key;
}

Result<SigningKey> KeyRing::open(const PersonId &person, const QString &passphrase) const
{
    if (!contains(person))
        return Error(
            u"identity.noKey"_s, {{u"person"_s, person.value()}, {u"file"_s, fileOf(person)}});
    Result<SigningKey> key = SigningKey::load(fileOf(person), passphrase);
    // A file that was given another name is still the key of whom it was made for.
    if (key && key->signer().person != person)
        return Error(
            u"identity.noKey"_s, {{u"person"_s, person.value()}, {u"file"_s, fileOf(person)}});
    return key;
}

} // namespace cytoloom
