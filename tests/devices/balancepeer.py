# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A balance that speaks MT-SICS on a pty: balancepeer.py DEVICE, prints "ready 0".

It announces itself before its first answer, sends in pieces and weighs in kilograms.
"""
import os
import sys
import time

port = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)
weight = "1.2505"
announced = False
print("ready 0", flush=True)
pending = b""
while True:
    pending += os.read(port, 256)
    while b"\r\n" in pending:
        command, pending = pending.split(b"\r\n", 1)
        if command == b"SI":
            answer = "S D %10s kg\r\n" % weight
        elif command == b"T":
            answer = "T S %10s kg\r\n" % weight
            weight = "0.0000"
        elif command == b"SIOVER":
            answer = "SIOVER +\r\n"
        else:
            answer = "ES\r\n"
        if not announced:
            answer = 'I4 A "0123456789"\r\n' + answer
            announced = True
        for start in range(0, len(answer), 5):
            os.write(port, answer[start : start + 5].encode())
            time.sleep(0.002)
