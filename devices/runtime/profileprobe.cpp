// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/runtime/profileprobe.h"

#include "devices/protocol/registervalue.h"
#include "devices/runtime/pollitem.h"

#include <algorithm>
#include <cmath>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr WordOrder Orders[] = {WordOrder::ABCD, WordOrder::CDAB, WordOrder::BADC, WordOrder::DCBA};

bool holdsBits(ProbeTable table)
{
    return table == ProbeTable::Coils || table == ProbeTable::DiscreteInputs;
}

RegisterTable tableOf(ProbeTable table)
{
    switch (table) {
    case ProbeTable::Coils:
        return RegisterTable::Coils;
    case ProbeTable::DiscreteInputs:
        return RegisterTable::DiscreteInputs;
    case ProbeTable::InputRegisters:
        return RegisterTable::InputRegisters;
    case ProbeTable::HoldingRegisters:
        break;
    }
    return RegisterTable::HoldingRegisters;
}

double numberOf(const QVector<quint16> &words, qsizetype at, RegisterType type, WordOrder order)
{
    if (at + registerCount(type) > words.size())
        return WideReading::None;
    DeviceTag tag;
    tag.type = type;
    tag.order = order;
    return rawFromWords(words.mid(at, registerCount(type)), tag);
}

double in(const WideReading &reading, RegisterType type)
{
    switch (type) {
    case RegisterType::U16:
        return reading.u16;
    case RegisterType::I16:
        return reading.i16;
    case RegisterType::U32:
        return reading.u32;
    case RegisterType::I32:
        return reading.i32;
    case RegisterType::F32:
        return reading.f32;
    case RegisterType::F64:
        return reading.f64;
    case RegisterType::I64:
        return reading.i64;
    case RegisterType::Bool:
        break;
    }
    return WideReading::None;
}

} // namespace

QVector<RegisterRow> decodeRegisters(
    ProbeTable table, int address, const QVector<quint16> &words, const DeviceProfile *profile)
{
    QVector<RegisterRow> rows;
    for (qsizetype i = 0; i < words.size(); ++i) {
        RegisterRow row;
        row.address = address + int(i);
        row.word = words[i];
        for (int order = 0; order < WordOrderCount && !holdsBits(table); ++order) {
            const auto number
                = [&](RegisterType type) { return numberOf(words, i, type, Orders[order]); };
            row.orders[size_t(order)] = {number(RegisterType::U16), number(RegisterType::I16),
                number(RegisterType::U32), number(RegisterType::I32), number(RegisterType::F32),
                number(RegisterType::F64), number(RegisterType::I64)};
        }
        for (qsizetype t = 0; profile && t < profile->tags.size(); ++t) {
            const DeviceTag &tag = profile->tags[t];
            if (tag.table == tableOf(table) && tag.address == row.address)
                row.tags << tag.name;
        }
        rows << row;
    }
    return rows;
}

QVector<ReadingCandidate> candidatesWithin(const QVector<RegisterRow> &rows, const Range &expected)
{
    // A narrow type reads the same in two of the four orders; saying it twice helps nobody.
    static constexpr RegisterType Types[] = {RegisterType::F64, RegisterType::F32,
        RegisterType::I32, RegisterType::U32, RegisterType::I16, RegisterType::U16};
    static constexpr double Scales[] = {1, 0.1, 0.01, 0.001};
    QVector<ReadingCandidate> candidates;
    for (const double scale : Scales) {
        for (const RegisterType type : Types) {
            const bool isFloat = type == RegisterType::F64 || type == RegisterType::F32;
            if (isFloat && scale != 1)
                continue; // a device that sends floats sends them in its unit
            for (const RegisterRow &row : rows) {
                for (int order = 0; order < WordOrderCount; ++order) {
                    if (registerCount(type) == 1 && order % 2 == 1)
                        continue;
                    const double raw = in(row.orders[size_t(order)], type);
                    const double value = raw * scale;
                    // A denormal is what integers look like as floats.
                    const bool number
                        = std::isfinite(raw) && (!isFloat || raw == 0 || std::abs(raw) > 1e-30);
                    if (number && expected.contains(value))
                        candidates
                            << ReadingCandidate {row.address, type, Orders[order], raw, scale};
                }
            }
        }
    }
    return candidates;
}

LinkRequest probeRequest(const RegisterProbe &probe, int unit, std::chrono::milliseconds timeout)
{
    const int most = holdsBits(probe.table) ? 2000 : 125;
    const int address = std::clamp(probe.address, 0, 65535);
    ReadBlock block;
    block.table = tableOf(probe.table);
    block.address = address;
    block.count = std::clamp(probe.count, 1, std::min(most, 65536 - address));
    return {unit, readRequest(block), {}, timeout, {}};
}

RegisterSnapshot probeResult(const RegisterProbe &probe, const LinkRequest &request,
    const LinkReply &reply, UtcTime time, const DeviceProfile *profile)
{
    RegisterSnapshot snapshot;
    snapshot.probe = probe;
    snapshot.time = time;
    snapshot.roundTripMs = reply.roundTripMs;
    snapshot.trouble
        = reply.kind == LinkReply::Kind::Answered ? refusalOf(request, reply) : reply.reason;
    if (snapshot.trouble.code.isEmpty())
        snapshot.rows
            = decodeRegisters(probe.table, request.modbus.address, reply.modbus.values, profile);
    return snapshot;
}

QString wordOrderName(WordOrder order)
{
    switch (order) {
    case WordOrder::ABCD:
        return u"ABCD"_s;
    case WordOrder::CDAB:
        return u"CDAB"_s;
    case WordOrder::BADC:
        return u"BADC"_s;
    case WordOrder::DCBA:
        return u"DCBA"_s;
    }
    return {};
}

QString probeTableName(ProbeTable table)
{
    switch (table) {
    case ProbeTable::Coils:
        return u"coils"_s;
    case ProbeTable::DiscreteInputs:
        return u"discreteInputs"_s;
    case ProbeTable::InputRegisters:
        return u"inputRegisters"_s;
    case ProbeTable::HoldingRegisters:
        return u"holdingRegisters"_s;
    }
    return {};
}

} // namespace cytoloom
