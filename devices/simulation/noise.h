// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace cytoloom {

/// Random numbers that depend on nothing but the seed, a key and a counter (splitmix64). Reading a
/// sensor twice in one second gives one value, and who else reads it changes nothing: so the same
/// seed and the same orders give the same record. A value; any thread.
class Noise
{
public:
    Noise(quint32 seed, const QString &key);

    [[nodiscard]] double uniform(qint64 counter) const; ///< (0, 1)
    [[nodiscard]] double gaussian(qint64 counter) const; ///< mean 0, deviation 1

private:
    quint64 m_key;
};

} // namespace cytoloom
