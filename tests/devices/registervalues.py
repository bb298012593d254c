# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/devices/registervalues.csv: numbers and the registers that hold them, made by
Python's struct, so that the codec is not held against itself.

usage: registervalues.py > tests/data/devices/registervalues.csv
"""
import struct

FORMATS = {"u16": ">H", "i16": ">h", "u32": ">I", "i32": ">i", "f32": ">f", "f64": ">d", "i64": ">q"}
VALUES = {
    "u16": [0, 1, 258, 32768, 65535],
    "i16": [0, 1, -1, -32768, 32767, -12345],
    "u32": [0, 1, 65536, 16909060, 2147483648, 4294967295],
    "i32": [0, -1, -2, 16909060, 2147483647, -2147483648, -65536],
    "f32": [0.0, -1.5, 37.25, 6.02e23, -1e-20, 3.4028234663852886e38, 0.10000000149011612],
    "f64": [0.0, -1.5, 37.25, 0.1, -1e300, 5e-324],
    "i64": [0, -1, -3, 72623859790382856, 9007199254740992, -9007199254740992],
}


def ordered(data, order):
    words = [data[i : i + 2] for i in range(0, len(data), 2)]
    if order in ("CDAB", "DCBA"):
        words.reverse()
    if order in ("BADC", "DCBA"):
        words = [word[::-1] for word in words]
    return b"".join(words)


print("type,order,value,registers")
for kind, values in VALUES.items():
    for order in ("ABCD", "CDAB", "BADC", "DCBA"):
        for value in values:
            if kind == "i64" and abs(value) > 2**53:
                continue  # passes through a double
            packed = struct.pack(FORMATS[kind], value)
            held = struct.unpack(FORMATS[kind], packed)[0]  # an f32 rounds
            print(f"{kind},{order},{held!r},{ordered(packed, order).hex()}")
