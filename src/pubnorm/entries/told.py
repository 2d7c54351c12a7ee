"""What the elements, labels and lines around a line say of it, whatever its own words look like."""

from __future__ import annotations

from pubnorm.document import Text
from pubnorm.entries.blanks import BLANK
from pubnorm.entries.marks import Marked, count_words
from pubnorm.entries.runs import author_run, names_beside
from pubnorm.entries.traits import Traits

_WORDS_OF_A_BADGE = 4


def as_title(line: Text, traits: Traits) -> Traits:
    """Return the traits of a line that is the title of a work, all of it, whatever its words look like.

    >>> from pubnorm.entries.traits import read_traits
    >>> from pubnorm.fields.links import link_kinds
    >>> from pubnorm.vocabulary import vocabulary
    >>> line = Text("Jane Doe, Rob Roe")
    >>> traits = read_traits(line, link_kinds(vocabulary()), vocabulary())
    >>> traits.role, as_title(line, traits).role
    ('authors', 'title')
    """
    end = len(line.text)
    for link in reversed(traits.links):
        if link.is_label and not count_words(line.text[link.end : end]) and count_words(line.text[: link.start]):
            end = link.start  # "On Tides [PDF]"
    beside = names_beside(line.text[:end]) if "(" in line.text else None
    whole = Marked(0, beside[0] if beside else end, "heading", 3.0)
    blank = BLANK * whole.end + line.text[whole.end : end] if beside else ""
    blank += BLANK * (len(line.text) - len(blank))
    return Traits("title", traits.words, whole, None, (), traits.links, traits.year, blank, (whole,), traits.label)


def led_by_title(lines: list[tuple[Text, Traits]]) -> list[tuple[Text, Traits]]:
    """Return the lines of a paragraph: the first is no venue where names follow it, and then what is surely one.

    "Optical Communications in Shallow Water" / "with Jane Doe and Rob Roe" / "Journal of Hydrology, 2020"
    """
    roles = [traits.role for _, traits in lines[:3]]
    if roles != ["venue", "authors", "venue"]:
        return lines
    text, first = lines[0]
    last = lines[2][1]
    told = first.year or (first.venues and not text.text.startswith(":", first.venues[0].end))
    return lines if told or not last.venues else [(text, first._replace(role="text")), *lines[1:]]


def shows_outlet(traits: Traits) -> bool:
    """Whether a line begins with a known venue and shows hardly more than its year, track and rank: "ACL 2025 Main"."""
    return bool(traits.venues) and traits.venues[0].start == 0 and traits.words <= _WORDS_OF_A_BADGE


def declared(traits: Traits, field: str | None) -> Traits:
    """Return the traits of a line that its element declares to be authors: odd names are names there, too."""
    run = traits.authors
    if field != "authors" or traits.role != "authors" or run is None or run.score == 1.0:
        return traits
    again = author_run(traits.plain, expected=True)
    return traits._replace(authors=again) if again and len(again.names) > len(run.names) else traits


def is_plain(traits: Traits) -> bool:
    """Whether nothing on a line is set off but words in quotation marks, which titles have in them, and no label is."""
    quoted = all(marked.kind == "quote" for marked in traits.titles)
    return quoted and not any(link.is_label for link in traits.links)
