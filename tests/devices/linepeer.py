# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An instrument on a pty whose line is disturbed: linepeer.py PROTOCOL DEVICE PERCENT SEED.

Written from the makers' manuals, not from our code. Prints "ready 0". Of PERCENT of the bytes that
it sends and hears one is flipped, lost, or has another inserted before it. It always tells the
same truth: thermo 2010 "+37.0;+36.9;+36.9", namur 300.0 rpm and 36.9 degC, watson-marlow pump 1 at
40.0 rpm CW running, mt-sics 1250.50 g, rtu unit 1 with 1000 + n in register n.
"""
import os
import random
import sys
import time

protocol, device, percent, seed = sys.argv[1:5]
rate = float(percent) / 100
dice = random.Random(int(seed))
port = os.open(device, os.O_RDWR | os.O_NOCTTY)


def disturbed(data):
    out = bytearray()
    for byte in data:
        if dice.random() >= rate:
            out.append(byte)
            continue
        kind = dice.randrange(4)
        if kind == 0:  # one bit
            out.append(byte ^ (1 << dice.randrange(8)))
        elif kind == 1:  # a digit, the worst that can happen to a number
            out.append(ord("0") + dice.randrange(10))
        elif kind == 2:  # one more
            out += bytes([dice.randrange(256), byte])
    return bytes(out)


def thermo(line):
    def sum_of(text):
        value = 0
        for letter in text:
            value ^= letter
        return b"%02x" % (~value & 0xFF)

    start = max(line.rfind(b"?:"), 0)
    body, asked = line[start:-2], line[start:]
    if len(asked) < 13 or asked[-2:] != sum_of(body):
        answer = b"!:0000:02:?0:"
    elif asked[:7] == b"?:2010:":
        answer = b"!:2010:11:+37.0;+36.9;+36.9:"
    else:
        answer = b"!:" + asked[2:6] + b":02:?1:"
    return answer + sum_of(answer) + b"\r"


def namur(line):
    return {
        b"IN_PV_4": b"300.0 4 \r\n",
        b"IN_SP_4": b"300.0 4 \r\n",
        b"IN_PV_1": b"36.9 1 \r\n",
        b"IN_SP_1": b"37.0 1 \r\n",
        b"IN_PV_5": b"6.0 5 \r\n",
        b"IN_NAME": b"C-MAG HS7 \r\n",
    }.get(line.strip(), b"")


def watson_marlow(line):
    if line.strip() == b"1RS":
        return b"323Du 40.0 CW 1 !\r"
    return b"323Du 250.0 CCW 0 !\r" if line.strip() == b"2RS" else b""


def mt_sics(line):
    if line.strip() in (b"S", b"SI"):
        return b"S S    1250.50 g\r\n"
    return b"ES\r\n"


def crc(data):
    value = 0xFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ 0xA001 if value & 1 else value >> 1
    return bytes([value & 0xFF, value >> 8])


def rtu(frame):
    unit, function, address, count = frame[0], frame[1], frame[2:4], frame[4:6]
    if unit != 1 or crc(frame[:6]) != frame[6:8] or function not in (3, 4):
        return b""
    first, words = int.from_bytes(address, "big"), int.from_bytes(count, "big")
    if words < 1 or words > 125:
        return b""
    body = bytes([1, function, 2 * words])
    for i in range(words):
        body += ((1000 + first + i) & 0xFFFF).to_bytes(2, "big")
    return body + crc(body)


ENDS = {"thermo": b"\r", "namur": b"\r\n", "watson-marlow": b"\r", "mt-sics": b"\r\n"}
ANSWERS = {"thermo": thermo, "namur": namur, "watson-marlow": watson_marlow, "mt-sics": mt_sics}

print("ready 0", flush=True)
pending = b""
last = time.monotonic()
while True:
    heard = os.read(port, 256)
    if time.monotonic() - last > 0.05:
        pending = b""  # what was left unfinished long ago is no beginning of this
    last = time.monotonic()
    pending += disturbed(heard)
    answers = []
    if protocol == "rtu":
        while len(pending) >= 8:
            answers.append(rtu(pending[:8]))
            pending = pending[8:]
    else:
        while ENDS[protocol] in pending:
            line, pending = pending.split(ENDS[protocol], 1)
            answers.append(ANSWERS[protocol](line))
    for answer in answers:
        answer = disturbed(answer)
        step = dice.randrange(1, 9)
        for start in range(0, len(answer), step):
            os.write(port, answer[start : start + step])
