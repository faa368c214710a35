"""What is treated and what is measured, told apart from all that is only mentioned."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Dimension, EvidenceKind, Passage, RejectedMention, Section, Tag
from app.tagging.document import Document, document_of
from app.tagging.lexicon import compile_lexicon
from app.tagging.terms import find_terms
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())


def an_abstract(text: str, title: str = "A study") -> Document:
    return document_of([Passage(Section.TITLE, title), Passage(Section.ABSTRACT, text)])


def a_registration(*passages: Passage) -> Document:
    return document_of(passages, is_registration=True)


def read(document: Document) -> tuple[tuple[Tag, ...], tuple[RejectedMention, ...]]:
    return find_terms(document, LEXICON)


def values(document: Document, dimension: Dimension) -> set[str]:
    return {tag.value for tag in read(document)[0] if tag.dimension is dimension}


@pytest.mark.parametrize(
    ("title", "text", "treated"),
    [
        # The title names it.
        ("Needling for melasma", "Ten women were treated.", "pigmentation"),
        ("Thread lifting of the cheek", "Ten women were treated.", "skin_laxity"),
        # The people have it.
        (
            "A new laser",
            "Twenty patients with rosacea and striae had five sessions.",
            "vascular striae",
        ),
        ("A new laser", "We treated twelve men for unwanted hair of the back.", "hair"),
        # Background, history and criteria do not count.
        (
            "Peels for striae",
            "Peels are popular for acne and melasma. Ten women were treated.",
            "striae",
        ),
        (
            "Peels for striae",
            "Ten women were treated. Those with a history of acne or keloids were excluded.",
            "striae",
        ),
        # The short form of what was named before is not a second indication.
        (
            "Subcision for acne scars",
            "Patients with scars of the cheek were treated.",
            "acne_scars",
        ),
        # A harm, not a complaint.
        (
            "Dark marks from peels for acne scars",
            "A woman who was peeled for acne scars darkened.",
            "acne_scars",
        ),
        ("Laser epilation", "Hyperpigmentation occurred in two of ten women treated.", "hair"),
        # Another condition is treated.
        ("Foam for plaque psoriasis", "Ten adults were treated; redness of plaques fell.", ""),
        # Studied, not treated.
        ("Risk factors of melasma", "We surveyed 200 women with melasma at two hospitals.", ""),
    ],
)
def test_only_what_is_treated_is_an_indication(title: str, text: str, treated: str) -> None:
    assert values(an_abstract(text, title), Dimension.INDICATION) == set(treated.split())


@pytest.mark.parametrize(
    ("title", "text", "measured"),
    [
        # No event is a result too.
        (
            "Epilation",
            "Ten men were treated; no scarring or infection occurred.",
            "scarring infection",
        ),
        # Background is none.
        (
            "Epilation",
            "Epilation can cause burns, pain and dyspigmentation. Ten men were treated and were"
            " satisfied.",
            "satisfaction",
        ),
        # The instrument is enough.
        ("Keloids", "Ten keloids of ten men were treated. POSAS fell by half.", "scar_severity"),
        # Words of the skin type are no outcome.
        (
            "Epilation",
            "Ten men with darker skin types were treated; erythema lasted a day.",
            "erythema",
        ),
        # Scars treated, and scarring caused.
        ("Laser for acne scars", "Scars improved in nine of ten women.", "scar_severity"),
        ("Laser for tattoos", "Ten men were treated and two had scars.", "scarring"),
        # Redness as the complaint, and as a harm.
        (
            "Laser for port-wine stains",
            "Erythema lasted two days in ten treated infants.",
            "erythema",
        ),
        # Pigment as the complaint, and as a harm.
        ("Cream for melasma", "Ten women were treated; MASI fell.", "pigment"),
        (
            "Laser for melasma",
            "Ten women were treated; MASI fell, and two developed hyperpigmentation.",
            "pigment hyperpigmentation",
        ),
        (
            "Cream for post-inflammatory hyperpigmentation",
            "Ten women with hyperpigmentation were treated; the hyperpigmentation faded.",
            "pigment",
        ),
        # What a response means depends on what is treated.
        (
            "Laser for acne scars",
            "Ten women were treated; the response was excellent.",
            "scar_severity",
        ),
        ("Peel for acne", "Ten women were treated; the response was excellent.", ""),
    ],
)
def test_only_what_is_reported_is_an_outcome(title: str, text: str, measured: str) -> None:
    assert values(an_abstract(text, title), Dimension.OUTCOME) == set(measured.split())


def test_an_aim_of_efficacy_and_safety_means_the_measure_of_what_is_treated() -> None:
    document = a_registration(
        Passage(Section.TITLE, "Filler for nasolabial folds"),
        Passage(Section.OTHER, "To evaluate the efficacy and safety of the filler."),
    )
    assert values(document, Dimension.OUTCOME) == {"wrinkle_severity", "adverse_events"}


def test_registered_conditions_are_structured_evidence() -> None:
    document = a_registration(
        Passage(Section.TITLE, "A study of cream X"),
        Passage(Section.FIELD, "Acne Vulgaris", "conditionsModule.conditions"),
    )
    (tag,) = (t for t in read(document)[0] if t.dimension is Dimension.INDICATION)
    assert (tag.value, tag.rule) == ("acne", "indication.condition")
    assert tag.evidence.kind is EvidenceKind.STRUCTURED
    assert tag.evidence.text == "Acne Vulgaris"


def test_registered_outcomes_count_and_criteria_do_not() -> None:
    document = a_registration(
        Passage(Section.TITLE, "A laser for spider veins"),
        Passage(Section.OUTCOME, "Subject satisfaction at 12 weeks"),
        Passage(Section.INCLUSION, "Willing to accept pain and bruising"),
        Passage(Section.EXCLUSION, "Keloids, hyperpigmentation or infection"),
    )
    assert values(document, Dimension.OUTCOME) == {"satisfaction"}
    assert values(document, Dimension.INDICATION) == {"vascular"}


def test_what_was_not_believed_is_kept_with_its_reason() -> None:
    text = "Melasma is common. Ten women were treated. Women with hyperpigmentation were excluded."
    _, rejected = read(an_abstract(text, "Peels for striae"))
    reasons = {mention.reason for mention in rejected}
    assert "pigmentation: background" in reasons
    assert "hyperpigmentation: exclusion criterion" in reasons


def test_at_most_a_handful_of_refusals_for_one_value() -> None:
    text = "Melasma is common. " * 50 + "Ten women were treated for striae."
    _, rejected = read(an_abstract(text))
    assert 0 < sum(m.reason.startswith("pigmentation") for m in rejected) <= 3


def test_evidence_is_the_sentence_and_a_tight_clause_of_an_endless_one() -> None:
    text = "Ten men were treated. Pain was mild."
    (tag,) = (t for t in read(an_abstract(text))[0] if t.value == "pain")
    assert tag.evidence.text == "Pain was mild."
    assert tag.evidence.section == "abstract"
    endless = (
        "Ten men were treated, " + "and were seen again, " * 60 + "pain was mild, " + "again, " * 60
    )
    (tag,) = (t for t in read(an_abstract(endless))[0] if t.value == "pain")
    assert "pain was mild" in tag.evidence.text
    assert len(tag.evidence.text) < 450


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("The cheeks and upper lips of ten women were treated.", "cheek perioral"),
        ("The face of ten women was treated.", "face"),
        ("Ten women were treated on the face, above all the forehead.", "forehead"),
        ("This single-arm study treated ten women.", ""),
        ("Women with tattoos of the neck were excluded.", ""),
    ],
)
def test_body_sites_are_where_people_were_treated(text: str, sites: str) -> None:
    assert values(an_abstract(text), Dimension.BODY_SITE) == set(sites.split())


@pytest.mark.parametrize(
    ("text", "procedures"),
    [
        ("Ten women had fractional CO2 laser or a TCA peel.", "ablative_laser chemical_peel"),
        ("Ten women were treated with microneedle radiofrequency.", "rf_microneedling"),
        ("Facelifts have been the standard. Ten women were treated with threads.", ""),
        ("Women with earlier filler injections were excluded.", ""),
    ],
)
def test_procedures_are_what_was_applied(text: str, procedures: str) -> None:
    assert values(an_abstract(text), Dimension.PROCEDURE) == set(procedures.split())


def test_criteria_inside_one_flat_text_are_set_apart() -> None:
    text = (
        "Ten adults will be treated for striae. Inclusion Criteria: pain tolerance. Exclusion"
        " Criteria: 1. Keloids. 2. Active infection. Photographs will be graded by assessors."
    )
    document = a_registration(Passage(Section.OTHER, text))
    assert values(document, Dimension.OUTCOME) == {"global_improvement"}


PIECES = st.sampled_from(
    [
        "Twenty patients with melasma were treated. ",
        "Exclusion Criteria: ",
        "acne scars",
        "hyperpigmentation",
        "(secondQuint)",
        "@highlight",
        "\n\n",
        "The aim was to evaluate safety",
        ". ",
        "0.\n\n5%",
        "\u2163",
        "\u0130",
    ]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.builds(
            Passage,
            st.sampled_from(Section),
            st.lists(PIECES | st.text(max_size=12), max_size=10).map("".join),
            st.sampled_from(["", "conditions", "keywords", "publication_type"]),
        ),
        max_size=5,
    ),
    st.booleans(),
)
def test_any_text_is_read_and_every_quote_is_verbatim(
    passages: list[Passage], registration: bool
) -> None:
    document = document_of(passages, is_registration=registration)
    tags, rejected = read(document)
    for found in (*tags, *rejected):
        evidence = found.evidence
        assert evidence.start is not None
        assert evidence.end is not None
        assert document.text[evidence.start : evidence.end] == evidence.text
        assert evidence.text


def test_one_tag_for_one_value() -> None:
    text = "Ten women with melasma were treated for melasma. Pain and pain. MASI and MASI fell."
    tags, _ = read(an_abstract(text, "Melasma"))
    pairs = [(tag.dimension, tag.value) for tag in tags]
    assert len(pairs) == len(set(pairs))
