"""The published studies of micro-coring as the map sees them, set down by hand."""

from app.gapmap import Layer, MappedStudy
from app.records import Evidence, EvidenceKind, Extent, OutcomeResult, SkinType, Standing, TypeCount

READ = Evidence(kind=EvidenceKind.RESTATED, text="The abstract says so.", seen_at=("abstract",))


def studied(types: str) -> dict[SkinType, Standing]:
    return dict.fromkeys((SkinType[t] for t in types.split()), Standing.STUDIED)


def count(types: str, people: int) -> TypeCount:
    return TypeCount(
        types=tuple(SkinType[t] for t in types.split()), people=people, evidence=READ, rule="test"
    )


def result(outcome: str, types: str = "") -> OutcomeResult:
    return OutcomeResult(
        outcome=outcome, types=tuple(SkinType[t] for t in types.split()), evidence=READ, rule="test"
    )


def a_study(public_id: str = "S0000001", **told: object) -> MappedStudy:
    """A primary study of 20 people that says nothing else unless told."""
    given: dict[str, object] = {
        "title": f"Study {public_id}",
        "year": 2024,
        "layer": Layer.PRIMARY,
        "participants": 20,
        "extent": Extent.FULL_TEXT,
    }
    for name in ("indications", "outcomes", "overlaps", "procedures", "designs"):
        told[name] = frozenset(str(told.pop(name, "")).split())
    return MappedStudy(public_id=public_id, **(given | told))  # type: ignore[arg-type]  # builder


RETROSPECTIVE = a_study(
    "S-DERMSURG",
    participants=38,
    standing=studied("I II III IV V"),
    indications="skin_laxity wrinkles acne_scars scars tattoo_foreign_body",
    outcomes="global_improvement scar_severity erythema hyperpigmentation scarring infection edema"
    " adverse_events",
    results=(result("global_improvement"), result("hyperpigmentation"), result("scarring")),
)
NECK = a_study(
    "S-NECK",
    participants=None,
    standing=studied("II III IV"),
    counts=(count("IV", 2),),
    indications="skin_laxity wrinkles texture_pores",
    outcomes="laxity texture wrinkle_severity satisfaction downtime adverse_events",
)
FACELIFT = a_study(
    "S-PERIORAL",
    participants=26,
    indications="wrinkles skin_laxity texture_pores",
    outcomes="laxity wrinkle_severity texture global_improvement",
)
HARVESTING = a_study("S-HARVEST", participants=8, outcomes="scarring pain adverse_events")
MICROBIOPSY = a_study("S-BIOPSY", participants=15, outcomes="scarring histology downtime")
MEETING_2019 = a_study(
    "S-ASDS",
    participants=30,
    indications="wrinkles",
    outcomes="wrinkle_severity global_improvement satisfaction",
    overlaps="S-SUMMARY",
)
SUMMARY_2021 = a_study("S-SUMMARY", participants=None, overlaps="S-ASDS")
MEETING_2024 = a_study(
    "S-ASLMS",
    participants=12,
    indications="wrinkles",
    outcomes="global_improvement erythema edema",
)
PIGS = a_study(
    "S-PIGS",
    layer=Layer.PRECLINICAL,
    participants=None,
    indications="skin_laxity",
    outcomes="laxity histology",
)
REVIEW = a_study(
    "S-REVIEW",
    layer=Layer.SECONDARY,
    participants=None,
    indications="wrinkles skin_laxity",
    outcomes="pain bleeding_bruising adverse_events",
)
LISTING = a_study(
    "S-LISTING",
    layer=Layer.PLANNED,
    participants=None,
    indications="wrinkles",
    outcomes="wrinkle_severity adverse_events",
)
SCALPETS = a_study(
    "S-SCALPETS",
    layer=Layer.INDIRECT,
    participants=None,
    planned=21,
    indications="fat_cellulite",
    outcomes="laxity adverse_events",
)

STUDIES = (
    RETROSPECTIVE,
    NECK,
    FACELIFT,
    HARVESTING,
    MICROBIOPSY,
    MEETING_2019,
    SUMMARY_2021,
    MEETING_2024,
    PIGS,
    REVIEW,
    LISTING,
    SCALPETS,
)
