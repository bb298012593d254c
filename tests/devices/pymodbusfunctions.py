# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every function of Modbus by pymodbus; exit 0 when all answers are as they must be.

usage: pymodbusfunctions.py tcp PORT | rtu PATH      (unit 7, 200 of each table)
"""
import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.other_message import ReadExceptionStatusRequest
from pymodbus.register_read_message import ReadWriteMultipleRegistersRequest
from pymodbus.register_write_message import MaskWriteRegisterRequest

UNIT = {"slave": 7}


def check(answer, function, **expected):
    if answer.isError():
        sys.exit(f"{function}: {answer}")
    for name, value in expected.items():
        got = getattr(answer, name)
        if list(got)[: len(value)] != value:
            sys.exit(f"{function}: {name} is {got}, not {value}")


def refused(answer, function, code):
    if not answer.isError() or getattr(answer, "exception_code", None) != code:
        sys.exit(f"{function}: {answer}, not exception {code}")


if sys.argv[1] == "tcp":
    client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[2]), timeout=10)
else:
    client = ModbusSerialClient(port=sys.argv[2], baudrate=19200, timeout=10)
if not client.connect():
    sys.exit("cannot connect")

pattern = [True, False, True, True, False, False, True, True, True, False]
check(client.write_coils(30, pattern, **UNIT), 15)
check(client.read_coils(30, 10, **UNIT), 1, bits=pattern)
check(client.write_coil(31, True, **UNIT), 5)
check(client.read_coils(30, 3, **UNIT), 1, bits=[True, True, True])
check(client.read_discrete_inputs(96, 4, **UNIT), 2, bits=[False, False, True, True])
check(client.write_registers(40, list(range(100, 160)), **UNIT), 16)
check(client.read_holding_registers(40, 60, **UNIT), 3, registers=list(range(100, 160)))
check(client.write_register(41, 65535, **UNIT), 6)
check(client.read_holding_registers(41, 1, **UNIT), 3, registers=[65535])
check(client.read_input_registers(8, 1, **UNIT), 4, registers=[10])
# Not client.mask_write_register() and its like: in pymodbus 3.0 they forget the unit, which makes
# a broadcast.
check(client.execute(MaskWriteRegisterRequest(4, 0xF2, 0x25, unit=7)), 22)
check(client.read_holding_registers(4, 1, **UNIT), 3, registers=[0x17])
both = ReadWriteMultipleRegistersRequest(
    read_address=40, read_count=3, write_address=40, write_registers=[1, 2], unit=7
)
check(client.execute(both), 23, registers=[1, 2, 102])
refused(client.read_holding_registers(199, 2, **UNIT), 3, 2)
refused(client.write_register(200, 1, **UNIT), 6, 2)
refused(client.execute(ReadExceptionStatusRequest(unit=7)), 7, 1)
client.close()
