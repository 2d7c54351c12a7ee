"""How long pages take: against mistune alone, on import, by length, and on inputs that break careless parsers.

    python benchmarks/pages.py                    all of it, over the pages of tests/fixtures/pages
    python benchmarks/pages.py FOLDER --only mistune import lengths inputs

Times are of this machine (of the processor, but for fresh processes and hard inputs); the ratios are what counts.
Bars: parsing takes at most 6 times what mistune takes for the same text, `import pubnorm` at most 0.15 s more than bare
Python, no input of 100 kB over 10 s, and the time per kB stays level as pages grow. Exit code 1 where one is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import mistune

import pubnorm

ROOT = Path(__file__).parents[1]
PARTS = ("mistune", "import", "lengths", "inputs")
ROUNDS = 7
SIZES = (50_000, 200_000, 1_000_000, 5_000_000)


def read_pages(folder: Path) -> list[str]:
    texts = [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".md", ".markdown", ".qmd")]
    return [text.decode("utf-8", "replace") for text in texts]


def altered(text: str, number: int) -> str:
    """Return the page with other digits and one more line, so that nothing remembered of it helps."""
    return text.translate({ord("7"): str(number % 10)}) + f"\n\nRound {number} of the measurement.\n"


def against_mistune(folder: Path) -> bool:
    markdown = mistune.create_markdown(renderer=None, plugins=["table", "footnotes", "strikethrough"])
    texts = read_pages(folder)
    for text in texts:  # both load what they load once
        markdown(text)
        pubnorm.parse(text)
    ratios = []
    for number in range(ROUNDS):
        by_mistune = by_pubnorm = 0.0
        for page in [altered(text, number) for text in texts]:  # page by page, so that the machine's pace is the same
            started = time.process_time()
            markdown(page)
            between = time.process_time()
            pubnorm.parse(page)
            by_pubnorm += time.process_time() - between
            by_mistune += between - started
        ratios.append(by_pubnorm / by_mistune)
    size = sum(map(len, texts)) / 1000
    ratio = statistics.median(ratios)
    print(f"mistune: {len(texts)} pages, {size:.0f} kB, {ROUNDS} rounds: ratio {ratio:.2f}", end=" ")
    print(f"({min(ratios):.2f} to {max(ratios):.2f}; bar 6)")
    return ratio <= 6


def fresh(code: str) -> float:
    """Return the least of some wall times of `code` in a fresh process, in seconds, with bytecode as once installed."""
    times = []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, env={**environment, "PYTHONHASHSEED": "0"})
        times.append(time.perf_counter() - started)
    return min(times)


def on_import() -> bool:
    bare = fresh("pass")
    imported = fresh("import pubnorm") - bare
    first = fresh("import pubnorm; pubnorm.parse('# Papers\\n\\n- Jane Doe. **On Things**. ACL 2025.\\n')") - bare
    print(f"import: {imported:.3f} s beyond bare Python's {bare:.3f} s (bar 0.15); with the first page {first:.3f} s")
    return imported <= 0.15


def by_length(folder: Path) -> bool:
    unit = "\n\n".join(read_pages(folder))
    pubnorm.parse(unit)
    per_kb = []
    for size in SIZES:
        text = "".join(altered(unit, number) for number in range(size // len(unit) + 1))[:size]
        started = time.process_time()
        record = pubnorm.parse(text)
        taken = time.process_time() - started
        per_kb.append(taken / size * 1e6)
        print(f"lengths: {size / 1000:6.0f} kB {taken:8.2f} s {per_kb[-1]:7.3f} ms/kB {len(record.publications)} works")
    print(f"lengths: the longest takes {per_kb[-1] / per_kb[0]:.2f} times as long per kB as the shortest (bar 2)")
    return per_kb[-1] <= 2 * per_kb[0]


def _parse(text: str) -> None:
    pubnorm.parse(text)


def hard_inputs(size: int, limit: float) -> bool:
    inputs = tomllib.loads((ROOT / "tests" / "fixtures" / "pathological.toml").read_text("utf-8"))["inputs"]
    texts = {name: _repeat(given, size) for name, given in inputs.items()}
    texts["deep-items"] = "".join("  " * depth + "- a\n" for depth in range(int(size**0.5)))[:size]
    pubnorm.parse("# Papers\n")
    taken = {name: timed(text, limit) for name, text in texts.items()}
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        if seconds >= 1:
            print(f"inputs: {name:28} {seconds:6.2f} s" + (" stopped" if seconds >= limit else ""))
    slow = [name for name, seconds in taken.items() if seconds > 10]
    print(f"inputs: {len(taken)} of {size / 1000:.0f} kB, {len(slow)} over 10 s (bar 0); those over 1 s are listed")
    return not slow


def _repeat(given: dict[str, str], size: int) -> str:
    return given.get("head", "") + given["unit"] * (size // len(given["unit"])) + given.get("tail", "")


def timed(text: str, limit: float) -> float:
    """Return the seconds that parsing takes, at most `limit`: a process of its own can be stopped anywhere."""
    process = multiprocessing.get_context("fork").Process(target=_parse, args=(text,))
    started = time.perf_counter()
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
        return limit
    taken = time.perf_counter() - started
    if process.exitcode:
        print(f"inputs: exit code {process.exitcode} on {text[:40]!r}…: this must never be")
        return limit
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "tests" / "fixtures" / "pages")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--size", type=int, default=100_000, help="characters of a hard input (100000)")
    parser.add_argument("--limit", type=float, default=30.0, help="seconds after which a hard input is stopped (30)")
    args = parser.parse_args()
    met = True
    if "mistune" in args.only:
        met &= against_mistune(args.folder)
    if "import" in args.only:
        met &= on_import()
    if "lengths" in args.only:
        met &= by_length(args.folder)
    if "inputs" in args.only:
        met &= hard_inputs(args.size, args.limit)
    return 0 if met else 1


if __name__ == "__main__":
    raise SystemExit(main())
