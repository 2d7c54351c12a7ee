"""The package as users get it: a wheel from a clean checkout, what import costs, what the files may not say."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import pubnorm
from pubnorm.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
HEAVY = {"requests", "requests_cache", "lxml", "numpy", "mistune", "bibtexparser", "rapidfuzz", "yaml", "ftfy"}
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|home/\w+|Users/\w+)/")
# Put together here, so that this file does not hold what it looks for.
HOSTS = ("pypi" + ".org", "files.python" + "hosted.org", "npm" + "js.org", "crates" + ".io", "proxy.golang" + ".org")


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    names = run("git", "ls-files", "-z").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("checkout")
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build with what is installed here where the build tool is, else as pip does it."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(out), str(checkout)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no wheel can be built here: {done.stderr.strip().splitlines()[-1:]}")
    return next(out.glob("*.whl"))


def test_the_wheel_holds_all_that_is_read_at_run_time(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        names = set(files.namelist())
    source = checkout / "src" / "pubnorm"
    read = [path for path in source.rglob("*") if path.is_file() and path.parent.name != "__pycache__"]
    wanted = {f"pubnorm/{path.relative_to(source).as_posix()}" for path in read}
    assert wanted - names == set()
    assert {"pubnorm/py.typed", "pubnorm/data/citation.weights"} <= names
    assert {f"pubnorm/data/compiled/{table}.msgpack" for table in ("vocabulary", "venues", "journals")} <= names
    assert not [name for name in names if name.startswith(("tests/", "training/", "benchmarks/"))]


def test_the_wheel_reads_the_example_in_an_environment_of_its_own(wheel: Path, checkout: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    site = next(home.glob("lib/python*/site-packages"), home / "Lib" / "site-packages")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(site)
    # The dependencies are those of this environment; pubnorm itself is the wheel's, which stands first.
    here = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(here) + "\n", "utf-8")
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    code = (
        "import sys, pubnorm; from pubnorm.cli import main; print(pubnorm.__file__, file=sys.stderr); sys.exit(main())"
    )
    command = [str(python), "-c", code, "parse", str(checkout / "examples" / "homepage.md")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert str(site.resolve()) in done.stderr
    record = json.loads(done.stdout)
    assert record["owner"]["name"] == "Saga Thorvaldsen"
    assert len(record["publications"]) == 4


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, pubnorm; print(*{name.split('.')[0] for name in sys.modules})"
    assert set(run(sys.executable, "-c", code).split()) & HEAVY == set()


def test_every_public_name_is_there() -> None:
    assert [name for name in pubnorm.__all__ if not hasattr(pubnorm, name)] == []
    with pytest.raises(AttributeError):
        pubnorm.no_such_name  # noqa: B018


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if name not in shown] == []
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`pubnorm {name}" not in readme] == []


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.split() == ["pubnorm", pubnorm.__version__]


def test_files_speak_of_the_project_alone() -> None:
    faults = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        if MACHINE_PATH.search(text):
            faults.append(f"{name}: a path of one machine")
        faults += [f"{name}: {host}" for host in HOSTS if host in text]
        if ("../" + "shared") in text and not name.startswith("tests/"):
            faults.append(f"{name}: a folder outside the repository")
    assert faults == []


def test_the_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"```sh\n(.+)\n```", (ROOT / "README.md").read_text("utf-8"))
    assert (ROOT / ".ci" / "run").read_text("utf-8").strip().splitlines()[-1] == f"exec {commands[1]}"
