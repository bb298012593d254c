# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small fire drill as a user runs it: two faults at two steps, every cell tried, nothing harmed, and
the same verdicts in console, JSON, CSV and PDF; the evidence stands in the stores that it keeps.

usage: drill.py CYTOLOOM-CLI
"""
import csv
import json
import os
import shutil
import sqlite3
import sys
import tempfile

import support

STEPS = "receive.weigh,process.prime"
FAULTS = "time-out,power-loss"
LIMIT = 500  # seconds


def refusals(cli, table):
    """What is asked for wrongly is refused in a sentence, before any plant is started."""
    for name, arguments, word in [
            ("unknown fault", ["--faults", "gremlins"], "gremlins"),
            ("unknown step", ["--steps", "process.dance"], "process.dance"),
            ("unknown form", ["--out", "drill.docx"], "drill.docx"),
            ("no such cell", ["--faults", "wrong-crc", "--steps", "process.prime"], "nothing")]:
        said = cli("drill", support.RECIPE, "--plant", support.PLANT, "--lang", "en", *arguments)
        problems = []
        if said.returncode not in (2, 3) or word not in said.stderr:
            problems.append(f"exit {said.returncode}: {said.stderr}")
        table.row([name, said.returncode], problems)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = tempfile.mkdtemp(prefix="cytoloom-drill-")
    cli = support.Cli(sys.argv[1], folder)
    table = support.Table(["case", "exit", "result"], [28, 5, 6])
    refusals(cli, table)

    files = {kind: os.path.join(folder, "drill." + kind) for kind in ("json", "csv", "pdf")}
    stores = os.path.join(folder, "stores")
    ran = cli("drill", support.RECIPE, "--plant", support.PLANT, "--steps", STEPS, "--faults",
              FAULTS, "--batches", "4", "--stores", stores, "--lang", "en",
              *[part for file in files.values() for part in ("--out", file)], timeout=LIMIT)
    problems = []
    if ran.returncode != 0:
        problems.append(f"exit {ran.returncode}: {ran.stdout[-1500:]} {ran.stderr[-600:]}")
    with open(files["json"], encoding="utf-8") as file:
        drill = json.load(file)
    with open(files["csv"], encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    cells = drill["cells"]
    if len(cells) != 4 or len(rows) != 5:
        problems.append(f"{len(cells)} cells, {len(rows)} lines")
    for cell in cells:
        if cell["outcome"] not in ("handled", "held"):
            problems.append(f"{cell['element']} {cell['fault']}: {cell['outcome']}")
            continue
        if "detection" not in cell:
            problems.append(f"{cell['element']} {cell['fault']}: a lost device went unnoticed")
        store = os.path.join(stores, cell["batch"] + ".sqlite")
        connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=20)
        found = connection.execute(
            "SELECT count(*) FROM journal WHERE sequence = ? AND element = ?",
            (cell["evidence"]["firstSequence"], cell["element"])).fetchone()[0]
        connection.close()
        if found != 1:
            problems.append(f"the evidence of {cell['element']} is not in {store}")
    with open(files["pdf"], "rb") as file:
        if not file.read(8).startswith(b"%PDF-1."):
            problems.append("no PDF")
    table.row(["two faults, two steps", ran.returncode], problems)
    code = table.finish()
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept: {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
