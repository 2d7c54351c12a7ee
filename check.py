#!/usr/bin/env python3
"""Sets pubnorm up and runs every check: `python3 check.py`; needs Python 3.11 or later and nothing else.

Outside a virtual environment one is made in `.venv` beside this file. Then pubnorm is installed with its test extras,
and ruff, mypy and the tests (documentation examples among them) run. What failed is named at the end; exit code 1 if
any did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "tests": ["pytest", "-q", "-n", "auto"],
}


def python() -> str:
    """Return the interpreter to check with: this one in a virtual environment, else that of `.venv`."""
    if sys.prefix != sys.base_prefix:
        return sys.executable
    folder = ROOT / ".venv"
    inside = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not inside.exists():
        venv.create(folder, with_pip=True)
    return str(inside)


def main() -> int:
    """Install, check, and say what failed."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what meets an older Python first
        print(f"pubnorm needs Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    interpreter = python()
    install = [interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[test]"]
    if subprocess.run(install, cwd=ROOT, check=False).returncode:
        print("failed: install", file=sys.stderr)
        return 1
    failed = []
    for name, command in CHECKS.items():
        print(f"== {name}: {' '.join(command)}", flush=True)
        if subprocess.run([interpreter, "-m", *command], cwd=ROOT, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
