# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modbus servers by pymodbus 3, for the tests.

pymodbuspeer.py tcp          prints "ready PORT"
pymodbuspeer.py rtu DEVICE   units 1 and 2 on one line, prints "ready 0"
Holding and input register i of unit u hold u * 1000 + i; 100 of each table, coils are off.
"""
import asyncio
import sys
import types

try:
    import serial_asyncio  # noqa: F401
except ImportError:
    # pymodbus imports it for its serial server, which is not used here; Debian only suggests it.
    stand_in = types.ModuleType("serial_asyncio")
    stand_in.create_serial_connection = None
    sys.modules["serial_asyncio"] = stand_in

from pymodbus.datastore import (
    ModbusSequentialDataBlock,
    ModbusServerContext,
    ModbusSlaveContext,
)
from pymodbus.factory import ServerDecoder
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server.async_io import ModbusTcpServer


def unit_context(unit):
    registers = [unit * 1000 + i for i in range(100)]
    return ModbusSlaveContext(
        di=ModbusSequentialDataBlock(0, [0] * 100),
        co=ModbusSequentialDataBlock(0, [0] * 100),
        hr=ModbusSequentialDataBlock(0, list(registers)),
        ir=ModbusSequentialDataBlock(0, list(registers)),
        zero_mode=True,
    )


def make_context():
    return ModbusServerContext({1: unit_context(1), 2: unit_context(2)}, single=False)


async def serve_tcp():
    server = ModbusTcpServer(make_context(), address=("127.0.0.1", 0))
    task = asyncio.ensure_future(server.serve_forever())
    while server.server is None or not server.server.sockets:
        await asyncio.sleep(0.01)
    print("ready", server.server.sockets[0].getsockname()[1], flush=True)
    await task


def serve_rtu(device):
    import serial

    context = make_context()
    framer = ModbusRtuFramer(ServerDecoder(), client=None)
    port = serial.Serial(device, 115200, timeout=0.002)

    def answer(request):
        response = request.execute(context[request.unit_id])
        response.transaction_id = request.transaction_id
        response.unit_id = request.unit_id
        port.write(framer.buildPacket(response))

    print("ready 0", flush=True)
    while True:
        data = port.read(256)
        if data:
            framer.processIncomingPacket(data, answer, unit=[1, 2], single=False)


if sys.argv[1] == "tcp":
    asyncio.run(serve_tcp())
else:
    serve_rtu(sys.argv[2])
