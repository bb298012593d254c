// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/contenthash.h"

#include <QtCore/QtEndian>

#include <sodium.h>

namespace cytoloom {

struct ContentHash::Private
{
    crypto_generichash_state state;
    int size;

    void update(const char *data, qsizetype length)
    {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(data),
            static_cast<unsigned long long>(length));
    }
};

ContentHash::ContentHash(const char *purpose, int size)
    : d(std::make_unique<Private>())
{
    static const int ready = sodium_init(); // picks the code for this processor; thread-safe
    Q_ASSERT(ready >= 0);
    Q_UNUSED(ready)
    d->size = size;
    crypto_generichash_init(&d->state, nullptr, 0, size_t(size));
    add(QByteArray(purpose));
}

ContentHash::~ContentHash() = default;

ContentHash &ContentHash::add(qint64 number)
{
    const qint64 little = qToLittleEndian(number);
    d->update(reinterpret_cast<const char *>(&little), sizeof little);
    return *this;
}

ContentHash &ContentHash::add(const QByteArray &bytes)
{
    add(qint64(bytes.size()));
    d->update(bytes.constData(), bytes.size());
    return *this;
}

ContentHash &ContentHash::add(const QString &text)
{
    return add(text.toUtf8());
}

QByteArray ContentHash::result()
{
    QByteArray hash(d->size, Qt::Uninitialized);
    crypto_generichash_final(
        &d->state, reinterpret_cast<unsigned char *>(hash.data()), size_t(hash.size()));
    return hash;
}

} // namespace cytoloom
