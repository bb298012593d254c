// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/runtime/deviceurl.h"
#include "devices/simulation/instruments/lineserver.h"
#include "devices/simulation/modbusrtuserver.h"
#include "devices/simulation/modbustcpserver.h"
#include "resources/resources.h"

namespace cytoloom::testing {

inline DeviceProfile shippedProfile(const QString &id)
{
    initResources();
    const auto read = readDeviceProfileFile(
        QStringLiteral(":/cytoloom/devices/") + id + QStringLiteral(".cydevice.json"));
    if (!read)
        qFatal("%s: %s line %d %s", qPrintable(id), qPrintable(read.error().code()),
            read.error().place.line, qPrintable(read.error().place.path));
    return *read;
}

/// One instrument on a real port, with a clock that the test moves. Served by the thread that made
/// it: what asks it runs an event loop there.
template <class Kind> class InstrumentBench
{
public:
    explicit InstrumentBench(const QString &id)
        : profile(shippedProfile(id))
    {
        Instrument::Setup setup;
        setup.unit = UnitId(QStringLiteral("U1"));
        setup.now = [this] { return moment; };
        m_instrument = makeInstrument(profile, std::move(setup));
        kind = dynamic_cast<Kind *>(m_instrument.get());
        if (!kind)
            qFatal("%s is imitated by something else", qPrintable(id));
        serve();
    }
    /// Process time goes on.
    void run(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            ++moment.tick;
            moment.time += std::chrono::seconds(1);
            m_instrument->tick(moment.tick);
            m_instrument->guard();
        }
    }
    [[nodiscard]] double truth(const char *signal)
    {
        return m_instrument->signalTable().find(QLatin1String(signal))->truth();
    }
    Instrument &instrument() { return *m_instrument; }

    DeviceProfile profile;
    Kind *kind = nullptr;
    ProfileBank::Moment moment {utcFromMs(1'800'000'000'000), 0, true};
    QString url;
    std::unique_ptr<LineServer> line;
    std::unique_ptr<ModbusRtuServer> rtu;
    std::unique_ptr<ModbusTcpServer> tcp;

private:
    void serve()
    {
        const QString device = QStringLiteral("test");
        bool ok = false;
        if (profile.protocol == DeviceProtocol::ModbusTcp) {
            tcp = std::make_unique<ModbusTcpServer>(*m_instrument->registers(), 1, [] {});
            ok = tcp->listen(0, device).ok();
            url = QStringLiteral("modbus-tcp://127.0.0.1:%1?unit=1").arg(tcp->port());
        } else if (profile.protocol == DeviceProtocol::ModbusRtu) {
            rtu = std::make_unique<ModbusRtuServer>([] {});
            ok = rtu->open(device).ok();
            rtu->addUnit(1, *m_instrument->registers());
            url = QStringLiteral("modbus-rtu://%1?baud=115200&unit=1").arg(rtu->path());
        } else {
            line = std::make_unique<LineServer>([] {});
            ok = line->open(device).ok();
            line->add(*m_instrument);
            url = QStringLiteral("serial://%1?baud=115200").arg(line->path());
        }
        if (!ok)
            qFatal("no port");
    }
    std::unique_ptr<Instrument> m_instrument;
};

} // namespace cytoloom::testing
