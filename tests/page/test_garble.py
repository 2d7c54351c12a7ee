"""Garbled text is put right, healthy text is never touched."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.page import read_page
from pubnorm.page.garble import repair

HEALTHY = [
    "l’été, l’écrit d’Étienne, “Überlegungen”, “état”, « été », «\xa0été\xa0», à «\xa0Paris\xa0», naïveté…",
    "„Äußerung“, ‚Ärger‘, Spaß”, Straße“, Ä–Ö–Ü, Größe—Maß, café–bar, naïve—façade, 20°C, §5, ±3, ½",
    "SÃO PAULO, “SÃO”, MAÇÃ… IRMÃ”, Åse·Ærø, Å vær, Ørsted’s, É”, niño…, El Niño–Southern, ¿Qué?",
    "váš…, náš”, Paříž”, VÝŠKA, PAŘÍŽ, žluťoučký kůň, Łukasz Šimon Žižek, Đorđe Ćosić, Ştefan Țurcanu",
    "√2, √x, 2√π, √(π/2), ¬π, ≈π, ≈±5, ≈ 3°, ∆x, ƒ(x), Ω, ∑, ∏, ∫, ∞, µm, α-stable, β, γ",
    "Müller®, Zoë™, Aña†, René‡, Ünal¹, Gödel², Håkan§, José’s, Poincaré’s, André–Louis, François*",
    "张三，李四。深度学习（通讯作者）", "日本語の論文", "한국어 논문", "Нейронные сети", "Γεωργίου",
    "العربية", "עברית", "ไทย", "हिन्दी", "Nguyễn Việt Hà, Trần Thị Hồng", "🎉📬👩\u200d💻❤️✉☑★→∗⋆",
]  # fmt: skip

# What can be put right wherever it stands: every sentence as a whole.
REPAIRABLE = [
    "don’t “quoted” text — yes… – no", "Rühle, Müller, François, José, Łukasz Šimon Žižek, Đorđe Ćosić, Þór",
    "Jane† Doe‡ ✉ ★ ∗ 🎉📬🔥", "Нейронные сети для анализа", "深度学习方法研究，张三（通讯作者）", "日本語の論文",
    "한국어 논문",
    "Nguyễn Việt Hà, Trần Thị Hồng", "Γεωργίου α-stable β γ δ", "العربية والنص", "עברית טקסט", "ไทย ภาษา",
    "Ştefan Țurcanu Iași, Gülşen İnce", "naïve café, El Niño", "© 2020 – 50 °C, ½ ± 3 µm", "à la carte, voilà que",
    "Ánh Í Ý Ð Ï", "S. Škoda, Đ. Čech, O. Ősz",
]  # fmt: skip


def as_windows_1252(text: str) -> str:
    """Read UTF-8 as browsers read Windows-1252: bytes it does not have become control characters."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


MISREADINGS: dict[str, Callable[[str], str]] = {
    "windows-1252": as_windows_1252,
    "latin-1": lambda text: text.encode().decode("latin-1"),
    "mac-roman": lambda text: text.encode().decode("mac_roman"),
}


@pytest.mark.parametrize("text", HEALTHY)
def test_healthy_text_is_never_touched(text: str) -> None:
    assert repair(text) == (text, ())


@pytest.mark.parametrize("name", MISREADINGS)
@pytest.mark.parametrize("text", REPAIRABLE)
def test_garbled_text_is_put_right(text: str, name: str) -> None:
    assert repair(MISREADINGS[name](text)).text == text


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Victor R√ºhle, Yuqing", "Victor Rühle, Yuqing"),
        ("# \uf8ffüìù Publications", "# 📝 Publications"),
        ("ÁõòÂçìÂÆû", "盘卓实"),
        ("Shen<sup>â€\xa0</sup>", "Shen<sup>†</sup>"),
        ("Shen<sup>â€ </sup>", "Shen<sup>†</sup>"),
        ("â€œthisâ€ and â€œthatâ€.", "“this” and “that”."),
        ("â€œthisâ€\ufffd", "“this”"),
        ("â€œthis.â€? ACL", "“this.” ACL"),
        ("accepted! ðŸŽ‰", "accepted! 🎉"),
        ("one.Â  Two", "one.  Two"),
        ("MÃ¼ller, S. und â€žEtwasâ€œ", "Müller, S. und „Etwas“"),
        ("donâ\x80\x99t, \x93yes\x94", "don’t, “yes”"),
        ("MÃƒÂ¼ller, donÃ¢â‚¬â„¢t", "Müller, don’t"),
        ("l’été de MÃ¼ller, SÃO PAULO", "l’été de Müller, SÃO PAULO"),
        ("√©t√©, “état”, 2√π, »öffentlich«, ¬Ω", "été, “état”, 2√π, »öffentlich«, ¬Ω"),
    ],
)
def test_each_piece_by_itself(garbled: str, right: str) -> None:
    assert repair(garbled).text == right


# `»ö` (Mac Roman's Ț) also begins a German quotation, `¬Ω` (½) is also logic: beside healthy text they are left alone.
CERTAIN = [text for text in REPAIRABLE if "Țu" not in text and "½" not in text]


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(MISREADINGS)))
def test_garbled_sentences_among_healthy_ones(chance: random.Random, name: str) -> None:
    sentences = [chance.choice(CERTAIN) for _ in range(4)] + [chance.choice(HEALTHY)]
    whole = "\n".join(MISREADINGS[name](s) if s in CERTAIN and chance.random() < 0.5 else s for s in sentences)
    assert repair(whole).text == "\n".join(sentences)


@given(st.lists(st.sampled_from(HEALTHY + REPAIRABLE), min_size=1, max_size=6).map("\n".join))
def test_healthy_sentences_stay(text: str) -> None:
    assert repair(text) == (text, ())


@given(st.text())
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repair(text).text
    assert once.count("\n") == text.count("\n")
    assert repair(once).text == once


def test_a_repaired_page_says_so() -> None:
    page = read_page("Healthy: l’été\n\nR√ºhle\ndonâ€™t\n")
    assert page.repaired
    assert page.lines == ("Healthy: l’été", "", "Rühle", "don’t", "")
    (warning,) = page.warnings
    assert (warning.code, warning.lines) == ("repaired-text", (3, 4))
    assert "mac-roman and windows-1252" in warning.message
