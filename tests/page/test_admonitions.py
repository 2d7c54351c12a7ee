"""MkDocs' admonitions: what they are called, and what they hold."""

from __future__ import annotations

import pytest

from pubnorm.page.admonitions import open_admonitions


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ('!!! note "On Tides"\n    Jane Doe\nText', "###### On Tides\nJane Doe\nText"),
        (
            '???+ quote "On Tides"\n\n    Jane Doe\n\n    - *ACL*\n        2024',
            "###### On Tides\n\nJane Doe\n\n- *ACL*\n    2024",
        ),
        ("!!! abstract\n    We measure.\n\n    And tell.\nText", "\n\n\n\nText"),
        ('??? note "Abstract"\n    We measure.', "\n"),
        ('- One\n    ??? quote "BibTeX"\n        @misc{x}\n- Two', "- One\n\n    @misc{x}\n- Two"),
        (
            '!!! tip "On Silt"\n    A\n\n    !!! abstract\n\n        We dig.\n\nText',
            "###### On Silt\nA\n\n\n\n\n\nText",
        ),
        ('```\n!!! note "x"\n    y\n```', '```\n!!! note "x"\n    y\n```'),
        ("What a day!!! note it", "What a day!!! note it"),
        ("??? what is this ???", "??? what is this ???"),
    ],
)
def test_line_for_line(text: str, opened: str) -> None:
    assert open_admonitions(text) == opened
