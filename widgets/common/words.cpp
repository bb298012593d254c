// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/words.h"

#include "processgraph/foundation/readable.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <cmath>

namespace cytoloom::words {

using namespace Qt::StringLiterals;

namespace {
QString translated(const char *text)
{
    return QCoreApplication::translate("Words", text);
}

QString withUnit(const QString &text, const QString &unit)
{
    if (unit.isEmpty() || unit == "1"_L1)
        return text;
    // "1/mL" and "1e6/mL"; all others are read as they are written.
    const auto known = unit.startsWith(u'1') ? Unit::parse(unit) : Result<Unit>(Unit());
    return text + u' ' + (known && unit.startsWith(u'1') ? readable::unit(*known) : unit);
}
} // namespace

QString state(ProceduralState state)
{
    switch (state) {
    case ProceduralState::Idle:
        return translated(QT_TRANSLATE_NOOP("Words", "Idle"));
    case ProceduralState::Running:
        return translated(QT_TRANSLATE_NOOP("Words", "Running"));
    case ProceduralState::Pausing:
        return translated(QT_TRANSLATE_NOOP("Words", "Pausing"));
    case ProceduralState::Paused:
        return translated(QT_TRANSLATE_NOOP("Words", "Paused"));
    case ProceduralState::Holding:
        return translated(QT_TRANSLATE_NOOP("Words", "Holding"));
    case ProceduralState::Held:
        return translated(QT_TRANSLATE_NOOP("Words", "Held"));
    case ProceduralState::Restarting:
        return translated(QT_TRANSLATE_NOOP("Words", "Restarting"));
    case ProceduralState::Stopping:
        return translated(QT_TRANSLATE_NOOP("Words", "Stopping"));
    case ProceduralState::Stopped:
        return translated(QT_TRANSLATE_NOOP("Words", "Stopped"));
    case ProceduralState::Aborting:
        return translated(QT_TRANSLATE_NOOP("Words", "Aborting"));
    case ProceduralState::Aborted:
        return translated(QT_TRANSLATE_NOOP("Words", "Aborted"));
    case ProceduralState::Complete:
        return translated(QT_TRANSLATE_NOOP("Words", "Complete"));
    }
    return {};
}

QString state(const QString &storedWord)
{
    const std::optional<ProceduralState> known = stateFromText(storedWord);
    return known ? state(*known) : storedWord;
}

QString command(ProceduralCommand command)
{
    switch (command) {
    case ProceduralCommand::Start:
        return translated(QT_TRANSLATE_NOOP("Words", "Start"));
    case ProceduralCommand::Pause:
        return translated(QT_TRANSLATE_NOOP("Words", "Pause"));
    case ProceduralCommand::Resume:
        return translated(QT_TRANSLATE_NOOP("Words", "Resume"));
    case ProceduralCommand::Hold:
        return translated(QT_TRANSLATE_NOOP("Words", "Hold"));
    case ProceduralCommand::Restart:
        return translated(QT_TRANSLATE_NOOP("Words", "Restart"));
    case ProceduralCommand::Stop:
        return translated(QT_TRANSLATE_NOOP("Words", "Stop"));
    case ProceduralCommand::Abort:
        return translated(QT_TRANSLATE_NOOP("Words", "Abort"));
    case ProceduralCommand::Reset:
        return translated(QT_TRANSLATE_NOOP("Words", "Reset"));
    }
    return {};
}

QString mode(ExecutionMode mode)
{
    switch (mode) {
    case ExecutionMode::Automatic:
        return translated(QT_TRANSLATE_NOOP("Words", "Automatic"));
    case ExecutionMode::SemiAutomatic:
        return translated(QT_TRANSLATE_NOOP("Words", "Semi-automatic"));
    case ExecutionMode::Manual:
        return translated(QT_TRANSLATE_NOOP("Words", "Manual"));
    }
    return {};
}

QString quality(Quality quality)
{
    switch (quality) {
    case Quality::Good:
        return translated(QT_TRANSLATE_NOOP("Words", "Good"));
    case Quality::Stale:
        return translated(QT_TRANSLATE_NOOP("Words", "Stale"));
    case Quality::Bad:
        return translated(QT_TRANSLATE_NOOP("Words", "Bad"));
    }
    return {};
}

QString connection(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Disconnected:
        return translated(QT_TRANSLATE_NOOP("Words", "Disconnected"));
    case ConnectionState::Connecting:
        return translated(QT_TRANSLATE_NOOP("Words", "Connecting"));
    case ConnectionState::Connected:
        return translated(QT_TRANSLATE_NOOP("Words", "Connected"));
    case ConnectionState::Faulted:
        return translated(QT_TRANSLATE_NOOP("Words", "Faulted"));
    }
    return {};
}

QString alarmState(AlarmState state)
{
    switch (state) {
    case AlarmState::Normal:
        return translated(QT_TRANSLATE_NOOP("Words", "Normal"));
    case AlarmState::Unacknowledged:
        return translated(QT_TRANSLATE_NOOP("Words", "Active, not acknowledged"));
    case AlarmState::Acknowledged:
        return translated(QT_TRANSLATE_NOOP("Words", "Active, acknowledged"));
    case AlarmState::ReturnedUnacknowledged:
        return translated(QT_TRANSLATE_NOOP("Words", "Returned, not acknowledged"));
    case AlarmState::LatchedUnacknowledged:
        return translated(QT_TRANSLATE_NOOP("Words", "Latched, not acknowledged"));
    case AlarmState::LatchedAcknowledged:
        return translated(QT_TRANSLATE_NOOP("Words", "Latched, waits for reset"));
    case AlarmState::Shelved:
        return translated(QT_TRANSLATE_NOOP("Words", "Shelved"));
    case AlarmState::SuppressedByDesign:
        return translated(QT_TRANSLATE_NOOP("Words", "Suppressed by design"));
    case AlarmState::OutOfService:
        return translated(QT_TRANSLATE_NOOP("Words", "Out of service"));
    }
    return {};
}

QString priority(int priority)
{
    switch (priority) {
    case 1:
        return translated(QT_TRANSLATE_NOOP("Words", "1 Critical"));
    case 2:
        return translated(QT_TRANSLATE_NOOP("Words", "2 High"));
    case 3:
        return translated(QT_TRANSLATE_NOOP("Words", "3 Medium"));
    default:
        return translated(QT_TRANSLATE_NOOP("Words", "4 Low"));
    }
}

QString alarmLimit(const Alarm &alarm)
{
    return (alarm.side == LimitSide::Low ? translated(QT_TRANSLATE_NOOP("Words", "below %1"))
                                         : translated(QT_TRANSLATE_NOOP("Words", "above %1")))
        .arg(brief(alarm.limit, alarm.unit));
}

QString number(double value)
{
    if (!std::isfinite(value))
        return u"–"_s;
    const double size = std::abs(value);
    if (size != 0 && (size >= 1e6 || size < 1e-4))
        return readable::number(value, 3);
    const int digits = size >= 1000 ? 0
        : size >= 100               ? 1
        : size >= 1 || size == 0    ? 2
        : size >= 0.1               ? 3
                                    : 4;
    QString text = QString::number(value, 'f', digits);
    return text == "-0.00"_L1 || text == "-0.0000"_L1 ? text.mid(1) : text;
}

QString quantity(double value, const QString &unit)
{
    return withUnit(number(value), unit);
}

QString brief(double value, const QString &unit)
{
    if (!std::isfinite(value) || std::abs(value) >= 1e6)
        return quantity(value, unit);
    return withUnit(readable::number(value, 4), unit);
}

QString range(
    const std::optional<double> &low, const std::optional<double> &high, const QString &unit)
{
    const auto plain = [](double value) { return readable::number(value, 6); };
    QString text;
    if (low && high)
        text = plain(*low) + u"–"_s + plain(*high);
    else if (low)
        text = u"≥ "_s + plain(*low);
    else if (high)
        text = u"≤ "_s + plain(*high);
    else
        return {};
    return withUnit(text, unit);
}

QString age(qint64 ms)
{
    if (ms < 10'000)
        return u"%1 s"_s.arg(double(std::max<qint64>(ms, 0)) / 1000.0, 0, 'f', 1);
    if (ms < 120'000)
        return u"%1 s"_s.arg(ms / 1000);
    return toReadable(Duration(ms));
}

QString clock(UtcTime time, UtcTime now)
{
    if (time == UtcTime {})
        return u"–"_s;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(time));
    const QDateTime today = QDateTime::fromMSecsSinceEpoch(toMs(now));
    return local.toString(local.date() == today.date() ? u"HH:mm:ss"_s : u"MM-dd HH:mm"_s);
}

} // namespace cytoloom::words
