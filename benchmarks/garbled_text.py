"""Garbled text: what is put right and what is left alone, by pubnorm and by ftfy (if it is installed), and how fast.

Run: python benchmarks/garbled_text.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module

from pubnorm.page.garble import repair

SENTENCES = [
    "don’t “quoted” text — yes…", "Rühle, Müller, François, José", "Łukasz Šimon Žižek, Đorđe Ćosić",
    "Jane† Doe‡ ✉ ★ 🎉📬",
    "Нейронные сети для анализа", "深度学习方法研究，张三（通讯作者）", "日本語の論文", "한국어 논문",
    "Nguyễn Việt Hà, Trần Hồng",
    "Γεωργίου, α-stable", "العربية والنص", "Iași, Gülşen İnce", "50 °C, ½ ± 3 µm", "à la carte, voilà que",
]  # fmt: skip
HEALTHY = [
    "l’été d’Étienne, “Überlegungen”, “état”", "« été », à «\xa0Paris\xa0»", "SÃO PAULO, MAÇÃ… IRMÃ”, Åse·Ærø, É”",
    "Paříž”, VÝŠKA, váš…", "√2, 2√π, ¬π, ≈±5, ∆x", "Zoë™, Aña†, Ünal¹, José’s",
]  # fmt: skip


def windows(text: str) -> str:
    return "".join(
        chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in text.encode()
    )


def mac(text: str) -> str:
    return text.encode().decode("mac_roman")


def measure(name: str, fix: Callable[[str], str]) -> float:
    garbled = [(f(text), text) for text in SENTENCES for f in (windows, mac)]
    mixed = [(f"{bad} and {good}", f"{text} and {good}") for bad, text in garbled for good in HEALTHY]
    alone = sum(fix(bad) == text for bad, text in garbled)
    beside = sum(fix(bad) == text for bad, text in mixed)
    kept = sum(fix(text) == text for text in HEALTHY + SENTENCES)
    page = "\n".join(["A plain line of a list, with a name such as Müller in it. 2024."] * 200 + HEALTHY)
    best = min(timed(fix, page) for _ in range(5))
    print(
        f"{name:8} garbled lines right {alone}/{len(garbled)}; beside healthy text {beside}/{len(mixed)}; "
        f"healthy lines kept {kept}/{len(HEALTHY + SENTENCES)}; a healthy page in {best * 1e6:.0f} µs"
    )
    return best


def timed(fix: Callable[[str], str], text: str) -> float:
    start = time.perf_counter()
    fix(text)
    return time.perf_counter() - start


def main() -> None:
    ours = measure("pubnorm", lambda text: repair(text).text)
    try:
        ftfy = import_module("ftfy")
    except ImportError:
        print("ftfy is not installed: nothing to compare with")
        return
    theirs = measure("ftfy", ftfy.fix_encoding)
    print(f"ratio of the times: {theirs / ours:.0f}")


if __name__ == "__main__":
    main()
