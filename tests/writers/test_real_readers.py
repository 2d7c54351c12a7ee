"""The programs that people use read what we write. A program that is not installed skips its tests by name."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema.validators import validator_for

from pubnorm.model import PageRecord
from pubnorm.writers import write, write_files

CITATION_JS = """
const Cite = require('citation-js');
const given = new Cite(require('fs').readFileSync(process.argv[1], 'utf8'));
console.log(JSON.stringify(given.data));
"""


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (python3 check.py --readers)")
    return found


def run(*command: str | Path, folder: Path | None = None) -> str:
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("unicode", [False, True])
def test_biber_finds_no_fault_in_the_data_model(page: PageRecord, tmp_path: Path, unicode: bool) -> None:
    biber = program("biber")
    (tmp_path / "works.bib").write_text(write(page, "bibtex", unicode=unicode), "utf-8")
    out = run(biber, "--tool", "--validate-datamodel", "--nolog", "works.bib", folder=tmp_path)
    faults = [line for line in out.splitlines() if re.match(r"(WARN|ERROR)", line)]
    assert faults == []


@pytest.mark.parametrize(("format", "reader"), [("bibtex", "bibtex"), ("bibtex", "biblatex"), ("csl-json", "csljson")])
def test_pandoc_cites_every_work(page: PageRecord, tmp_path: Path, format: str, reader: str) -> None:
    pandoc = program("pandoc")
    path = tmp_path / "works"
    path.write_text(write(page, format), "utf-8")
    out = run(pandoc, "-f", reader, "-t", "plain", "--wrap=none", "--citeproc", path)
    for words in ("Journal of Things", "Māori_x", "Łukasz van der Berg", "王小明", "On Sand", "PhD", "The Book"):
        assert words.casefold() in out.casefold()  # the style sets titles in title case
    assert len(json.loads(run(pandoc, "-f", reader, "-t", "csljson", path))) == len(page.publications)
    if "On Mud" in out:
        assert not re.search(r"On Mud\W+Nature", out)


def test_csl_json_fits_its_schema(page: PageRecord) -> None:
    path = os.environ.get("CSL_DATA_SCHEMA")
    if not path:
        pytest.skip("CSL_DATA_SCHEMA names no csl-data.json of citation-style-language/schema (check.py --readers)")
    schema = json.loads(Path(path).read_text("utf-8"))
    assert list(validator_for(schema)(schema).iter_errors(json.loads(write(page, "csl-json")))) == []


@pytest.mark.parametrize(("format", "extension"), [("csl-json", ".json"), ("bibtex", ".bib"), ("ris", ".ris")])
def test_citation_js_reads_every_work(page: PageRecord, tmp_path: Path, format: str, extension: str) -> None:
    node = program("node")
    modules = os.environ.get("NODE_PATH", "")
    if not any((Path(folder) / "citation-js").is_dir() for folder in modules.split(os.pathsep)):
        pytest.skip("citation-js is not installed, or not in NODE_PATH (python3 check.py --readers)")
    path = tmp_path / f"works{extension}"
    path.write_text(write(page, format), "utf-8")
    found = json.loads(run(node, "-e", CITATION_JS, path).splitlines()[-1])
    years = {one["title"]: one["issued"]["date-parts"][0][0] for one in found if "issued" in one}
    assert len(found) == len(page.publications)
    assert years["On Sand"] == 2026
    assert years["A Workshop Paper"] == 2018


def test_hugo_builds_a_site_from_the_files(page: PageRecord, tmp_path: Path) -> None:
    hugo = program("hugo")
    for path, text in write_files(page, "hugo-blox"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    layouts = tmp_path / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "list.html").write_text("{{ range .RegularPages }}{{ .Title }}|{{ .Date.Year }};{{ end }}", "utf-8")
    (layouts / "single.html").write_text(
        "{{ .Title }}|{{ delimit .Params.authors `, ` }}|{{ .Params.hugoblox.ids.doi }}|"
        "{{ range .Params.links }}{{ .url }} {{ end }}",
        "utf-8",
    )
    (tmp_path / "config.toml").write_text(
        'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n', "utf-8"
    )
    run(hugo, folder=tmp_path)
    built = tmp_path / "public" / "publication"
    assert len(list(built.glob("*/index.html"))) == len(page.publications)
    text = (built / "doe2025tides" / "index.html").read_text("utf-8")
    assert "Łukasz van der Berg Jr." in text
    assert "10.1000/a_b%c" in text
    assert "https://github.com/a/b" in text


def test_jekyll_builds_a_site_from_the_files(page: PageRecord, tmp_path: Path) -> None:
    jekyll = program("jekyll")
    for path, text in write_files(page, "academicpages"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "_config.yml").write_text(
        "collections: {publications: {output: true, permalink: '/:collection/:path/'}}\n"
        "defaults: [{scope: {path: '', type: publications}, values: {layout: single}}]\n",
        "utf-8",
    )
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts" / "single.html").write_text(
        "{{ page.title }}|{{ page.venue }}|{{ page.date | date: '%Y' }}|{{ page.citation }}|{{ content }}", "utf-8"
    )
    run(jekyll, "build", "--quiet", folder=tmp_path)
    built = list((tmp_path / "_site" / "publication").glob("*/index.html")) + list(
        (tmp_path / "_site").glob("publication/*.html")
    )
    assert len(built) == len(page.publications)
    text = next(path for path in built if "doe2025tides" in str(path)).read_text("utf-8")
    assert 'BERT & the "Tides": 50% of $O(n^2)$ in Māori_x|Proceedings' in text
    assert "|2025|" in text
