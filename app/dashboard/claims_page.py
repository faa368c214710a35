"""Public claims as finished values: verdict, sides, people by type, and what it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.answers import ClaimAnswer, ClaimsAnswer
from app.claims import InType, TypeVerdict, Verdict, Weighed, Witness
from app.dashboard import links, words
from app.dashboard.evidence_pieces import Part, Piece, piece, says, seen
from app.dashboard.marks import Badge, badge
from app.dashboard.study_lines import StudyLine, study_line, untitled
from app.gapmap import Layer
from app.store import NO_TITLE, CellEvidence, ContextReport, StudySummary
from app.topic import Topic

PATH = "/claims"

VERDICT_WORD = {
    Verdict.SUPPORTED: "Supported",
    Verdict.SUPPORTED_IN_PART: "Supported in part",
    Verdict.DISPUTED: "Disputed",
    Verdict.CONTRADICTED_IN_PART: "Contradicted in part",
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.ONLY_INDIRECT: "Only indirect evidence",
    Verdict.ONLY_DOCUMENTS: "Only documents",
    Verdict.UNTESTED: "Untested",
}

IN_TYPE_WORD = {
    TypeVerdict.SUPPORTED: "supported",
    TypeVerdict.NOT_TOLD_APART: "for it, not told apart",
    TypeVerdict.DISPUTED: "people on both sides",
    TypeVerdict.CONTRADICTED: "contradicted",
    TypeVerdict.AGAINST_NOT_TOLD_APART: "against it, not told apart",
    TypeVerdict.UNTESTED: "untested",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIn:
    """What was read in one study, with the layer that it is of: layers are never mixed."""

    study: str
    href: str
    layer: Badge
    about: str
    """What the statements speak of, each once."""
    count: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A claim in one skin type."""

    name: str
    verdict: str
    people_for: str
    people_against: str


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """One study or document on one side, with the words that this rests on."""

    name: str
    href: str
    sort: str
    outside: bool
    says: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in a list."""

    id: str
    text: str
    href: str
    verdict: str
    css: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsView:
    """The page of all claims; `counts` are verdicts with how many claims have them."""

    claims: tuple[ClaimLine, ...]
    counts: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    searched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """The page of one claim."""

    line: ClaimLine
    about: tuple[str, ...]
    made_in: tuple[Part, ...]
    speak_for: tuple[WitnessLine, ...]
    against: tuple[WitnessLine, ...]
    types: tuple[TypeLine, ...]
    note: str
    unjudged: tuple[StudyLine, ...]
    evidence: tuple[ReadIn, ...]
    rules: tuple[str, ...]
    searched: str


def claims_view(answer: ClaimsAnswer) -> ClaimsView:
    """Everything that the page of claims shows."""
    found = [w.verdict for w in answer.claims]
    return ClaimsView(
        claims=tuple(claim_line(weighed) for weighed in answer.claims),
        counts=tuple(
            (VERDICT_WORD[verdict], str(found.count(verdict)))
            for verdict in Verdict
            if verdict in found
        ),
        rules=answer.rules,
        searched=answer.searched.sentence,
    )


def claim_view(answer: ClaimAnswer, topic: Topic) -> ClaimView:
    """Everything that the page of one claim shows."""
    weighed = answer.weighed
    studies = {study.public_id: study for study in answer.studies}
    documents = {document.report_id: document for document in answer.documents}
    lines = [(w.speaks_for, _witness(w, studies, documents)) for w in weighed.witnesses]
    return ClaimView(
        line=claim_line(weighed),
        about=tuple(_about(weighed, topic)),
        made_in=tuple(seen(place) for place in weighed.claim.made_in),
        speak_for=tuple(line for speaks_for, line in lines if speaks_for),
        against=tuple(line for speaks_for, line in lines if not speaks_for),
        types=tuple(_type(of_type) for of_type in weighed.by_type),
        note=weighed.claim.note,
        unjudged=tuple(
            study_line(studies[s.public_id], topic)
            for s in weighed.unjudged
            if s.public_id in studies
        ),
        evidence=tuple(read_in_studies(answer.evidence, topic)),
        rules=answer.rules,
        searched=answer.searched.sentence,
    )


def claim_line(weighed: Weighed) -> ClaimLine:
    """One claim with its verdict in words."""
    claim = weighed.claim
    return ClaimLine(
        id=claim.id,
        text=claim.text,
        href=f"{PATH}/{claim.id}",
        verdict=VERDICT_WORD[weighed.verdict],
        css=f"verdict-{words.slug(weighed.verdict.value)}",
        sentence=weighed.sentence,
    )


def read_in_studies(evidence: Iterable[CellEvidence], topic: Topic) -> Iterator[ReadIn]:
    """Statements under the study that they are of, one layer after the other."""
    order = list(Layer)
    of_study: dict[tuple[int, str], list[CellEvidence]] = {}
    for one in evidence:
        of_study.setdefault((order.index(one.layer), one.study_id), []).append(one)
    for (_, study_id), own in sorted(of_study.items(), key=lambda found: found[0][0]):
        first = own[0]
        said = [says(topic, one.dimension, one.value, one.standing) for one in own]
        yield ReadIn(
            study=first.study_title or first.citation.removeprefix(NO_TITLE).strip(". "),
            href=links.study_url(study_id),
            layer=badge(first.layer),
            about=", ".join(dict.fromkeys(one.partition(": ")[2] for one in said)),
            count=words.counted(len(own), "statement"),
            pieces=tuple(piece(what, one.evidence) for what, one in zip(said, own, strict=True)),
        )


def _about(weighed: Weighed, topic: Topic) -> Iterator[str]:
    claim = weighed.claim
    if claim.fitzpatrick:
        yield f"Types {', '.join(t.name for t in claim.fitzpatrick)}"
    yield from (topic.label("indication", i) for i in claim.indications)
    yield from (topic.label("outcome", o) for o in claim.outcomes)


def _type(of_type: InType) -> TypeLine:
    return TypeLine(
        name=f"Type {of_type.fitzpatrick.name}",
        verdict=IN_TYPE_WORD[of_type.verdict],
        people_for=words.people(of_type.people_for) if of_type.studies_for else "nobody named",
        people_against=(
            words.people(of_type.people_against) if of_type.studies_against else "nobody named"
        ),
    )


def _witness(
    witness: Witness, studies: dict[str, StudySummary], documents: dict[str, ContextReport]
) -> WitnessLine:
    if witness.study:
        study = studies.get(witness.study.public_id)
        name = (study.title or untitled(study)) if study else witness.study.title
        return WitnessLine(
            name=name or witness.key,
            href=links.study_url(witness.study.public_id),
            sort=words.LAYER_WORD[witness.study.layer],
            outside=False,
            says=witness.says,
            gone="",
        )
    document = documents.get(witness.report_id)
    place = next((seen(one) for one in document.seen_at), Part("")) if document else Part("")
    return WitnessLine(
        name=document.bibliography.title if document else witness.key,
        href=place.href,
        sort="Document, not a study",
        outside=True,
        says=witness.says,
        gone=witness.gone,
    )
