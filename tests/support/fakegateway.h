// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/plant/equipmentgateway.h"

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace cytoloom::test {

/// A plant on the test's own thread. Orders lie in a queue until flush(), as with a real port; a
/// verified write shows as a sample of its tag.
class FakeGateway : public EquipmentGateway
{
public:
    void write(CommandId command, const TagId &tag, double value) override
    {
        log << QStringLiteral("write %1=%2").arg(tag.value()).arg(value);
        m_queue << WriteOutcome {command, tag, value, true, {}, {}};
    }
    void safeState(CommandId command, const UnitId &unit) override
    {
        log << QStringLiteral("safe %1").arg(unit.value());
        m_queue << WriteOutcome {command, {}, 0, true, {}, {}};
    }

    /// Answers everything that lies in the queue, and what that leads to.
    void flush()
    {
        while (!m_queue.isEmpty()) {
            WriteOutcome outcome = m_queue.takeFirst();
            if (silent)
                continue;
            if (failures.value(outcome.tag) > 0) {
                --failures[outcome.tag];
                outcome.verified = false;
                outcome.error = Error(QStringLiteral("device.timeout"));
            } else if (!outcome.tag.isEmpty()) {
                set(outcome.tag.value(), outcome.value);
            }
            Q_EMIT writeFinished(outcome);
        }
    }
    void set(const QString &tag, double value, Quality quality = Quality::Good, UtcTime time = {})
    {
        values.insert(tag, value);
        Q_EMIT samples({TagSample {TagId(tag), TagValue {value, quality, time}}});
    }
    void setDevice(const QString &device, ConnectionState state)
    {
        DeviceStatus status;
        status.device = DeviceId(device);
        status.state = state;
        Q_EMIT deviceChanged(status);
    }

    QStringList log;
    QHash<QString, double> values;
    QHash<TagId, int> failures; ///< how many of the next writes fail
    bool silent = false; ///< loses what it is ordered
    [[nodiscard]] bool isIdle() const { return m_queue.isEmpty(); }

private:
    QVector<WriteOutcome> m_queue;
};

} // namespace cytoloom::test
