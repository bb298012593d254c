# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills a running batch with SIGKILL at random moments and takes it up again, until it is Complete.

usage: killresume.py CYTOLOOM-CLI [KILLS [SEED [EXPECTED-SECONDS]]]

Every kill: what was acknowledged is there, the journal has no hole and verifies, the simulated
plant lives on and is found again, nothing runs by itself, and the batch can be finished.
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time

import support

ENDED = {"Idle", "Complete", "Stopped", "Aborted"}
KILLS_PER_BATCH = 10
PATIENCE = 600  # seconds until a batch that nobody kills must have ended
HELD_LIMIT = 20  # seconds that a step may stay Held while the batch runs


def journal(store):
    """All rows of the journal, read only."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=20)
    try:
        return connection.execute(
            "SELECT sequence, time_ms, batch, code, element, data, hash FROM journal"
            " ORDER BY sequence").fetchall()
    finally:
        connection.close()


def states(rows):
    """The state of each element after \\p rows; "" is the batch."""
    result = {}
    for row in rows:
        if row[3] == "element.state":
            result[row[4]] = json.loads(row[5])["to"]
    return result


def kinds():
    """Element id -> kind, of the recipe file."""
    result = {}

    def walk(value):
        if isinstance(value, dict):
            if isinstance(value.get("id"), str) and isinstance(value.get("kind"), str):
                result[value["id"]] = value["kind"]
            for member in value.values():
                walk(member)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    with open(support.RECIPE, encoding="utf-8") as file:
        walk(json.load(file))
    return result


def ran_by_itself(rows):
    """Elements that went on after a recovery without having been restarted."""
    wrong = []
    state = {}
    since_recovery = None  # elements that must come up Held
    commanded = True
    for row in rows:
        if row[3] == "batch.recovered":
            since_recovery = {id for id, now in state.items()
                              if now not in ENDED | {"Held", "Stopping", "Aborting"}}
            commanded = False
        elif row[3] == "batch.command":
            commanded = True
            if since_recovery:
                wrong.append(f"not Held after recovery {row[0]}: {sorted(since_recovery)}")
                since_recovery = set()
        elif row[3] == "element.state":
            data = json.loads(row[5])
            state[row[4]] = data["to"]
            if since_recovery and data["to"] == "Held" and data["cause"] == "recovery":
                since_recovery.discard(row[4])
            if not commanded and data["to"] in ("Running", "Restarting"):
                wrong.append(f"{row[4] or 'batch'} {data['to']} at {row[0]} without a command")
    return wrong


class Batch:
    def __init__(self, cli, folder, number, seed):
        self.cli = cli
        self.store = os.path.join(folder, f"batch-{number}.sqlite")
        self.log_name = os.path.join(folder, f"batch-{number}.log")
        self.seed = seed
        self.process = None
        self.log = open(self.log_name, "ab")

    def begin(self):
        self.process = self.cli.start(
            "run", support.RECIPE, "--plant", support.PLANT, "--store", self.store, "--simulate",
            "--speed", 5000, "--answer", "auto", "--seed", self.seed, log=self.log)

    def resume(self):
        self.process = self.cli.start(
            "resume", "--store", self.store, "--restart", "--answer", "auto", "--speed", 5000,
            log=self.log)

    def last_words(self, lines=12):
        with open(self.log_name, encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-lines:])

    def held(self):
        """Elements that are Held while the batch runs: nobody is there to restart them."""
        try:
            now = states(journal(self.store))
        except sqlite3.Error:
            return []
        if now.get("") != "Running":
            return []
        return [id for id, state in now.items() if state == "Held"]

    def wait(self, seconds):
        """Until the process ends or \\p seconds are over; what is stuck, if anything."""
        until = time.monotonic() + seconds
        held_since = None
        while time.monotonic() < until and self.process.poll() is None:
            time.sleep(min(1.0, max(0.0, until - time.monotonic())))
            if until - time.monotonic() < 2:
                continue
            held = self.held()
            if not held:
                held_since = None
            elif held_since is None:
                held_since = time.monotonic()
            elif time.monotonic() - held_since > HELD_LIMIT:
                return f"stays Held: {held}\n{self.last_words()}"
        return ""

    def kill(self, element_kinds):
        """Cells of the table, and what is wrong; None when it had ended by itself just before."""
        problems = []
        before = journal(self.store)
        os.kill(self.process.pid, signal.SIGKILL)
        if self.process.wait() != -signal.SIGKILL:
            return None
        after = journal(self.store)
        plant = support.announced(self.store)
        if after[:len(before)] != before:
            problems.append("acknowledged events are missing or changed")
        if [row[0] for row in after] != list(range(1, len(after) + 1)):
            problems.append("the journal has holes")
        verified = self.cli("verify", "--store", self.store, "--json")
        if verified.returncode != 0:
            problems.append(f"verify: {verified.returncode} {verified.stdout} {verified.stderr}")
        if not plant or not support.is_alive(plant["pid"]):
            problems.append("the simulated plant has died, too")

        now = states(after)
        active = {id for id, state in now.items()
                  if state not in ENDED and element_kinds.get(id) in ("phase", "manualStep")}
        shown = self.cli("resume", "--store", self.store, "--json")
        try:
            said = json.loads(shown.stdout)
        except ValueError:
            said = {}
        if shown.returncode != 3 or said.get("events") != len(after):
            problems.append(f"resume: exit {shown.returncode}, {shown.stdout} {shown.stderr}")
        if set(said.get("held", [])) != active:
            problems.append(f"resume names {said.get('held')}, the journal {sorted(active)}")
        if journal(self.store) != after:
            problems.append("resume without --restart has written")
        problems += ran_by_itself(after)
        moment = time.strftime("%m-%d %H:%M", time.gmtime(after[-1][1] / 1000))
        return [moment, now.get("", "-"), len(after), len(active)], problems, after, plant

    def check_end(self, secret, folder):
        """After the program has ended by itself."""
        problems = []
        if self.process.returncode != 0:
            problems.append(f"ended with {self.process.returncode}\n{self.last_words()}")
        rows = journal(self.store)
        if states(rows).get("") != "Complete":
            problems.append(f"the batch is {states(rows).get('')}")
        problems += ran_by_itself(rows)
        batch = next(row[2] for row in rows if row[2])
        report = os.path.join(folder, "report.pdf")
        done = self.cli("report", "--store", self.store, "--batch", batch, "--out", report,
                        "--sign", "qp-01", "--passphrase-file", secret, "--json")
        figures = json.loads(done.stdout) if done.returncode == 0 else {}
        if done.returncode != 0 or figures.get("missing") != 0:
            problems.append(f"report: {done.returncode} {done.stdout} {done.stderr}")
        for what in (["--store", self.store], [report]):
            verified = self.cli("verify", *what)
            if verified.returncode != 0:
                problems.append(f"verify {what[-1]}: {verified.stdout} {verified.stderr}")
        deviations = sum(row[3] == "deviation.opened" for row in rows)
        print(f"batch {batch}: {states(rows).get('')}, {len(rows)} events, "
              f"{deviations} deviations; {figures.get('tagMinutes')} tag minutes: "
              f"{figures.get('good')} good, {figures.get('statedGaps')} stated gaps, "
              f"{figures.get('missing')} missing", flush=True)
        return problems


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    expected = float(sys.argv[4]) if len(sys.argv) > 4 else 220.0
    chance = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="cytoloom-kill-")
    cli = support.Cli(sys.argv[1], folder)
    secret = cli.make_key("qp-01")
    element_kinds = kinds()
    table = support.Table(
        ["kill", "after s", "process time", "batch", "events", "held", "resumed"],
        [5, 8, 12, 9, 7, 5, 7])
    number = 0
    killed = 0
    while killed < kills and number < kills:
        number += 1
        count = min(KILLS_PER_BATCH, kills - killed)
        moments = sorted(chance.uniform(1.5, expected) for _ in range(count))
        batch = Batch(cli, folder, number, seed + number)
        pending = None  # the last kill, whose resumption is still to be judged
        ran = 0.0
        stuck = ""
        try:
            batch.begin()
            for moment in moments:
                # A program that has just begun is given the time to open its store.
                pause = max(moment - ran, 0.3)
                support.wait_for(lambda: os.path.exists(batch.store) and support.announced(
                    batch.store), 30)
                if pending is None:
                    support.wait_for(lambda: has_begun(batch), 30)
                stuck = batch.wait(pause)
                ran += pause
                if stuck or batch.process.poll() is not None:
                    break
                if pending:
                    judge(table, pending, batch)
                done = batch.kill(element_kinds)
                if done is None:
                    pending = None
                    break
                pending = (killed + 1, ran, *done)
                killed += 1
                batch.resume()
            if not stuck:
                stuck = batch.wait(PATIENCE)
            if pending:
                judge(table, pending, batch)
            if stuck:
                table.row([f"batch {number}", "", "", "", "", ""], [stuck])
            elif batch.process.poll() is None:
                table.row([f"batch {number}", "", "", "", "", ""],
                          [f"not done after {PATIENCE} s\n{batch.last_words()}"])
            else:
                table.row([f"batch {number}", "", "", "", "", ""], batch.check_end(secret, folder))
        finally:
            support.end(batch.process)
            support.end_plant(batch.store)
            batch.log.close()
        if table.failures:
            break
    print(f"{killed} kills in {number} batches")
    code = table.finish()
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept: {folder}")
    return code


def has_begun(batch):
    try:
        return bool(journal(batch.store))
    except sqlite3.Error:
        return False


def judge(table, pending, batch):
    """A kill's line, once it is known whether the batch could be taken up."""
    number, ran, cells, problems, rows, plant = pending
    now = support.announced(batch.store)
    finished = batch.process.poll() == 0
    if not finished and (not now or now["pid"] != plant["pid"]):
        problems.append("the running plant was not found again")
    later = journal(batch.store)
    if later[:len(rows)] != rows:
        problems.append("the resumed program has changed what was written before")
    if not finished and batch.process.poll() is not None:
        problems.append(f"resume ended with {batch.process.poll()}\n{batch.last_words()}")
    table.row([number, f"{ran:.1f}", *cells], problems)


if __name__ == "__main__":
    sys.exit(main())
