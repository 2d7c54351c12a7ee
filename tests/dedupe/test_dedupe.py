"""Many records to one per work: nothing lost, differences said, one key per person, whatever the order."""

from __future__ import annotations

import json
import random
from pathlib import Path

import jsonschema
import pytest

from pubnorm.cli import main
from pubnorm.matching.works import mark_duplicates
from pubnorm.matching.works.dedupe import dedupe
from pubnorm.model import (
    Author,
    Identifiers,
    Link,
    OtherListing,
    PageRecord,
    PageSource,
    Publication,
    Source,
    Venue,
    schema,
)

TITLE = "Learning to Count Small Things"


def listing(path: str, names: str, **facts: object) -> Publication:
    values = {"title": TITLE, "key": "doe2024learning", **facts}
    authors = [Author(name=name) for name in names.split("; ")]
    return Publication(authors=authors, source=Source(path=path, lines=(3, 4), text=f"{path} {names}"), **values)  # type: ignore[arg-type]


PREPRINT = listing(
    "jane.md", "J. Doe; Rob Roe", status="preprint", year=2023, identifiers=Identifiers(arxiv="2301.00001"),
    links=[Link(kind="paper", url="https://arxiv.org/abs/2301.00001"), Link(kind="code", url="https://github.com/x/y")],
)  # fmt: skip
PUBLISHED = listing(
    "rob.md", "Jane Doe; Rob Roe", status="published", year=2024, venue=Venue(raw="ACL 2024"), awards=["Oral"],
    links=[Link(kind="paper", url="https://arxiv.org/abs/2301.00001")],
)  # fmt: skip
ELSE = listing("rob.md", "Rob Roe; Ann Poe", title="On Large Things and Others", key="roe2020large", year=2020)


def test_one_record_for_a_work_with_all_that_is_known() -> None:
    first, second = dedupe([PREPRINT, ELSE, PUBLISHED])
    assert first.source == PUBLISHED.source
    assert first.identifiers.arxiv == "2301.00001"
    assert [link.url for link in first.links] == ["https://arxiv.org/abs/2301.00001", "https://github.com/x/y"]
    assert (first.status, first.year, first.awards) == ("published", 2024, ["Oral"])
    assert second.title == ELSE.title


def test_other_listings_keep_source_and_differences() -> None:
    (other,) = dedupe([PREPRINT, PUBLISHED])[0].duplicates
    assert isinstance(other, OtherListing)
    assert (other.path, other.lines, other.text) == (PREPRINT.source.path, (3, 4), PREPRINT.source.text)
    said = {difference.field: (difference.page, difference.other) for difference in other.differences}
    assert said["year"] == (2024, 2023)
    assert said["status"] == ("published", "preprint")
    assert said["authors"] == (["Jane Doe", "Rob Roe"], ["J. Doe", "Rob Roe"])


def test_a_person_has_one_key_over_works() -> None:
    works = dedupe([PREPRINT, ELSE, PUBLISHED])
    keys = {author.name: author.person for work in works for author in work.authors}
    assert keys == {"Jane Doe": "doe-jane", "Rob Roe": "roe-rob", "Ann Poe": "poe-ann"}


def test_people_of_one_common_name_are_told_apart() -> None:
    works = dedupe(
        listing(f"{title}.md", names, title=title, key=title[:4])
        for title, names in [
            ("Graphs and Their Friends", "Wei Wang; Jane Doe"),
            ("Trees and Their Friends", "W. Wang; J. Doe"),
            ("Proteins in the Dark", "Wei Wang; Rob Roe"),
        ]
    )
    keys = [work.authors[0].person for work in works]
    assert keys[0] == keys[1] != keys[2]


def _namesakes(venues: tuple[str, str], years: tuple[int, int], *, crowd: int = 140) -> bool:
    """Tell whether two works of one common name, without shared co-authors, are given one person among other works."""
    others = [
        listing(f"{n}.md", f"Ann Poe{n}", title=f"Notes on Subject {n}", key=f"poe{n}", year=2020, status="published",
                venue=Venue(raw="V", key=f"v{n % 70}"))
        for n in range(crowd)
    ]  # fmt: skip
    ours = [
        listing(f"{title}.md", names, title=title, key=title[:4], year=year, status="published",
                venue=Venue(raw=venue, key=venue, kind="preprint-server" if venue == "arxiv" else "conference"))
        for title, names, venue, year in zip(
            ("Graphs and Their Friends", "Proteins in the Dark"), ("Wei Wang; Jane Doe", "Wei Wang; Rob Roe"),
            venues, years, strict=True)
    ]  # fmt: skip
    people = {a.person for work in dedupe(others + ours) for a in work.authors if a.name == "Wei Wang"}
    return len(people) == 1


def test_one_name_in_one_venue_within_few_years_is_one_person() -> None:
    assert _namesakes(("egsr", "egsr"), (2020, 2022))
    assert not _namesakes(("egsr", "egsr"), (2010, 2022))
    assert not _namesakes(("egsr", "sosp"), (2020, 2022))
    assert not _namesakes(("arxiv", "arxiv"), (2020, 2022))


def test_a_venue_where_very_many_publish_says_nothing_of_people() -> None:
    assert not _namesakes(("egsr", "egsr"), (2020, 2022), crowd=40)


def test_a_rare_name_decades_apart_may_be_two_people() -> None:
    def person(years: tuple[int, int]) -> int:
        works = dedupe(
            listing(f"{year}.md", f"Bartholomäus Quernheim; Jane Doe{year}", title=title, key="k", year=year)
            for year, title in zip(years, ("Graphs and Their Friends", "Proteins in the Dark"), strict=True)
        )
        return len({a.person for work in works for a in work.authors if a.name.startswith("Bart")})

    assert person((2010, 2020)) == 1
    assert person((1970, 2020)) == 2


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [PREPRINT, ELSE, PUBLISHED, listing("ann.md", "Doe, J.; Roe, R.", status="accepted")]
    draw = random.Random(1)
    results = []
    for _ in range(5):
        draw.shuffle(records)
        works = dedupe(records)
        results.append(
            sorted((w.source.path, w.title, len(w.duplicates), tuple(a.person for a in w.authors)) for w in works)
        )
    assert all(result == results[0] for result in results)


def test_merging_again_changes_nothing() -> None:
    once = dedupe([PREPRINT, ELSE, PUBLISHED])
    assert dedupe(once) == once


def test_no_record_is_lost() -> None:
    records = [
        listing(f"p{n}.md", "Jane Doe; Rob Roe", title=f"Study {n % 7} of {n % 7} Things", key="k") for n in range(30)
    ]
    works = dedupe(records)
    assert len(works) == 7
    assert sum(1 + len(work.duplicates) for work in works) == 30
    assert len({work.key for work in works}) == 7


def test_duplicates_of_a_page_name_each_other() -> None:
    page = [
        Publication(key="a", title=TITLE, authors=PUBLISHED.authors, type="conference"),
        Publication(key="b", title=TITLE + ", Part II", authors=PUBLISHED.authors),
        Publication(key="c", title=TITLE.lower(), authors=PREPRINT.authors, type="preprint"),
    ]
    assert [p.duplicates for p in mark_duplicates(page)] == [["c"], [], ["a"]]


@pytest.mark.parametrize("shape", ["json", "jsonl"])
def test_the_command_reads_and_writes_both_shapes(tmp_path: Path, shape: str) -> None:
    page = PageRecord(source=PageSource(path="rob.md"), publications=[PUBLISHED, ELSE])
    (tmp_path / "rob.json").write_text(json.dumps(page.to_dict()), "utf-8")
    (tmp_path / "jane.jsonl").write_text(json.dumps(PREPRINT.to_dict()) + "\n\n", "utf-8")
    out = tmp_path / f"works.{shape}"
    assert main(["dedupe", "-q", str(tmp_path / "rob.json"), str(tmp_path / "jane.jsonl"), "-o", str(out)]) == 0
    if shape == "json":
        value = json.loads(out.read_text("utf-8"))
        jsonschema.validate(value, schema())
        works = value["publications"]
    else:
        works = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [len(work["duplicates"]) for work in works] == [1, 0]


def test_pairs_for_a_person_to_judge_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unsigned = Publication(title=TITLE, key="u", source=Source(path="x.md", lines=(9, 9)))
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(p.to_dict()) + "\n" for p in (PREPRINT, unsigned)), "utf-8")
    assert main(["dedupe", str(path)]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) > 1
    assert "2 records are 2 works; 1 pairs may be one work" in said.err


def test_a_broken_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"title": "x"}\n{"title": 3}\n', "utf-8")
    assert main(["dedupe", str(path)]) == 2
    assert "bad.jsonl, line 2" in capsys.readouterr().err
    assert main(["dedupe", str(tmp_path / "none.jsonl")]) == 2


def test_nothing_is_written_where_the_input_is_broken(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("no\n", "utf-8")
    out = tmp_path / "out.jsonl"
    out.write_text("kept", "utf-8")
    assert main(["dedupe", str(tmp_path / "bad.jsonl"), "-o", str(out)]) == 2
    assert out.read_text("utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "out.jsonl"]
