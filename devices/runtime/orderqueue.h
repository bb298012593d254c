// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/runtime/tagwrite.h"

#include <QtCore/QTimer>

#include <deque>
#include <optional>

namespace cytoloom {

/// The orders for one device, carried out one after the other in the order in which they were
/// given: so a repeated older write can never overtake a newer one, and two bits of one register
/// do not undo each other.
///
/// While the device does not answer, orders wait for it up to Grace (real time, from the loss on);
/// after that they are refused at once. One that was under way when the device fell silent is
/// looked at first when it is back, and written again only when the device does not hold it. A safe
/// state waits as long as it takes: it is carried out before anything newer once the device
/// answers. Lives on the thread of its port.
class OrderQueue final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;
    static constexpr std::chrono::milliseconds Grace {5000};

    /// \p profile and \p port must outlive the queue. The device counts as down until deviceUp().
    OrderQueue(const DeviceProfile &profile, int unit, PortConnection &port);

    /// \p done comes exactly once: "device.notConnected" when the device stays away, the codes of
    /// writeTag() otherwise.
    void write(int tag, double value, Done done);
    /// The writes of profile.safeState in order; goes on after a refusal, tells the first.
    void safeState(Done done);

    void deviceUp();
    void deviceDown();
    /// Ends everything that waits or is under way: "device.notConnected".
    void shutDown();

    /// Orders that are bound to end soon: all but a safe state that waits for its device.
    [[nodiscard]] bool hasAwaited() const;

Q_SIGNALS:
    /// After the word on each order.
    void ended();
    /// An order got no answer: the device is down.
    void silent(const cytoloom::Message &reason);

private:
    struct Order
    {
        bool isSafeState = false;
        int tag = 0;
        double value = 0;
        std::vector<Done> done;
        qsizetype step = 0; ///< of the safe state
        Result<void> sofar; ///< its first failure, or why an order is unclear
        int unclear = 0; ///< how often it got no answer
    };
    void pump();
    void run();
    void written(const TagWritten &outcome);
    void finish(Result<void> result);
    Order takeCurrent();
    void end(const Order &order, const Result<void> &result);
    void endOfGrace();
    [[nodiscard]] int tagIndex(const QString &name) const;

    const DeviceProfile &m_profile;
    const int m_unit;
    PortConnection &m_port;
    std::deque<Order> m_waiting;
    std::optional<Order> m_current; ///< under way
    bool m_isUp = false;
    QTimer m_grace;
};

} // namespace cytoloom
