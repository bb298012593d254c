// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/identity/signingkey.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

namespace {

const QString Passphrase = QStringLiteral("a long passphrase");

UtcTime now()
{
    return utcFromMs(QDateTime::currentMSecsSinceEpoch() / 1000 * 1000);
}

} // namespace

class TestSigningKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto key = SigningKey::create(PersonId(u"qp-01"_s), u"李伟 Li Wei"_s, Passphrase, now());
        QVERIFY(key.ok());
        m_key = std::move(*key);
        m_file = m_folder.filePath(u"qp-01.p12"_s);
        QVERIFY(m_key->save(m_file, Passphrase).ok());
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_bytes = file.readAll();
    }

    void certificateSaysWhoseItIs()
    {
        const SignerInfo info = m_key->signer();
        QCOMPARE(info.person, PersonId(u"qp-01"_s));
        QCOMPARE(info.name, u"李伟 Li Wei"_s);
        QCOMPARE(info.fingerprint.size(), 64);
        QVERIFY(info.validFrom <= now());
        QCOMPARE(info.validUntil - info.validFrom, Duration(std::chrono::hours(24 * 3650)));
        QCOMPARE(info.time, UtcTime {}); // it has signed nothing
    }

    void twoKeysAreNeverTheSame()
    {
        const auto other
            = SigningKey::create(PersonId(u"qp-01"_s), u"李伟 Li Wei"_s, Passphrase, now());
        QVERIFY(other->signer().fingerprint != m_key->signer().fingerprint);
    }

    void refusedAtCreation_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<QString>("code");
        QTest::newRow("no passphrase") << u"X"_s << QString() << u"identity.passphraseShort"_s;
        QTest::newRow("nine characters")
            << u"X"_s << u"123456789"_s << u"identity.passphraseShort"_s;
        QTest::newRow("no name") << QString() << Passphrase << u"identity.cannotSign"_s;
        QTest::newRow("longer than X.509 has room for")
            << QString(65, u'李') << Passphrase << u"identity.cannotSign"_s;
    }

    void refusedAtCreation()
    {
        QFETCH(QString, name);
        QFETCH(QString, passphrase);
        QFETCH(QString, code);
        const auto key = SigningKey::create(PersonId(u"x"_s), name, passphrase, now());
        QVERIFY(!key.ok());
        QCOMPARE(key.error().code(), code);
    }

    void passphrasesOfAnyLanguage_data()
    {
        QTest::addColumn<QString>("passphrase");
        QTest::newRow("Chinese") << u"质量受权人的口令很长很长"_s;
        QTest::newRow("beyond the basic plane") << u"key 🔑🔑🔑🔑🔑🔑🔑🔑"_s;
        QTest::newRow("spaces at the ends") << u"  ten spaces  "_s;
        QTest::newRow("very long") << QString(500, u'p');
    }

    void passphrasesOfAnyLanguage()
    {
        QFETCH(QString, passphrase);
        const QString file
            = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u".p12"_s);
        QVERIFY(m_key->save(file, passphrase).ok());
        const auto again = SigningKey::load(file, passphrase);
        QVERIFY(again.ok());
        QCOMPARE(again->signer().fingerprint, m_key->signer().fingerprint);
        QCOMPARE(SigningKey::load(file, passphrase.chopped(1)).error().code(),
            u"identity.wrongPassphrase"_s);
    }

    void onlyItsOwnerReadsIt()
    {
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOwner;
        QCOMPARE(QFile::permissions(m_file) & others, QFileDevice::Permissions());
        QVERIFY(!m_bytes.contains("PRIVATE KEY"));
        QVERIFY(!m_bytes.contains("qp-01")); // nor does the file say whose it is
    }

    void neverOverwrites()
    {
        const auto result = m_key->save(m_file, u"another passphrase"_s);
        QCOMPARE(result.error().code(), u"identity.keyExists"_s);
        QVERIFY(SigningKey::load(m_file, Passphrase).ok());
    }

    void cannotBeWritten()
    {
        const auto result = m_key->save(m_folder.filePath(u"none/qp-01.p12"_s), Passphrase);
        QCOMPARE(result.error().code(), u"file.cannotWrite"_s);
        QVERIFY(!result.error().place.file.isEmpty());
        // A link into nothing is no file yet, but nothing may be written through it either.
        const QString link = m_folder.filePath(u"link.p12"_s);
        QVERIFY(QFile::link(m_folder.filePath(u"target.p12"_s), link));
        const auto linked = m_key->save(link, Passphrase);
        QVERIFY(linked.ok() || linked.error().code() == u"file.cannotWrite"_s);
    }

    void wrongFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        const QString damaged = u"identity.keyDamaged"_s;
        QTest::newRow("empty") << QByteArray() << damaged;
        QTest::newRow("text") << QByteArray("-----BEGIN PRIVATE KEY-----\n") << damaged;
        QTest::newRow("half") << m_bytes.first(m_bytes.size() / 2) << damaged;
        QTest::newRow("one byte less") << m_bytes.chopped(1) << damaged;
        QTest::newRow("a megabyte of zeros") << QByteArray(1 << 20, '\0') << damaged;
        QTest::newRow("lies about its length")
            << QByteArray::fromHex("3084ffffffff0201") << damaged;
    }

    void wrongFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        const QString name = m_folder.filePath(u"wrong.p12"_s);
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const auto key = SigningKey::load(name, Passphrase);
        QVERIFY(!key.ok());
        QCOMPARE(key.error().code(), code);
        QCOMPARE(key.error().place.file, name);
    }

    void filesThatAreNotThere()
    {
        QCOMPARE(SigningKey::load(m_folder.filePath(u"none.p12"_s), Passphrase).error().code(),
            u"file.cannotRead"_s);
        QVERIFY(!SigningKey::load(m_folder.path(), Passphrase).ok()); // a folder
    }

    /// A key file with one changed byte either gives the same key or none: never another one.
    void flippedBytes()
    {
        const QString name = m_folder.filePath(u"flipped.p12"_s);
        for (qsizetype at = 0; at < m_bytes.size(); at += 211) {
            QByteArray bytes = m_bytes;
            bytes[at] = char(bytes[at] ^ 0x10);
            QFile file(name);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
            file.close();
            const auto key = SigningKey::load(name, Passphrase);
            if (key)
                QCOMPARE(key->signer().fingerprint, m_key->signer().fingerprint);
        }
    }

    void signaturesFitWhatWasSigned()
    {
        const QByteArray data = "the batch report";
        const auto cms = m_key->sign(data, "a note");
        QVERIFY(cms.ok());
        const auto info = verifySignature(data, *cms);
        QVERIFY(info.ok());
        QCOMPARE(info->person, PersonId(u"qp-01"_s));
        QCOMPARE(info->fingerprint, m_key->signer().fingerprint);
        QVERIFY(std::chrono::abs(info->time - now()) < std::chrono::minutes(10));
        QCOMPARE(
            verifySignature("another report", *cms).error().code(), u"identity.badSignature"_s);
        QCOMPARE(verifySignature(data, cms->chopped(1)).error().code(), u"identity.badSignature"_s);
        QCOMPARE(verifySignature(data, {}).error().code(), u"identity.badSignature"_s);
        // An empty document can be signed; it is not the same as no document.
        const auto empty = m_key->sign({});
        QVERIFY(empty.ok());
        QVERIFY(verifySignature({}, *empty).ok());
        QVERIFY(!verifySignature(data, *empty).ok());
    }

    void expiredKeysSignNothing()
    {
        const auto old = SigningKey::create(
            PersonId(u"qp-00"_s), u"Old"_s, Passphrase, now() - std::chrono::hours(24 * 3651));
        QVERIFY(old.ok());
        const auto cms = old->sign("data");
        QVERIFY(!cms.ok());
        QCOMPARE(cms.error().code(), u"identity.expired"_s);
        QCOMPARE(cms.error().message.args[u"name"_s], u"Old"_s);
        QVERIFY(!cms.error().message.args[u"until"_s].isEmpty());
    }

private:
    QTemporaryDir m_folder;
    QString m_file;
    QByteArray m_bytes;
    std::optional<SigningKey> m_key;
};

QTEST_GUILESS_MAIN(TestSigningKey)
#include "tst_signingkey.moc"
