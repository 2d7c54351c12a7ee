"""Terms of dates and editions, as parts of patterns that ignore case: what several readers must tell alike."""

from __future__ import annotations

# A whole month or its abbreviation, not a word that begins like one: "Aug. 2021", but "2021, Augmented Tides".
MONTH = (
    r"(?:jan(?:uar[yi]?|vier|eiro)?|feb(?:ruar[yi]?|braio|r)?|mar(?:ch|s|zo|ço)?|märz?|apr(?:ile?)?|ma[yi]|jun[ei]?|jul[yi]?"
    r"|aug(?:ust)?|sept?(?:emb(?:er|re|ro))?|o[ck]t(?:ob(?:er|re))?|nov(?:emb(?:er|re|ro))?|de[cz](?:emb(?:er|re))?)"
    r"(?![^\W\d_])\.?"
)
# "2nd edition", "2. Auflage", "3ª edición".
EDITION = (
    r"(?:\d{1,2}\.?\s?(?:\w+\s)?Aufl(?:age)?\b\.?|\d{1,2}\.?\s?(?:erw|überarb)\w*"
    r"|\d{1,2}(?:st|nd|rd|th)\s(?:\w+\s)?(?:ed\b\.?|edn\b|edition)|\d{1,2}\s(?:ed\.|edn\b|edition)"
    r"|(?:second|third|fourth|fifth|revised|expanded|new|2nd revised) edition\b"
    r"|\d{1,2}(?:ª|\.ª|e|ème|a)?\.?\s?(?:édition|edición|edição|ed\.(?!\w)))"
)
# "6th to 9th", "27-30": days of a month, without it.
_DAY = r"\d{1,2}(?:st|nd|rd|th|º|\.)?"
_DAYS = rf"{_DAY}(?:\s?(?:[-–—/&]|to|and|a)\s?{_DAY})?"
# "November 6th to 9th", "30 August - 1 September", "27 a 30 de Novembro": when a meeting was held, up to the year.
HELD = (
    rf"(?:{_DAYS}\s(?:of\s|de\s)?)?{MONTH}(?:,?\s{_DAYS})?"
    rf"(?:\s?(?:[-–—/]|to|a)\s?(?:{_DAYS}\s)?{MONTH}(?:\s{_DAYS})?)?"
)
