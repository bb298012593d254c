# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: the program, its files, and a table that counts failures."""
import json
import os
import signal
import socket
import subprocess
import sys
import time

SOURCE = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
DEMO = os.path.join(SOURCE, "resources", "demo")
DEVICES = os.path.join(SOURCE, "resources", "devices")
RECIPE = os.path.join(DEMO, "cart-lentiviral.cyrecipe.json")
PLANT = os.path.join(DEMO, "demo.cyplant.json")


class Cli:
    """cytoloom-cli with a home of its own, so that nobody's settings and keys are touched."""

    def __init__(self, program, home):
        self.program = os.path.abspath(program)
        self.home = home
        self.environment = dict(os.environ)
        self.environment.update({
            "HOME": home, "XDG_DATA_HOME": os.path.join(home, "data"),
            "XDG_RUNTIME_DIR": home, "CYTOLOOM_KEYS": os.path.join(home, "keys"),
            "LC_ALL": "C.UTF-8", "TZ": "UTC"})

    def __call__(self, *arguments, timeout=120, **options):
        return subprocess.run(
            [self.program, *map(str, arguments)], env=self.environment, timeout=timeout,
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace",
            **options)

    def start(self, *arguments, log=subprocess.DEVNULL):
        return subprocess.Popen(
            [self.program, *map(str, arguments)], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def make_key(self, person):
        """A signing key; the file with its passphrase."""
        secret = os.path.join(self.home, person + ".passphrase")
        with open(secret, "w", encoding="utf-8") as file:
            file.write("a long enough passphrase\n")
        made = self("key", "create", person, "--passphrase-file", secret)
        if made.returncode != 0:
            sys.exit("no key: " + made.stderr)
        return secret


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return True


def end(process):
    if process is not None and process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def announced(store):
    """What the simulated plant of a store says about itself, or None."""
    try:
        with open(store + ".plant.json", encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def end_plant(store):
    """Ends the simulated plant that a store names, if it still runs."""
    plant = announced(store)
    if plant and is_alive(plant["pid"]):
        os.kill(plant["pid"], signal.SIGTERM)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds):
    """What condition() says as soon as it is true, or None."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    return None


class Table:
    """Prints one line per case and remembers what was wrong."""

    def __init__(self, head, widths):
        self.widths = widths
        self.failures = []
        self.rows = 0
        self.line(head)

    def line(self, cells):
        print("  ".join(str(cell).ljust(width) for cell, width in zip(cells, self.widths)).rstrip(),
              flush=True)

    def row(self, cells, problems):
        self.rows += 1
        self.line([*cells, "ok" if not problems else "FAILED"])
        for problem in problems:
            print("    " + problem.strip().replace("\n", "\n    "), flush=True)
            self.failures.append(f"{cells[0]}: {problem}")

    def finish(self):
        print(f"{self.rows} cases, {len(self.failures)} failures")
        return 1 if self.failures else 0
