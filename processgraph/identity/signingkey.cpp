// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/identity/signingkey.h"

#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

template <auto Free> struct Freer
{
    template <class T> void operator()(T *gone) const { Free(gone); }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Freer<X509_free>>;
using BioPointer = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using CmsPointer = std::unique_ptr<CMS_ContentInfo, Freer<CMS_ContentInfo_free>>;
using Pkcs12Pointer = std::unique_ptr<PKCS12, Freer<PKCS12_free>>;

constexpr int KeyBits = 3072;
constexpr int Iterations = 200'000; ///< of PBKDF2: makes guessing a stolen file's passphrase slow
constexpr int MinimumPassphrase = 10;
/// Of the note: an OID made from a UUID (ITU-T X.667), so that it needs no registration.
constexpr char NoteOid[] = "2.25.211346730216582319487601923475610928374";
constexpr long ValidForSeconds = 10L * 365 * 86400;

QString lastReason()
{
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return QString::fromLatin1(text);
}

BioPointer reading(const QByteArray &data)
{
    return BioPointer(BIO_new_mem_buf(data.constData(), int(data.size())));
}

QByteArray content(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, qsizetype(size)};
}

QString nameEntry(const X509 *certificate, int nid)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const int index = X509_NAME_get_index_by_NID(name, nid, -1);
    if (index < 0)
        return {};
    unsigned char *utf8 = nullptr;
    const int size
        = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    const QString text
        = size < 0 ? QString() : QString::fromUtf8(reinterpret_cast<const char *>(utf8), size);
    OPENSSL_free(utf8);
    return text;
}

UtcTime timeOf(const ASN1_TIME *text)
{
    std::tm time {};
    if (!text || ASN1_TIME_to_tm(text, &time) != 1)
        return {};
    return UtcTime(std::chrono::seconds(timegm(&time)));
}

SignerInfo infoOf(const X509 *certificate)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), digest, &size);
    return {PersonId(nameEntry(certificate, NID_userId)), nameEntry(certificate, NID_commonName),
        QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(digest), int(size)).toHex()),
        {}, timeOf(X509_get0_notBefore(certificate)), timeOf(X509_get0_notAfter(certificate))};
}

UtcTime signingTime(CMS_SignerInfo *signer)
{
    const int index = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    X509_ATTRIBUTE *attribute = index < 0 ? nullptr : CMS_signed_get_attr(signer, index);
    const ASN1_TYPE *value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : nullptr;
    // Reading another type as a time would read beyond it.
    const bool isTime
        = value && (value->type == V_ASN1_UTCTIME || value->type == V_ASN1_GENERALIZEDTIME);
    return isTime ? timeOf(value->value.asn1_string) : UtcTime {};
}

} // namespace

struct SigningKey::Private
{
    KeyPointer key;
    CertificatePointer certificate;
};

SigningKey::SigningKey(std::unique_ptr<Private> data)
    : d(std::move(data))
{ }
SigningKey::SigningKey(SigningKey &&) noexcept = default;
SigningKey &SigningKey::operator=(SigningKey &&) noexcept = default;
SigningKey::~SigningKey() = default;

Result<SigningKey> SigningKey::create(
    const PersonId &person, const QString &name, const QString &passphrase, UtcTime now)
{
    if (passphrase.size() < MinimumPassphrase)
        return Error(
            u"identity.passphraseShort"_s, {{u"minimum"_s, QString::number(MinimumPassphrase)}});

    auto data = std::make_unique<Private>();
    data->key.reset(EVP_RSA_gen(KeyBits));
    data->certificate.reset(X509_new());
    X509 *certificate = data->certificate.get();
    unsigned char serial[16];
    bool ok = data->key && certificate && RAND_bytes(serial, sizeof serial) == 1;
    if (ok) {
        serial[0] &= 0x7f; // positive
        BIGNUM *number = BN_bin2bn(serial, sizeof serial, nullptr);
        BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
        BN_free(number);
        X509_set_version(certificate, X509_VERSION_3);
        const time_t from = time_t(toMs(now) / 1000);
        ASN1_TIME_set(X509_getm_notBefore(certificate), from);
        ASN1_TIME_adj(X509_getm_notAfter(certificate), from, 0, ValidForSeconds);
        X509_set_pubkey(certificate, data->key.get());
        X509_NAME *subject = X509_get_subject_name(certificate);
        const auto entry = [subject](const char *field, const QString &text) {
            const QByteArray utf8 = text.toUtf8();
            return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                       reinterpret_cast<const unsigned char *>(utf8.constData()), int(utf8.size()),
                       -1, 0)
                == 1;
        };
        ok = entry("CN", name) && entry("UID", person.value()) && entry("O", u"Cytoloom"_s);
        X509_set_issuer_name(certificate, subject);
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
        const auto extension = [&](int nid, const char *text) {
            X509_EXTENSION *made = X509V3_EXT_conf_nid(nullptr, &context, nid, text);
            const bool added = made && X509_add_ext(certificate, made, -1) == 1;
            X509_EXTENSION_free(made);
            return added;
        };
        ok = ok && extension(NID_basic_constraints, "critical,CA:FALSE")
            && extension(NID_key_usage, "critical,digitalSignature,nonRepudiation")
            && extension(NID_ext_key_usage, "emailProtection")
            && extension(NID_subject_key_identifier, "hash")
            && X509_sign(certificate, data->key.get(), EVP_sha256()) > 0;
    }
    if (!ok)
        return Error(u"identity.cannotSign"_s, {{u"reason"_s, lastReason()}});
    return SigningKey(std::move(data));
}

Result<SigningKey> SigningKey::load(const QString &fileName, const QString &passphrase)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error(u"file.cannotRead"_s,
            {{u"file"_s, fileName}, {u"reason"_s, file.errorString()}}, {fileName, {}, 0, 0});
    const QByteArray bytes = file.read(1 << 20);
    const BioPointer bio = reading(bytes);
    const Pkcs12Pointer container(d2i_PKCS12_bio(bio.get(), nullptr));
    if (!container)
        return Error(u"identity.keyDamaged"_s, {{u"reason"_s, lastReason()}}, {fileName, {}, 0, 0});
    const QByteArray secret = passphrase.toUtf8();
    if (PKCS12_verify_mac(container.get(), secret.constData(), int(secret.size())) != 1) {
        ERR_clear_error();
        return Error(u"identity.wrongPassphrase"_s, {}, {fileName, {}, 0, 0});
    }
    EVP_PKEY *key = nullptr;
    X509 *certificate = nullptr;
    if (PKCS12_parse(container.get(), secret.constData(), &key, &certificate, nullptr) != 1 || !key
        || !certificate) {
        EVP_PKEY_free(key);
        X509_free(certificate);
        return Error(u"identity.keyDamaged"_s, {{u"reason"_s, lastReason()}}, {fileName, {}, 0, 0});
    }
    auto data = std::make_unique<Private>();
    data->key.reset(key);
    data->certificate.reset(certificate);
    return SigningKey(std::move(data));
}

Result<void> SigningKey::save(const QString &fileName, const QString &passphrase) const
{
    if (QFile::exists(fileName))
        return Error(u"identity.keyExists"_s, {{u"file"_s, fileName}}, {fileName, {}, 0, 0});
    const QByteArray secret = passphrase.toUtf8();
    const Pkcs12Pointer container(
        PKCS12_create(secret.constData(), "Cytoloom", d->key.get(), d->certificate.get(), nullptr,
            NID_aes_256_cbc, NID_aes_256_cbc, Iterations, Iterations, 0));
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!container || i2d_PKCS12_bio(bio.get(), container.get()) != 1)
        return Error(u"identity.cannotSign"_s, {{u"reason"_s, lastReason()}});
    QSaveFile file(fileName);
    const QByteArray bytes = content(bio.get());
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return Error(u"file.cannotWrite"_s,
            {{u"file"_s, fileName}, {u"reason"_s, file.errorString()}}, {fileName, {}, 0, 0});
    return {};
}

SignerInfo SigningKey::signer() const
{
    return infoOf(d->certificate.get());
}

Result<QByteArray> SigningKey::sign(const QByteArray &data, const QByteArray &note) const
{
    // A key that is no longer valid signs nothing: a reader would call the signature expired.
    if (X509_cmp_current_time(X509_get0_notAfter(d->certificate.get())) <= 0) {
        const SignerInfo own = signer();
        return Error(u"identity.expired"_s,
            {{u"name"_s, own.name}, {u"until"_s, toIso(own.validUntil).left(10)}});
    }
    const BioPointer input = reading(data);
    const BioPointer output(BIO_new(BIO_s_mem()));
    const CmsPointer cms(CMS_sign(d->certificate.get(), d->key.get(), nullptr, input.get(),
        CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES));
    bool ok = cms != nullptr;
    if (ok && !note.isEmpty()) {
        CMS_SignerInfo *signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
        ok = CMS_unsigned_add1_attr_by_txt(
                 signer, NoteOid, V_ASN1_OCTET_STRING, note.constData(), int(note.size()))
            == 1;
    }
    if (!ok || i2d_CMS_bio(output.get(), cms.get()) != 1)
        return Error(u"identity.cannotSign"_s, {{u"reason"_s, lastReason()}});
    return content(output.get());
}

Result<SignerInfo> verifySignature(const QByteArray &data, const QByteArray &der)
{
    const auto refused = [](const QString &reason) {
        return Error(u"identity.badSignature"_s, {{u"reason"_s, reason}});
    };
    const BioPointer derBio = reading(der);
    const CmsPointer cms(d2i_CMS_bio(derBio.get(), nullptr));
    if (!cms)
        return refused(lastReason());
    const BioPointer dataBio = reading(data);
    if (CMS_verify(cms.get(), nullptr, nullptr, dataBio.get(), nullptr,
            CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)
        != 1)
        return refused(lastReason());
    STACK_OF(X509) *signers = CMS_get0_signers(cms.get());
    STACK_OF(CMS_SignerInfo) *infos = CMS_get0_SignerInfos(cms.get());
    Result<SignerInfo> result = refused(u"no signer"_s);
    if (signers && sk_X509_num(signers) == 1 && sk_CMS_SignerInfo_num(infos) == 1) {
        X509 *certificate = sk_X509_value(signers, 0);
        if (X509_verify(certificate, X509_get0_pubkey(certificate)) == 1) {
            SignerInfo info = infoOf(certificate);
            info.time = signingTime(sk_CMS_SignerInfo_value(infos, 0));
            if (info.time > info.validUntil)
                result = refused(u"signed after the certificate expired"_s);
            else
                result = info;
        } else {
            result = refused(u"the certificate was changed: "_s + lastReason());
        }
    }
    sk_X509_free(signers);
    return result;
}

} // namespace cytoloom
