// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/quantity.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"
#include "processgraph/plant/plant.h"

#include <QtCore/QVector>

#include <optional>

namespace cytoloom {

enum class DeviceProtocol { ModbusTcp, ModbusRtu, MtSics, Thermo, Namur, WatsonMarlow };
/// ASCII lines on a serial port, as opposed to registers.
[[nodiscard]] constexpr bool isLineProtocol(DeviceProtocol protocol)
{
    return protocol != DeviceProtocol::ModbusTcp && protocol != DeviceProtocol::ModbusRtu;
}
/// Two are in the field: VIOS, Steri-Cycle and 150i invert the XOR of all bytes, VIOS CR takes a
/// CRC-8 (polynomial 0x07).
enum class ThermoChecksum { InvertedXor, Crc8 };
enum class RegisterTable { Coils, DiscreteInputs, InputRegisters, HoldingRegisters };
enum class RegisterType { Bool, U16, I16, U32, I32, F32, F64, I64 };
/// Where the bytes ABCD of a 32-bit value stand in its two registers.
enum class WordOrder { ABCD, CDAB, BADC, DCBA };

/// A word of an answer and the number that it stands for; or an order and the value it is for.
struct LineWord
{
    QString text;
    double value = 0;
    friend bool operator==(const LineWord &, const LineWord &) = default;
};

/// What must hold for a tag to be believed: another tag of the device, read after it in the same
/// poll, says so. A sensor's status word, its unit code, the byte order it is set to.
struct TagGuard
{
    QString tag;
    std::optional<double> equals; ///< the value that it must have
    quint32 noneOf = 0; ///< bits of it that must be 0
    friend bool operator==(const TagGuard &, const TagGuard &) = default;
};

/// How one signal of a device is read and written. value = raw * scale + offset, in unit.
struct DeviceTag
{
    QString name; ///< "temperature.pv"
    LocalizedText label;
    Unit unit;
    TagDirection direction = TagDirection::Read;
    // Modbus
    RegisterTable table = RegisterTable::InputRegisters;
    int address = 0; ///< PDU address, 0-based
    RegisterType type = RegisterType::U16;
    WordOrder order = WordOrder::ABCD;
    int bit = -1; ///< for Bool inside a register: 0 … 15
    double scale = 1;
    double offset = 0;
    // Line protocol
    QString command; ///< what is sent to read it: "SI", "IN_PV_4", "2010"; MT-SICS: or to write it
    QString write; ///< what is sent to write it, with {value} in it: "OUT_SP_4 {value.0}"
    QVector<LineWord> orders; ///< instead of write: what is sent for each value that it takes
    int field = 0; ///< which field of the answer holds it
    QVector<LineWord> words; ///< where that field is no number
    double agreeWithin = 0; ///< see DeviceProfile::agreeing; in the answer's unit
    QVector<TagGuard> guards; ///< all must hold
    Range limits; ///< writes outside are refused before they reach the wire
    Range plausible; ///< readings outside are Bad
    /// The fastest change that the process can make, in unit per second of process time: a reading
    /// that is further from the last good one is Bad. 0: not watched. See runtime/readingwatch.h.
    double maxRate = 0;
    /// A measured signal has noise. One that has not changed a single bit for so long (process
    /// time) is Stale although the device answers: its sensor or converter hangs. 0: not watched.
    Duration frozenAfter {0};
    QString pollGroup; ///< empty: not polled
    friend bool operator==(const DeviceTag &, const DeviceTag &) = default;
};

struct PollGroup
{
    QString name;
    Duration interval {1000}; ///< process time
    friend bool operator==(const PollGroup &, const PollGroup &) = default;
};

/// One write of the safe state, in order.
struct SafeWrite
{
    QString tag;
    double value = 0;
    friend bool operator==(const SafeWrite &, const SafeWrite &) = default;
};

/// How the device tells whose orders it obeys: only while \a tag reads \a value are ours its
/// orders. A device that a person has put to local, or another master has taken, is only read.
struct Ownership
{
    QString tag; ///< readable and polled; empty: the device does not tell, and orders go out
    double value = 1; ///< in the tag's unit
    friend bool operator==(const Ownership &, const Ownership &) = default;
};

/// Registers that the device gives only as a whole; a part of them is refused.
struct RegisterBlock
{
    RegisterTable table = RegisterTable::HoldingRegisters;
    int address = 0; ///< PDU address, 0-based
    int count = 0;
    friend bool operator==(const RegisterBlock &, const RegisterBlock &) = default;
};

/// What is known about a kind of device (*.cydevice.json). A value; any thread.
struct DeviceProfile
{
    QString id;
    LocalizedText name;
    QString manufacturer;
    DeviceProtocol protocol = DeviceProtocol::ModbusTcp;
    QString source; ///< manual and page that the register map is from
    std::chrono::milliseconds timeout {500}; ///< of one request, real time
    int retries = 1;
    int pipeline = 1; ///< requests that may be under way at once (TCP)
    int maxRegistersPerRead = 125;
    QVector<RegisterBlock> readBlocks;
    ThermoChecksum checksum = ThermoChecksum::InvertedXor;
    /// Line protocols: each question is asked until so many answers agree (numbers within the tags'
    /// agreeWithin). For lines whose answers carry no check sum worth the name.
    int agreeing = 1;
    Duration staleAfter {0}; ///< process time without a fresh value; 0: three poll intervals
    /// Tag that the gateway increments to prove that it lives; the device goes to its safe state
    /// when it stops. Empty: none.
    QString heartbeat;
    Duration heartbeatInterval {0};
    /// What is written instead of a count (a watchdog that wants its time-out each time).
    std::optional<double> heartbeatValue;
    Ownership ownership;
    QVector<PollGroup> pollGroups;
    QVector<DeviceTag> tags;
    QVector<SafeWrite> safeState;

    [[nodiscard]] const DeviceTag *tag(const QString &name) const;
    [[nodiscard]] const PollGroup *pollGroup(const QString &name) const;
    friend bool operator==(const DeviceProfile &, const DeviceProfile &) = default;
};

inline constexpr int DeviceProfileSchemaVersion = 1;
/// Whole or not at all: "file.cannotRead", "json.…", "schema.newer", "profile.…" with place.
Result<DeviceProfile> readDeviceProfile(const QByteArray &text, const QString &fileName);
Result<DeviceProfile> readDeviceProfileFile(const QString &fileName);

} // namespace cytoloom
