"""What a reading says beside venue and status: numbers, levels, notes, workshops, and what is never forced."""

from __future__ import annotations

import pytest

from pubnorm.matching.venues import find_venues, read_venue, venue_score


@pytest.mark.parametrize(
    ("text", "volume", "issue", "pages", "year"),
    [
        ("Proceedings of the VLDB Endowment, 15(10), 2148-2160", "15", "10", "2148-2160", None),
        ("IEEE Trans. Image Process., vol. 30, no. 3, pp. 12–34, 2021", "30", "3", "12–34", 2021),
        ("Journal of Machine Learning Research 21 (2020) 1-67", "21", None, "1-67", 2020),
        ("Systematic Reviews of Tides 19, no. 4 (2023): e1362", "19", "4", "e1362", 2023),
        ("Phys. Rev. B 101, 075101 (2020)", "101", None, "075101", 2020),
        ("Nat. Commun. 12, 3456 (2021)", "12", None, "3456", 2021),
        ("Machine Learning, 110(3), 2021", "110", "3", None, 2021),
        ("软件学报, 2021, 32(5)", "32", "5", None, 2021),
        ("eLife 10:e12345", "10", None, "e12345", None),
        ("Neuron 112(13), 2157–2176.e12. 2024.", "112", "13", "2157–2176.e12", 2024),
        ("Revista de Estudios de la Justicia, N.º 39", None, "39", None, None),
        ("Neural Networks, Volume 64, 2025, 103077, ISSN 1474-0346", "64", None, "103077", 2025),
        ("The European Physical Journal C 86, 677 (2026) (2026.06.22)", "86", None, "677", 2026),
        ("Hosp Pediatr. 2023 Aug 1;13(8):e123-e130", "13", "8", "e123-e130", 2023),
        ("Front Bioeng Biotechnol. 2023 Mar 31;11:1066391", "11", None, "1066391", 2023),
        ("Nature 521.7553 (2015): 436-444", "521", "7553", "436-444", 2015),
        ("TKDE (Volume: 35, Issue: 2)", "35", "2", None, None),
        ("SIGKDD Explorations, Vol. 25(1), June 2023", "25", "1", None, 2023),
        ("Engineering Structures. 266, p.114618.", "266", None, "114618", None),
        ("Physica A, 2017, 482", "482", None, None, 2017),
        ("Science 364(6443):eaaw1234", "364", "6443", "eaaw1234", None),
        ("Izvestiya: Mathematics, 73:5 (2009), 893–920", "73", "5", "893–920", 2009),
        ("CVPR 2024, pp. 100-110", None, None, "100-110", 2024),
        ("MICCAI 2016-2017", None, None, None, 2017),
        ("US Patent 10,123,456", None, None, None, None),
    ],
)
def test_numbers(text: str, volume: str | None, issue: str | None, pages: str | None, year: int | None) -> None:
    reading = read_venue(text)
    assert (reading.volume, reading.issue, reading.pages, reading.year) == (volume, issue, pages, year)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ICML 2024", "exact"),
        ("NIPS 2016", "former-name"),
        ("Very Large Data Bases 2003", "alias"),
        ("IEEE Trans. Pattern Anal. Mach. Intell.", "abbreviation"),
        ("Nat. Commun.", "abbreviation"),
        ("NeruIPS", "fuzzy"),
        ("Theoretical Compter Science", "fuzzy"),
        ("Conference on Nothing at All", "none"),
    ],
)
def test_levels(text: str, level: str) -> None:
    venue = read_venue(text).venue
    assert venue is not None
    assert venue.match is not None
    assert venue.match.level == level


@pytest.mark.parametrize(
    "text",
    [
        "International Conference on Machine Learning Cheese",
        "International Conference on Computer Vision of Insects",
        "International Workshop on Machine Learning",
        "IEEE International Conference on Multimedia",
        "Journal of ACL Reconstruction",
        "International Conference on Autonomous Systems (ICAS)",
        "Baltic Conference on Computer Vision",
        "SODAS 2021",
        "ICMI-X 12",
        "CES Conference, Sc Po",
        "Proceedings of IMS workshop on Computational Prospects of Infinity",
        "13th International Congress of Logic, Methodology, and Philosophy of Science",
        "Naturally 2020",
        "Cells and Cheese",
    ],
)
def test_unknown_venues_stay_unknown(text: str) -> None:
    venue = read_venue(text).venue
    assert venue is not None
    assert (venue.key, venue.match.level if venue.match else None) == (None, "none")
    assert venue.name == venue.raw


@pytest.mark.parametrize(
    ("text", "acronym", "key"),
    [
        ("ICLR Workshop on I Can't Believe It's Not Better (ICBINB)", "ICBINB", "iclr"),
        ("ICLR@RLLLM 2025", "RLLLM", "iclr"),
        ("NLP4DH (Natural Language Processing for Digital Humanities) Workshop @ NAACL 2025", "NLP4DH", "nlp4dh"),
        ("DistShift Workshop @ NeurIPS 2021", "DistShift", "neurips"),
        ("KDD-24-Workshop", "KDD", "kdd"),
        ("ACL 2026 Student Research Workshop (SRW)", "SRW", "acl"),
    ],
)
def test_workshops_at_a_host(text: str, acronym: str, key: str) -> None:
    reading = read_venue(text)
    assert reading.venue is not None
    assert (reading.venue.acronym, reading.venue.key) == (acronym, key)
    assert reading.type == "workshop"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ISWC 2020 (UbiComp)", "iswc-wearable"),
        ("ISWC 2020", "iswc"),
        ("SEC 2021, IEEE/ACM Symposium on Edge Computing", "sec-edge"),
        ("FSE 2019, IACR", "fse-crypto"),
        ("FSE 2023", "fse"),
        ("MM 2022", "acm-mm"),
        ("Machine Learning, 2020", "mlj"),
        ("International Conference on Machine Learning, 2020", "icml"),
        ("Pattern Recognition", "pr"),
        ("International Conference on Pattern Recognition", "icpr"),
        ("PRL 2020", "prl"),
        ("Pattern Recognition Letters (PRL) 2020", "prl-pattern"),
    ],
)
def test_context_decides(text: str, key: str) -> None:
    venue = read_venue(text).venue
    assert venue is not None
    assert venue.key == key


def test_editions_and_awards() -> None:
    reading = read_venue("Proc. of the 38th AAAI Conf. on Artif. Intell. (AAAI-24), Oral, Best Paper Award")
    assert reading.venue is not None
    assert reading.venue.edition == 38
    assert reading.awards == ("Oral", "Best Paper Award")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("J. Doe. A Title about Machine Learning. In Proc. of ICML 2024, Vienna.", ["icml"]),
        ("Doe (2020). On the nature of social networks. Nature Communications, 12, 34.", ["nature-communications"]),
        ("Final version to appear in Biometrika", ["biometrika"]),
        ("accepted for publication in Physical Review Letters", ["prl"]),
        ("Neyman-Pearson Criterion (NPC): a model selection criterion", []),
        ("Past, Present, and Future of machine learning in social networks", []),
        ("We study nature, science and cells in the cell.", []),
        ("Portland, OR 2020", []),
        ("ACL reconstruction in young athletes", []),
        ("To appear in TMLR; a short version was at ICLR 2023", ["tmlr", "iclr"]),
    ],
)  # fmt: skip
def test_mentions_in_running_text(text: str, keys: list[str]) -> None:
    assert [one.key for one in find_venues(text)] == keys


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Proceedings of the Vertebrate Pest Conference", True),
        ("Zeitschrift für Inklusion", True),
        ("Revista de Estudios de la Justicia", True),
        ("電子情報通信学会論文誌", True),
        ("Universitätsverlag Winter", True),
        ("Jane Doe, John Smith", False),
        ("we propose a new method for review of letters", False),
        ("Attention is all you need", False),
        ("", False),
    ],
)
def test_venue_score(text: str, likely: bool) -> None:
    assert (venue_score(text) >= 0.5) is likely


@pytest.mark.parametrize(
    ("text", "raw", "publisher", "place"),
    [
        ("ICML 2018, Stockholm, Sweden, PMLR", "ICML 2018", "PMLR", "Stockholm, Sweden"),
        ("In Proc. of SIGIR, Paris, France. ACM, 2019", "Proc. of SIGIR, 2019", "ACM", "Paris, France"),
        ("IROS, Las Vegas, NV, USA, Oct. 2020", "IROS", None, "Las Vegas, NV, USA"),
        ("Handbook of Cheese, Berlin: Springer, 2010", "Handbook of Cheese, 2010", "Springer", "Berlin"),
        ("Commun. ACM", "Commun. ACM", None, None),
        ("Springer, 2020", "Springer, 2020", None, None),
        ("Past, Present, Japan and Korea", "Past, Present, Japan and Korea", None, None),
        ("Proceedings of the VLDB Endowment, 15(10), 2148-2160", "Proceedings of the VLDB Endowment", None, None),
        ("Submitted to CVPR 2024 (CCF-A)", "CVPR 2024", None, None),
    ],
)  # fmt: skip
def test_imprint_and_what_is_left(text: str, raw: str, publisher: str | None, place: str | None) -> None:
    reading = read_venue(text)
    assert reading.venue is not None
    assert (reading.venue.raw, reading.publisher, reading.place) == (raw, publisher, place)


@pytest.mark.parametrize(
    "text",
    [
        "Department of Civil Engineering, Indian Institute of Cheese",
        "Western Indian Ocean Meeting",
        "Defense: Models, Strategies, Media",
        "Patterns, Predictions, and Actions",
        "Information, Physics, and Computation",
        "Association for Psychological Science (APS) Annual Convention",
        "Sampling the space of solutions of an artificial neural network",
        "Cheese, Bread, and Signal Processing",
        "Nature and Science",
    ],
)
def test_ordinary_words_name_no_venue(text: str) -> None:
    venue = read_venue(text).venue
    assert venue is not None
    assert venue.key is None
