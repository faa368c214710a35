"""The list of sources: each under the name its records have, each with a search in the topic."""

import pytest

from app.records import Bibliography
from app.settings import Settings
from app.sources import list_upstreams
from app.topic import read_topic

SETTINGS = Settings(
    _env_file=None, contact="ada@example.org", pubmed_key="k" * 36, openfda_key="hush"
)
UPSTREAMS = list_upstreams(SETTINGS)


@pytest.mark.parametrize("name", UPSTREAMS)
def test_a_source_opens_under_its_own_name(name: str) -> None:
    with UPSTREAMS[name].opened() as upstream:
        assert upstream.name == UPSTREAMS[name].name == name


@pytest.mark.parametrize("name", UPSTREAMS)
def test_the_topic_says_what_each_source_is_asked(name: str) -> None:
    assert "cytrellis" in read_topic().searches[name]
    assert "ellacor" in read_topic().searches[name]


def test_the_topic_asks_no_source_that_does_not_exist() -> None:
    assert set(read_topic().searches) <= set(UPSTREAMS)


@pytest.mark.parametrize(
    ("name", "identifiers"),
    [
        ("pubmed", ("39480035",)),
        ("europepmc", ("39480035",)),
        ("clinicaltrials", ("NCT02234193",)),
        ("crossref", ("10.1093/asj/sjae120",)),
        ("openfda", ()),
        ("openalex", ("10.1093/asj/sjae120",)),
    ],
)
def test_a_report_is_completed_under_the_number_that_the_source_knows(
    name: str, identifiers: tuple[str, ...]
) -> None:
    printed = Bibliography(
        pmid="39480035",
        doi="10.1093/asj/sjae120",
        registrations=("NCT02234193", "ISRCTN12345678"),
    )
    assert UPSTREAMS[name].known_by(printed) == identifiers


def test_openalex_is_asked_by_default_only_with_a_key() -> None:
    assert not UPSTREAMS["openalex"].by_default
    with_key = Settings(_env_file=None, openalex_key="hush")
    assert list_upstreams(with_key)["openalex"].by_default
