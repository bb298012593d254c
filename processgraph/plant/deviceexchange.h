// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/message.h"
#include "processgraph/plant/tagvalue.h"

#include <QtCore/QByteArray>

#include <optional>

namespace cytoloom {

/// How one question to a device ended. Unasked: bytes that answer no question (late, of another
/// unit, noise).
enum class ExchangeOutcome : quint8 {
    Pending,
    Answered,
    Refused, ///< the device says no: a Modbus exception, a balance's "cannot"
    Garbage,
    NoAnswer,
    Lost,
    Unasked
};

/// One question to a device and what came of it, as the communication log keeps it. A value.
struct DeviceExchange
{
    quint64 number = 0; ///< of the port, growing
    UtcTime time {}; ///< process time when the question left (Unasked: when the bytes came)
    QString port; ///< "127.0.0.1:502", "/dev/ttyUSB0"
    DeviceId device; ///< empty: no device of the port has this unit
    int unit = -1; ///< Modbus unit; -1: unknown
    ExchangeOutcome outcome = ExchangeOutcome::Pending;
    double roundTripMs = 0; ///< real time; of Answered and Refused
    /// "log.read" (args function, table, address, count), "log.write" (and values), "log.command"
    /// (command), "log.unasked".
    Message question;
    /// "log.values" (values), "log.written", "log.text" (text); why there is no answer otherwise:
    /// "device.exception", "device.noAnswer", …
    Message answer;
    QVector<TagId> tags; ///< of the plant, that the question covers
    QByteArray sent; ///< as on the wire
    QByteArray received; ///< all bytes that came for it
    friend bool operator==(const DeviceExchange &, const DeviceExchange &) = default;
};

/// Which exchanges somebody wants to see; what is empty does not choose.
struct ExchangeFilter
{
    QVector<DeviceId> devices;
    QVector<TagId> tags;
    QVector<ExchangeOutcome> outcomes;
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
    int limit = 0; ///< the newest so many; 0: all
    [[nodiscard]] bool accepts(const DeviceExchange &exchange) const;
    friend bool operator==(const ExchangeFilter &, const ExchangeFilter &) = default;
};

// Pure functions; any thread.

/// What passes \p filter, in the order of \p log.
QVector<DeviceExchange> filtered(const QVector<DeviceExchange> &log, const ExchangeFilter &filter);
/// Why a point is bad: the \p before exchanges of \p tag that ended at or before \p time and the
/// \p after that follow, in order of time. \p time: of the sample.
QVector<DeviceExchange> exchangesAround(const QVector<DeviceExchange> &log, const TagId &tag,
    UtcTime time, int before = 3, int after = 2);
/// RFC 4180 with a header line, UTF-8, times ISO 8601 in UTC, bytes in hex. The same in both
/// languages: codes, not sentences.
QByteArray exchangesAsCsv(const QVector<DeviceExchange> &log);
/// For people: question, bytes, answer, bytes; one paragraph each.
QString exchangesAsText(const QVector<DeviceExchange> &log, Language language);
/// One line: "Read 4 holding registers from 16 (function 3)".
QString questionText(const DeviceExchange &exchange, Language language);
QString answerText(const DeviceExchange &exchange, Language language);
/// "answered", "noAnswer", …: a code for files.
QString outcomeName(ExchangeOutcome outcome);

} // namespace cytoloom

Q_DECLARE_METATYPE(cytoloom::DeviceExchange)
