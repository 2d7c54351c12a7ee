"""arXiv identifiers, found in what homepages show."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.sources.arxiv.ids import ArxivId, find_arxiv_id

FOUND = {
    "2505.16983": "2505.16983",
    " 2505.16983v3 ": "2505.16983v3",
    "0704.0001": "0704.0001",
    "arXiv:2505.16983": "2505.16983",
    "arXiv: 2505.16983v1 [cs.CL]": "2505.16983v1",
    "arXiv 2505.16983": "2505.16983",
    "arXiv preprint arXiv:1706.03762 (2017)": "1706.03762",
    "arXiv preprint 1706.03762": "1706.03762",
    "arXiv e-prints, 1706.03762": "1706.03762",
    "ArXiv, abs/1706.03762": "1706.03762",
    "CoRR abs/1706.03762 (2017)": "1706.03762",
    "CoRR, abs/1706.03762": "1706.03762",
    "arXiv（1706.03762）": "1706.03762",
    "arXiv：1706.03762": "1706.03762",
    "ArXiv (1706.03762)": "1706.03762",
    "arxiv.org/abs/2505.16983": "2505.16983",
    "https://arxiv.org/abs/2505.16983v2": "2505.16983v2",
    "https://arxiv.org/pdf/2505.16983": "2505.16983",
    "https://arxiv.org/pdf/2505.16983v2.pdf": "2505.16983v2",
    "https://arxiv.org/pdf/2505.16983.pdf": "2505.16983",
    "https://arxiv.org/pdf/2505.16983.": "2505.16983",
    "https://arxiv.org/html/2505.16983v1": "2505.16983v1",
    "https://arxiv.org/html/2505.16983v1/#S3": "2505.16983v1",
    "https://arxiv.org/abs/2505.16983?context=cs.CL": "2505.16983",
    "https://arxiv.org/abs/arXiv:2505.16983": "2505.16983",
    "http://export.arxiv.org/abs/2505.16983": "2505.16983",
    "http://cn.arxiv.org/abs/1706.03762": "1706.03762",
    "https://browse.arxiv.org/pdf/1706.03762.pdf": "1706.03762",
    "https://xxx.lanl.gov/abs/1012.1234": "1012.1234",
    "https://www.alphaxiv.org/abs/2505.16983v1": "2505.16983v1",
    "https://alphaxiv.org/overview/2505.16983": "2505.16983",
    "https://huggingface.co/papers/2505.16983": "2505.16983",
    "https://hf.co/papers/2505.16983": "2505.16983",
    "https://ar5iv.org/abs/1706.03762": "1706.03762",
    "https://ar5iv.labs.arxiv.org/html/1706.03762": "1706.03762",
    "https://scirate.com/arxiv/1706.03762": "1706.03762",
    "https://web.archive.org/web/20200101000000/https://arxiv.org/abs/1706.03762": "1706.03762",
    "https://doi.org/10.48550/arXiv.2505.16983": "2505.16983",
    "10.48550/ARXIV.2505.16983": "2505.16983",
    "https://doi.org/10.48550/arXiv.hep-th/9901001": "hep-th/9901001",
    "https://dblp.org/rec/journals/corr/abs-1706-03762": "1706.03762",
    "https://ui.adsabs.harvard.edu/abs/2017arXiv170603762V/abstract": "1706.03762",
    "https://arxiv.org/abs/math.CA/0611800": "math/0611800",
    "https://arxiv.org/abs/math%2F0611800v2": "math/0611800v2",
    "hep-th/9901001": "hep-th/9901001",
    "see hep-th/9901001v2 and others": "hep-th/9901001v2",
    "cond-mat.str-el/0401001": "cond-mat/0401001",
    "arXiv:cs/0701001, arXiv:2505.16983": "cs/0701001",
    "arXiv:9999.99999 or arXiv:2505.16983": "2505.16983",
}
NOT_FOUND = [
    "",
    "pages 1234.5678",
    "10.1145/2505.16983",
    "https://doi.org/10.1000/2505.16983",
    "arXiv",
    "https://arxiv.org/a/doe_j_1",
    "https://arxiv.org/list/cs.CL/recent",
    "0000.0000",
    "2513.12345",
    "2505.1698",
    "1412.12345",
    "0703.1234",
    "2505.00000",
    "arXiv:2505.169834",
    "math/0704123",
    "math/0613800",
    "hep-th/9106001",
    "cs/070100",
    "https://github.com/physics/0611234",
    "arXiv, pp. 1234.5678",
    "arXiv, 2017",
    "version 2505.16983 of the arXiv",
    "https://huggingface.co/spaces/2505.16983",
]


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_found(text: str, expected: str) -> None:
    found = find_arxiv_id(text)
    shown = found and found.id + (f"v{found.version}" if found.version else "")
    assert shown == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert find_arxiv_id(text) is None


new_ids = st.builds(
    lambda year, month, number: f"{year:02d}{month:02d}.{number:05d}",
    st.integers(15, 40), st.integers(1, 12), st.integers(1, 99999),
)  # fmt: skip


@given(new_ids, st.integers(1, 99) | st.none(), st.sampled_from(["abs", "pdf", "html"]))
def test_every_url_of_an_id_gives_it_back(number: str, version: int | None, view: str) -> None:
    suffix = f"v{version}" if version else ""
    assert find_arxiv_id(f"https://arxiv.org/{view}/{number}{suffix}") == ArxivId(number, version)
    assert find_arxiv_id(ArxivId(number).doi) == ArxivId(number)


@given(st.text())
def test_never_raises(text: str) -> None:
    find_arxiv_id(text)


def test_the_page_reader_pays_for_nothing_but_the_ids() -> None:
    program = "import sys, pubnorm.sources.arxiv.ids; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert not {"requests", "requests_cache", "sqlite3", "rapidfuzz", "msgspec"} & set(loaded)
