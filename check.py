#!/usr/bin/env python3
"""Sets pubnorm up and runs every check: `python3 check.py`; needs Python 3.11 or later and nothing else.

Outside a virtual environment one is made in `.venv` beside this file. Then pubnorm is installed with its test extras,
and ruff, mypy and the tests (documentation examples among them) run. What failed is named at the end; exit code 1 if
any did.

`python3 check.py --readers` also fetches the programs that read what pubnorm writes and are no Python packages (biber
and Jekyll from Debian, as root; citation.js from npm; the CSL-JSON schema), as far as it can, and runs the tests of
writers and batches alone, over all pages that are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "tests": ["pytest", "-q", "-n", "auto"],
}
READERS = {"readers": ["pytest", "-q", "-n", "auto", "--all-pages", "tests/writers", "tests/batch"]}
FETCHED = ROOT / ".readers"  # what --readers fetches without root
PROGRAMS = {"biber": "biber", "jekyll": "jekyll", "java": "default-jre-headless"}  # each with its Debian package
SCHEMA = "https://raw.githubusercontent.com/citation-style-language/schema/master/schemas/input/csl-data.json"


def python() -> str:
    """Return the interpreter to check with: this one in a virtual environment, else that of `.venv`."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    folder = ROOT / ".venv"
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not inside.exists():
        venv.create(folder, with_pip=True)
    return str(inside)


def fetch_readers() -> None:
    """Install the readers that are missing, and tell the tests where they are; one that cannot be had is skipped."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if missing:
        _try(["apt-get", "install", "-y", "--no-install-recommends", *missing])
    FETCHED.mkdir(exist_ok=True)
    if not (FETCHED / "node_modules" / "citation-js").is_dir():
        _try(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(FETCHED), "citation-js"])
    schema = FETCHED / "csl-data.json"
    if not schema.exists() and "CSL_DATA_SCHEMA" not in os.environ:
        try:
            urllib.request.urlretrieve(SCHEMA, schema)
        except OSError as error:
            print(f"no CSL schema ({error}); save {SCHEMA} as {schema}", file=sys.stderr)
    if schema.exists():
        os.environ.setdefault("CSL_DATA_SCHEMA", str(schema))
    os.environ["NODE_PATH"] = os.pathsep.join(
        [str(FETCHED / "node_modules"), *filter(None, [os.environ.get("NODE_PATH")])]
    )


def _try(command: list[str]) -> None:
    print(f"== {' '.join(command)}", flush=True)
    if not shutil.which(command[0]) or subprocess.run(command, cwd=ROOT, check=False).returncode:
        print("failed; its tests are skipped unless you run this command yourself", file=sys.stderr)


def main() -> int:
    """Install, check, and say what failed."""
    readers = "--readers" in sys.argv[1:]
    if [word for word in sys.argv[1:] if word != "--readers"]:
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what meets an older Python first
        print(f"pubnorm needs Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    interpreter = python()
    install = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[test]"]
    if subprocess.run(install, cwd=ROOT, check=False).returncode:
        print("failed: install", file=sys.stderr)
        return 1
    if readers:
        fetch_readers()
    failed = []
    for name, command in (READERS if readers else CHECKS).items():
        print(f"== {name}: {' '.join(command)}", flush=True)
        if subprocess.run([interpreter, "-m", *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
