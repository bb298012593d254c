// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/chunkcodec.h"

#include <QtCore/QtEndian>

#include <zstd.h>

#include <bit>
#include <cmath>

namespace cytoloom {

namespace {

constexpr char FormatVersion = 1;
constexpr int MaxDecimals = 6;
constexpr int Float32 = 7;
constexpr int Float64 = 8;
constexpr quint64 MaxSamples = 1 << 20;
constexpr double PowersOfTen[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr double LargestExact = 9007199254740992.0; // 2^53
// A rogue time could overflow a difference: unsigned arithmetic wraps there and back.
quint64 zigzag(quint64 difference)
{
    return (difference << 1) ^ (0 - (difference >> 63));
}

quint64 unzigzag(quint64 code)
{
    return (code >> 1) ^ (0 - (code & 1));
}

void putVarint(QByteArray &out, quint64 value)
{
    for (; value > 0x7f; value >>= 7)
        out.append(char((value & 0x7f) | 0x80));
    out.append(char(value));
}

/// Reads forward; after the first step beyond the end everything is 0 and ok is false.
struct Cursor
{
    const QByteArray &bytes;
    qsizetype at = 0;
    bool ok = true;

    quint8 byte()
    {
        if (at >= bytes.size()) {
            ok = false;
            return 0;
        }
        return quint8(bytes[at++]);
    }
    quint64 varint()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const quint8 part = byte();
            value |= quint64(part & 0x7f) << shift;
            if ((part & 0x80) == 0)
                return value;
        }
        ok = false;
        return 0;
    }
};

bool sameBits(double a, double b)
{
    return std::bit_cast<quint64>(a) == std::bit_cast<quint64>(b);
}

bool isDecimal(double value, int decimals)
{
    const double scaled = value * PowersOfTen[decimals];
    return std::abs(scaled) < LargestExact
        && sameBits(std::round(scaled) / PowersOfTen[decimals], value);
}

int formOf(const QVector<TagValue> &samples)
{
    int decimals = 0;
    bool floats = true;
    for (const TagValue &sample : samples) {
        while (decimals <= MaxDecimals && !isDecimal(sample.value, decimals))
            ++decimals;
        if (floats && !(std::abs(sample.value) <= 3.0e38))
            floats = false;
        floats = floats && sameBits(double(float(sample.value)), sample.value);
        if (decimals > MaxDecimals && !floats)
            return Float64;
    }
    // A later sample may need more digits than an earlier one that then rounds differently.
    for (const TagValue &sample : samples)
        while (decimals <= MaxDecimals && !isDecimal(sample.value, decimals))
            return floats ? Float32 : Float64;
    return decimals <= MaxDecimals ? decimals : Float32;
}

template <class Bits> void putShuffled(QByteArray &out, const QVector<Bits> &values)
{
    for (size_t part = sizeof(Bits); part-- > 0;)
        for (const Bits value : values)
            out.append(char(value >> (8 * part)));
}

template <class Bits> QVector<Bits> takeShuffled(Cursor &in, qsizetype count)
{
    QVector<Bits> values(count, 0);
    for (size_t part = sizeof(Bits); part-- > 0;)
        for (Bits &value : values)
            value = Bits(value | Bits(in.byte()) << (8 * part));
    return values;
}

void putValues(QByteArray &out, const QVector<TagValue> &samples, int form)
{
    if (form <= MaxDecimals) {
        qint64 before = 0;
        for (const TagValue &sample : samples) {
            const qint64 now = std::llround(sample.value * PowersOfTen[form]);
            putVarint(out, zigzag(quint64(now - before)));
            before = now;
        }
    } else if (form == Float32) {
        QVector<quint32> bits;
        for (const TagValue &sample : samples)
            bits.append(std::bit_cast<quint32>(float(sample.value)));
        putShuffled(out, bits);
    } else {
        QVector<quint64> bits;
        for (const TagValue &sample : samples)
            bits.append(std::bit_cast<quint64>(sample.value));
        putShuffled(out, bits);
    }
}

void takeValues(Cursor &in, QVector<TagValue> &samples, int form)
{
    if (form <= MaxDecimals) {
        quint64 now = 0;
        for (TagValue &sample : samples) {
            now += unzigzag(in.varint());
            sample.value = double(qint64(now)) / PowersOfTen[form];
        }
    } else if (form == Float32) {
        const QVector<quint32> bits = takeShuffled<quint32>(in, samples.size());
        for (qsizetype i = 0; i < bits.size(); ++i)
            samples[i].value = double(std::bit_cast<float>(bits[i]));
    } else {
        const QVector<quint64> bits = takeShuffled<quint64>(in, samples.size());
        for (qsizetype i = 0; i < bits.size(); ++i)
            samples[i].value = std::bit_cast<double>(bits[i]);
    }
}

} // namespace

QByteArray encodeSamples(const QVector<TagValue> &samples)
{
    QByteArray body;
    body.reserve(samples.size() * 4 + 32);
    quint64 time = 0;
    quint64 step = 0;
    for (const TagValue &sample : samples) {
        const quint64 now = quint64(toMs(sample.time));
        putVarint(body, zigzag(now - time - step));
        step = time == 0 ? 0 : now - time;
        time = now;
    }
    for (qsizetype i = 0; i < samples.size();) {
        qsizetype end = i;
        while (end < samples.size() && samples[end].quality == samples[i].quality)
            ++end;
        body.append(char(samples[i].quality));
        putVarint(body, quint64(end - i));
        i = end;
    }
    const int form = formOf(samples);
    putValues(body, samples, form);

    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(body.size()))), Qt::Uninitialized);
    const size_t length = ZSTD_compress(
        packed.data(), size_t(packed.size()), body.constData(), size_t(body.size()), 3);
    const bool shorter = !ZSTD_isError(length) && qsizetype(length) < body.size();
    QByteArray result;
    result.append(FormatVersion);
    result.append(char(form | (shorter ? 0x80 : 0)));
    putVarint(result, quint64(samples.size()));
    putVarint(result, quint64(body.size()));
    return result + (shorter ? packed.left(qsizetype(length)) : body);
}

std::optional<QVector<TagValue>> decodeSamples(const QByteArray &bytes)
{
    Cursor head {bytes};
    if (head.byte() != quint8(FormatVersion))
        return std::nullopt;
    const quint8 flags = head.byte();
    const int form = flags & 0x7f;
    const quint64 count = head.varint();
    const quint64 length = head.varint();
    // Every sample has at least one byte of time, so the count cannot be a lie about memory.
    if (!head.ok || form > Float64 || count > MaxSamples || length > 32 * MaxSamples
        || count > length)
        return std::nullopt;
    QByteArray body = bytes.mid(head.at);
    if (flags & 0x80) {
        QByteArray open(qsizetype(length), Qt::Uninitialized);
        const size_t got
            = ZSTD_decompress(open.data(), size_t(length), body.constData(), size_t(body.size()));
        if (ZSTD_isError(got) || got != length)
            return std::nullopt;
        body = open;
    } else if (quint64(body.size()) != length) {
        return std::nullopt;
    }

    QVector<TagValue> samples(qsizetype(count), TagValue {});
    Cursor in {body};
    quint64 time = 0;
    quint64 step = 0;
    for (TagValue &sample : samples) {
        const quint64 now = time + step + unzigzag(in.varint());
        step = time == 0 ? 0 : now - time;
        time = now;
        sample.time = utcFromMs(qint64(now));
    }
    for (qsizetype i = 0; i < samples.size() && in.ok;) {
        const quint8 quality = in.byte();
        const quint64 run = in.varint();
        if (quality > quint8(Quality::Bad) || run == 0 || run > quint64(samples.size() - i))
            return std::nullopt;
        for (quint64 n = 0; n < run; ++n)
            samples[i++].quality = Quality(quality);
    }
    takeValues(in, samples, form);
    if (!in.ok || in.at != body.size())
        return std::nullopt;
    return samples;
}

} // namespace cytoloom
