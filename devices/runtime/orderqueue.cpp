// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/orderqueue.h"

#include <QtCore/QPointer>

#include <algorithm>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

/// A device that answers questions but no orders is not tried for ever.
constexpr int MostUnclear = 2;

Error notConnected()
{
    return Error(u"device.notConnected"_s);
}

} // namespace

OrderQueue::OrderQueue(const DeviceProfile &profile, int unit, PortConnection &port)
    : m_profile(profile)
    , m_unit(unit)
    , m_port(port)
    , m_grace(this)
{
    m_grace.setSingleShot(true);
    m_grace.setInterval(Grace);
    connect(&m_grace, &QTimer::timeout, this, &OrderQueue::endOfGrace);
    m_grace.start();
}

void OrderQueue::write(int tag, double value, Done done)
{
    if (!m_isUp && !m_grace.isActive()) {
        done(notConnected());
        return;
    }
    m_waiting.push_back({false, tag, value, {std::move(done)}, 0, {}, 0});
    pump();
}

void OrderQueue::safeState(Done done)
{
    if (!m_waiting.empty() && m_waiting.back().isSafeState) {
        m_waiting.back().done.push_back(std::move(done)); // once is enough
        return;
    }
    m_waiting.push_back({true, 0, 0, {std::move(done)}, 0, {}, 0});
    pump();
}

void OrderQueue::deviceUp()
{
    m_isUp = true;
    m_grace.stop();
    pump();
}

void OrderQueue::deviceDown()
{
    if (std::exchange(m_isUp, false))
        m_grace.start();
}

void OrderQueue::shutDown()
{
    m_isUp = false;
    m_grace.stop();
    if (m_current)
        m_waiting.push_front(takeCurrent());
    for (const Order &order : std::exchange(m_waiting, {}))
        end(order, order.sofar ? Result<void>(notConnected()) : order.sofar);
}

bool OrderQueue::hasAwaited() const
{
    return m_current || std::any_of(m_waiting.begin(), m_waiting.end(), [this](const Order &order) {
        return m_isUp || !order.isSafeState;
    });
}

void OrderQueue::pump()
{
    if (m_current || !m_isUp || m_waiting.empty())
        return;
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    run();
}

void OrderQueue::run()
{
    Order &order = *m_current;
    if (order.isSafeState && order.step >= m_profile.safeState.size()) {
        finish(order.sofar);
        return;
    }
    if (order.isSafeState) {
        const SafeWrite &write = m_profile.safeState[order.step];
        order.tag = tagIndex(write.tag);
        order.value = write.value;
    }
    const bool lookFirst = order.unclear > 0 && !order.isSafeState;
    writeTag(m_port, m_profile, m_unit, m_profile.tags[order.tag], order.value,
        lookFirst ? WriteMode::VerifyFirst : WriteMode::WriteAndVerify,
        [self = QPointer(this)](const TagWritten &outcome) {
            if (self && self->m_current)
                self->written(outcome);
        });
}

void OrderQueue::written(const TagWritten &outcome)
{
    Order &order = *m_current;
    const DeviceTag &tag = m_profile.tags[order.tag];
    const bool canLook
        = tag.direction != TagDirection::Write && m_profile.protocol != DeviceProtocol::MtSics;
    const bool inTime = order.isSafeState || m_isUp || m_grace.isActive();
    if (outcome.unclear && ++order.unclear <= MostUnclear && inTime
        && (canLook || order.isSafeState)) {
        // A safe state begins anew: who knows what the device did meanwhile.
        order.step = 0;
        order.sofar = order.isSafeState ? Result<void>() : outcome.result;
        m_waiting.push_front(takeCurrent());
        Q_EMIT silent(outcome.result.error().message);
        return;
    }
    if (!order.isSafeState) {
        finish(outcome.result);
        return;
    }
    if (order.sofar && !outcome.result)
        order.sofar = outcome.result;
    ++order.step;
    run();
}

void OrderQueue::finish(Result<void> result)
{
    end(takeCurrent(), result);
    Q_EMIT ended();
    pump();
}

OrderQueue::Order OrderQueue::takeCurrent()
{
    Order order = std::move(*m_current);
    m_current.reset();
    return order;
}

void OrderQueue::end(const Order &order, const Result<void> &result)
{
    for (const Done &done : order.done)
        done(result);
}

void OrderQueue::endOfGrace()
{
    std::deque<Order> given = std::exchange(m_waiting, {});
    for (Order &order : given) {
        if (order.isSafeState)
            m_waiting.push_back(std::move(order));
        else
            end(order, order.sofar ? Result<void>(notConnected()) : order.sofar);
    }
    Q_EMIT ended();
}

int OrderQueue::tagIndex(const QString &name) const
{
    const auto found = std::find_if(m_profile.tags.cbegin(), m_profile.tags.cend(),
        [&](const DeviceTag &tag) { return tag.name == name; });
    Q_ASSERT(found != m_profile.tags.cend()); // the reader has checked it
    return int(found - m_profile.tags.cbegin());
}

} // namespace cytoloom
