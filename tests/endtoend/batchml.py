# SPDX-FileCopyrightText: 2026 The Cytoloom authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recipes out to BatchML and in again, as a user of the command line has it.

usage: batchml.py CYTOLOOM-CLI
"""
import json
import os
import shutil
import sys
import tempfile

import support

DATA = os.path.join(support.SOURCE, "tests", "data")


def content(path):
    with open(path, "rb") as file:
        return file.read()


class Suite:
    def __init__(self, cli, folder):
        self.cli = cli
        self.folder = folder
        self.table = support.Table(["case", "exit", "shows", "result"], [52, 4, 50, 6])

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, name, code, *arguments, check=lambda result: []):
        result = self.cli(*arguments)
        problems = check(result)
        if result.returncode != code:
            problems.append(f"exit {result.returncode}: {result.stdout[-300:]} {result.stderr[-300:]}")
        shown = (result.stdout or result.stderr).strip().splitlines()
        self.table.row([name, result.returncode, (shown or [""])[-1][:50]], problems)
        return result

    def round_trips(self):
        for name in ("cart-lentiviral", "msc-wharton"):
            recipe = os.path.join(support.DEMO, name + ".cyrecipe.json")
            xml, back = self.path(name + ".xml"), self.path(name + ".cyrecipe.json")
            self.run(f"export {name}", 0, "export", "batchml", recipe, "--out", xml)

            def same(result):
                said = json.loads(result.stdout)
                return ([] if content(back) == content(recipe) else ["another recipe came back"]) \
                    + ([] if said["identical"] else ["it does not say that it is identical"])
            self.run(f"import {name} again", 0, "import", "batchml", xml, "--out", back, "--json",
                     check=same)

    def foreign(self):
        draft = self.path("draft.cyrecipe.json")

        def told(result):
            notes = json.loads(result.stdout)["notes"]
            missing = [note for note in notes
                       if not (note["path"] and note["line"] and note["what"] and note["consequence"])]
            problems = [f"half a note: {note}" for note in missing]
            if not notes:
                problems.append("nothing is told")
            with open(draft, encoding="utf-8") as file:
                if json.load(file)["status"] != "draft":
                    problems.append("no draft")
            return problems
        for language in ("en", "zh"):
            self.run(f"import another system's recipe ({language})", 0, "import", "batchml",
                     os.path.join(DATA, "valid", "batchml", "rich.xml"), "--out", draft, "--json",
                     "--lang", language, check=told)

    def refusals(self):
        out = self.path("never.cyrecipe.json")

        def untouched(result):
            problems = ["something was written"] if os.path.exists(out) else []
            if len(result.stderr.strip().splitlines()) != 1:
                problems.append("not one sentence on stderr: " + result.stderr)
            if "never" in result.stderr or result.stdout.strip():
                problems.append("it says something else: " + result.stdout)
            return problems
        folder = os.path.join(DATA, "invalid", "batchml")
        for name in sorted(os.listdir(folder)):
            self.run(f"refused: {name}"[:52], 2, "import", "batchml", os.path.join(folder, name),
                     "--out", out, check=untouched)
        large = self.path("large.xml")
        with open(large, "wb") as file:
            file.truncate(100 * 1024 * 1024)
        self.run("refused: 100 MB", 2, "import", "batchml", large, "--out", out, check=untouched)
        os.unlink(large)
        self.run("refused: no such file", 2, "import", "batchml", self.path("none.xml"), "--out", out,
                 check=untouched)

    def usage(self):
        tiny = os.path.join(DATA, "valid", "batchml", "tiny.xml")
        store = self.path("store.sqlite")
        with open(store, "wb") as file:
            file.write(b"SQLite format 3\0" + bytes(1000))
        kept = content(store)
        for verb, file in (("import", tiny), ("export", support.RECIPE)):
            self.run(f"{verb} replaces no other file", 2, verb, "batchml", file, "--out", store,
                     check=lambda result: [] if content(store) == kept else ["the store is gone"])
            self.run(f"{verb} without --out", 2, verb, "batchml", file)
            self.run(f"{verb} of another format", 2, verb, "mtp", file, "--out", self.path("x"))
            self.run(f"{verb} --help", 0, verb, "--help",
                     check=lambda result: [] if "Example:" in result.stdout else ["no example"])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = tempfile.mkdtemp(prefix="cytoloom-batchml-")
    suite = Suite(support.Cli(sys.argv[1], folder), folder)
    suite.round_trips()
    suite.foreign()
    suite.refusals()
    suite.usage()
    code = suite.table.finish()
    if code == 0:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"kept: {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
