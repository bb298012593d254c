// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/runtime/devicegateway.h"
#include "tests/devices/peers.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

namespace cytoloom::testing {

/// A gateway and everything that it has said.
struct Watched
{
    std::unique_ptr<DeviceGateway> gateway;
    QObject context;
    QVector<TagSample> samples;
    QVector<DeviceStatus> statuses;
    QMap<CommandId, WriteOutcome> outcomes;
    QVector<quint64> rounds;

    Watched(const QVector<std::pair<QString, DeviceProfile>> &devices, const Clock &clock,
        DeviceGateway::Polling polling)
    {
        auto made = DeviceGateway::make(plantOf(devices), profilesOf(devices), clock, polling);
        if (!made)
            qFatal("%s", qPrintable(made.error().code()));
        gateway = std::move(*made);
        QObject::connect(gateway.get(), &EquipmentGateway::samples, &context,
            [this](const QVector<TagSample> &list) { samples << list; });
        QObject::connect(gateway.get(), &EquipmentGateway::deviceChanged, &context,
            [this](const DeviceStatus &status) { statuses << status; });
        QObject::connect(gateway.get(), &EquipmentGateway::writeFinished, &context,
            [this](const WriteOutcome &outcome) { outcomes.insert(outcome.command, outcome); });
        QObject::connect(gateway.get(), &DeviceGateway::pollFinished, &context,
            [this](quint64 round) { rounds << round; });
        gateway->start();
    }
    TagValue value(const char *tag) const
    {
        for (auto it = samples.crbegin(); it != samples.crend(); ++it) {
            if (it->tag.value() == QLatin1String(tag))
                return it->value;
        }
        return {};
    }
    DeviceStatus status(const char *device = "D1") const
    {
        for (auto it = statuses.crbegin(); it != statuses.crend(); ++it) {
            if (it->device.value() == QLatin1String(device))
                return *it;
        }
        return {};
    }
    int faults(const char *device = "D1") const
    {
        return int(std::count_if(statuses.begin(), statuses.end(), [&](const DeviceStatus &status) {
            return status.device.value() == QLatin1String(device)
                && status.state == ConnectionState::Faulted;
        }));
    }
    /// One paced round.
    bool round(quint64 number)
    {
        // Not qWaitFor(): it looks every 10 ms only.
        QEventLoop loop;
        QObject::connect(gateway.get(), &DeviceGateway::pollFinished, &loop, &QEventLoop::quit);
        QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
        gateway->poll(number);
        loop.exec();
        return rounds.contains(number);
    }
};

} // namespace cytoloom::testing
