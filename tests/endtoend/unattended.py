# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that nobody attends ends with a clear message, the place, a remedy and exit code 3; it never
waits in silence. Afterwards the batch is on hold, its pumps stand, and `resume` takes it up again.

usage: unattended.py CYTOLOOM-CLI SIGN-DEMOS
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import support

LIMIT = 180  # seconds; both cases are over in a few


def recipe_with(folder, name, change, sign):
    """The CAR-T recipe with one element changed, and signed as such: nothing else is made into a
    batch. `sign` is the program that signs the shipped recipes."""
    with open(support.RECIPE, encoding="utf-8") as file:
        recipe = json.load(file)

    def walk(value):
        if isinstance(value, dict):
            if "id" in value and "kind" in value:
                change(value)
            for member in value.values():
                walk(member)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(recipe)
    path = os.path.join(folder, name + ".cyrecipe.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(recipe, file, ensure_ascii=False, indent=2)
    subprocess.run([sign, support.PLANT, path], check=True, timeout=LIMIT)
    return path


def too_heavy(element):
    """The bag that is weighed first can never be as heavy as this asks for."""
    if element["id"] == "receive.weigh":
        for parameter in element["parameters"]:
            if parameter["id"] == "minimum":
                parameter["value"] = 40000


def uncalibrated(folder):
    """The demo plant, whose calibrations have run out long ago: recipe and plant are sound, but no
    step may start (GMP-EQP-02)."""
    with open(support.PLANT, encoding="utf-8") as file:
        plant = json.load(file)
    for unit in plant["units"]:
        unit["calibrationDue"] = "2020-01-01T00:00:00.000Z"
    path = os.path.join(folder, "uncalibrated.cyplant.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plant, file, ensure_ascii=False, indent=2)
    return path


def states(store):
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=20)
    try:
        result = {}
        for element, data in connection.execute(
                "SELECT element, data FROM journal WHERE code = 'element.state' ORDER BY sequence"):
            result[element] = json.loads(data)["to"]
        return result
    finally:
        connection.close()


def case(cli, table, folder, name, recipe, answer, words, plant_file=support.PLANT):
    store = os.path.join(folder, name + ".sqlite")
    try:
        ran = cli("run", recipe, "--plant", plant_file, "--store", store, "--simulate",
                  "--speed", 2000, "--batch", "B-1", "--lang", "en", *answer, timeout=LIMIT)
        problems = []
        if ran.returncode != 3:
            problems.append(f"exit {ran.returncode}: {ran.stderr[-600:]}")
        last = ran.stderr.strip().splitlines()
        said = "\n".join(last[-4:])
        problems += [f"does not say “{word}”: {said}" for word in words if word not in said]
        now = states(store)
        wrong = {id: state for id, state in now.items()
                 if state in ("Running", "Restarting")}
        # Holding: the hold logic of a manual step asks somebody, who is not there.
        if now.get("") not in ("Held", "Holding") or wrong:
            problems.append(f"the batch is {now.get('')}, still at work: {wrong}")
        plant = support.announced(store)
        if not plant or not support.is_alive(plant["pid"]):
            problems.append("the simulated plant is gone: nothing can be taken up")
        shown = cli("resume", "--store", store, "--json")
        try:
            said = json.loads(shown.stdout)
        except ValueError:
            said = {}
        if shown.returncode != 3 or said.get("state") != now.get("") or "findings" not in said:
            problems.append(f"resume: {shown.returncode} {shown.stdout} {shown.stderr}")
        table.row([name, ran.returncode], problems)
    finally:
        support.end_plant(store)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = tempfile.mkdtemp(prefix="cytoloom-unattended-")
    cli = support.Cli(sys.argv[1], folder)
    table = support.Table(["case", "exit", "result"], [28, 5, 6])
    heavy = recipe_with(folder, "heavy", too_heavy, sys.argv[2])
    case(cli, table, folder, "a check fails", heavy, ["--answer", "auto"],
         ["Weigh", "receive.weigh", "nobody attends", "resume --restart"])
    case(cli, table, folder, "nobody answers", support.RECIPE, [],
         ["nobody attends", "receive.clear", "--answer auto"])
    case(cli, table, folder, "a rule refuses", support.RECIPE, ["--answer", "auto"],
         ["GMP-EQP-02", "receive.clear", "resume"], uncalibrated(folder))
    code = table.finish()
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept: {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
