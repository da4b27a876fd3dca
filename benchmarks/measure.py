"""Start a server on an empty folder and run the scorers of ../shared/checks against it.

    python benchmarks/measure.py [cases] [retrieval] [files] [--shared DIR] [--port N]

Without a name it runs all three, each on a folder of its own. The figures go to standard output;
docs/measured.md is the page that keeps them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCORERS = {
    "cases": ("score_cases.py", "--cases", "data/cases"),
    "retrieval": ("score_retrieval.py", "--data", "data/retrieval"),
    "files": ("score_files.py", "--data", "data/files"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*SCORERS, []])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    if not arguments.shared.is_dir():
        sys.stderr.write(f"{arguments.shared} is not there: nothing to measure against\n")
        return 1
    for name in arguments.names or SCORERS:
        print(f"\n==== {name}", flush=True)
        with tempfile.TemporaryDirectory(prefix="archive-measure-") as folder:
            measure(name, arguments, Path(folder))
    return 0


def measure(name: str, arguments: argparse.Namespace, folder: Path) -> None:
    """Run one scorer against a fresh server."""
    command = [sys.executable, "-m", "archive.cli", "--data", str(folder / "data")]
    subprocess.run(
        [*command, "users", "add", "measure", "--role", "member"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
    )
    token = subprocess.run(
        [*command, "tokens", "create", "measure"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    ).stdout.strip()
    server = subprocess.Popen(
        [*command, "serve", "--port", str(arguments.port)], stdout=subprocess.DEVNULL, cwd=ROOT
    )
    address = f"http://127.0.0.1:{arguments.port}"
    try:
        wait(f"{address}/healthz", server)
        print(f"memory before: {memory(server.pid)}", flush=True)
        script, option, data = SCORERS[name]
        extra = ["--verbose"] if name == "cases" and arguments.verbose else []
        subprocess.run(
            [
                sys.executable,
                str(arguments.shared / "checks" / script),
                *("--server", address, "--token", token),
                *(option, str(arguments.shared / data)),
                *extra,
            ],
            check=False,
        )
        print(f"memory after: {memory(server.pid)}", flush=True)
    finally:
        server.terminate()
        server.wait(60)


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


def memory(root: int) -> str:
    """Resident memory of a process and everything below it, in MiB, by command."""
    parents, names = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text()
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            parents[int(entry.name)] = int(lines["PPid"])
            words = [c.decode("utf-8", "replace") for c in command if c]
            names[int(entry.name)] = (
                " ".join(words[2:6])[-60:],
                int(lines.get("VmRSS", "0 kB").split()[0]) >> 10,
            )
    family, grown = {root}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family, grown = family | more, bool(more)
    rows = sorted((names[pid] for pid in family if pid in names), key=lambda row: -row[1])
    return (
        f"{sum(size for _, size in rows)} MiB ({', '.join(f'{n}: {s}' for n, s in rows if s > 5)})"
    )


if __name__ == "__main__":
    sys.exit(main())
