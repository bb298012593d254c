# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fault of frames and registers as pymodbus sees it, on the served demo plant; exit 0 when each
is really there and gone again afterwards.

usage: pymodbusfaults.py tcp PORT FAULT-PORT | rtu PATH FAULT-PORT
"""
import json
import logging
import socket
import sys

from pymodbus.client import ModbusSerialClient, ModbusTcpClient
from pymodbus.exceptions import ModbusException

logging.getLogger("pymodbus").setLevel(logging.CRITICAL)
TCP = sys.argv[1] == "tcp"
DEVICE = "DEV-BR-01" if TCP else "DEV-INC-01"
PROBLEMS = []


class Plant:
    """The fault port: a line each way."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.lines = self.socket.makefile("r", encoding="utf-8")

    def ask(self, line):
        self.socket.sendall((line + "\n").encode())
        return self.lines.readline().strip()

    def inject(self, kind, **parameters):
        said = self.ask("inject " + json.dumps(
            {"id": "t", "fault": kind, "device": DEVICE, **parameters}))
        if said != "ok":
            sys.exit(f"{kind}: {said}")


def make():
    if TCP:
        client = ModbusTcpClient("127.0.0.1", port=int(sys.argv[2]), timeout=1, retries=1)
    else:
        client = ModbusSerialClient(port=sys.argv[2], baudrate=19200, timeout=1, retries=1)
    client.connect()
    return client


def read(client):
    """Registers, "exception N", or what else became of it."""
    try:
        if TCP:
            answer = client.read_input_registers(1000, 4, slave=1)
        else:
            answer = client.read_input_registers(0, 3, slave=1)
    except (ModbusException, OSError, IndexError, KeyError, ValueError) as error:
        return f"failed: {error}"
    if answer is None:
        return "failed: nothing"
    if hasattr(answer, "exception_code"):
        return f"exception {answer.exception_code}"
    if answer.isError():
        return f"failed: {answer}"
    return answer.registers


def write(client, words):
    try:
        if TCP:
            answer = client.write_registers(2006, words, slave=1)  # stirrer.sp
            back = client.read_holding_registers(2006, len(words), slave=1)
        else:
            answer = client.write_registers(0, words, slave=1)
            back = client.read_holding_registers(0, len(words), slave=1)
    except (ModbusException, OSError) as error:
        return f"failed: {error}", None
    if hasattr(answer, "exception_code"):
        return f"exception {answer.exception_code}", getattr(back, "registers", None)
    return "failed" if answer.isError() else "ok", getattr(back, "registers", None)


def check(kind, seen, holds):
    print(f"{kind:22} {seen}", flush=True)
    if not holds:
        PROBLEMS.append(kind)


def main():
    plant = Plant(int(sys.argv[3]))
    healthy = read(make())
    check("none", healthy, isinstance(healthy, list))

    def broken(seen):
        return isinstance(seen, str) and seen.startswith("failed")

    cases = [("time-out", {}, broken), ("short-frame", {}, broken), ("garbage-frame", {}, broken),
             ("exception", {"code": 6}, lambda seen: seen == "exception 6"),
             ("power-loss", {}, broken)]
    if TCP:
        # The high word of a temperature stays the same while the low one is noise.
        cases += [("swapped-unit-id", {}, broken),
                  ("wrong-word-order", {}, lambda seen: isinstance(seen, list)
                   and abs(seen[2] - healthy[3]) < 8)]
    else:
        cases += [("wrong-crc", {}, broken), ("swapped-unit-id", {}, broken),
                  ("wrong-word-order", {"swap": "bytes"}, lambda seen: isinstance(seen, list)
                   and seen[1] & 0xFF == healthy[1] >> 8)]
    for kind, parameters, holds in cases:
        plant.inject(kind, **parameters)
        client = make()
        seen = read(client)
        client.close()
        check(kind, seen, holds(seen))
        plant.ask("clear t")
        client = make()
        after = read(client)
        client.close()
        check("  after it", after, isinstance(after, list))

    if TCP:  # this client takes an answer of any number, so that the bytes themselves are looked at
        plant.inject("wrong-transaction-id")
        with socket.create_connection(("127.0.0.1", int(sys.argv[2])), 10) as plain:
            plain.sendall(bytes.fromhex("000700000006010403e80002"))
            frame = plain.recv(64)
        check("wrong-transaction-id", frame.hex(), len(frame) == 13 and frame[:2] != b"\0\7"
              and frame[2:9] == bytes.fromhex("00000007010404"))
        plant.ask("clear t")

    client = make()
    first, second = ([0x0000, 0x42C8], [0x8000, 0x4316]) if TCP else ([3600, 510], [3500, 520])
    check("write", write(client, first), write(client, first) == ("ok", first))
    for kind, parameters, wanted in [
            ("write-refused", {"code": 3}, ("exception 3", first)),
            ("stuck-actuator", {}, ("ok", first)),
            ("stuck-actuator", {"shows": "ordered"}, ("ok", second)),
            ("partial-write", {}, ("ok", [second[0], first[1]]))]:
        plant.inject(kind, **parameters)
        seen = write(client, second)
        check(kind, seen, seen == wanted)
        plant.ask("clear t")
        seen = write(client, first)
        check("  after it", seen, seen == ("ok", first))
    if PROBLEMS:
        sys.exit("wrong: " + ", ".join(PROBLEMS))


main()
