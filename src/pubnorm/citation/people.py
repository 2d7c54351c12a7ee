"""Authors and editors out of the stretch of a citation that lists them."""

from __future__ import annotations

from pubnorm import patterns as re
from pubnorm.citation.regular import regular_names
from pubnorm.matching.names import as_author, split_names
from pubnorm.model import Author

_TRIM = " \t\n.,;:&/|()[]{}<>«»“”\"'–—-·"
_LEAD = re.compile(
    r"^(?:\W*\b(?:in|dans|en|em|edited|ed|eds|hrsg|herausgegeben|hg|sous la dir(?:ection)?|a cura|coord|red"
    r"|onder redactie|par|by|von|di|de|por|van|with|joint|authors?)\b\s*[.:]*\s*)+",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"[\s,;(\[]*\b(?:gen(?:eral)?\.?\s*)?(?:editors?|eds?|hrsg|hgg?|dirs?|coords?|orgs?|éds?|red|series ed(?:itor)?s?"
    r"|compilers?|comps?|编|主编|編著?)\b\.?[\s.,;:)\]]*$",
    re.IGNORECASE,
)
_DASHES = " .—–-_"
_ENDED = re.compile(r"[^\W\d_]{2}\.")
_DOTTED = re.compile(r"\b[^\W\d_]\.|\bal$|\b[JS]r$")
_BRACKETED_INITIALS = re.compile(r"\(((?:[^\W\d_]\.[\s-]?)+)\)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_OTHERS = re.compile(r"\b(?:et\.? ?al|others|u\.\s?a|et coll|andere|otros|outros)\b|…|\.\.\.|等|ほか|他", re.IGNORECASE)


def read_people(text: str, *, editors: bool = False) -> tuple[list[Author], bool]:
    """Return the people a name list names, in order, and whether the list is cut short; no name is dropped.

    >>> people, cut = read_people("Smith, J.A., & van der Berg, A., et al.")
    >>> [person.name for person in people], people[1].particle, cut
    (['Smith, J.A.', 'van der Berg, A.'], 'van der', True)
    >>> read_people("———.")  # the authors of the entry before
    ([], False)
    >>> [person.name for person in read_people("In A. Doe and B. Roe (Eds.),", editors=True)[0]]
    ['A. Doe', 'B. Roe']
    """
    if editors:
        lead = _LEAD.match(text)
        text = _ROLE.sub("", text[lead.end() :] if lead else text)
    if "(" in text:
        text = _BRACKETED_INITIALS.sub(r"\1", text)
    text = text.strip(" \t\n,;:(<[")
    if text[:1] in _DASHES and not text.strip(_DASHES):
        return [], False
    if text[-1:] == "." and _ENDED.match(text, len(text) - 3) and not _DOTTED.search(text[:-1]):
        text = text[:-1]  # no initial in the list has a stop: this one ends the sentence
    regular = regular_names(text)
    if regular is not None:
        return [as_author(name.strip()) for name in regular[0]], regular[1]
    found = split_names(text)
    spans = [(name.start, name.end) for name in found.names]
    spans += [span for span in found.rest if _WORDS.search(_OTHERS.sub(" ", text[span[0] : span[1]]))]
    if not spans and (whole := text.strip(_TRIM)):
        return [Author(name=whole)], found.truncated
    return [as_author(text[start:end].strip()) for start, end in sorted(spans)], found.truncated
