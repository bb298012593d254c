// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/namur.h"
#include "devices/simulation/instruments/instrument.h"
#include "devices/simulation/watchdog.h"

namespace cytoloom {

/// IKA hot plate stirrer (NAMUR): IN_NAME, IN_PV_1/2/4/5, IN_SP_1/4, OUT_SP_1/4, START_1/4,
/// STOP_1/4, RESET, OUT_SP_42@n (safe speed), OUT_WD1@m, OUT_WD2@m. What it does not understand it
/// passes over in silence. Once a watchdog command has come, the next must come within m seconds:
/// else WD1 switches heating and motor off, and WD2 sets the speed to the safe speed. m is 20 …
/// 1500; 0 ends WD2.
/// Signals: temperature.sp, temperature.pv (°C), speed.sp, speed.pv (rpm), torque.pv (N.cm).
class IkaStirrer final : public Instrument
{
public:
    explicit IkaStirrer(Setup setup);

    void tick(qint64 tick) override;
    [[nodiscard]] QVector<QByteArray> hear(const QByteArray &bytes) override;
    void guard() override;
    void restart() override;

    [[nodiscard]] bool isTripped() const { return m_tripped; }

private:
    [[nodiscard]] QByteArray answer(const QString &line);
    [[nodiscard]] QByteArray question(const QString &line);
    [[nodiscard]] QByteArray echo(const QString &name, double value);
    void order(const QString &line);
    void arm(int mode, double seconds);

    QByteArray m_buffer;
    double m_temperatureSet = 25;
    double m_speedSet = 0;
    double m_safeSpeed = 0;
    bool m_heats = false;
    bool m_turns = false;
    Lag m_temperature {AmbientTemperature, 300};
    Lag m_speed {0, 2};
    int m_watchdogMode = 0; ///< 0: none
    Watchdog m_watchdog {Duration(0), Duration(0)};
    bool m_tripped = false;
};

} // namespace cytoloom
