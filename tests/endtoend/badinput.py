# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input of every kind against the command line.

usage: badinput.py CYTOLOOM-CLI [FLIPPED-BYTES [SEED]]

Each case: the exit code of the contract, one sentence on stderr in English and in Chinese, the
place where there is one, nothing on stdout, and the good store is what it was.
"""
import glob
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import support
from support import DEVICES, PLANT, RECIPE, SOURCE

CHINESE = re.compile("[\u4e00-\u9fff]")
PLACE = r":\d+:\d+: "


class Suite:
    def __init__(self, cli, folder):
        self.cli = cli
        self.folder = folder
        self.table = support.Table(["case", "exit", "says", "result"], [46, 4, 90, 6])

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return self.path(name)

    def judge(self, name, results, codes, place=""):
        """\\p results: what (English, Chinese) runs led to."""
        problems = []
        for language, result in zip(("en", "zh"), results):
            said = [line for line in result.stderr.splitlines() if line.strip()]
            if result.returncode not in codes:
                problems.append(f"exit {result.returncode}, not {codes}: {result.stderr[-400:]}")
            if len(said) != 1:
                problems.append(f"{len(said)} lines on stderr ({language}): {result.stderr[:600]}")
            if result.stdout.strip():
                problems.append("something on stdout: " + result.stdout[:200])
            if language == "zh" and not CHINESE.search(result.stderr):
                problems.append("no Chinese: " + result.stderr[:200])
            if place and not re.search(place, result.stderr):
                problems.append(f"no place {place}: {result.stderr[:300]}")
            if re.search(r"\{\w+\}", result.stderr):
                problems.append("an argument is missing: " + result.stderr[:300])
        said = results[0].stderr.strip().replace(self.folder + "/", "").replace(SOURCE + "/", "")
        self.table.row([name, results[0].returncode, said[:90]], problems)

    def case(self, name, arguments, codes, place="", **options):
        codes = codes if isinstance(codes, tuple) else (codes,)
        results = [self.cli(*arguments, "--lang", language, **options)
                   for language in ("en", "zh")]
        self.judge(name, results, codes, place)


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def changed(path, change):
    """The JSON file, after change(document)."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    change(document)
    return json.dumps(document, ensure_ascii=False, indent=1)


def files_of_every_kind(suite, good):
    with open(good, "rb") as file:
        text = file.read()
    return [
        ("truncated", suite.write("truncated.json", text[:len(text) * 2 // 3]), PLACE),
        ("empty", suite.write("empty.json", b""), PLACE),
        ("not text", suite.write("binary.json", bytes(range(128, 256)) * 40), PLACE),
        ("deeply nested", suite.write("nested.json", b"[" * 100000), PLACE),
        ("deeply nested objects", suite.write("nested2.json", b'{"a":' * 100000), PLACE),
        ("a list", suite.write("list.json", b"[]"), PLACE),
        ("a number", suite.write("number.json", b"17"), PLACE),
        ("huge", suite.write("huge.json", b'{"schema":"' + b"x" * 70_000_000 + b'"}'),
         "huge.json: "),
        ("a folder", suite.folder, re.escape(suite.folder) + ": "),
        ("missing", suite.path("no-such-file.json"), "no-such-file.json: "),
        ("a field twice", suite.write("twice.json", b'{"schema": 1, "schema": 2}'), PLACE),
    ]


def recipes_and_plants(suite):
    for kind, path, place in files_of_every_kind(suite, RECIPE):
        suite.case(f"recipe: {kind}", ["validate", path], 2, place)
    suite.case("recipe: a plant", ["validate", PLANT], 2, PLACE)
    invalid = os.path.join(SOURCE, "tests", "data", "invalid")
    for path in sorted(glob.glob(os.path.join(invalid, "recipes", "*.json"))):
        suite.case("recipe: " + os.path.basename(path), ["validate", path], 2, PLACE)
    for kind, path, place in files_of_every_kind(suite, PLANT):
        suite.case(f"plant: {kind}", ["validate", RECIPE, "--plant", path], 2, place)
    suite.case("plant: a recipe", ["validate", RECIPE, "--plant", RECIPE], 2, PLACE)
    for path in sorted(glob.glob(os.path.join(invalid, "plants", "*.json"))):
        suite.case("plant: " + os.path.basename(path),
                   ["validate", RECIPE, "--plant", path], 2, PLACE)
    binding = os.path.join(SOURCE, "resources", "demo", "cart.cybinding.json")
    for kind, path, place in files_of_every_kind(suite, binding):
        suite.case(f"binding: {kind}", ["validate", RECIPE, "--binding", path], 2, place)
    for path in sorted(glob.glob(os.path.join(invalid, "bindings", "*.json"))):
        suite.case("binding: " + os.path.basename(path),
                   ["validate", RECIPE, "--binding", path], 2, PLACE)
    signed_or_not(suite)
    designs(suite)
    suite.case("run: broken recipe leaves no store",
               ["run", suite.path("truncated.json"), "--plant", PLANT, "--store",
                suite.path("never.sqlite"), "--simulate"], 2, PLACE)
    if os.path.exists(suite.path("never.sqlite")):
        suite.table.row(["run: broken recipe leaves no store", "", ""], ["a store was made"])
    suite.case("answers: wrong type",
               ["run", RECIPE, "--plant", PLANT, "--store", suite.path("never.sqlite"),
                "--simulate", "--answer", suite.write("answers.json", b'{"a": [1]}')], 2, PLACE)


def signed_or_not(suite):
    """A status is one word in a file: what nobody, somebody else or only one signed is no batch."""
    def approval(role, person):
        return {"meaning": "approved", "role": role, "person": person,
                "time": "2026-01-01T00:00:00.000Z", "contentHash": "00"}
    changes = [
        ("nobody signed", lambda d: (d.pop("approvals"), d.pop("approvedBy"))),
        ("an approver is named and has not signed", lambda d: d.pop("approvals")),
        ("changed after it was signed", lambda d: d.update(productCode="OTHER")),
        ("signed something else",
         lambda d: d.update(approvals=[approval("production", "P-1"), approval("quality", "P-2")])),
        ("signed by one", lambda d: d.update(approvals=[approval("production", "P-1")])),
        ("signed as nobody knows", lambda d: d.update(approvals=[approval("wizard", "P-1")])),
    ]
    for kind, change in changes:
        path = suite.write("unsigned.json", changed(RECIPE, change))
        suite.case(f"run: {kind}", ["run", path, "--plant", PLANT, "--store",
                                    suite.path("never.sqlite"), "--simulate"], (2, 3), "GMP-")


def designs(suite):
    """Graphs made to hurt: findings within the time, whatever they say."""
    name = {"en": "Step", "zh": "步骤"}

    def step(identity, kind="manualStep", **more):
        return {"id": identity, "kind": kind, "name": name, "position": {"x": 0, "y": 0}, **more}

    def control(*pairs):
        return [{"id": f"l{i}", "kind": "control", "from": a, "to": b}
                for i, (a, b) in enumerate(pairs)]

    def choices(count):
        steps, pairs, last = [step("b", "begin")], [], "b"
        for i in range(count):
            steps += [step(f"s{i}", "selectionSplit"), step(f"j{i}", "selectionJoin")]
            pairs.append((last, f"s{i}"))
            for way in range(3):
                steps.append(step(f"t{i}.{way}", "transition", condition=f"x > {way}"))
                pairs += [(f"s{i}", f"t{i}.{way}"), (f"t{i}.{way}", f"j{i}")]
            last = f"j{i}"
        return steps + [step("e", "end")], control(*pairs, (last, "e"))

    several = range(60)
    designs = {
        "3^200 ways": choices(200),
        "a choice of 1000": (
            [step("b", "begin"), step("s", "selectionSplit"), step("j", "selectionJoin"),
             step("e", "end")]
            + [step(f"t{i}", "transition", condition=f"x > {i}") for i in range(1000)],
            control(("b", "s"), ("j", "e"), *[("s", f"t{i}") for i in range(1000)],
                    *[(f"t{i}", "j") for i in range(1000)])),
        "a circle of 2000": ([step(f"m{i}") for i in range(2000)],
                             control(*[(f"m{i}", f"m{(i + 1) % 2000}") for i in range(2000)])),
        "each to each": ([step(f"m{i}") for i in several],
                         control(*[(f"m{i}", f"m{k}") for i in several for k in several])),
        "itself": ([step("b", "begin"), step("m"), step("e", "end")],
                   control(("b", "b"), ("m", "m"), ("e", "e"))),
        "a loop of two milliard rounds": (
            [step("b", "begin"), step("l", "loop", condition="0 > 1", maxCount=2147483647,
                                      elements=[step("i.b", "begin"), step("i.e", "end")],
                                      links=[{"id": "i", "from": "i.b", "to": "i.e"}]),
             step("e", "end")], control(("b", "l"), ("l", "e"))),
    }
    values = [{"id": f"x{i}", "name": name, "kind": "processParameter", "value": "1 mL"}
              for i in range(20000)]
    formulas = {"20000 values and a set of them": {"formula": values, "formulaSets": [
        {"id": "s", "name": name, "values": {each["id"]: "2 mL" for each in values}}]}}
    designs["20000 values and a set of them"] = ([step("b", "begin"), step("e", "end")],
                                                 control(("b", "e")))
    for kind, (steps, links) in designs.items():
        path = suite.write("hostile.cyrecipe.json", changed(RECIPE, lambda d: d.update({
            "status": "draft", "formula": [], "bom": [], "roles": [], "attributes": {},
            "procedure": {"elements": steps, "links": links}, **formulas.get(kind, {})})))
        one_line = suite.write("one-line.cyrecipe.json", json.dumps(
            json.load(open(path, encoding="utf-8"))))
        for command in (["validate", path], ["validate", one_line], ["compile", path],
                        ["envelope", path, "--runs", "20"],
                        ["export", "batchml", path, "--out", suite.path("hostile.xml")]):
            result = suite.cli(*command, timeout=60)
            said = (result.stdout + result.stderr).strip().splitlines()
            suite.table.row([f"{kind}: {command[0]}", result.returncode, said[-1:]],
                            [] if result.returncode in (0, 1, 2) and said
                            else [f"exit {result.returncode} {result.stderr[:300]}"])


def profiles(suite):
    good = os.path.join(DEVICES, "bioreactor.cydevice.json")
    connect = ["--connect", f"modbus-tcp://127.0.0.1:{support.free_port()}?unit=1"]
    for kind, path, place in files_of_every_kind(suite, good):
        suite.case(f"profile: {kind}", ["device", "read", path, *connect], 2, place)
    changes = [
        ("newer version", lambda d: d.update(schema=99)),
        ("version of the wrong type", lambda d: d.update(schema="1")),
        ("unknown field", lambda d: d.update(colour="red")),
        ("unknown protocol", lambda d: d.update(protocol="smoke-signals")),
        ("unknown unit", lambda d: d["tags"][0].update(unit="furlong/fortnight2x")),
        ("unknown data type", lambda d: d["tags"][0].update(type="f31")),
        ("unknown byte order", lambda d: d["tags"][0].update(order="XYZW")),
        ("unknown table", lambda d: d["tags"][0].update(table="shelf")),
        ("address too high", lambda d: d["tags"][0].update(address=70000)),
        ("address negative", lambda d: d["tags"][0].update(address=-1)),
        ("tag twice", lambda d: d["tags"].append(d["tags"][0])),
        ("unknown poll group", lambda d: d["tags"][0].update(pollGroup="never")),
        ("safe state of an unknown tag",
         lambda d: d["safeState"].append({"tag": "nonsense", "value": 0})),
        ("heartbeat of an unknown tag", lambda d: d["heartbeat"].update(tag="nonsense")),
    ]
    for kind, change in changes:
        path = suite.write("profile.json", changed(good, change))
        suite.case(f"profile: {kind}", ["device", "read", path, *connect], 2, PLACE)


class Garbage(threading.Thread):
    """A server that answers whatever it likes."""

    def __init__(self, answer):
        super().__init__(daemon=True)
        self.answer = answer
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]

    def run(self):
        while True:
            try:
                peer, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(peer,), daemon=True).start()

    def serve(self, peer):
        with peer:
            try:
                while True:
                    request = peer.recv(4096)
                    if not request:
                        return
                    reply = self.answer(request)
                    if reply is None:
                        return
                    peer.sendall(reply)
            except OSError:
                return


def devices(suite):
    profile = "bioreactor.cydevice.json"
    nobody = f"modbus-tcp://127.0.0.1:{support.free_port()}?unit=1"
    read = ["device", "read", profile, "--tag", "temperature.pv", "--connect"]
    write = ["device", "write", profile, "--connect", nobody, "--tag"]
    suite.case("device: wrong port", [*read, nobody], 3, "127.0.0.1")
    suite.case("device: no such host", [*read, "modbus-tcp://no-such-host.invalid:502"], 3)
    suite.case("device: no such serial line",
               ["device", "read", "incubator.cydevice.json", "--connect",
                "modbus-rtu:///dev/ttyNOBODY?baud=19200&unit=1"], 3, "ttyNOBODY")
    suite.case("device: URL of another kind", [*read, "ftp://127.0.0.1"], 2, "ftp")
    suite.case("device: no URL", ["device", "read", profile], 2)
    suite.case("device: port 99999", [*read, "modbus-tcp://127.0.0.1:99999"], 2, "99999")
    suite.case("device: unknown tag",
               ["device", "read", profile, "--connect", nobody, "--tag", "nonsense"],
               (2, 3), "nonsense")
    suite.case("device: set point above the limit",
               [*write, "temperature.sp", "--value", "99"], 3, "temperature.sp")
    suite.case("device: set point below the limit",
               [*write, "temperature.sp", "--value", "-300"], 3, "temperature.sp")
    suite.case("device: set point nan", [*write, "temperature.sp", "--value", "nan"], (2, 3))
    suite.case("device: set point inf", [*write, "temperature.sp", "--value", "inf"], (2, 3))
    suite.case("device: set point no number", [*write, "temperature.sp", "--value", "warm"], 2)
    suite.case("device: write a measured value",
               [*write, "temperature.pv", "--value", "37"], 3, "temperature.pv")
    chance = random.Random(7)
    answers = {
        "garbage": lambda request: bytes(chance.randrange(256) for _ in range(64)),
        "text": lambda request: b"HTTP/1.1 400 Bad Request\r\n\r\n",
        "a wrong length": lambda request: request[:4] + b"\xff\xff" + request[6:8] + b"\xff",
        "another function": lambda request: request[:4] + b"\x00\x03" + request[6:7] + b"\x2b\x00",
        "too few registers":
            lambda request: request[:4] + b"\x00\x05" + request[6:8] + b"\x02\x12\x34",
        "an exception": lambda request: request[:4] + b"\x00\x03" + request[6:7]
            + bytes([request[7] | 0x80, 2]),
        "nothing": lambda request: b"",
        "by hanging up": lambda request: None,
    }
    for kind, answer in answers.items():
        server = Garbage(answer)
        server.start()
        result = suite.cli(*read, f"modbus-tcp://127.0.0.1:{server.port}?unit=1", "--json")
        try:
            said = json.loads(result.stdout)
        except ValueError:
            said = {}
        problems = []
        if result.returncode not in (1, 3):
            problems.append(f"exit {result.returncode}: {result.stdout} {result.stderr}")
        trouble = said.get("error") or next(
            (item.get("trouble") for item in said.get("readings", [])), None)
        if not trouble or any("value" in item for item in said.get("readings", [])):
            problems.append(f"a value out of nothing: {result.stdout} {result.stderr}")
        suite.table.row([f"device answers {kind}", result.returncode, trouble], problems)
        server.server.close()


def arguments(suite, store):
    suite.case("validate without a file", ["validate"], 2)
    suite.case("unknown option", ["validate", RECIPE, "--frob"], 2)
    suite.case("unknown rule profile", ["validate", RECIPE, "--profile", "XX"], 2, "XX")
    suite.case("run by an unknown rule profile", ["run", RECIPE, "--plant", PLANT, "--store",
                suite.path("x.sqlite"), "--profile", "XX"], 2, "XX")
    suite.case("run without a plant", ["run", RECIPE, "--store", suite.path("x.sqlite")], 2)
    suite.case("speed 0", ["run", RECIPE, "--plant", PLANT, "--store", suite.path("x.sqlite"),
                           "--simulate", "--speed", "0"], 2)
    suite.case("simulated plant without --simulate",
               ["run", RECIPE, "--plant", PLANT, "--store", suite.path("x.sqlite")], 3)
    suite.case("report of an unknown batch",
               ["report", "--store", store, "--batch", "B-0", "--out", suite.path("x.pdf")],
               (1, 2, 3), "B-0")
    suite.case("resume of an unknown batch", ["resume", "--store", store, "--batch", "B-0"], 3)
    suite.case("history of an unknown tag",
               ["history", "--store", store, "--tag", "nonsense"], 1, "nonsense")
    suite.case("history from no moment",
               ["history", "--store", store, "--from", "yesterday"], 2, "yesterday")


def stores(suite, good):
    newer = suite.path("newer.sqlite")
    shutil.copyfile(good, newer)
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        database.execute("PRAGMA user_version=99")
    database.close()
    other = suite.path("other.sqlite")
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE sandwich (id INTEGER)")
    database.close()
    with open(good, "rb") as file:
        content = file.read()
    broken = [
        ("from a newer version", newer),
        ("of another program", other),
        ("not a database", suite.write("text.sqlite", b"this is a shopping list\n" * 500)),
        ("truncated", suite.write("half.sqlite", content[:len(content) // 2 // 4096 * 4096])),
        ("truncated within a page", suite.write("cut.sqlite", content[:len(content) - 1000])),
        ("empty", suite.write("nothing.sqlite", b"")),
        ("a folder", suite.folder),
        ("missing", suite.path("no-such.sqlite")),
    ]
    for kind, path in broken:
        before = digest(path) if os.path.isfile(path) else None
        name = os.path.basename(path)
        cut = kind.startswith("truncated")
        # What is changed or cut off in a store of ours is found, and named, by verify on stdout.
        if not cut and not kind.startswith("from"):
            suite.case(f"store {kind}: verify", ["verify", "--store", path], (1, 2), name)
        else:
            result = suite.cli("verify", "--store", path)
            suite.table.row([f"store {kind}: verify", result.returncode,
                             result.stdout.strip().splitlines()[:1]],
                            [] if result.returncode == 1 and result.stdout.strip()
                            else [f"exit {result.returncode} {result.stdout} {result.stderr}"])
        for command in (["resume"], ["history"],
                        ["report", "--batch", "B", "--out", suite.path("y.pdf")]):
            if kind == "truncated within a page" or (cut and command[0] == "history"):
                continue  # what stands before the cut is there to be read, and harmed by nothing
            suite.case(f"store {kind}: {command[0]}", [*command, "--store", path], (1, 2, 3))
        if kind not in ("empty", "missing"):
            suite.case(f"store {kind}: run",
                       ["run", RECIPE, "--plant", PLANT, "--store", path, "--simulate"], (2, 3))
        if before is not None and digest(path) != before:
            suite.table.row([f"store {kind}: untouched", "", ""], ["it was changed"])
        if kind == "missing" and os.path.exists(path):
            suite.table.row([f"store {kind}: untouched", "", ""], ["it was made"])
        support.end_plant(path)


def outputs(suite, good, report):
    """A slip in the name of an output costs nothing that is stored."""
    link = suite.path("link.pdf")
    os.symlink(good, link)
    plant = suite.path("plant.json")
    shutil.copyfile(PLANT, plant)
    kept = {path: digest(path) for path in (good, report, plant)}
    make = ["report", "--store", good, "--batch", "B-GOOD"]
    tag = ["history", "--store", good, "--tag", "BR-01.temperature.pv"]
    suite.case("report over its store", [*make, "--out", good], (1, 2), "good.sqlite")
    suite.case("report over a link to it", [*make, "--out", link], (1, 2), "link.pdf")
    suite.case("report over a plant", [*make, "--out", plant], (1, 2), "plant.json")
    suite.case("unsigned over signed", [*make, "--out", report], (1, 2), "report.pdf")
    suite.case("record over the store", [*make, "--out", suite.path("z.pdf"), "--data", good],
               (1, 2), "good.sqlite")
    suite.case("table over the store", [*tag, "--csv", good], (1, 2), "good.sqlite")
    suite.case("batch number used", ["run", RECIPE, "--plant", PLANT, "--store", good, "--simulate",
                                     "--batch", "B-GOOD"], 3, "B-GOOD")
    suite.case("another batch is open", ["run", RECIPE, "--plant", PLANT, "--store", good,
                                         "--simulate", "--batch", "B-NEXT"], 3, "good.sqlite")
    suite.case("batch number empty", ["run", RECIPE, "--plant", PLANT, "--store", good,
                                      "--simulate", "--batch", ""], (1, 2))
    for name, number in (("line feed", "B\n1"), ("10 kB", "B" * 10240)):
        suite.case(f"batch number: {name}", ["run", RECIPE, "--plant", PLANT, "--store",
                                             suite.path("never.sqlite"), "--simulate", "--batch",
                                             number], 3, "64")
    early = suite.path("early.pdf")
    suite.case("record into no folder", [*make, "--out", early, "--data",
                                         suite.path("nowhere/record.json")], (1, 2), "nowhere")
    written = [path for path in (early, suite.path("never.sqlite")) if os.path.exists(path)]
    suite.table.row(["refused before it begins", "", ""], [f"written: {path}" for path in written])
    suite.case("verify what is no PDF", ["verify", plant], 2, "plant.json")
    secret = suite.write("pp", "a long enough passphrase\n")
    suite.case("person's code", ["key", "create", "qp/01", "--passphrase-file", secret], (1, 2),
               "qp/01")
    changed_files = [path for path, was in kept.items() if digest(path) != was]
    suite.table.row(["outputs: nothing replaced", "", ""],
                    [f"replaced: {path}" for path in changed_files])


def second_instance(suite):
    store = suite.path("busy.sqlite")
    first = suite.cli.start("run", RECIPE, "--plant", PLANT, "--store", store, "--simulate",
                            "--speed", 200, "--answer", "auto")
    try:
        if not support.wait_for(lambda: support.announced(store), 60):
            sys.exit("the first instance did not start")
        time.sleep(1)
        plant = support.announced(store)
        suite.case("second instance: run",
                   ["run", RECIPE, "--plant", PLANT, "--store", store, "--simulate"], 3)
        suite.case("second instance: resume", ["resume", "--store", store, "--restart"], (2, 3))
        read = suite.cli("history", "--store", store)
        suite.table.row(["second instance may read", read.returncode, ""],
                        [] if read.returncode == 0 else [read.stderr])
        problems = []
        if first.poll() is not None:
            problems.append("the first one has ended")
        if support.announced(store) != plant or not support.is_alive(plant["pid"]):
            problems.append("its plant was disturbed")
        suite.table.row(["first instance goes on", "", ""], problems)
    finally:
        support.end(first)
        support.end_plant(store)
    results = [suite.cli("resume", "--store", store, "--restart", "--answer", "auto", "--lang",
                         language, timeout=60) for language in ("en", "zh")]
    for result in results:
        result.stdout = ""  # what happened
    suite.judge("resume: the plant has died, too", results, (3,))
    verified = suite.cli("verify", "--store", store)
    suite.table.row(["store after that: verify", verified.returncode, ""],
                    [] if verified.returncode == 0 else [verified.stdout + verified.stderr])


def no_room():
    """In the child: no file may grow beyond 1 MB, which is what a full disk feels like."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))


def full_disk(suite, good, batch):
    report = ["report", "--store", good, "--batch", batch, "--out"]
    suite.case("report: no such folder", [*report, suite.path("no/such/report.pdf")], 2, "report")
    limited = suite.path("limited.pdf")
    suite.write("limited.pdf", b"the report of yesterday")

    def small():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    suite.case("report: no room", [*report, limited], (2, 3), preexec_fn=small)
    with open(limited, "rb") as file:
        kept = file.read() == b"the report of yesterday"
    suite.table.row(["report: the old one is kept", "", ""], [] if kept else ["it is gone"])
    store = suite.path("no-room.sqlite")
    try:
        results = []
        for language in ("en", "zh"):
            results.append(suite.cli(
                "run", RECIPE, "--plant", PLANT, "--store", store + language, "--simulate",
                "--speed", 5000, "--answer", "auto", "--lang", language, "--json",
                preexec_fn=no_room, timeout=300))
            results[-1].stdout = "" if "error" in results[-1].stdout else results[-1].stdout
        suite.judge("run: the disk fills up", results, (3,))
        verified = suite.cli("verify", "--store", store + "en")
        suite.table.row(["run: what was written before", verified.returncode, ""],
                        [] if verified.returncode == 0 else [verified.stdout + verified.stderr])
    finally:
        for language in ("en", "zh"):
            support.end_plant(store + language)
    if os.geteuid() != 0:
        folder = suite.path("read-only")
        os.mkdir(folder)
        os.chmod(folder, 0o500)
        where = os.path.join(folder, "s.sqlite")
    else:
        where = "/proc/s.sqlite"  # root writes everywhere else
    suite.case("store in a read-only folder",
               ["run", RECIPE, "--plant", PLANT, "--store", where, "--simulate"], 3)
    approved = suite.path("approved.cyrecipe.json")
    shutil.copyfile(RECIPE, approved)
    draft = suite.path("draft.xml")
    suite.cli("export", "batchml", suite.write("draft.cyrecipe.json", changed(
        RECIPE, lambda d: d.update(status="draft", productCode="OTHER"))), "--out", draft)
    suite.case("import over an approved version",
               ["import", "batchml", draft, "--out", approved], 2, "approved.cyrecipe.json")
    pipe = suite.path("pipe.pdf")
    os.mkfifo(pipe)
    suite.case("compile into what is no file",
               ["compile", RECIPE, "--runs", "0", "--out", pipe], 2, "pipe.pdf")
    suite.case("compile for no number of donors",
               ["compile", RECIPE, "--runs", "many", "--out", suite.path("x.pdf")], 2, "many")
    suite.table.row(["neither was written over", "", ""],
                    [] if digest(approved) == digest(RECIPE) and not os.path.isfile(pipe)
                    else ["it is gone"])
    tiny = suite.path("tiny")
    os.mkdir(tiny)
    mounted = os.geteuid() == 0 and shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", tiny],
        capture_output=True, check=False).returncode == 0
    if not mounted:
        print("    not tried: a full tmpfs (needs root and the right to mount)")
        return
    store = os.path.join(tiny, "s.sqlite")
    with open(os.path.join(tiny, "ballast"), "wb") as file:
        file.write(bytes(200_000))
    suite.case("full tmpfs: compile", ["compile", RECIPE, "--runs", "0", "--out",
                                       os.path.join(tiny, "x.pdf")], 2, "space|空间")
    suite.case("full tmpfs: export", ["export", "batchml", RECIPE, "--out",
                                      os.path.join(tiny, "x.xml")], 2, "space|空间")
    suite.case("full tmpfs: import", ["import", "batchml", draft, "--out",
                                      os.path.join(tiny, "x.cyrecipe.json")], 2, "space|空间")
    suite.table.row(["full tmpfs: nothing is left", "", ""],
                    [] if os.listdir(tiny) == ["ballast"] else [str(os.listdir(tiny))])
    os.remove(os.path.join(tiny, "ballast"))
    try:
        results = [suite.cli("run", RECIPE, "--plant", PLANT, "--store", store, "--simulate",
                             "--speed", 5000, "--answer", "auto", "--json", "--lang", language,
                             timeout=300) for language in ("en", "zh")]
        for result in results:
            result.stdout = "" if "error" in result.stdout else result.stdout
        suite.judge("run: full tmpfs", results, (3,))
    finally:
        support.end_plant(store)
        time.sleep(0.5)
        subprocess.run(["umount", "-l", tiny], check=False)


def flipped_bytes(suite, good, report, count, seed):
    chance = random.Random(seed)
    for kind, path in (("report", report), ("store", good)):
        with open(path, "rb") as file:
            content = file.read()
        missed = []
        places = set()
        for _ in range(count):
            at = chance.randrange(len(content))
            flipped = bytearray(content)
            flipped[at] ^= 1 << chance.randrange(8)
            copy = suite.write("flipped" + os.path.splitext(path)[1], bytes(flipped))
            result = suite.cli("verify", *(["--store", copy] if kind == "store" else [copy]),
                               "--lang", "en")
            said = (result.stdout + result.stderr).strip()
            places.add(said.splitlines()[0][:70] if said else "")
            if result.returncode != 1 or not said:
                missed.append(f"byte {at} of {len(content)}: exit {result.returncode}, {said[:300]}")
        example = sorted(places)[0].replace(suite.folder + "/", "") if places else ""
        suite.table.row([f"{kind}: {count} flipped bytes", 1, example], missed)
        for place in sorted(places)[:4]:
            print("      e.g. " + place.replace(suite.folder + "/", ""))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    folder = tempfile.mkdtemp(prefix="cytoloom-bad-")
    cli = support.Cli(sys.argv[1], folder)
    suite = Suite(cli, folder)

    # A good store: some hours of a batch that is then left alone.
    good = os.path.join(folder, "good.sqlite")
    run = cli.start("run", RECIPE, "--plant", PLANT, "--store", good, "--simulate", "--speed",
                    5000, "--answer", "auto", "--batch", "B-GOOD")
    time.sleep(10)
    support.end(run)
    support.end_plant(good)
    report = os.path.join(folder, "report.pdf")
    done = cli("report", "--store", good, "--batch", "B-GOOD", "--out", report, "--sign", "qp-01",
               "--passphrase-file", cli.make_key("qp-01"))
    if done.returncode != 0:
        sys.exit("no good report: " + done.stderr)
    for what in (["--store", good], [report]):
        verified = cli("verify", *what)
        if verified.returncode != 0:
            sys.exit("the good one is not good: " + verified.stdout + verified.stderr)
    before = digest(good)

    recipes_and_plants(suite)
    profiles(suite)
    devices(suite)
    arguments(suite, good)
    stores(suite, good)
    outputs(suite, good, report)
    second_instance(suite)
    full_disk(suite, good, "B-GOOD")
    flipped_bytes(suite, good, report, count, seed)

    verified = cli("verify", "--store", good)
    suite.table.row(["the good store after all that", verified.returncode, ""],
                    [] if verified.returncode == 0 and digest(good) == before
                    else ["changed: " + verified.stdout + verified.stderr])
    code = suite.table.finish()
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept: {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
