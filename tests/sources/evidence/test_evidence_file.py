import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import EvidenceFileError
from app.records import Dimension, SkinType, Standing
from app.sources.evidence import read_evidence
from app.topic import Topic, read_topic

STUDY = """\
key = "lee-2020"
kind = "journal_article"
title = "Coring of the cheek"
year = 2020
pmid = "100"
design = "observational"
design_basis = "Chart review."
confidence = "abstract"
seen_at = ["https://example.org/100"]
notes = "Seen as an abstract."

[participants]
people = 12
female = 9
basis = "Twelve people, nine women."

[fitzpatrick]
studied = ["II", "III", "IV"]
basis = "Types II to IV took part; three were of type IV."

[fitzpatrick.counts]
IV = 3

[procedure]
micro_coring = "Micro-coring of the cheek."

[indication]
wrinkles = "Wrinkles of the cheek."

[outcome]
pain = "Pain was scored."

[body_site]
cheek = ["mid cheek"]

[[results]]
outcome = "pain"
measure = "people with pain"
value = "a quarter"
people = 12
events = 3
"""
NEWS = """\
key = "a-magazine"
kind = "news"
confidence = "listing"
seen_at = ["https://example.org/news"]
notes = "A magazine."

[scope]
types = ["I", "II"]
says = "For types I and II, the magazine says."
"""
COUNTS = "[fitzpatrick.counts]\nIV = 3\n"


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files without a fault."""
    for name, text in (("studies/lee-2020", STUDY), ("context/a-magazine", NEWS)):
        path = tmp_path / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def add(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_files_without_a_fault_are_read(folder: Path, topic: Topic) -> None:
    assert [r.source_id for r in read_evidence(folder, topic)] == ["a-magazine", "lee-2020"]


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("IV = 3", "VII = 3", "fitzpatrick.counts.VII", "not a skin type"),
        ("IV = 3", "IV-II = 3", "fitzpatrick.counts.IV-II", "not a range"),
        ("IV = 3", "V = 3", "fitzpatrick.counts.V", "not listed under studied"),
        ("IV = 3", "IV-VI = 3", "fitzpatrick.counts.IV-VI", "not listed under studied"),
        ("IV = 3", "IV = 13", "fitzpatrick.counts.IV", "more than the 12 participants"),
        ("IV = 3", "II-III = 13", "fitzpatrick.counts.II-III", "more than the 12 participants"),
        ("IV = 3", "III = 7\nIV = 6", "fitzpatrick.counts", "add up to 13"),
        ("IV = 3", "IV = 0", "fitzpatrick.counts.IV", "greater than or equal to 1"),
        ("IV = 3", 'IV = "3"', "fitzpatrick.counts.IV", "whole number"),
        ('"IV"]', '"4"]', "fitzpatrick.studied.3", "not a skin type"),
        ('"III", "IV"]', '"IV", "III"]', "fitzpatrick.studied", "in order"),
        ('"IV"]', '"IV"]\nexcluded = ["IV"]', "fitzpatrick.excluded", "IV stands under studied"),
        ('"IV"]', '"IV"]\neligible = ["II"]', "fitzpatrick.eligible", "II stands under studied"),
        (
            '"IV"]',
            '"IV"]\neligible = ["VI"]\nexcluded = ["VI"]',
            "fitzpatrick.excluded",
            "VI stands under eligible",
        ),
        ('basis = "Types II', 'notes = "Types II', "fitzpatrick.basis", "missing"),
        ("lee-2020", "Lee 2020", "key", "match"),
        ("lee-2020", "lee-2021", "key", "file's own name"),
        ("journal_article", "paper", "kind", "journal_article"),
        ("journal_article", "news", "kind", "folder context"),
        ("journal_article", "review", "participants", "a review has none"),
        ("Coring of the cheek", "", "title", "empty"),
        ("Coring of the cheek", " \\n ", "title", "empty"),
        ("year = 2020", "year = 20", "year", "1900"),
        ("year = 2020", "year = true", "year", "whole number"),
        ("year = 2020", "jear = 2020", "jear", "not a field"),
        ('pmid = "100"', "pmid = 100", "pmid", "text in quotes"),
        ('pmid = "100"', 'pmid = "PMC100"', "pmid", "PMID"),
        ('pmid = "100"', 'pmcid = "100"', "pmcid", "PMCID"),
        ('pmid = "100"', 'doi = "10/abc"', "doi", "DOI"),
        ('pmid = "100"', 'doi = "https://doi.org/10.1/x"', "doi", "DOI"),
        ('pmid = "100"', 'registrations = ["NCT1"]', "registrations.1", "trial number"),
        ('pmid = "100"', 'authors = ["Lee, Ann B."]', "authors.1", "Doe AB"),
        ('pmid = "100"', 'pages = "183-92"', "pages", "183-192"),
        ('pmid = "100"', 'fda = "K202517"', "fda", "cannot have this field"),
        ("observational", "cohort", "design", "allowed: randomized_trial"),
        ('design = "observational"\n', "", "design", "missing"),
        ('design_basis = "Chart review."\n', "", "design_basis", "missing"),
        ('confidence = "abstract"', 'confidence = "high"', "confidence", "citation_only"),
        ('seen_at = ["https://example.org/100"]\n', "", "seen_at", "missing"),
        ("https://example.org/100", "https:/example", "seen_at.1", "not a web address"),
        ('notes = "Seen as', 'note = "Seen as', "notes", "missing"),
        ("pmid", 'start = "2020-13"\npmid', "start", "YYYY-MM"),
        ("pmid", 'ends = "2021-02-30"\npmid', "ends", "YYYY-MM"),
        ("pmid", 'start = "2021-05"\nends = "2020"\npmid', "ends", "before start"),
        ("pmid", "follow_up_days = 0\npmid", "follow_up_days", "greater than"),
        ("female = 9", "female = 13", "participants.female", "more than the 12"),
        ("people = 12\nfemale", "people = 0\nfemale", "participants.people", "greater than"),
        ("people = 12\nfemale", "people = 1.5\nfemale", "participants.people", "whole number"),
        ("female = 9", 'planned = "no"', "participants.planned", "boolean"),
        ("micro_coring =", "coring =", "procedure.coring", "allowed: micro_coring"),
        ("[procedure]\nmicro_coring", "[indication]\nwrinkles", "file", "not TOML"),
        ('[procedure]\nmicro_coring = "Micro-coring of the cheek."\n', "", "procedure", "missing"),
        ("wrinkles =", "lines =", "indication.lines", "allowed: wrinkles, skin_laxity"),
        ("pain =", "burning =", "outcome.burning", "allowed: wrinkle_severity"),
        ('cheek = ["mid cheek"]', 'nose = ["nose"]', "body_site.nose", "allowed: cheek"),
        ('cheek = ["mid cheek"]', "cheek = []", "body_site.cheek", "at least 1"),
        ('outcome = "pain"', 'outcome = "edema"', "results.1.outcome", "no sentence"),
        ('outcome = "pain"', 'outcome = "ache"', "results.1.outcome", "not in the vocabulary"),
        ("events = 3", "events = 13", "results.1.events", "13 is more than 12"),
        ("events = 3", "of = 12", "results.1.unit", "belong together"),
        ("events = 3", 'of = 9\nunit = "sides"', "results.1.of", "not both"),
        ("people = 12\nevents", "people = 13\nevents", "results.1.people", "more than the 12"),
        ("people = 12\nevents", "people = -1\nevents", "results.1.people", "greater than"),
        ("events = 3", 'types = ["V"]', "results.1.types", "type V is not listed"),
        ("notes =", 'notes = "a"\nnotes =', "file", "not TOML"),
    ],
)
def test_a_broken_study_is_named_with_its_field(
    folder: Path, topic: Topic, old: str, new: str, field: str, reason: str
) -> None:
    assert old in STUDY
    add(folder, "studies/lee-2020", STUDY.replace(old, new, 1))
    with pytest.raises(EvidenceFileError, match=r"lee-2020\.toml") as caught:
        read_evidence(folder, topic)
    assert caught.value.file == "lee-2020.toml"
    assert caught.value.field == field
    assert reason in caught.value.reason


def test_the_message_reads_file_field_reason(folder: Path, topic: Topic) -> None:
    add(folder, "studies/lee-2020", STUDY.replace("IV = 3", "VII = 3"))
    message = "lee-2020.toml: fitzpatrick.counts.VII: not a skin type"
    with pytest.raises(EvidenceFileError, match=f"^{re.escape(message)}$"):
        read_evidence(folder, topic)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('kind = "news"', 'kind = "journal_article"', "kind"),
        ('kind = "news"', 'kind = "news"\ndesign = "other"', "design"),
        ("[scope]", '[fitzpatrick]\nstudied = ["V"]\nbasis = "V."\n[scope]', "fitzpatrick"),
        ("[scope]", '[participants]\npeople = 3\nbasis = "Three."\n[scope]', "participants"),
        ('"II"]', '"V.I"]', "scope.types.2"),
        ("says", "said", "scope.says"),
        ('kind = "news"', 'kind = "news"\nfda = "202517"', "fda"),
    ],
)
def test_news_cannot_pose_as_a_study(
    folder: Path, topic: Topic, old: str, new: str, field: str
) -> None:
    assert old in NEWS
    add(folder, "context/a-magazine", NEWS.replace(old, new, 1))
    with pytest.raises(EvidenceFileError) as caught:
        read_evidence(folder, topic)
    assert (caught.value.file, caught.value.field) == ("a-magazine.toml", field)


def relation(kind: str, target: str) -> str:
    return f'\n[[relations]]\nkind = "{kind}"\ntarget = "{target}"\nbecause = "It says so."\n'


def another(key: str, pmid: str, more: str = "") -> str:
    return STUDY.replace("lee-2020", key).replace('"100"', f'"{pmid}"') + more


@pytest.mark.parametrize(
    ("name", "text", "file", "field", "reason"),
    [
        ("moe-2021", another("moe-2021", "100"), "moe-2021.toml", "pmid", "lee-2020.toml already"),
        (
            "moe-2021",
            another("moe-2021", "7", relation("report_of", "poe-2022")),
            "moe-2021.toml",
            "relations.1.target",
            "'poe-2022' is not the key",
        ),
        (
            "moe-2021",
            another("moe-2021", "7", relation("report_of", "a-magazine")),
            "moe-2021.toml",
            "relations.1.target",
            "not the key of another study",
        ),
        (
            "moe-2021",
            another("moe-2021", "7", relation("report_of", "moe-2021")),
            "moe-2021.toml",
            "relations.1.target",
            "not the key of another study",
        ),
        (
            "moe-2021",
            another("moe-2021", "7", relation("may_overlap", "lee-2020")),
            "moe-2021.toml",
            "relations.1.target",
            "does not say may_overlap moe-2021 in turn",
        ),
        (
            "moe-2021",
            another("moe-2021", "7", relation("comment_on", "lee-2020")),
            "moe-2021.toml",
            "relations.1.kind",
            "kind comment",
        ),
        ("a-magazine", another("a-magazine", "7"), "a-magazine.toml", "key", "used in"),
    ],
)
def test_files_are_checked_against_each_other(
    folder: Path, topic: Topic, name: str, text: str, file: str, field: str, reason: str
) -> None:
    add(folder, f"studies/{name}", text)
    with pytest.raises(EvidenceFileError) as caught:
        read_evidence(folder, topic)
    assert (caught.value.file, caught.value.field) == (file, field)
    assert reason in caught.value.reason


def test_a_paper_and_its_registration_share_a_trial_number_two_registrations_do_not(
    folder: Path, topic: Topic
) -> None:
    number = '\nregistrations = ["NCT02234193"]\ndesign ='
    registration = another("moe-2021", "7").replace("journal_article", "registration")
    add(folder, "studies/lee-2020", STUDY.replace("\ndesign =", number, 1))
    add(folder, "studies/moe-2021", registration.replace("\ndesign =", number, 1))
    assert len(read_evidence(folder, topic)) == 3
    third = registration.replace("moe-2021", "poe-2022").replace('"7"', '"8"')
    add(folder, "studies/poe-2022", third.replace("\ndesign =", number, 1))
    with pytest.raises(EvidenceFileError, match="registrations: NCT02234193 is used in moe-2021"):
        read_evidence(folder, topic)


def test_the_first_broken_file_by_name_is_the_one_named(folder: Path, topic: Topic) -> None:
    add(folder, "studies/lee-2020", "key = 1")
    add(folder, "studies/zoe-2020", "key = 1")
    add(folder, "studies/bea-2020", "key = 1")
    with pytest.raises(EvidenceFileError, match=r"^bea-2020\.toml: "):
        read_evidence(folder, topic)


@pytest.mark.parametrize(
    ("payload", "field", "reason"),
    [
        (b"", "key", "missing"),
        (b"key = ", "file", "not TOML"),
        (b"\xff\xfe\x00", "file", "not UTF-8 at byte 0"),
        ("key = 'naïve'".encode("latin-1"), "file", "not UTF-8 at byte 9"),
        (b'[key]\na = "b"', "key", "text in quotes"),
        (b"[[participants]]", "key", "missing"),
    ],
)
def test_bytes_that_are_no_evidence_file(
    folder: Path, topic: Topic, payload: bytes, field: str, reason: str
) -> None:
    (folder / "studies" / "lee-2020.toml").write_bytes(payload)
    with pytest.raises(EvidenceFileError) as caught:
        read_evidence(folder, topic)
    assert (caught.value.file, caught.value.field) == ("lee-2020.toml", field)
    assert reason in caught.value.reason


def test_a_missing_folder_is_named(tmp_path: Path, topic: Topic) -> None:
    with pytest.raises(EvidenceFileError, match=r"^studies: folder: missing"):
        read_evidence(tmp_path, topic)


def test_a_folder_with_the_name_of_a_file_is_named(folder: Path, topic: Topic) -> None:
    (folder / "studies" / "moe-2021.toml").mkdir()
    with pytest.raises(EvidenceFileError, match=r"^moe-2021\.toml: file: Is a directory"):
        read_evidence(folder, topic)


def refusal_of(folder: Path, topic: Topic) -> EvidenceFileError | None:
    try:
        read_evidence(folder, topic)
    except EvidenceFileError as error:
        return error
    return None


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.integers(0, len(STUDY)),
    lost=st.integers(0, 40),
    put=st.one_of(st.text(max_size=5), st.sampled_from(['"', "[[", "VII", "\n", "=9"])),
)
def test_a_damaged_file_is_read_or_refused_by_name(
    folder: Path, topic: Topic, start: int, lost: int, put: str
) -> None:
    add(folder, "studies/lee-2020", STUDY[:start] + put + STUDY[start + lost :])
    refusal = refusal_of(folder, topic)
    if refusal:
        assert refusal.file == "lee-2020.toml"
        assert refusal.field
        assert refusal.reason


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    studied=st.sets(st.sampled_from(list(SkinType))),
    excluded=st.sets(st.sampled_from(list(SkinType))),
)
def test_standings_come_back_as_written_and_silence_stays_silent(
    folder: Path, topic: Topic, studied: set[SkinType], excluded: set[SkinType]
) -> None:
    excluded -= studied
    lists = {"studied": sorted(studied), "excluded": sorted(excluded)}
    written = "\n".join(f"{k} = {[t.name for t in v]}" for k, v in lists.items() if v)
    text = STUDY.replace('studied = ["II", "III", "IV"]', written).replace(COUNTS, "")
    add(folder, "studies/lee-2020", text)
    reading = read_evidence(folder, topic)[1].reading
    assert reading is not None
    standings = {
        (tag.value, tag.standing) for tag in reading.tags if tag.dimension is Dimension.FITZPATRICK
    }
    assert standings == {(t.name, Standing.STUDIED) for t in studied} | {
        (t.name, Standing.EXCLUDED) for t in excluded
    }
