"""The bundled topic file keeps its promises, and a broken one is refused by name."""

from pathlib import Path

import pytest

from app.errors import TopicFileError
from app.topic import Topic, read_topic

# The published ids: data, decisions and evaluation sets refer to them, so they never change.
STABLE_IDS = {
    "indication": "wrinkles skin_laxity acne_scars scars striae photoaging pigmentation"
    " tattoo_foreign_body acne vascular hair fat_cellulite texture_pores",
    "outcome": "wrinkle_severity laxity global_improvement scar_severity pigment texture histology"
    " satisfaction quality_of_life pain erythema edema bleeding_bruising hyperpigmentation"
    " hypopigmentation scarring infection downtime adverse_events",
    "design": "randomized_trial nonrandomized_trial observational case_series review preclinical"
    " other",
    "body_site": "cheek lower_face perioral periorbital forehead submental neck chest abdomen arm"
    " leg hand face",
    "procedure": "micro_coring microneedling rf_microneedling ablative_laser nonablative_laser"
    " radiofrequency ultrasound threads filler neurotoxin chemical_peel facelift cryolipolysis",
}


@pytest.fixture(scope="module")
def topic() -> Topic:
    return read_topic()


@pytest.mark.parametrize("dimension", STABLE_IDS)
def test_ids_are_the_stable_ones_in_their_order(topic: Topic, dimension: str) -> None:
    assert [v.id for v in topic.values_of(dimension)] == STABLE_IDS[dimension].split()


@pytest.mark.parametrize("dimension", STABLE_IDS)
def test_every_value_has_words_of_its_own(topic: Topic, dimension: str) -> None:
    assert all(value.terms for value in topic.values_of(dimension))


@pytest.mark.parametrize("dimension", STABLE_IDS)
def test_no_word_means_and_does_not_mean_the_same_value(topic: Topic, dimension: str) -> None:
    for value in topic.values_of(dimension):
        meant = [*value.terms, *value.weak]
        assert len(meant) == len(set(meant)), value.id
        assert not set(meant) & set(value.not_terms), value.id


def test_terms_are_written_plainly(topic: Topic) -> None:
    """Lower case, single spaces."""
    for dimension in STABLE_IDS:
        for value in topic.values_of(dimension):
            for term in (*value.terms, *value.weak, *value.not_terms):
                assert term == " ".join(term.lower().split()), term


def test_labels_are_found_by_id_and_an_unknown_id_is_its_own_label(topic: Topic) -> None:
    assert topic.label("indication", "striae") == "Striae"
    assert topic.label("indication", "warts") == "warts"


def with_line(tmp_path: Path, old: str, new: str) -> Path:
    bundled = Path(__file__).parent.parent / "data" / "topics" / "micro-coring.toml"
    text = bundled.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "topic.toml"
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    return changed


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "striae"', 'id = "acne"', "id used twice: acne"),
        ('id = "striae"', 'id = "Striae marks"', "indication"),
        ('kind = "efficacy"', 'kind = "wonder"', "outcome"),
        ('kind = "efficacy"\n', "", "needs a kind"),
        ('efficacy = "laxity"', 'efficacy = "lift_off"', "no such outcome: lift_off"),
        ('complaint_of = ["vascular"]', 'complaint_of = ["veins"]', "no such indication: veins"),
        ('focus_procedure = "micro_coring"', 'focus_procedure = "coring"', "'coring'"),
        ('"stretch mark*"', '"st*"', "a [*] ends a word"),
        ('"stretch mark*"', '"str*tch"', "a [*] ends a word"),
        ("question = ", "kwestion = ", "question"),
        ("[screening]", "[screening", "not a TOML file"),
    ],
)
def test_a_broken_rule_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(TopicFileError, match=says):
        read_topic(with_line(tmp_path, old, new))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TopicFileError, match="nowhere"):
        read_topic(tmp_path / "nowhere.toml")


def test_a_new_value_needs_no_code(tmp_path: Path) -> None:
    added = '[[indication]]\nid = "warts"\nlabel = "Warts"\nterms = ["wart*"]\n\n[[outcome]]'
    topic = read_topic(with_line(tmp_path, "[[outcome]]", added))
    assert topic.label("indication", "warts") == "Warts"
