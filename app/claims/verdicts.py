"""How far the evidence carries a claim: a verdict by stated rules, as a whole and by skin type."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from app.claims.values import Claim
from app.gapmap import Bounds, CellKey, Depth, Layer, MappedStudy, depth
from app.gapmap.assessed import Assessed, assess, total_people
from app.gapmap.content import told
from app.gapmap.wording import capitalised, counted, in_brackets, people_in_words, types_in_words
from app.records import SkinType, Standing

RULES = (
    "Only primary studies in people decide. Each speaks for or against a claim as a reader judged "
    "it; the words that the judgement rests on stand beside it.",
    "Supported: primary studies speak for the claim and none against. Contradicted: some speak "
    "against it and none for. Disputed: some on both sides.",
    "In part: what was read bears on part of the claim only; the rest is named as not tested.",
    "Only indirect evidence: no primary study, but animals, reviews, registrations or studies of "
    "another procedure. Only documents: news or regulatory documents alone. Untested: nothing that "
    "was read speaks for or against it.",
    "In a skin type a claim is supported only by a study that reports the outcome for that type. "
    "Where the type was treated and its outcome was not told apart, that is said. Untested in a "
    "type: no study on either side says that it treated it.",
    "People are bounds, from the least to the most who can have been of the type. Cohorts that may "
    "share people are not added up. Regulatory reports are signals and count nobody.",
)


class Verdict(StrEnum):
    """What the evidence that was read says of a claim."""

    SUPPORTED = "supported"
    SUPPORTED_IN_PART = "supported_in_part"
    DISPUTED = "disputed"
    CONTRADICTED_IN_PART = "contradicted_in_part"
    CONTRADICTED = "contradicted"
    ONLY_INDIRECT = "only_indirect"
    ONLY_DOCUMENTS = "only_documents"
    UNTESTED = "untested"


class TypeVerdict(StrEnum):
    """The same in one skin type."""

    SUPPORTED = "supported"
    NOT_TOLD_APART = "not_told_apart"
    """A study that speaks for it treated the type, and gives no result for it by itself."""
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    AGAINST_NOT_TOLD_APART = "against_not_told_apart"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One bundled file that speaks for or against a claim.

    `study` is the study it belongs to; None for a document, and for a study that counts no more.
    """

    key: str
    speaks_for: bool
    says: str
    study: MappedStudy | None = None
    report_id: str = ""
    """Of a document that is no study."""
    gone: str = ""
    """Why it speaks no longer: it was retracted, or it is not in this database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InType:
    """A claim in one skin type: who stands behind each side, as bounds."""

    fitzpatrick: SkinType
    verdict: TypeVerdict
    studies_for: int
    people_for: Bounds | None
    """None: no study speaks for it here, or none says how many; that is not nobody."""
    studies_against: int
    people_against: Bounds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim with its verdict and all that the verdict rests on."""

    claim: Claim
    verdict: Verdict
    sentence: str
    witnesses: tuple[Witness, ...]
    by_type: tuple[InType, ...]
    people_for: Bounds | None
    """Of the primary studies that speak for it; None: of none of them a number is known."""
    people_against: Bounds | None
    unjudged: tuple[MappedStudy, ...]
    """Primary studies of the same outcome of which no reader said how they bear on it."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """The primary studies of a claim, each once."""

    speak_for: Sequence[Assessed]
    against: Sequence[Assessed]


def weigh(claim: Claim, witnesses: Sequence[Witness], studies: Iterable[MappedStudy]) -> Weighed:
    """The verdict on one claim; `studies` are all that count, to find those nobody has judged."""
    sides = _Sides(_primary(witnesses, speaks_for=True), _primary(witnesses, speaks_for=False))
    verdict = _verdict(sides, [w for w in witnesses if not w.gone], in_part=bool(claim.untested))
    types = claim.fitzpatrick or tuple(SkinType)
    by_type = tuple(_in_type(t, claim, sides) for t in types) if claim.differs_by_type else ()
    judged = {w.study.public_id for w in witnesses if w.study}
    unjudged = tuple(
        s for s in studies if s.public_id not in judged and _measures_the_same(s, claim)
    )
    return Weighed(
        claim=claim,
        verdict=verdict,
        sentence=" ".join(_sentences(claim, verdict, sides, witnesses, by_type)),
        witnesses=tuple(witnesses),
        by_type=by_type,
        people_for=_people(sides.speak_for),
        people_against=_people(sides.against),
        unjudged=unjudged,
    )


def _primary(witnesses: Iterable[Witness], *, speaks_for: bool) -> list[Assessed]:
    studies = {
        w.study.public_id: w.study
        for w in witnesses
        if w.study and w.speaks_for is speaks_for and w.study.layer is Layer.PRIMARY
    }
    return assess(studies.values())


def _verdict(sides: _Sides, witnesses: Sequence[Witness], *, in_part: bool) -> Verdict:
    if sides.speak_for and sides.against:
        return Verdict.DISPUTED
    if sides.speak_for:
        return Verdict.SUPPORTED_IN_PART if in_part else Verdict.SUPPORTED
    if sides.against:
        return Verdict.CONTRADICTED_IN_PART if in_part else Verdict.CONTRADICTED
    if any(w.study for w in witnesses):
        return Verdict.ONLY_INDIRECT
    return Verdict.ONLY_DOCUMENTS if witnesses else Verdict.UNTESTED


def _in_type(skin_type: SkinType, claim: Claim, sides: _Sides) -> InType:
    speak_for = [s for s in sides.speak_for if s.standing[skin_type] is Standing.STUDIED]
    against = [s for s in sides.against if s.standing[skin_type] is Standing.STUDIED]
    return InType(
        fitzpatrick=skin_type,
        verdict=_verdict_in_type(skin_type, claim, speak_for, against),
        studies_for=len(speak_for),
        people_for=_of_type(speak_for, skin_type),
        studies_against=len(against),
        people_against=_of_type(against, skin_type),
    )


def _verdict_in_type(
    skin_type: SkinType, claim: Claim, speak_for: Sequence[Assessed], against: Sequence[Assessed]
) -> TypeVerdict:
    if speak_for and against:
        return TypeVerdict.DISPUTED
    if speak_for:
        reported = any(_reports(s, skin_type, claim) for s in speak_for)
        return TypeVerdict.SUPPORTED if reported else TypeVerdict.NOT_TOLD_APART
    if against:
        reported = any(_reports(s, skin_type, claim) for s in against)
        return TypeVerdict.CONTRADICTED if reported else TypeVerdict.AGAINST_NOT_TOLD_APART
    return TypeVerdict.UNTESTED


def _reports(assessed: Assessed, skin_type: SkinType, claim: Claim) -> bool:
    return any(
        depth(assessed.study, CellKey(skin_type, None, outcome)) is Depth.REPORTED_BY_TYPE
        for outcome in claim.outcomes
    )


def _measures_the_same(study: MappedStudy, claim: Claim) -> bool:
    if study.layer is not Layer.PRIMARY or not claim.outcomes:
        return False
    indicated = not claim.indications or not study.indications.isdisjoint(claim.indications)
    return indicated and not study.outcomes.isdisjoint(claim.outcomes)


def _people(studies: Sequence[Assessed]) -> Bounds | None:
    return told(total_people(studies, lambda s: s.people), {s.study.layer for s in studies})


def _of_type(studies: Sequence[Assessed], skin_type: SkinType) -> Bounds | None:
    people = total_people(studies, lambda s: s.of_type(skin_type))
    return told(people, {s.study.layer for s in studies})


def _sentences(
    claim: Claim,
    verdict: Verdict,
    sides: _Sides,
    witnesses: Sequence[Witness],
    by_type: Sequence[InType],
) -> Iterable[str]:
    yield f"{_first_words(verdict, sides, witnesses)}."
    decided = [*sides.speak_for, *sides.against]
    if decided and claim.untested:
        yield f"Not tested: {claim.untested}."
    if by_type and decided:
        yield from _by_type(by_type, decided)
    documents = [w for w in witnesses if not w.study and not w.gone]
    if documents and verdict is not Verdict.ONLY_DOCUMENTS:
        yield f"{capitalised(_documents(documents))}; documents are no studies."


def _first_words(verdict: Verdict, sides: _Sides, witnesses: Sequence[Witness]) -> str:
    match verdict:
        case Verdict.SUPPORTED:
            return f"Supported by {_studies(sides.speak_for)}"
        case Verdict.SUPPORTED_IN_PART:
            return f"Supported in part by {_studies(sides.speak_for)}"
        case Verdict.CONTRADICTED:
            return f"Contradicted by {_studies(sides.against)}"
        case Verdict.CONTRADICTED_IN_PART:
            return f"Contradicted in part by {_studies(sides.against)}"
        case Verdict.DISPUTED:
            return (
                f"Disputed: {_studies(sides.speak_for)} for it, {_studies(sides.against)} against"
            )
        case Verdict.ONLY_INDIRECT:
            return f"No study in people tests it; {_indirect(witnesses)}"
        case Verdict.ONLY_DOCUMENTS:
            return f"No study that was read tests it; {_documents(witnesses)}"
        case Verdict.UNTESTED:
            return "No study that was read tests it"
        case _:
            assert_never(verdict)


def _studies(studies: Sequence[Assessed]) -> str:
    people = people_in_words(_people(studies))
    took_part = f"{people} took part" if people else "number of people not stated"
    return f"{counted(len(studies))}{in_brackets(took_part)}"


def _indirect(witnesses: Sequence[Witness]) -> str:
    """Which layers speak, for and against: "2 preclinical studies speak for it"."""
    clauses: list[str] = []
    for speaks_for, side in ((True, "for it"), (False, "against it")):
        studies = {
            w.study.public_id: w.study.layer
            for w in witnesses
            if w.study and w.speaks_for is speaks_for
        }
        layers = list(studies.values())
        named = [counted(layers.count(layer), (layer,)) for layer in Layer if layer in layers]
        if named:
            verb = "speaks" if len(layers) == 1 else "speak"
            clauses.append(f"{' and '.join(named)} {verb} {side}")
    return "; ".join(clauses)


def _documents(witnesses: Sequence[Witness]) -> str:
    clauses = []
    for speaks_for, side in ((True, "for it"), (False, "against it")):
        number = sum(w.speaks_for is speaks_for for w in witnesses if not w.gone)
        if number:
            noun, verb = ("document", "speaks") if number == 1 else ("documents", "speak")
            words = "one" if number == 1 else str(number)
            clauses.append(f"{words} regulatory or news {noun} {verb} {side}")
    return "; ".join(clauses)


IN_TYPE_WORDS = {
    TypeVerdict.SUPPORTED: "supported in {}",
    TypeVerdict.NOT_TOLD_APART: "people of {} took part in what supports it, their outcomes not "
    "told apart",
    TypeVerdict.DISPUTED: "people of {} took part on both sides",
    TypeVerdict.CONTRADICTED: "contradicted in {}",
    TypeVerdict.AGAINST_NOT_TOLD_APART: "people of {} took part in what contradicts it, their "
    "outcomes not told apart",
    TypeVerdict.UNTESTED: "untested in {}",
}


def _by_type(by_type: Sequence[InType], studies: Sequence[Assessed]) -> Iterable[str]:
    if all(s.silent for s in studies):
        who = "the study does" if len(studies) == 1 else "these studies do"
        yield f"By skin type it is untested: {who} not report it."
        return
    clauses = []
    for verdict, words in IN_TYPE_WORDS.items():
        types = [t.fitzpatrick for t in by_type if t.verdict is verdict]
        if types:
            clauses.append(words.format(types_in_words(types)))
    yield f"{capitalised('; '.join(clauses))}."
