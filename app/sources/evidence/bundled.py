"""The bundled evidence: reviewed files of `data/evidence`, one a study record or document."""

from collections.abc import Iterator
from pathlib import Path

from app.errors import EvidenceFileError
from app.records import (
    Bibliography,
    Passage,
    Relation,
    Section,
    SourceRecord,
)
from app.reviewed import parse_reviewed, read_bytes
from app.sources.evidence.checks import check_file, check_together
from app.sources.evidence.file import EvidenceFile
from app.sources.evidence.reading import notes_of, reading_of, result_line
from app.topic import Topic

SOURCE = "bundled"
MEDIA_TYPE = "application/toml"
SUMMARY_HEADING = "Reader's summary"


def read_evidence(folder: Path, topic: Topic) -> tuple[SourceRecord, ...]:
    """Every file of `folder`/studies and `folder`/context as a record, in file-name order.

    Raises:
        EvidenceFileError: For the first file that breaks a rule; names file and field.
    """
    paths = sorted((*_files_in(folder / "studies"), *_files_in(folder / "context")), key=_by_name)
    payloads = [read_bytes(path) for path in paths]
    files = [_checked(path, payload, topic) for path, payload in zip(paths, payloads, strict=True)]
    check_together([(path.name, file) for path, file in zip(paths, files, strict=True)])
    return tuple(_record(file, payload) for file, payload in zip(files, payloads, strict=True))


def _checked(path: Path, payload: bytes, topic: Topic) -> EvidenceFile:
    file = parse_reviewed(path.name, payload, EvidenceFile, topic)
    check_file(path.name, file, is_context=path.parent.name == "context")
    return file


def _files_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise EvidenceFileError(folder.name, "folder", f"missing ({folder})")
    return list(folder.glob("*.toml"))


def _by_name(path: Path) -> tuple[str, str]:
    return path.name, path.parent.name


def _record(file: EvidenceFile, payload: bytes) -> SourceRecord:
    return SourceRecord(
        source=SOURCE,
        source_id=file.key,
        kind=file.kind,
        bibliography=_bibliography(file),
        payload=payload,
        media_type=MEDIA_TYPE,
        passages=tuple(_passages(file)),
        relations=tuple(
            Relation(kind=r.kind, target=f"{SOURCE}:{r.target}", because=r.because)
            for r in file.relations
        ),
        reading=reading_of(file),
        status=file.status or "",
        ends=file.ends or "",
        country=file.country or "",
        sponsor=file.sponsor or "",
    )


def _bibliography(file: EvidenceFile) -> Bibliography:
    return Bibliography(
        title=file.title or "",
        authors=file.authors,
        year=file.year,
        journal=file.journal or "",
        volume=file.volume or "",
        issue=file.issue or "",
        pages=file.pages or "",
        doi=file.doi or "",
        pmid=file.pmid or "",
        pmcid=file.pmcid or "",
        registrations=file.registrations,
    )


def _passages(file: EvidenceFile) -> Iterator[Passage]:
    if file.title:
        yield Passage(Section.TITLE, file.title)
    sentences = dict.fromkeys(_sentences(file))
    yield Passage(Section.OTHER, "\n".join(sentences), heading=SUMMARY_HEADING)


def _sentences(file: EvidenceFile) -> Iterator[str]:
    """What full-text search should find: all that the reader says, and nothing that is unknown."""
    yield from _labelled(file)
    if file.design_basis:
        yield file.design_basis
    if file.participants:
        yield file.participants.basis
    if file.fitzpatrick:
        yield file.fitzpatrick.basis
    for sentence_of in (file.procedure, file.indication, file.outcome):
        yield from sentence_of.values()
    yield from (result_line(result) for result in file.results)
    yield from file.conflicts
    yield from (relation.because for relation in file.relations)
    yield from notes_of(file)


def _labelled(file: EvidenceFile) -> Iterator[str]:
    """Fields that are words rather than sentences, each behind its name."""
    sites = [word for words in file.body_site.values() for word in words]
    for label, words in (
        ("FDA number", [file.fda or file.about_fda]),
        ("Start", [file.start]),
        ("End", [file.ends]),
        ("Device", [file.device]),
        ("Parameters", [file.parameters]),
        ("Areas", [*sites, *file.other_body_sites]),
        ("Compared with", [c.words for c in file.comparators]),
        ("Age", [file.participants and file.participants.age]),
        ("Funding", [file.funding]),
    ):
        if any(words):
            yield f"{label}: {'; '.join(word for word in words if word)}"
