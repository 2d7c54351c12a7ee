"""Options of the test run: how golden files and floors are written anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pubnorm")
    group.addoption(
        "--update-goldens", action="store_true", help="write tests/fixtures/pages/*.json anew; read the difference"
    )
    group.addoption(
        "--raise-floors", action="store_true", help="raise tests/quality/floors.toml to what is measured, never lower"
    )
