// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/historian/bucket.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QVector>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytoloom {

namespace {

// What is read may be damaged: its numbers wrap instead of being undefined.
qint64 sumOf(qint64 a, qint64 b)
{
    return qint64(quint64(a) + quint64(b));
}

qint64 span(qint64 from, qint64 to)
{
    qint64 result = 0;
    return __builtin_sub_overflow(to, from, &result) ? std::numeric_limits<qint64>::max() : result;
}

} // namespace

bool Bucket::counts(const TagValue &sample)
{
    return sample.quality == Quality::Good && std::isfinite(sample.value);
}

void Bucket::add(const TagValue &sample)
{
    Bucket one;
    one.first = one.last = toMs(sample.time);
    one.count = 1;
    if (counts(sample)) {
        one.good = 1;
        one.minimum = one.maximum = one.sum = one.lastValue = sample.value;
        one.firstGood = one.lastGood = one.first;
        one.endsGood = true;
    }
    merge(one);
}

void Bucket::merge(const Bucket &next)
{
    if (next.isEmpty())
        return;
    if (isEmpty()) {
        *this = next;
        return;
    }
    if (endsGood) {
        const qint64 held = std::clamp<qint64>(span(last, next.first), 0, HoldMs);
        integral += lastValue * double(held);
        goodMs = sumOf(goodMs, held);
    }
    integral += next.integral;
    goodMs = sumOf(goodMs, next.goodMs);
    if (next.good > 0) {
        if (good > 0) {
            minimum = std::min(minimum, next.minimum);
            maximum = std::max(maximum, next.maximum);
            widestMs = std::max({widestMs, next.widestMs, span(lastGood, next.firstGood)});
        } else {
            minimum = next.minimum;
            maximum = next.maximum;
            widestMs = next.widestMs;
            firstGood = next.firstGood;
        }
        lastGood = next.lastGood;
        lastValue = next.lastValue;
    }
    sum += next.sum;
    count = sumOf(count, next.count);
    good = sumOf(good, next.good);
    last = next.last;
    endsGood = next.endsGood;
}

Bucket Bucket::of(const QVector<TagValue> &samples)
{
    Bucket bucket;
    for (const TagValue &sample : samples)
        bucket.add(sample);
    return bucket;
}

QByteArray Bucket::toBytes() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << first << last << count << good << minimum << maximum << sum << lastValue << integral
        << goodMs << firstGood << lastGood << widestMs << endsGood;
    return bytes;
}

std::optional<Bucket> Bucket::fromBytes(const QByteArray &bytes)
{
    Bucket b;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_0);
    in >> b.first >> b.last >> b.count >> b.good >> b.minimum >> b.maximum >> b.sum >> b.lastValue
        >> b.integral >> b.goodMs >> b.firstGood >> b.lastGood >> b.widestMs >> b.endsGood;
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return b;
}

} // namespace cytoloom
