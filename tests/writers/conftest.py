import pytest

from pubnorm.model import Author, Identifiers, Link, Owner, PageRecord, Publication, Venue

DOE = Author(name="Jane Q. Doe", given="Jane Q.", family="Doe", is_owner=True)
ROE = Author(name="Ann Roe", given="Ann", family="Roe", marks="*", roles=["equal-contribution"])
BERG = Author(name="Łukasz van der Berg Jr.", given="Łukasz", particle="van der", family="Berg", suffix="Jr.")
WANG = Author(name="王小明", given="小明", family="王")
GROUP = Author(name="The {Things} Consortium, Ltd.")

WORKS = [
    Publication(
        key="doe2025tides",
        type="conference",
        title='BERT & the "Tides": 50% of $O(n^2)$ in Māori_x',
        authors=[DOE, ROE, BERG, WANG, GROUP],
        authors_truncated=True,
        venue=Venue(
            raw="Proceedings of the International Conference on Machine Learning",
            name="International Conference on Machine Learning",
            acronym="ICML",
            key="icml",
            kind="conference",
        ),
        year=2025,
        month=7,
        status="published",
        pages="11-23",
        publisher="PMLR & Co.",
        place="Zürich",
        identifiers=Identifiers(arxiv="2501.00001", doi="10.1000/a_b%c"),
        links=[
            Link(kind="paper", url="https://example.org/a_b%20c.pdf", label="PDF"),
            Link(kind="code", url="https://github.com/a/b", label="Code"),
            Link(kind="slides", url="/files/slides.pdf"),
        ],
        awards=["Oral"],
    ),
    Publication(
        key="roe2024silt",
        type="article",
        title="Silt: It's Here",
        authors=[ROE, DOE],
        year=2024,
        volume="12",
        issue="3",
        pages="101-115",
        status="accepted",
        venue=Venue(raw="Journal of Things", kind="journal"),
    ),
    Publication(
        key="mud",
        type="preprint",
        title="On Mud",
        authors=[ROE],
        year=2026,
        status="under-review",
        venue=Venue(raw="Nature", name="Nature", acronym="Nature", key="nature", kind="journal"),
    ),
    Publication(
        key="sand",
        type="preprint",
        title="On Sand",
        authors=[DOE],
        year=2026,
        status="preprint",
        venue=Venue(raw="arXiv preprint", name="arXiv", acronym="arXiv", key="arxiv", kind="preprint-server"),
        identifiers=Identifiers(arxiv="2601.00002"),
    ),
    Publication(
        key="thesis",
        type="thesis",
        title="On Tides",
        authors=[DOE],
        year=2022,
        genre="PhD thesis",
        status="published",
        venue=Venue(raw="University of Example", kind="institution"),
    ),
    Publication(
        key="book",
        type="book",
        title="The Book",
        authors=[DOE],
        editors=[ROE],
        year=2021,
        publisher="A Press",
        edition="2",
        venue=Venue(raw="Lecture Notes in Tides", kind="book-series"),
    ),
    Publication(
        key="chapter",
        type="chapter",
        title="The Chapter",
        authors=[DOE],
        editors=[ROE],
        year=2021,
        publisher="A Press",
        status="published",
        venue=Venue(raw="Handbook of Tides"),
    ),
    Publication(
        key="patent",
        type="patent",
        title="A Device",
        authors=[DOE],
        year=2019,
        issue="US123",
        status="published",
        venue=Venue(raw="US Patent", kind="patent-office"),
    ),
    Publication(
        key="report",
        type="report",
        title="A Report",
        authors=[DOE],
        year=2018,
        issue="TR-7",
        status="published",
        venue=Venue(raw="Institute of Things", kind="institution"),
    ),
    Publication(
        key="workshop",
        type="workshop",
        title="A Workshop Paper",
        authors=[DOE],
        year=2018,
        status="published",
        venue=Venue(raw="Workshop on Tides", track="workshop", kind="workshop"),
    ),
    Publication(key="other", title="Something: Else --- '''quoted'''", authors=[GROUP], year=2017),
]


@pytest.fixture(scope="session")
def page() -> PageRecord:
    """A page with a work of each type."""
    return PageRecord(owner=Owner(name="Jane Q. Doe", evidence="bold"), publications=WORKS)
