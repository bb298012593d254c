# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the command line against the served demo plant, and other people's Modbus clients.

usage: cli.py CYTOLOOM-CLI

`plant serve`, `device read/check/write` with every shipped profile, a paced batch's `history`,
`report`, `verify`; mbpoll and pymodbus (when they are installed) read the served plant as well.
"""
import csv
import importlib.util
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

import support
from support import PLANT, RECIPE

# Instruments of vendors: no unit of the demo plant has them, tst_instrumentplant serves them.
INSTRUMENTS = {"hamilton-arc-ph", "alicat-mfc", "julabo-presto", "thermo-incubator",
               "mt-sics-balance", "ika-stirrer", "watson-marlow-323"}
PROFILE_WRITES = {
    "cell-processor": ("mixer.sp", 50), "bioreactor": ("temperature.sp", 36.5),
    "incubator": ("temperature.sp", 36.5), "centrifuge": ("gforce.sp", 100),
    "fill-station": ("dose.sp", 20), "controlled-rate-freezer": ("target.sp", -40),
    "cell-counter": ("source.sp", 2), "tube-welder": ("start.sp", 0),
    "autosampler": ("volume.sp", 2), "balance": ("tare.sp", 1),
}


class Suite:
    def __init__(self, cli, folder):
        self.cli = cli
        self.folder = folder
        self.table = support.Table(["case", "exit", "shows", "result"], [46, 4, 60, 6])

    def json(self, name, *arguments, codes=(0,), check=None):
        """Runs with --json; \\p check says what is wrong with the object, or nothing."""
        result = self.cli(*arguments, "--json")
        problems = []
        shown = ""
        try:
            said = json.loads(result.stdout)
        except ValueError:
            said = None
            problems.append(f"no JSON object: {result.stdout[:200]} {result.stderr[:300]}")
        if result.returncode not in codes:
            problems.append(f"exit {result.returncode}: {result.stdout[:300]} {result.stderr[:300]}")
        elif check and said is not None:
            shown, wrong = check(said)
            problems += wrong
        self.table.row([name, result.returncode, shown[:60]], problems)
        return said

    def say(self, name, shown, *problems):
        self.table.row([name, "", str(shown)[:60]], [problem for problem in problems if problem])


def all_good(said):
    readings = said.get("readings", [])
    bad = [item for item in readings if "value" not in item]
    first = readings[0] if readings else {}
    return (f"{len(readings)} tags, {first.get('tag')} = {first.get('value')} {first.get('unit')}",
            [f"no value: {bad}"] if bad or not readings else [])


def devices(suite, plant):
    seen = set()
    for device in plant["devices"]:
        profile = device["profile"]
        name = profile.split(".")[0]
        if name in seen:
            continue
        seen.add(name)
        where = ["--connect", device["connect"]]
        suite.json(f"device read {name}", "device", "read", profile, *where, codes=(0, 1),
                   check=all_good)
        suite.json(f"device check {name}", "device", "check", profile, *where, codes=(0, 1),
                   check=all_good)
        if name not in PROFILE_WRITES:
            continue
        tag, value = PROFILE_WRITES[name]
        suite.json(f"device write {name}", "device", "write", profile, *where, "--tag", tag,
                   "--value", value,
                   check=lambda said, tag=tag, value=value: (
                       f"{tag} = {said.get('value')}",
                       [] if said.get("value") == value else [f"not {value}"]))
        if name == "balance":
            continue  # taring is an order, not a value that stays
        suite.json(f"device read back {name}", "device", "read", profile, *where, "--tag", tag,
                   check=lambda said, value=value: (
                       str(said["readings"][0].get("value")),
                       [] if abs(said["readings"][0].get("value", 1e9) - value) < 0.01
                       else [f"not {value}: {said}"]))
    missing = {file.split(".")[0] for file in os.listdir(support.DEVICES)} - seen - INSTRUMENTS
    suite.say("every shipped profile is served", len(seen),
              f"not served: {missing}" if missing else "")


def other_clients(suite, plant):
    reactor = next(d["connect"] for d in plant["devices"] if d["id"] == "DEV-BR-01")
    port = re.search(r":(\d+)\?", reactor).group(1)
    ours = suite.json("ours: BR-01 temperature.sp", "device", "read", "bioreactor.cydevice.json",
                      "--connect", reactor, "--tag", "temperature.sp", check=all_good)
    value = ours["readings"][0]["value"]
    if shutil.which("mbpoll"):
        # Holding registers from 2000, 32-bit floats, low word first: mbpoll's own order.
        read = subprocess.run(
            ["mbpoll", "-0", "-1", "-a", "1", "-t", "4:float", "-r", "2000", "-c", "1", "-p", port,
             "127.0.0.1"], capture_output=True, text=True, timeout=30, check=False)
        found = re.search(r"\[2000\]:\s*([-\d.]+)", read.stdout)
        suite.say("mbpoll reads it", found and found.group(1),
                  "" if found and abs(float(found.group(1)) - value) < 1e-3
                  else read.stdout + read.stderr)
        written = subprocess.run(
            ["mbpoll", "-0", "-1", "-a", "1", "-t", "4:float", "-r", "2000", "-p", port,
             "127.0.0.1", "35.5"], capture_output=True, text=True, timeout=30, check=False)
        suite.say("mbpoll writes it", "35.5",
                  "" if written.returncode == 0 else written.stdout + written.stderr)
        suite.json("ours sees what mbpoll wrote", "device", "read", "bioreactor.cydevice.json",
                   "--connect", reactor, "--tag", "temperature.sp",
                   check=lambda said: (str(said["readings"][0].get("value")),
                                       [] if said["readings"][0].get("value") == 35.5
                                       else [str(said)]))
        value = 35.5
    else:
        print("    not tried: mbpoll is not installed")
    if importlib.util.find_spec("pymodbus"):
        from pymodbus.client import ModbusTcpClient  # pylint: disable=import-outside-toplevel
        client = ModbusTcpClient("127.0.0.1", port=int(port))
        client.connect()
        answer = client.read_holding_registers(2000, 2, slave=1)
        client.close()
        number = None
        if not answer.isError():
            low, high = answer.registers
            number = struct.unpack(">f", struct.pack(">HH", high, low))[0]
        suite.say("pymodbus reads it", number,
                  "" if number is not None and abs(number - value) < 1e-3 else str(answer))
    else:
        print("    not tried: pymodbus is not installed")


def history(suite):
    store = os.path.join(suite.folder, "batch.sqlite")
    run = suite.cli.start("run", RECIPE, "--plant", PLANT, "--store", store, "--simulate",
                          "--speed", 5000, "--answer", "auto", "--batch", "B-CLI")
    time.sleep(8)
    support.end(run)
    support.end_plant(store)
    suite.say("Ctrl+C ends run in an orderly way", run.returncode,
              "" if run.returncode == 130 else f"exit {run.returncode}")
    tags = suite.json("history lists tags", "history", "--store", store, check=lambda said: (
        f"{len(said['tags'])} tags", [] if len(said["tags"]) > 50 else ["too few"]))["tags"]
    tag = "SEP-01.volume.pv"
    file = os.path.join(suite.folder, "history.csv")
    result = suite.cli("history", "--store", store, "--tag", tag, "--points", 200, "--csv", file)
    with open(file, encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    values = [float(row["mean"]) for row in rows if row["mean"]]
    ordered = all(a["time"] <= b["time"] for a, b in zip(rows, rows[1:]))
    wrong = [row for row in rows if row["mean"]
             and not float(row["min"]) <= float(row["mean"]) <= float(row["max"])]
    suite.say(f"history --csv {tag}", f"{len(rows)} lines, {min(values)} to {max(values)} mL",
              "" if result.returncode == 0 else result.stderr,
              "" if ordered and not wrong else f"not in order: {wrong[:3]}",
              "" if 50 < len(rows) <= 400 and max(values) > 10 else "no batch to be seen",
              "" if tag in tags else "the tag is not listed")
    shown = suite.cli("resume", "--store", store)
    suite.say("resume shows what happened", shown.stdout.splitlines()[:1],
              "" if shown.returncode == 3 and "comes up Held" in shown.stdout
              else shown.stdout + shown.stderr)
    secret = suite.cli.make_key("qp-01")
    for language in ("zh", "en"):
        report = os.path.join(suite.folder, f"report-{language}.pdf")
        data = os.path.join(suite.folder, f"record-{language}.json")
        suite.json(f"report --lang {language}", "report", "--store", store, "--batch", "B-CLI",
                   "--out", report, "--data", data, "--lang", language, "--sign", "qp-01",
                   "--passphrase-file", secret, check=lambda said: (
                       f"{said['pages']} pages, {said['bytes']} bytes, {said['seconds']} s",
                       [] if said["missing"] == 0 else [f"missing minutes: {said}"]))
        with open(data, encoding="utf-8") as opened:
            json.load(opened)
        suite.json(f"verify report {language}", "verify", report, check=lambda said: (
            said["name"], [] if said["intact"] else ["not intact"]))
        if shutil.which("pdfsig"):
            seen = subprocess.run(["pdfsig", "-nocert", report], capture_output=True, text=True,
                                  timeout=60, check=False).stdout
            suite.say(f"pdfsig {language}", "Signature is Valid",
                      "" if "Signature is Valid" in seen and "Total document signed" in seen
                      else seen)
    suite.json("verify store", "verify", "--store", store, check=lambda said: (
        "intact", [] if said["intact"] else [str(said)]))


def bindings(suite, folder):
    """A planned batch: clean as shipped, with a finding when its donor changes, refused for another
    recipe."""
    shipped = os.path.join(support.DEMO, "cart.cybinding.json")
    suite.json("validate --binding", "validate", RECIPE, "--plant", PLANT, "--binding", shipped,
               check=lambda said: (f"{len(said['findings'])} findings",
                                   [] if said["errors"] == 0 else [str(said["findings"])]))
    with open(shipped, encoding="utf-8") as file:
        binding = json.load(file)
    for name, change, code, expected in (
            ("other donor", {"recipient": "D-1"}, 1, "GMP-COI-03"),
            ("other version", {}, 2, "")):
        changed = dict(binding, attributes=dict(binding["attributes"], **change))
        if code == 2:
            changed["recipeVersion"] += 1
        path = os.path.join(folder, f"{name}.cybinding.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(changed, file, ensure_ascii=False)
        result = suite.cli("validate", RECIPE, "--plant", PLANT, "--binding", path)
        suite.say(f"validate --binding, {name}", f"exit {result.returncode}",
                  "" if result.returncode == code else f"exit {result.returncode}",
                  "" if expected in result.stdout else result.stdout[-300:])


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = tempfile.mkdtemp(prefix="cytoloom-cli-")
    cli = support.Cli(sys.argv[1], folder)
    suite = Suite(cli, folder)
    announcement = os.path.join(folder, "plant.json")
    for command in ("validate", "run", "resume", "report", "verify", "plant", "device", "history",
                    "key"):
        result = cli(command, "--help")
        suite.say(f"{command} --help", result.stdout.splitlines()[:1],
                  "" if result.returncode == 0 and "Example:" in result.stdout
                  and "cytoloom-cli " + command in result.stdout and not result.stderr
                  else result.stdout + result.stderr)
    for recipe in sorted(os.listdir(support.DEMO)):
        if recipe.endswith(".cyrecipe.json"):
            suite.json(f"validate {recipe}", "validate", os.path.join(support.DEMO, recipe),
                       "--plant", PLANT, check=lambda said: (
                           f"{len(said['findings'])} findings", [] if said["errors"] == 0
                           else [str(said["findings"])]))
    bindings(suite, folder)
    served = cli.start("plant", "serve", PLANT, "--announce", announcement)
    try:
        if not support.wait_for(lambda: os.path.exists(announcement), 60):
            sys.exit("the plant was not served")
        with open(announcement, encoding="utf-8") as file:
            plant = json.loads(json.load(file)["plant"])
        devices(suite, plant)
        other_clients(suite, plant)
    finally:
        support.end(served)
    suite.say("plant serve ends when asked", served.returncode,
              "" if served.returncode == 0 else f"exit {served.returncode}")
    history(suite)
    code = suite.table.finish()
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept: {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
