# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes the served demo plant with pymodbus; exit 0 when all is as it must be.

usage: pymodbusclient.py tcp PORT | rtu PATH
"""
import struct
import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient


def low_word_first(registers):
    return struct.unpack(">f", struct.pack(">HH", registers[1], registers[0]))[0]


def check(condition, text):
    if not condition:
        sys.exit(text)


def tcp(port):
    """The bioreactor: floats, low word first; inputs from 1000, holdings from 2000."""
    client = ModbusTcpClient("127.0.0.1", port=port)
    other = ModbusTcpClient("127.0.0.1", port=port)  # two clients at once
    check(client.connect() and other.connect(), "cannot connect")
    written = [0x0000, 0x4210]  # 36 °C
    check(not client.write_registers(2000, written, slave=1).isError(), "write refused")
    back = other.read_holding_registers(2000, 2, slave=1)
    check(not back.isError() and back.registers == written, "not read back")
    inputs = client.read_input_registers(1000, 33, slave=1)
    check(not inputs.isError() and len(inputs.registers) == 33, "block read failed")
    temperature = low_word_first(inputs.registers[2:4])
    check(0 < temperature < 45, f"temperature {temperature}")
    both = client.readwrite_registers(
        read_address=2000, read_count=2, write_address=2000,
        write_registers=[0x0000, 0x4214], slave=1)
    check(not both.isError() and both.registers == [0x0000, 0x4214], "function 23 failed")
    refused = client.write_registers(2000, [0x0000, 0x42C6], slave=1)  # 99 °C
    check(refused.isError() and refused.exception_code == 3, "99 °C was taken")
    missing = client.read_input_registers(1, 1, slave=1)
    check(missing.isError() and missing.exception_code == 2, "address 1 exists")
    stranger = client.read_input_registers(1000, 1, slave=9)
    check(stranger.isError() and stranger.exception_code == 11, "unit 9 answers")
    client.close()
    other.close()


def rtu(path):
    """Incubator (1) and LN2 store (2) on one line."""
    client = ModbusSerialClient(port=path, baudrate=19200, timeout=5)
    check(client.connect(), "cannot open")
    check(not client.write_register(0, 3650, slave=1).isError(), "write refused")
    back = client.read_holding_registers(0, 2, slave=1)
    check(not back.isError() and back.registers == [3650, 500], f"read back {back}")
    store = client.read_input_registers(0, 2, slave=2)
    check(not store.isError(), "LN2 store silent")
    kelvin = store.registers[0] / 10
    check(75 < kelvin < 120, f"LN2 store at {kelvin} K")
    client.close()


if sys.argv[1] == "tcp":
    tcp(int(sys.argv[2]))
else:
    rtu(sys.argv[2])
