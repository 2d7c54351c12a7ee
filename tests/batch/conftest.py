from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.syspath_prepend(str(HERE))
    return "readers:read"


@pytest.fixture
def read_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    path = tmp_path / "read.log"
    monkeypatch.setenv("READ_LOG", str(path))

    def read() -> list[str]:
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        path.write_text("", "utf-8")
        return sorted(Path(line).name for line in lines)

    return read
