from pathlib import Path

import pytest

from app.claims import Claim, read_claims
from app.errors import EvidenceFileError
from app.records import SkinType
from app.sources.evidence import read_evidence
from app.topic import Topic, data_folder, read_topic

CLAIM = """\
[c01]
text = "Three days of healing."
made_in = ["https://example.org/magazine", "A Magazine, Coring"]
fitzpatrick = ["V", "VI"]
indication = ["wrinkles"]
outcome = ["downtime"]
speaks_for = ["lee-2020"]
speaks_against = ["moe-2021"]
untested = "the neck"
note = "One study measured it."

[c01.says]
lee-2020 = "Three days."
moe-2021 = "Nine days."
"""
KEYS = frozenset({"lee-2020", "moe-2021"})


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


@pytest.fixture(scope="module")
def claims(topic: Topic) -> dict[str, Claim]:
    folder = data_folder() / "evidence"
    keys = {record.source_id for record in read_evidence(folder, topic)}
    return {claim.id: claim for claim in read_claims(folder, topic, keys)}


def claims_of(folder: Path, text: str, topic: Topic) -> tuple[Claim, ...]:
    (folder / "claims.toml").write_text(text, encoding="utf-8")
    return read_claims(folder, topic, KEYS)


def test_thirty_claims_in_order(claims: dict[str, Claim]) -> None:
    assert list(claims) == [f"c{number:02}" for number in range(1, 31)]


def test_the_claim_on_darker_skin_has_no_study_behind_it(claims: dict[str, Claim]) -> None:
    claim = claims["c15"]
    assert claim.fitzpatrick == (SkinType.V, SkinType.VI)
    assert claim.outcomes == ("hyperpigmentation",)
    assert (claim.speaks_for, claim.speaks_against) == ((), ())


def test_the_claim_of_types_i_to_iv_is_contradicted_by_the_study_of_type_v(
    claims: dict[str, Claim],
) -> None:
    assert claims["c13"].speaks_against == ("dermsurg-2024-retrospective-38",)
    assert claims["c13"].speaks_for == ("murphrey-aad-meeting-news",)


def test_every_claim_says_where_it_is_made(claims: dict[str, Claim]) -> None:
    assert all(claim.made_in for claim in claims.values())
    magazine = "NewBeauty, Everything We Know So Far About Micro-Coring"
    assert sum(magazine in claim.made_in for claim in claims.values()) == 21


def test_a_claim_comes_back_as_written(tmp_path: Path, topic: Topic) -> None:
    assert claims_of(tmp_path, CLAIM, topic) == (
        Claim(
            id="c01",
            text="Three days of healing.",
            made_in=("https://example.org/magazine", "A Magazine, Coring"),
            fitzpatrick=(SkinType.V, SkinType.VI),
            indications=("wrinkles",),
            outcomes=("downtime",),
            speaks_for=("lee-2020",),
            speaks_against=("moe-2021",),
            says={"lee-2020": "Three days.", "moe-2021": "Nine days."},
            untested="the neck",
            note="One study measured it.",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ('["lee-2020"]', '["poe-2022"]', "c01.speaks_for", "'poe-2022' is not the key"),
        ('["moe-2021"]', '["poe-2022"]', "c01.speaks_against", "'poe-2022' is not the key"),
        ('["moe-2021"]', '["lee-2020"]', "c01.speaks_against", "under speaks_for too"),
        ('"wrinkles"', '"lines"', "c01.indication.1", "allowed: wrinkles"),
        ('"downtime"', '"healing"', "c01.outcome.1", "allowed: wrinkle_severity"),
        ('"VI"]', '"VII"]', "c01.fitzpatrick.2", "not a skin type"),
        ("text =", "claim =", "c01.text", "missing"),
        ('made_in = ["https://example.org/magazine", "A Magazine, Coring"]', "made_in = []",
         "c01.made_in", "at least 1"),
        ('"One study measured it."', '""', "c01.note", "empty"),
        ("[c01]", "[claim-1]", "claim-1", "match"),
        ("[c01]", "[c01", "file", "not TOML"),
        ('moe-2021 = "Nine', 'poe-2022 = "Nine', "c01.says.moe-2021", "missing"),
        ('moe-2021 = "Nine days."', 'moe-2021 = "Nine."\npoe-2022 = "Ten."', "c01.says.poe-2022",
         "neither for nor against"),
        ("note =", "verdict =", "c01.verdict", "not a field"),
    ],
)  # fmt: skip
def test_a_broken_claim_is_named_with_its_field(
    tmp_path: Path, topic: Topic, old: str, new: str, field: str, reason: str
) -> None:
    assert old in CLAIM
    with pytest.raises(EvidenceFileError) as caught:
        claims_of(tmp_path, CLAIM.replace(old, new, 1), topic)
    assert (caught.value.file, caught.value.field) == ("claims.toml", field)
    assert reason in caught.value.reason


def test_missing_claims_are_named(tmp_path: Path, topic: Topic) -> None:
    with pytest.raises(EvidenceFileError, match=r"^claims\.toml: file: No such file"):
        read_claims(tmp_path, topic, KEYS)
