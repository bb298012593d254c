// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/tagvalue.h"

#include <QtCore/QByteArray>

#include <optional>

namespace cytoloom {

/// What a run of samples of one tag comes to: a step of the pyramid. Only Good samples count for
/// the figures. Buckets that follow each other merge without looking at the samples again. A value.
struct Bucket
{
    /// A Good value stands for the time up to the next sample, but no longer than this: every
    /// process minute has a sample of its own, so a longer silence is a gap.
    static constexpr qint64 HoldMs = 120'000;

    qint64 first = 0; ///< ms since 1970, of the first sample
    qint64 last = 0;
    qint64 count = 0; ///< of all qualities
    qint64 good = 0;
    double minimum = 0;
    double maximum = 0;
    double sum = 0;
    double lastValue = 0; ///< last Good one
    double integral = 0; ///< of value over ms, up to the time of the last sample
    qint64 goodMs = 0; ///< time that the integral covers
    qint64 firstGood = 0;
    qint64 lastGood = 0;
    qint64 widestMs = 0; ///< longest way from one Good sample to the next
    bool endsGood = false;

    /// A Good value that is a finite number. Another one would spoil every figure above it.
    [[nodiscard]] static bool counts(const TagValue &sample);
    [[nodiscard]] bool isEmpty() const { return count == 0; }
    /// \p sample is not older than the last one.
    void add(const TagValue &sample);
    /// \p next begins not before this one ends.
    void merge(const Bucket &next);

    [[nodiscard]] QByteArray toBytes() const;
    static std::optional<Bucket> fromBytes(const QByteArray &bytes);
    static Bucket of(const QVector<TagValue> &samples);
    friend bool operator==(const Bucket &, const Bucket &) = default;
};

} // namespace cytoloom
