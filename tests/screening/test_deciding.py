import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Passage, ReportKind, Section
from app.screening import Screened, screen
from app.topic import ScreeningTerms, Topic, read_topic

ARTICLE = ReportKind.JOURNAL_ARTICLE


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


def a_report(title: str, abstract: str = "") -> tuple[Passage, ...]:
    return Passage(Section.TITLE, title), Passage(Section.ABSTRACT, abstract)


@pytest.mark.parametrize(
    "title",
    [
        "Micro-Coring: A Novel Approach to Perioral Rejuvenation",
        "Cytrellis: A Novel Microcoring Technology for Scarless Skin Removal",
        "MICRO\u2011CORING of the neck",
        "Dermal micro\u00adcoring for cheek wrinkles",
        "Micro\ncoring in 12 women",
        "Treatment of acne scars with ellacor\u00ae",
        "Micro-Coring versus fractional CO2 laser: a randomised trial",
        "Pigment under Wood's lamp after micro-coring",
    ],
)
def test_the_topic_by_any_of_its_names_is_in(topic: Topic, title: str) -> None:
    verdict = screen(ARTICLE, a_report(title), topic)
    assert verdict.screened is Screened.INCLUDED
    assert verdict.rule == "topic-term"
    assert verdict.because.startswith("title: ")


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Intra-annual tree-ring dynamics from microcores", "Microcoring was done weekly."),
        (
            "Xylem formation in Norway spruce",
            "Stems were sampled by micro-coring. Cambial cells grew.",
        ),
        ("Micro-coring of reservoir rock", "Strength was measured on sandstone."),
        ("A micro-coring technique for concrete", ""),
        ("Microcoring of lake sediments", "Pollen was counted."),
        ("Fotona MicroCoring for facial rejuvenation", "All had periorbital wrinkles."),
        ("Er:YAG MicroCoring of the lower eyelid skin", ""),
    ],
)
def test_other_things_of_the_same_name_are_out(topic: Topic, title: str, abstract: str) -> None:
    verdict = screen(ARTICLE, a_report(title, abstract), topic)
    assert (verdict.screened, verdict.rule) == (Screened.EXCLUDED, "homonym")


def test_without_a_topic_word_a_report_is_out(topic: Topic) -> None:
    verdict = screen(ARTICLE, a_report("Microneedling for acne scars", "A micro core of 5."), topic)
    assert verdict.screened is not Screened.INCLUDED
    verdict = screen(ARTICLE, a_report("Microneedling for acne scars"), topic)
    assert (verdict.screened, verdict.rule) == (Screened.EXCLUDED, "no-topic-term")


def test_a_word_inside_another_word_is_no_topic_word(topic: Topic) -> None:
    verdict = screen(ARTICLE, a_report("Nonmicrocoringlike fibres"), topic)
    assert verdict.rule == "no-topic-term"


def test_a_weak_word_alone_waits_for_a_person(topic: Topic) -> None:
    verdict = screen(ARTICLE, a_report("A coring needle for renal biopsy"), topic)
    assert (verdict.screened, verdict.rule) == (Screened.UNSURE, "weak-term-alone")
    assert "coring needle" in verdict.because


def test_a_weak_word_beside_a_word_of_the_field_is_enough(topic: Topic) -> None:
    verdict = screen(ARTICLE, a_report("Skin tightening by 19-gauge coring needles"), topic)
    assert (verdict.screened, verdict.rule) == (Screened.INCLUDED, "weak-term-in-field")


def test_a_title_that_means_the_laser_and_a_text_that_means_both_waits(topic: Topic) -> None:
    report = a_report(
        "Laser microcoring of facial skin", "Mechanical micro-coring of skin was the control."
    )
    verdict = screen(ARTICLE, report, topic)
    assert (verdict.screened, verdict.rule) == (Screened.UNSURE, "homonym-in-title")


@pytest.mark.parametrize("kind", [ReportKind.NEWS, ReportKind.REGULATORY])
def test_news_and_regulatory_documents_are_context(topic: Topic, kind: ReportKind) -> None:
    report = a_report("Micro-Coring is cleared")
    assert screen(kind, report, topic, read_by_a_person=True).screened is Screened.CONTEXT


def test_what_a_person_read_for_the_topic_is_in(topic: Topic) -> None:
    verdict = screen(ARTICLE, a_report("Wound healing"), topic, read_by_a_person=True)
    assert (verdict.screened, verdict.rule) == (Screened.INCLUDED, "read-by-a-person")


def test_a_keyword_counts_as_well_as_a_sentence(topic: Topic) -> None:
    keywords = (Passage(Section.FIELD, "micro-coring", "keyword"),)
    assert screen(ARTICLE, keywords, topic).because == 'field: "micro-coring"'


def test_a_long_sentence_is_shown_around_the_word(topic: Topic) -> None:
    sentence = "many words before " * 30 + "micro-coring" + " many words after" * 30
    verdict = screen(ARTICLE, a_report(sentence), topic)
    assert "micro-coring" in verdict.because
    assert len(verdict.because) < 200


def test_another_topic_file_means_another_topic(topic: Topic) -> None:
    terms = ScreeningTerms(include=("ice bath*",), weak=(), near=(), homonyms=())
    other = topic.model_copy(update={"screening": terms})
    assert (
        screen(ARTICLE, a_report("Ice-baths after exercise"), other).screened is Screened.INCLUDED
    )
    assert screen(ARTICLE, a_report("Micro-coring"), other).screened is Screened.EXCLUDED


words = st.sampled_from(
    [
        "micro-coring",
        "skin",
        "tree",
        "coring needle",
        "laser microcoring",
        "\n",
        ".",
        "ellacor",
        "x",
    ]
)


@settings(max_examples=60, deadline=None)
@given(title=st.lists(words).map(" ".join) | st.text(), abstract=st.lists(words).map(" ".join))
def test_every_report_gets_a_verdict_with_its_reason(title: str, abstract: str) -> None:
    verdict = screen(ARTICLE, a_report(title, abstract), read_topic())
    assert verdict.rule
    assert verdict.because
    strong = ("micro-coring", "ellacor", "laser microcoring", "skin coring")
    if verdict.screened is Screened.INCLUDED and verdict.rule == "topic-term":
        assert any(word in f"{title} {abstract}".lower() for word in strong)
