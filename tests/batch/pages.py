"""Pages and trees of files for the tests."""

from pathlib import Path


def page(number: int, works: int = 3) -> str:
    lines = [f"# Person {number}", "", "## Publications", ""]
    lines += [
        f"- Ann Roe, **Jane Doe{number}**. **Tides of Harbour {number} Part {n}**. *ICML {2020 + n}*. "
        f"[[Paper]](https://arxiv.org/abs/250{n}.{number:05})"
        for n in range(1, works + 1)
    ]
    return "\n".join(lines) + "\n"


def write_pages(folder: Path, names: list[str]) -> Path:
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number), "utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def outputs(folder: Path) -> list[str]:
    return [name for name in tree(folder) if not name.startswith(".pubnorm")]
