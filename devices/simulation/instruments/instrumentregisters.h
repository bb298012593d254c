// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/registervalue.h"
#include "devices/simulation/registerbank.h"

namespace cytoloom {

// Values to registers as instruments hold them: by type and order, without a profile.

inline QVector<quint16> wordsOf(double value, RegisterType type, WordOrder order)
{
    DeviceTag tag;
    tag.type = type;
    tag.order = order;
    const auto words = wordsFromValue(value, tag);
    return words ? *words : QVector<quint16>(registerCount(type), 0);
}

inline double valueOf(const QVector<quint16> &words, RegisterType type, WordOrder order)
{
    DeviceTag tag;
    tag.type = type;
    tag.order = order;
    return rawFromWords(words, tag);
}

/// ASCII, two characters in a register, filled up with zeros.
inline QVector<quint16> wordsOf(const QByteArray &text, int registers)
{
    QVector<quint16> words;
    for (int i = 0; i < registers; ++i) {
        const auto at = [&](qsizetype place) {
            return place < text.size() ? quint8(text[place]) : quint8(0);
        };
        words << quint16((at(2 * i) << 8) | at(2 * i + 1));
    }
    return words;
}

} // namespace cytoloom
