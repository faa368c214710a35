"""What the fields of an evidence file must be to each other, and the files among themselves."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from app.errors import EvidenceFileError
from app.records import CONTEXT_KINDS, Extent, RelationKind, ReportKind
from app.sources.evidence.file import EvidenceFile, Result, SkinTypes

Complaint = tuple[str, str]
"""(field, reason)"""
Named = tuple[str, EvidenceFile]
"""(file name, its content)"""

STUDY_FIELDS = (
    "registrations",
    "design",
    "participants",
    "fitzpatrick",
    "comparators",
    "relations",
)
CONTEXT_FIELDS = ("fda", "about_fda", "scope", "fda_reports")


def check_file(name: str, file: EvidenceFile, *, is_context: bool) -> None:
    """Check one file, `name` being its file name.

    Raises:
        EvidenceFileError: For the first rule that is broken; names the field.
    """
    for field, reason in _complaints(name, file, is_context):
        raise EvidenceFileError(name, field, reason)


def _complaints(name: str, file: EvidenceFile, is_context: bool) -> Iterator[Complaint]:
    if name != f"{file.key}.toml":
        yield "key", f"{file.key!r} must be the file's own name without .toml"
    yield from _kind_complaints(file, is_context)
    if not file.seen_at and file.confidence is not Extent.CITATION_ONLY:
        yield "seen_at", "missing; only confidence citation_only may leave it out"
    if file.start and file.ends and file.ends < file.start[: len(file.ends)]:
        yield "ends", f"{file.ends} is before start {file.start}"
    if file.fitzpatrick:
        yield from _skin_type_complaints(file.fitzpatrick, file)
    people = _people(file)
    if people is not None and file.participants and (file.participants.female or 0) > people:
        yield "participants.female", f"more than the {people} participants"
    for place, result in enumerate(file.results, start=1):
        for field, reason in _result_complaints(result, file):
            yield f"results.{place}.{field}", reason


def _kind_complaints(file: EvidenceFile, is_context: bool) -> Iterator[Complaint]:
    if (file.kind in CONTEXT_KINDS) is not is_context:
        folder = "context" if file.kind in CONTEXT_KINDS else "studies"
        yield "kind", f"a {file.kind} belongs in the folder {folder}"
    for field in STUDY_FIELDS if is_context else CONTEXT_FIELDS:
        if getattr(file, field):
            yield field, f"a {file.kind} cannot have this field"
    if file.kind is ReportKind.REVIEW and file.participants:
        yield "participants", "a review has none of its own; put the figure into results"
    if not is_context:
        yield from _study_complaints(file)


def _study_complaints(file: EvidenceFile) -> Iterator[Complaint]:
    if not file.design:
        yield "design", "missing; a study has one ('other' where the source does not say)"
    if not file.design_basis:
        yield "design_basis", "missing; say what the design was read from"
    named = file.procedure or file.device_note or file.kind is ReportKind.COMMENT
    if not named:
        yield "procedure", "missing; name one, or say in device_note why the vocabulary has none"


def _skin_type_complaints(stated: SkinTypes, file: EvidenceFile) -> Iterator[Complaint]:
    for one, other in combinations(("studied", "eligible", "excluded"), 2):
        for both in sorted(set(getattr(stated, one)) & set(getattr(stated, other))):
            yield f"fitzpatrick.{other}", f"type {both.name} stands under {one} too"
    people = _people(file)
    for types, counted in stated.counts.items():
        field = f"fitzpatrick.counts.{'-'.join(t.name for t in sorted({types[0], types[-1]}))}"
        if not set(types) <= set(stated.studied):
            yield field, "counted, but not listed under studied"
        if people is not None and counted > people:
            yield field, f"{counted} is more than the {people} participants"
    alone = sum(counted for types, counted in stated.counts.items() if len(types) == 1)
    if people is not None and alone > people:
        yield "fitzpatrick.counts", f"add up to {alone}, more than the {people} participants"


def _people(file: EvidenceFile) -> int | None:
    return file.participants.people if file.participants else None


def _result_complaints(result: Result, file: EvidenceFile) -> Iterator[Complaint]:
    if result.outcome not in file.outcome:
        yield "outcome", f"{result.outcome!r} has no sentence under [outcome]"
    if (result.of is None) is not (result.unit is None):
        yield "unit", "of and unit belong together: so many of what"
    if result.of is not None and result.people is not None:
        yield "of", "either people or of, not both"
    whole = result.people if result.of is None else result.of
    if whole is not None and (result.events or 0) > whole:
        yield "events", f"{result.events} is more than {whole}"
    took_part = _people(file)
    if took_part is not None and (result.people or 0) > took_part:
        yield "people", f"{result.people} is more than the {took_part} participants"
    studied = file.fitzpatrick.studied if file.fitzpatrick else ()
    for unknown in sorted(set(result.types) - set(studied)):
        yield "types", f"type {unknown.name} is not listed under fitzpatrick.studied"


def check_together(files: Sequence[Named]) -> None:
    """Check all files against each other.

    Raises:
        EvidenceFileError: For the first rule that is broken, in file-name order.
    """
    _check_identifiers(files)
    studies = {file.key: file for _, file in files if file.kind not in CONTEXT_KINDS}
    for name, file in files:
        for field, reason in _relation_complaints(file, studies):
            raise EvidenceFileError(name, field, reason)


def _check_identifiers(files: Sequence[Named]) -> None:
    """A report and its registration share a trial number; two registrations cannot."""
    taken: dict[tuple[str, str], str] = {}
    for name, file in files:
        own = [(f, getattr(file, f)) for f in ("key", "doi", "pmid", "pmcid", "fda")]
        if file.kind is ReportKind.REGISTRATION:
            own += [("registrations", number) for number in file.registrations]
        for field, value in own:
            if value and (first := taken.get((field, value.lower()))):
                raise EvidenceFileError(name, field, f"{value} is used in {first} already")
            if value:
                taken[field, value.lower()] = name


def _relation_complaints(
    file: EvidenceFile, studies: Mapping[str, EvidenceFile]
) -> Iterator[Complaint]:
    for place, relation in enumerate(file.relations, start=1):
        target = studies.get(relation.target)
        field = f"relations.{place}.target"
        if target is None or target is file:
            yield field, f"{relation.target!r} is not the key of another study file"
        elif relation.kind is RelationKind.MAY_OVERLAP and not _overlaps(target, file.key):
            yield field, f"{relation.target} does not say may_overlap {file.key} in turn"
        elif (relation.kind is RelationKind.COMMENT_ON) is not (file.kind is ReportKind.COMMENT):
            yield f"relations.{place}.kind", "comment_on belongs to files of kind comment alone"


def _overlaps(file: EvidenceFile, key: str) -> bool:
    return any(r.kind is RelationKind.MAY_OVERLAP and r.target == key for r in file.relations)
