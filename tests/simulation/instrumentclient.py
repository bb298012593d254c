# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes the simulated instruments with pymodbus; exit 0 when all is as it must be.

usage: instrumentclient.py julabo PORT | alicat PATH | hamilton PATH
"""
import struct
import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient


def check(condition, text):
    if not condition:
        sys.exit(text)


def number(registers, form, swapped):
    """Two registers as float or unsigned integer."""
    words = registers[::-1] if swapped else registers
    return struct.unpack(form, struct.pack(">HH", *words))[0]


def words(value, form=">f"):
    return list(struct.unpack(">HH", struct.pack(form, value)))


def julabo(port):
    client = ModbusTcpClient("127.0.0.1", port=int(port))
    check(client.connect(), "cannot connect")

    def swap(register):
        return (register >> 8) | ((register & 0xFF) << 8)

    forms = {
        0: lambda regs: regs,
        1: lambda regs: [swap(r) for r in regs],
        2: lambda regs: regs[::-1],
        3: lambda regs: [swap(r) for r in regs[::-1]],
    }
    for value, form in forms.items():
        check(not client.write_register(93, value, slave=1).isError(), "register 93 refused")
        back = client.read_holding_registers(93, 1, slave=1)
        check(back.registers == [value], f"register 93 itself is big-endian: {back.registers}")
        target = 30.0 + value
        wrote = client.write_registers(2, form(words(target)), slave=1)  # function 16
        check(not wrote.isError(), f"set point refused in format {value}")
        read = client.read_holding_registers(2, 2, slave=1)  # function 3
        check(number(form(read.registers), ">f", False) == target, f"format {value}: {read.registers}")
        bath = client.read_input_registers(10, 2, slave=1)  # function 4
        check(abs(number(form(bath.registers), ">f", False) - 20) < 0.5, f"bath {bath.registers}")
        # function 23: write the set point, read it back in the same transaction
        both = client.readwrite_registers(
            read_address=2, read_count=2, write_address=2,
            write_registers=form(words(target + 10)), slave=1)
        check(not both.isError(), "function 23 refused")
        check(number(form(both.registers), ">f", False) == target + 10, "function 23 read the old value")
    check(not client.write_register(93, 0, slave=1).isError(), "register 93 refused")
    check(not client.write_register(0, 1, slave=1).isError(), "start refused")  # function 6
    check(client.read_holding_registers(0, 1, slave=1).registers == [1], "not started")
    for refused, code in (
        (client.write_registers(2, words(200.0), slave=1), 3),  # beyond its limits
        (client.write_register(93, 7, slave=1), 3),
        (client.write_register(3, 0, slave=1), 2),  # half of a float
        (client.read_holding_registers(2, 1, slave=1), 2),
        (client.read_holding_registers(5, 1, slave=1), 2),  # a gap
        (client.write_register(1, 1, slave=1), 2),  # read only
        (client.read_coils(0, 1, slave=1), 2),
        (client.readwrite_registers(
            read_address=5, read_count=1, write_address=2, write_registers=words(99.0), slave=1), 2),
    ):
        check(refused.isError() and refused.exception_code == code, f"{refused} instead of {code}")
    kept = client.read_holding_registers(2, 2, slave=1)
    check(number(kept.registers, ">f", False) == 43.0, "a refused order has changed something")
    client.close()


def alicat(path):
    client = ModbusSerialClient(port=path, baudrate=19200, timeout=5)
    check(client.connect(), "cannot open")
    check(not client.write_registers(1349, words(2.5), slave=1).isError(), "set point refused")
    all_values = client.read_holding_registers(1349, 16, slave=1)
    check(not all_values.isError(), "block refused")
    check(number(all_values.registers[0:2], ">f", False) == 2.5, "set point not held")
    pressure = number(all_values.registers[4:6], ">f", False)
    check(900 < pressure < 1600, f"pressure {pressure}")
    unit = client.read_holding_registers(1733, 2, slave=1)
    check(number(unit.registers, ">I", False) == 7, f"unit code {unit.registers}")
    for refused, code in (
        (client.write_registers(1349, words(9.0), slave=1), 3),
        (client.write_register(1349, 0, slave=1), 2),  # half of a float
        (client.write_registers(1363, words(1.0), slave=1), 2),  # measured
        (client.read_holding_registers(1365, 2, slave=1), 2),
    ):
        check(refused.isError() and refused.exception_code == code, f"{refused} instead of {code}")
    client.close()


def hamilton(path):
    client = ModbusSerialClient(port=path, baudrate=19200, timeout=5)
    check(client.connect(), "cannot open")
    for read in (client.read_holding_registers, client.read_input_registers):
        block = read(2089, 10, slave=1)
        check(not block.isError(), "the block of the pH is refused")
        check(number(block.registers[0:2], ">I", True) == 0x1000, "unit is not pH")
        ph = number(block.registers[2:4], ">f", True)
        check(6.5 < ph < 8, f"pH {ph}")
        check(number(block.registers[4:6], ">I", True) == 0, "status")
        check(number(block.registers[8:10], ">f", True) == 14, "upper end")
    for address, count in ((2089, 2), (2091, 2), (2089, 9), (2090, 10), (2409, 4)):
        part = client.read_holding_registers(address, count, slave=1)
        check(part.isError() and part.exception_code == 2, f"{address}+{count} was given")
    channels = client.read_holding_registers(2047, 2, slave=1)
    check(number(channels.registers, ">I", True) == 0x06E1, "channels")
    check(not client.write_registers(2409, [0x0002, 0x0000], slave=1).isError(), "K refused")
    kelvin = client.read_holding_registers(2409, 10, slave=1)
    check(abs(number(kelvin.registers[2:4], ">f", True) - 298.15) < 1, "not in K")
    bad = client.write_registers(2409, [0x0008, 0x0000], slave=1)
    check(bad.isError() and bad.exception_code == 3, "°F was taken")
    client.close()


{"julabo": julabo, "alicat": alicat, "hamilton": hamilton}[sys.argv[1]](sys.argv[2])
