import pytest

from app.topic import ScreeningTerms, Topic, Value

INDICATIONS = {
    "wrinkles": "Wrinkles and rhytids",
    "skin_laxity": "Skin laxity",
    "acne_scars": "Acne scars",
    "scars": "Scars other than acne",
    "striae": "Striae",
    "tattoo_foreign_body": "Tattoo and foreign material",
    "fat_cellulite": "Fat and cellulite",
    "texture_pores": "Texture and pores",
}
OUTCOMES = {
    "wrinkle_severity": ("Wrinkle severity", "efficacy"),
    "laxity": ("Laxity and tightening", "efficacy"),
    "global_improvement": ("Global improvement", "efficacy"),
    "scar_severity": ("Scar severity", "efficacy"),
    "texture": ("Texture and skin quality", "efficacy"),
    "histology": ("Histology", "mechanism"),
    "satisfaction": ("Patient satisfaction", "patient_reported"),
    "pain": ("Pain", "safety"),
    "erythema": ("Erythema", "safety"),
    "edema": ("Edema", "safety"),
    "bleeding_bruising": ("Bleeding and bruising", "safety"),
    "hyperpigmentation": ("Hyperpigmentation", "safety"),
    "scarring": ("Scarring", "safety"),
    "infection": ("Infection", "safety"),
    "downtime": ("Downtime and healing", "safety"),
    "adverse_events": ("Adverse events", "safety"),
}


@pytest.fixture(scope="session")
def topic() -> Topic:
    return Topic(
        id="test",
        title="Test",
        question="What is known?",
        focus_procedure="coring",
        screening=ScreeningTerms(include=("coring",), weak=(), near=(), homonyms=()),
        indication=tuple(_value(i, label) for i, label in INDICATIONS.items()),
        outcome=tuple(_value(i, label, kind) for i, (label, kind) in OUTCOMES.items()),
        body_site=(),
        procedure=(_value("coring", "Coring"),),
        design=(),
    )


def _value(value_id: str, label: str, kind: str | None = None) -> Value:
    return Value.model_validate(
        {"id": value_id, "label": label, "kind": kind, "terms": (), "not_terms": ()}
    )
