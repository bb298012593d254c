// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/id.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QByteArray>

#include <memory>

namespace cytoloom {

/// Who made a signature, as its certificate says.
struct SignerInfo
{
    PersonId person;
    QString name;
    QString fingerprint; ///< SHA-256 of the certificate, hex
    UtcTime time {}; ///< signing time that the signature itself carries
    UtcTime validFrom {}; ///< of the certificate
    UtcTime validUntil {};
};

/// One person's signing key: RSA-3072 with a self-signed X.509 certificate, kept as PKCS#12 under
/// the person's passphrase (AES-256, PBKDF2-SHA256). OpenSSL, because a PDF reader expects CMS;
/// nothing here is home-made. Movable; one thread at a time.
class SigningKey
{
public:
    /// Takes some tenths of a second. Fails with "identity.passphraseShort" (under 10 characters).
    static Result<SigningKey> create(
        const PersonId &person, const QString &name, const QString &passphrase, UtcTime now);
    /// Fails with "file.cannotRead", "identity.keyDamaged", "identity.wrongPassphrase".
    static Result<SigningKey> load(const QString &fileName, const QString &passphrase);
    /// Readable by its owner only. Fails with "file.cannotWrite"; never overwrites:
    /// "identity.keyExists".
    Result<void> save(const QString &fileName, const QString &passphrase) const;

    SigningKey(SigningKey &&) noexcept;
    SigningKey &operator=(SigningKey &&) noexcept;
    ~SigningKey();

    [[nodiscard]] SignerInfo signer() const;
    /// Detached CMS (DER) over \p data, with the certificate inside. A \p note that is not empty
    /// travels along as an unsigned attribute: every reader ignores it. Fails with
    /// "identity.expired" (args: name, until) or "identity.cannotSign".
    Result<QByteArray> sign(const QByteArray &data, const QByteArray &note = {}) const;

private:
    struct Private;
    explicit SigningKey(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Checks a detached CMS over \p data: digest, signature, and the certificate's signature by its
/// own key. It proves that the data is what the holder of that key signed; whether that key is
/// trusted is for the caller to ask (compare the fingerprint). Fails with "identity.badSignature"
/// (args: reason), also where the signature says that it was made after the certificate expired.
Result<SignerInfo> verifySignature(const QByteArray &data, const QByteArray &cms);

} // namespace cytoloom
