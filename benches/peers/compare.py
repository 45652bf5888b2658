#!/usr/bin/env python3
"""Compares `protect check` with Bandit and Ruff: what each finds, and how long each takes.

Needs Python 3.11 or newer, a network, and a release build (`cargo build --release`). Run from anywhere:

    benches/peers/compare.py                 prints the tables
    benches/peers/compare.py --write         writes them to docs/accuracy.md
    benches/peers/compare.py --library DIR   reads another library than this Python's own

Bandit and Ruff are installed into `target/peers` in the versions below. Bandit's example files come from its
source distribution; nothing of it is kept in this repository. What people read and judged stands in `read.md`
beside this script and is taken over as it is, with its own date. Everything is run in the same way: no cache,
warm disk, the median of three runs (Bandit on the library: one run, since it takes a minute).
"""

import argparse
import collections
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import sysconfig
import tarfile
import time
import tomllib
import venv
from pathlib import Path

BANDIT = "1.9.4"
RUFF = "0.17.6"
ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "peers"
RANK = {"LOW": 1, "MEDIUM": 2, "HIGH": 3}


def sh(command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **options)


def install():
    """The peers, in a virtual environment of their own; returns its bin folder and the example files."""
    if not (HOME / "bin" / "bandit").exists():
        venv.create(HOME, with_pip=True)
        done = sh([HOME / "bin" / "pip", "install", "-q", f"bandit=={BANDIT}", f"ruff=={RUFF}"])
        if done.returncode:
            sys.exit(f"could not install the peers:\n{done.stderr}")
    examples = HOME / f"bandit-{BANDIT}" / "examples"
    if not examples.exists():
        pip = [HOME / "bin" / "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
        done = sh([*pip, f"bandit=={BANDIT}", "-d", HOME])
        if done.returncode:
            sys.exit(f"could not fetch Bandit's source distribution:\n{done.stderr}")
        with tarfile.open(HOME / f"bandit-{BANDIT}.tar.gz") as archive:
            archive.extractall(HOME, filter="data")
    return HOME / "bin", examples


def timed(command, runs):
    """The median wall time in seconds, and the peak memory of the last run in MiB."""
    times, peak = [], 0.0
    for _ in range(runs):
        start = time.perf_counter()
        child = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        times.append(time.perf_counter() - start)
        peak = usage.ru_maxrss / 1024
    return statistics.median(times), peak


def lines_of(folder, skip=("site-packages",)):
    files = [f for f in Path(folder).rglob("*.py") if not set(skip) & set(f.parts)]
    return len(files), sum(f.read_bytes().count(b"\n") for f in files)


def bandit_findings(tool, folder):
    done = sh([tool, "-q", "-r", "-f", "json", folder])
    return json.loads(done.stdout)["results"]


def ours(protect, folder):
    # Bandit's examples are accepted by comments in part; both are asked for everything.
    done = sh([protect, "check", "--no-config", "--ignore-remarks", "--format", "json", folder])
    found = collections.defaultdict(list)
    for finding in json.loads(done.stdout):
        name = Path(finding["file"]).name
        for line in range(finding["line"], finding.get("end_line", finding["line"]) + 1):
            found[name, line].append(finding["rule"])
    return found


def ruff_lines(tool, folder):
    done = sh([tool, "check", "--select", "S", "--no-cache", "--exit-zero", "-q", "--output-format", "json", folder])
    found = collections.defaultdict(list)
    for finding in json.loads(done.stdout):
        for line in range(finding["location"]["row"], finding["end_location"]["row"] + 1):
            found[Path(finding["filename"]).name, line].append(finding["code"])
    return found


def reasons():
    """Why a line that Bandit flags stays silent here: `test file:line,line reason`, one a line."""
    known = {}
    path = Path(__file__).with_name("silent.txt")
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            test, place, why = line.split(" ", 2)
            name, numbers = place.split(":")
            known.update({(name, int(number), test): why for number in numbers.split(",")})
    return known


def accuracy(protect, tools, examples, out):
    flagged = bandit_findings(tools / "bandit", examples)
    mine, other = ours(protect, examples), ruff_lines(tools / "ruff", examples)
    known = reasons()
    rows = collections.defaultdict(lambda: [0, 0, 0, 0])
    missing = []
    for finding in flagged:
        name, lines = Path(finding["filename"]).name, finding["line_range"]
        row = rows[finding["test_id"]]
        row[0] += 1
        hit = any((name, line) in mine for line in lines)
        row[1] += hit
        row[2] += any((name, line) in other for line in lines)
        if not hit:
            why = known.get((name, finding["line_number"], finding["test_id"]))
            row[3] += why is not None
            severe = RANK[finding["issue_severity"]] > 1
            if severe and why is None:
                missing.append(f"{name}:{finding['line_number']} {finding['test_id']} {finding['issue_text'][:70]}")
    out.append("## Bandit's own examples\n")
    out.append(
        "A line counts as flagged when any finding covers it. Bandit is its own reference here, so its column is the\n"
        "number of its findings, right or wrong. `with a reason` are lines on which `protect` is silent on purpose;\n"
        "`benches/peers/silent.txt` says why, line by line.\n"
    )
    out.append("| test | Bandit | protect | Ruff `S` | silent with a reason |")
    out.append("| --- | ---: | ---: | ---: | ---: |")
    total = [0, 0, 0, 0]
    for test, row in sorted(rows.items()):
        out.append(f"| {test} | {row[0]} | {row[1]} | {row[2]} | {row[3]} |")
        total = [a + b for a, b in zip(total, row)]
    out.append("| all | " + " | ".join(map(str, total)) + " |\n")
    out.append(f"Lines of medium or high severity without a finding and without a reason: {len(missing)}.\n")
    out.extend(f"- `{line}`" for line in missing)
    if missing:
        out.append("")


def pairs(protect, tools, out):
    """What each tool says of the labelled programs in `benches/cases`."""
    folder = ROOT / "benches" / "cases"
    known = tomllib.loads((folder / "cases.toml").read_text())
    found = {name: collections.defaultdict(set) for name in ("protect", "Bandit", "Ruff `S`")}

    def case_of(path):
        return Path(path).resolve().relative_to(folder / "files").parts[0]

    for case in known["case"]:
        # Each by itself, as it was labelled.
        done = sh([protect, "check", "--no-config", "--format", "json", folder / "files" / case["file"]])
        sure = [finding for finding in json.loads(done.stdout) if finding["confidence"] != "low"]
        found["protect"][case["file"]].update(finding["rule"] for finding in sure)
    for finding in bandit_findings(tools / "bandit", folder / "files"):
        found["Bandit"][case_of(finding["filename"])].add(finding["test_id"])
    ruff = [tools / "ruff", "check", "--select", "S", "--no-cache", "--exit-zero", "-q", "--output-format", "json"]
    for finding in json.loads(sh([*ruff, folder / "files"]).stdout):
        found["Ruff `S`"][case_of(finding["filename"])].add("B" + finding["code"][1:])
    out.append("## Programs in pairs\n")
    out.append(
        f"{len(known['case'])} small programs (`benches/cases`), in pairs that differ in one thing: with a weakness and without. They were\n"
        "labelled before any tool saw them. What `protect` got wrong was then mended in general, so that its numbers here are not\n"
        "those of unseen code: these stand in the next section. Forty were written where the first results had been wrong;\n"
        "the later ones are of the sets below: what was told apart wrongly at first. A program counts as flagged by findings that mean its weakness (of `protect` those of medium or high confidence,\n"
        "of the others all). The index is Youden's: the share of weak programs that are flagged less the share of sound ones that are.\n"
    )
    rows = [("all", known["case"])]
    seen = [case for case in known["case"] if known["weakness"][str(case["cwe"])]["bandit"]]
    rows.append(("weaknesses that Bandit has a test for", seen))
    out.append("| programs | tool | flagged of the weak | flagged of the sound | index |")
    out.append("| --- | --- | ---: | ---: | ---: |")
    for title, cases in rows:
        for tool, of in found.items():
            counts = {True: [0, 0], False: [0, 0]}
            for case in cases:
                weakness = known["weakness"][str(case["cwe"])]
                meant = weakness["rules" if tool == "protect" else "bandit"]
                count = counts[case["vulnerable"]]
                count[0] += bool(of[case["file"]] & set(meant))
                count[1] += 1
            (hit, weak), (alarm, sound) = counts[True], counts[False]
            index = hit / weak - alarm / sound
            out.append(f"| {title} | {tool} | {hit} of {weak} | {alarm} of {sound} | {index:.2f} |")
    out.append("")
    wrong = [case for case in known["case"] if "misjudged" in case]
    out.append(f"What `protect` is wrong about ({len(wrong)}):\n")
    out.extend(f"- `{case['file']}`, {case['why']}: {case['misjudged']}" for case in wrong)
    out.append("")


def speed(protect, tools, library, out):
    files, lines = lines_of(library)
    skip = "site-packages"
    runs = {
        "protect check": ([protect, "check", "--no-config", "--exclude", skip, library], 3),
        "Ruff `--select S`": ([tools / "ruff", "check", "--select", "S", "--no-cache", "--exclude", skip, library], 3),
        "Bandit": ([tools / "bandit", "-q", "-r", "-x", f"{library}/{skip}", library], 1),
    }
    results = {name: timed(*run) for name, run in runs.items()}
    own = results["protect check"][0]
    out.append("## Speed\n")
    out.append(
        f"The library of CPython {platform.python_version()} without `site-packages`: {files:,} files, {lines:,} lines; "
        f"{os.cpu_count()} cores.\n"
    )
    out.append("| tool | wall time | against protect | peak memory |")
    out.append("| --- | ---: | ---: | ---: |")
    for name, (seconds, peak) in results.items():
        out.append(f"| {name} | {seconds:.2f} s | {seconds / own:.2f} × | {peak:.0f} MiB |")
    out.append("")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", default=sysconfig.get_paths()["stdlib"])
    parser.add_argument("--protect", default=ROOT / "target" / "release" / "protect")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not Path(options.protect).exists():
        sys.exit(f"{options.protect} is missing: run `cargo build --release` first")
    tools, examples = install()
    version = sh([options.protect, "--version"]).stdout.strip()
    out = [
        "# Accuracy and speed, measured\n",
        f"Made by `benches/peers/compare.py` on {datetime.date.today()} with {version}, Bandit {BANDIT}, Ruff {RUFF}, "
        f"CPython {platform.python_version()}.\n",
    ]
    accuracy(options.protect, tools, examples, out)
    pairs(options.protect, tools, out)
    out.append(Path(__file__).with_name("read.md").read_text())
    speed(options.protect, tools, options.library, out)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(out)).rstrip() + "\n"
    print(text)
    if options.write:
        (ROOT / "docs" / "accuracy.md").write_text(text)


if __name__ == "__main__":
    main()
