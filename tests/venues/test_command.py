"""`pubnorm venue`, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pubnorm.matching.venues import read_venue


def _run(*args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import sys; from pubnorm.cli import main; sys.exit(main())", "venue", *args]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


def test_says_what_and_why() -> None:
    done = _run("Proc. of the 38th AAAI Conf. on Artif. Intell. (AAAI-24), Oral")
    assert done.returncode == 0
    assert done.stderr == ""
    for words in ("AAAI Conference on Artificial Intelligence", "2024", "38", "Oral", "abbreviation"):
        assert words in done.stdout


def test_json_has_a_line_for_each_string() -> None:
    done = _run("--format", "json", "ICML 2024 (Spotlight)", "-", given="Arixv\nACL'25 Finding\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [sorted(line) for line in lines] == [["awards", "input", "venue", "year"]] * 3
    assert [line["venue"]["acronym"] for line in lines] == ["ICML", "arXiv", "ACL"]
    assert [line["year"] for line in lines] == [2024, None, 2025]
    assert lines[0]["awards"] == ["Spotlight"]


def test_a_string_without_a_venue_is_told_by_the_exit_code() -> None:
    done = _run("--format", "json", "2024")
    assert done.returncode == 1
    assert json.loads(done.stdout)["venue"] is None


def test_own_vocabulary_must_be_readable() -> None:
    done = _run("--data", "/nowhere.toml", "ICML")
    assert done.returncode == 2
    assert "/nowhere.toml" in done.stderr


def test_a_journal_of_the_large_list_is_explained() -> None:
    done = _run("The William and Mary Quarterly")
    assert done.returncode == 0
    assert "the-william-and-mary-quarterly" in done.stdout


@pytest.mark.parametrize(
    ("text", "acronym", "key"),
    [
        ("CLADAG (Sep 2023)", "CLADAG", None),  # a month is no Stanford Encyclopedia of Philosophy
        ("ICSIP 2022", "ICSIP", None),  # and no slip for ICISP
        ("DASFFA 2021", "DASFAA", "dasfaa"),
        ("American Economic Review. doi", "AER", "aer"),
    ],
)
def test_what_is_left_behind_or_near_a_name_does_not_change_it(text: str, acronym: str, key: str | None) -> None:
    venue = read_venue(text).venue
    assert venue is not None
    assert (venue.acronym, venue.key) == (acronym, key)
