// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/tagvalue.h"

#include <QtCore/QHash>
#include <QtCore/QVector>

namespace cytoloom {

/// The last value of every tag of the plant as it came, whatever its quality. One for all batches
/// of a plant: a sample is taken once, and a batch that begins later knows it, too. Engine thread.
class LatestValues
{
public:
    void take(const QVector<TagSample> &samples)
    {
        for (const TagSample &sample : samples)
            m_values.insert(sample.tag, sample.value);
    }
    /// Bad where nothing has come yet.
    [[nodiscard]] TagValue value(const TagId &tag) const { return m_values.value(tag); }

private:
    QHash<TagId, TagValue> m_values;
};

} // namespace cytoloom
