// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/simulation/virtualplant.h"

#include "devices/simulation/plantserver.h"

#include <QtCore/QThread>

using namespace Qt::StringLiterals;

namespace cytoloom {

namespace {
constexpr unsigned long JoinMs = 10'000;
}

class VirtualPlant::Private
{
public:
    ~Private()
    {
        if (!thread.isRunning())
            return;
        // Sockets die where they were born.
        QMetaObject::invokeMethod(
            &context, [this] { server.reset(); }, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait(JoinMs);
    }

    QThread thread;
    QObject context; ///< lives on the thread
    std::unique_ptr<PlantServer> server; ///< made and destroyed on the thread
    Plant plant;
    quint16 controlPort = 0;
    quint16 faultPort = 0;
};

Result<std::unique_ptr<VirtualPlant>> VirtualPlant::start(
    const Plant &plant, const QMap<QString, DeviceProfile> &profiles, const Options &options)
{
    auto d = std::make_unique<Private>();
    d->thread.setObjectName(u"virtual plant"_s);
    d->context.moveToThread(&d->thread);
    d->thread.start();
    Result<void> started;
    QMetaObject::invokeMethod(
        &d->context,
        [&] {
            d->server = std::make_unique<PlantServer>(plant, options);
            started = d->server->start(profiles);
            if (started) {
                d->plant = d->server->plant();
                d->controlPort = d->server->controlPort();
                d->faultPort = d->server->faultPort();
            }
        },
        Qt::BlockingQueuedConnection);
    if (!started)
        return started.error();
    return std::unique_ptr<VirtualPlant>(new VirtualPlant(std::move(d)));
}

VirtualPlant::VirtualPlant(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
    qRegisterMetaType<FaultNews>();
    connect(d->server.get(), &PlantServer::faultChanged, this, &VirtualPlant::faultChanged);
    connect(d->server.get(), &PlantServer::abandoned, this, &VirtualPlant::abandoned);
}

VirtualPlant::~VirtualPlant() = default;

Plant VirtualPlant::plant() const
{
    return d->plant;
}

quint16 VirtualPlant::faultPort() const
{
    return d->faultPort;
}

quint16 VirtualPlant::controlPort() const
{
    return d->controlPort;
}

} // namespace cytoloom
