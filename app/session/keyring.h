// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/identity/signingkey.h"

namespace cytoloom {

/// Where people's signing keys lie: one file each, in the application's data folder (or in
/// CYTOLOOM_KEYS). A value; any thread.
class KeyRing
{
public:
    KeyRing();
    explicit KeyRing(QString folder);

    [[nodiscard]] QString fileOf(const PersonId &person) const;
    [[nodiscard]] bool contains(const PersonId &person) const;
    /// Fails with "identity.keyExists", "identity.passphraseShort", "file.cannotWrite".
    Result<SigningKey> create(
        const PersonId &person, const QString &name, const QString &passphrase) const;
    /// Fails with "identity.noKey" and what SigningKey::load() fails with.
    Result<SigningKey> open(const PersonId &person, const QString &passphrase) const;

private:
    QString m_folder;
};

} // namespace cytoloom
