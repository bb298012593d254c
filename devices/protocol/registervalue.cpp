// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/protocol/registervalue.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

quint16 swapBytes(quint16 word)
{
    return quint16((word << 8) | (word >> 8));
}

/// Wire order to most significant word first, and back: each order is its own inverse.
QVector<quint16> reorder(QVector<quint16> words, WordOrder order)
{
    if (order == WordOrder::CDAB || order == WordOrder::DCBA)
        std::reverse(words.begin(), words.end());
    if (order == WordOrder::BADC || order == WordOrder::DCBA) {
        for (quint16 &word : words)
            word = swapBytes(word);
    }
    return words;
}

quint64 bitsOf(const QVector<quint16> &words)
{
    quint64 bits = 0;
    for (const quint16 word : words)
        bits = (bits << 16) | word;
    return bits;
}

QVector<quint16> wordsOf(quint64 bits, int count)
{
    QVector<quint16> words(count);
    for (int i = count - 1; i >= 0; --i) {
        words[i] = quint16(bits & 0xFFFF);
        bits >>= 16;
    }
    return words;
}

/// The integers that a type holds; doubles next to 2^63 are kept inside.
Range integersOf(RegisterType type)
{
    switch (type) {
    case RegisterType::Bool:
        return {0, 1};
    case RegisterType::U16:
        return {0, 65535};
    case RegisterType::I16:
        return {-32768, 32767};
    case RegisterType::U32:
        return {0, 4294967295.0};
    case RegisterType::I32:
        return {-2147483648.0, 2147483647.0};
    case RegisterType::I64:
        return {-9007199254740992.0, 9007199254740992.0};
    case RegisterType::F32:
    case RegisterType::F64:
        break;
    }
    return {};
}

} // namespace

int registerCount(RegisterType type)
{
    switch (type) {
    case RegisterType::Bool:
    case RegisterType::U16:
    case RegisterType::I16:
        return 1;
    case RegisterType::U32:
    case RegisterType::I32:
    case RegisterType::F32:
        return 2;
    case RegisterType::F64:
    case RegisterType::I64:
        return 4;
    }
    return 1;
}

double rawFromWords(const QVector<quint16> &words, const DeviceTag &tag)
{
    const int count = registerCount(tag.type);
    if (words.size() < count)
        return std::numeric_limits<double>::quiet_NaN();
    const quint64 bits = bitsOf(reorder(words.first(count), tag.order));
    switch (tag.type) {
    case RegisterType::Bool:
        return tag.bit >= 0 ? double((bits >> tag.bit) & 1U) : double(bits != 0);
    case RegisterType::U16:
    case RegisterType::U32:
        return double(bits);
    case RegisterType::I16:
        return double(qint16(bits));
    case RegisterType::I32:
        return double(qint32(bits));
    case RegisterType::I64:
        return double(qint64(bits));
    case RegisterType::F32:
        return double(std::bit_cast<float>(quint32(bits)));
    case RegisterType::F64:
        return std::bit_cast<double>(bits);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double valueFromRaw(double raw, const DeviceTag &tag)
{
    return raw * tag.scale + tag.offset;
}

Result<QVector<quint16>> wordsFromValue(double value, const DeviceTag &tag)
{
    const auto refused = [&] {
        return Error(u"device.notRepresentable"_s,
            {{u"tag"_s, tag.name}, {u"value"_s, QString::number(value, 'g', 10)},
                {u"type"_s, registerTypeName(tag.type)}});
    };
    const double raw = (value - tag.offset) / tag.scale;
    if (!std::isfinite(raw))
        return refused();
    quint64 bits = 0;
    if (tag.type == RegisterType::F32) {
        if (std::abs(raw) > double(std::numeric_limits<float>::max()))
            return refused();
        bits = std::bit_cast<quint32>(float(raw));
    } else if (tag.type == RegisterType::F64) {
        bits = std::bit_cast<quint64>(raw);
    } else {
        const double whole = std::round(raw);
        // Half a switch is no order: rounding would turn it on.
        if (!integersOf(tag.type).contains(whole)
            || (tag.type == RegisterType::Bool && whole != raw))
            return refused();
        bits = quint64(qint64(whole));
    }
    return reorder(wordsOf(bits, registerCount(tag.type)), tag.order);
}

quint16 withBit(quint16 word, const DeviceTag &tag, bool on)
{
    const auto mask = quint16(1U << std::clamp(tag.bit, 0, 15));
    const quint16 ordered = reorder({word}, tag.order).first();
    return reorder({quint16(on ? ordered | mask : ordered & ~mask)}, tag.order).first();
}

double resolution(double value, const DeviceTag &tag)
{
    if (tag.type == RegisterType::F64)
        return std::abs(value) * 1e-12;
    if (tag.type == RegisterType::F32) // 24 bits of the raw number, seen through scale and offset
        return std::abs(value - tag.offset) * 1.2e-7 + std::abs(value) * 1e-12;
    return std::abs(tag.scale) * 0.5 * (1 + 1e-9);
}

QString registerTypeName(RegisterType type)
{
    switch (type) {
    case RegisterType::Bool:
        return u"bool"_s;
    case RegisterType::U16:
        return u"u16"_s;
    case RegisterType::I16:
        return u"i16"_s;
    case RegisterType::U32:
        return u"u32"_s;
    case RegisterType::I32:
        return u"i32"_s;
    case RegisterType::F32:
        return u"f32"_s;
    case RegisterType::F64:
        return u"f64"_s;
    case RegisterType::I64:
        return u"i64"_s;
    }
    return {};
}

} // namespace cytoloom
