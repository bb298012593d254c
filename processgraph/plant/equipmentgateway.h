// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QObject>

namespace cytoloom {

/// Identifies one order to the plant, unique within the process.
using CommandId = quint64;

enum class ConnectionState { Disconnected, Connecting, Connected, Faulted };

/// How a device is doing, for people and for alarms. One per change, not one per failed request.
struct DeviceStatus
{
    DeviceId device;
    ConnectionState state = ConnectionState::Disconnected;
    Message reason; ///< why it is not Connected; empty code otherwise
    UtcTime since {};
    quint64 requests = 0; ///< answered since start
    quint64 failures = 0;
    double roundTripMs = 0; ///< of the last answered request, real time
    double roundTripP50Ms = 0; ///< of the last some hundred answered requests
    double roundTripP99Ms = 0;
    quint64 missedPolls = 0; ///< due while the one before was still under way
    Message lastError; ///< of the last failed request; stays when all is well again
    UtcTime lastErrorAt {};
    friend bool operator==(const DeviceStatus &, const DeviceStatus &) = default;
};

/// What became of one write. Verified: the device was read back and holds the value.
struct WriteOutcome
{
    CommandId command = 0;
    TagId tag;
    double value = 0;
    bool verified = false;
    Error error; ///< when not verified
    UtcTime time {};
};

/// The plant as the engine sees it: tags that change and orders that are carried out. The engine
/// never waits for a port: write() queues and returns. Implemented by devices/runtime, faked in
/// tests. All signals arrive queued, on the thread of the receiver; only values cross.
class EquipmentGateway : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Queues one write; its outcome comes as writeFinished(). Thread-safe, never blocks. An
    /// unknown or read-only tag, or a value outside the profile's limits, is an outcome, too:
    /// "device.unknownTag", "device.readOnly", "device.outOfRange".
    virtual void write(CommandId command, const TagId &tag, double value) = 0;
    /// Puts every device of \p unit in the safe state of its profile.
    virtual void safeState(CommandId command, const UnitId &unit) = 0;

Q_SIGNALS:
    /// One message per poll answer: everything that this poll read.
    void samples(const QVector<cytoloom::TagSample> &samples);
    void writeFinished(const cytoloom::WriteOutcome &outcome);
    void deviceChanged(const cytoloom::DeviceStatus &status);
};

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::DeviceStatus)
Q_DECLARE_METATYPE(cytoloom::WriteOutcome)
