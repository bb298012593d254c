// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/protocol/watsonmarlow.h"
#include "devices/simulation/instruments/instrument.h"

namespace cytoloom {

/// Watson-Marlow 323Du: RS, GO, ST, SP, RR, RL behind its number; what is for another pump or no
/// command at all it passes over in silence. Speeds beyond 400 rpm it does not take.
/// Signals: speed.sp (rpm as set), running.sp, direction.sp (0 clockwise), flow.pv (mL/min of a
/// 4.8 mm tube).
class PeristalticPump final : public Instrument
{
public:
    static constexpr double FastestSpeed = 400; ///< rpm
    static constexpr double MlPerTurn = 0.94;

    explicit PeristalticPump(Setup setup);

    void tick(qint64 tick) override;
    [[nodiscard]] QVector<QByteArray> hear(const QByteArray &bytes) override;
    void restart() override { m_running = 0; }

private:
    [[nodiscard]] QByteArray answer(const PumpCommand &command);

    QByteArray m_buffer;
    double m_speed = 100;
    double m_running = 0;
    double m_direction = 0;
    Lag m_turning {0, 0.7}; ///< rpm at the head
};

} // namespace cytoloom
