"""Bytes become text, whatever they are."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubnorm.page import read_page
from pubnorm.page.decode import decode

SENTENCES = [
    ("windows-1252", "Großmann, J. und Müller, K. – “Über die Théorie”. Universität Göttingen, naïve, Ångström."),
    ("windows-1250", "Škoda, P., Žižka, J. a Čech, O. (2018). Řešení úloh lineárního programování. Brno."),
    ("windows-1251", "Иванов И. И., Петров П. П. Методы машинного обучения. Труды конференции, 2015."),
    ("windows-1253", "Γεωργίου Α., Παπαδόπουλος Κ. Μέθοδοι μηχανικής μάθησης, 2014."),
    ("windows-1254", "Gülşen İnce, Işıl Çağlar. Doğal dil işleme üzerine çalışmalar, Boğaziçi Üniversitesi."),
    ("koi8-r", "Иванов И. И., Петров П. П. Методы машинного обучения. Труды конференции, 2015."),
    ("gb18030", "张三，李四。深度学习方法研究。计算机学报，2018年。通讯作者：王五。"),
    ("big5", "張三，李四。深度學習方法研究。計算機學報，2018年。"),
    ("cp932", "山田太郎、鈴木花子。機械学習の研究。情報処理学会論文誌、2015年。"),
    ("euc_jp", "山田太郎、鈴木花子。機械学習の研究。情報処理学会論文誌、2015年。"),
    ("euc_kr", "김철수, 이영희. 기계 학습 연구. 한국정보과학회 논문지, 2015."),
]


@pytest.mark.parametrize(("encoding", "text"), SENTENCES, ids=[name for name, _ in SENTENCES])
@pytest.mark.parametrize(
    "before", ["# Publications\n\n* ", "# Papers\n\nRoe, A. A Study of Things. J. Things, 2014.\n\n"]
)
def test_legacy_encodings_are_found(encoding: str, text: str, before: str) -> None:
    decoded = decode((before + text).encode(encoding))
    assert (decoded.encoding, decoded.text) == (encoding, before + text)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Rühle".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Rühle".encode(), "utf-8"),
        ("Rühle".encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + "Rühle".encode("utf-16-be"), "utf-16"),
        ("Rühle and others".encode("utf-16-le"), "utf-16"),
        ("Rühle and others".encode("utf-16-be"), "utf-16"),
        ("Rühle".encode("utf-32"), "utf-32"),
        ("Rühle and others".encode("utf-32-le"), "utf-32"),
    ],
)
def test_unicode_with_and_without_its_mark(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert decoded.encoding == encoding
    assert decoded.text.startswith("Rühle")
    assert decoded.lost_on is None


def test_a_byte_lost_in_a_utf8_page_is_shown_and_told() -> None:
    page = read_page("é è ê ë ï î ô ö ü û\n".encode() * 3 + b"Jos\xe9\n")
    assert page.encoding == "utf-8"
    assert page.lines[3] == "Jos\ufffd"
    assert [(warning.code, warning.lines) for warning in page.warnings] == [("undecodable-bytes", (4, 4))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_count_as_editors_count_them(end: str) -> None:
    page = read_page(f"one{end}two\x0c\u2028\x85\x0b still two{end}{end}four".encode())
    assert [line.split() for line in page.lines] == [["one"], ["two", "…", "still", "two"], [], ["four"]]


def test_characters_that_nobody_sees_go() -> None:
    page = read_page("A\u200bB\ufeff\u00ad C\u00a0D\u2009E\u3000F \u202eG\u0000H\ufdd0 می\u200cخواهم 👩\u200d💻")
    assert page.lines == ("AB C D E F GH می\u200cخواهم 👩\u200d💻",)


def test_strings_are_taken_as_they_are() -> None:
    assert read_page("\ufeffA\ud800B\ud83d\ude00").lines == ("A\ufffdB😀",)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_page_with_the_lines_of_its_text(raw: bytes) -> None:
    page = read_page(raw)
    assert len(page.lines) == decode(raw).text.count("\n") + 1
    assert page == read_page(raw)
    "\n".join(page.lines).encode("utf-8")


@given(st.text(max_size=300))
def test_any_string_gives_a_page(text: str) -> None:
    page = read_page(text)
    assert all(not set(line) & set("\x00\x0b\x0c\r\u2028\xa0") for line in page.lines)
