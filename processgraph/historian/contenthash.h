// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

namespace cytoloom {

/// BLAKE2b over fields, each with its length before it, so that no two lists of fields have the
/// same bytes. BLAKE2b because libsodium, which also signs the records, has it, it needs no
/// particular processor to be fast, and knowing a hash does not let anybody extend it.
/// It is no signature: who can write the file can also compute it anew. Signatures cover a head of
/// the chain. A value that is used up by result(); one thread.
class ContentHash
{
public:
    static constexpr int Size = 32;
    static constexpr int PageSize = 16; ///< of a page or a tail row: it guards against damage

    /// \p purpose keeps hashes of different kinds of content apart.
    explicit ContentHash(const char *purpose, int size = Size);
    ~ContentHash();

    ContentHash &add(qint64 number);
    ContentHash &add(const QByteArray &bytes);
    ContentHash &add(const QString &text);
    [[nodiscard]] QByteArray result();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cytoloom
