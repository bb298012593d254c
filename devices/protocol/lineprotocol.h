// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/profiles/deviceprofile.h"
#include "devices/protocol/mtsics.h"

#include <QtCore/QStringList>

namespace cytoloom {

// Instruments that talk in lines over a serial port: what their protocols have in common. One
// question at a time; each protocol is a LineCodec, a value of plain functions. Any thread.

/// One question or order as the profile words it: MT-SICS "SI", NAMUR "IN_PV_4" or "OUT_SP_4 300",
/// Watson-Marlow "RS" or "SP40", Thermo "2010" (read) or "2011=+37.0" (write).
struct LineQuestion
{
    QString command;
    int unit = 1; ///< Watson-Marlow: the pump's number, 1 … 9
    ThermoChecksum checksum = ThermoChecksum::InvertedXor;
    friend bool operator==(const LineQuestion &, const LineQuestion &) = default;
};

/// What an instrument says, whatever its protocol.
struct LineReply
{
    enum class Status {
        Unreadable, ///< no answer of the protocol
        Values, ///< fields hold what was asked for
        Done, ///< an order was acknowledged
        Sent, ///< an order that this protocol never answers: the bytes have left, no more is known
        BadTelegram, ///< the device could not read the question (Thermo ?0)
        UnknownParameter, ///< ?1
        MemoryError, ///< ?2
        ValueRefused ///< ?3: outside the device's limits
    };
    Status status = Status::Unreadable;
    QStringList fields; ///< in the order in which they were sent
    friend bool operator==(const LineReply &, const LineReply &) = default;
};

struct LineAnswer
{
    LineReply line; ///< of all protocols but MT-SICS
    SicsReply sics; ///< of MT-SICS
    friend bool operator==(const LineAnswer &, const LineAnswer &) = default;
};

/// What stands at the front of a receive buffer. Call again until Incomplete. Answer and Garbage
/// are gone from the buffer: Garbage answers nothing (noise, another device, another question).
/// Skip: well-formed, but not the end of the answer (MT-SICS "B": more lines follow).
enum class LineTake { Incomplete, Answer, Skip, Garbage };

struct LineCodec
{
    /// The bytes to send. Fails with "line.command" (args: command) where the protocol has no way
    /// to say it.
    Result<QByteArray> (*encode)(const LineQuestion &question);
    /// False: the device carries the order out without a word.
    bool (*isAnswered)(const LineQuestion &question);
    /// Bounded: bytes that cannot become an answer are taken as Garbage at the latest when they are
    /// longer than any answer is.
    LineTake (*take)(QByteArray &buffer, const LineQuestion &question, LineAnswer &answer);
};

/// The codec of a line protocol.
const LineCodec &lineCodec(DeviceProtocol protocol);

/// The same answer twice? Fields that are numbers may differ by \p tolerance (by field; where it
/// has no entry, by anything), words not at all. So one disturbed digit on a line without a check
/// sum does not pass.
bool linesAgree(const LineAnswer &a, const LineAnswer &b, const QVector<double> &tolerance);

/// The number in \p text, where it is nothing but a plain finite decimal number: digits, a sign and
/// one point. What else QString::toDouble() takes ("1e3", "inf", "0x1p3") is noise here.
std::optional<double> lineNumber(QStringView text);

/// The field of a tag out of an answer, as a number: a number as it stands, a word by tag.words.
std::optional<double> fieldNumber(const LineReply &reply, const DeviceTag &tag);

/// What is sent to read \p tag; empty where it cannot be read.
QString readCommand(const DeviceTag &tag);
/// What is sent so that the device takes \p value over: of tag.orders the one for exactly this
/// value, else tag.write with the number in it, else (MT-SICS) the bare command for 1. Fails with
/// "device.notRepresentable" (args: tag, value, type).
Result<QString> writeCommand(const DeviceTag &tag, double value);
/// Half a step of the number that writeCommand() sends: a value read back may differ by it.
double lineResolution(const DeviceTag &tag);

/// "{value}", "{value.1}" (one decimal) and "{+value.1}" (always signed) in a template; the number
/// of such places, or -1 where a brace stands wrongly.
int countPlaceholders(const QString &pattern);

} // namespace cytoloom
