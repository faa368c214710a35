"""Reports as Citation, studies as ResearchStudy (FHIR R5)."""

from collections.abc import Iterable

from app.exports.fhir_values import (
    DOI,
    PMC,
    PUBMED,
    Json,
    concept,
    narrative,
    own_identifier,
    reference_to,
    registry_identifier,
    resource_id,
    without_empty,
)
from app.matching import ReportRole
from app.records import Bibliography, ReportKind, SkinType, Standing
from app.store import NO_TITLE, ReportOfStudy, StudySummary, citation_of
from app.topic import Topic


def citation_resource(report: ReportOfStudy) -> Json:
    """One report. Its own numbers are identifiers; the trial it tells of is a related one."""
    of = report.bibliography
    numbers = [registry_identifier(number) for number in of.registrations]
    is_registration = report.kind is ReportKind.REGISTRATION
    identifiers = [own_identifier("report", report.report_id), *_identifiers(of)]
    artifact = without_empty(
        {
            "identifier": identifiers + (numbers if is_registration else []),
            "relatedIdentifier": [] if is_registration else numbers,
            "title": [{"text": of.title}] if of.title else [],
            "publicationForm": _publication(of),
            "webLocation": [{"url": of.url}] if of.url else [],
            "classification": [{"classifier": [concept(report.kind.value.replace("_", " "))]}],
            "contributorship": _authors(of.authors),
            "note": [{"text": _notice(one.kind.value, one.source)} for one in report.notices],
        }
    )
    return {
        "resourceType": "Citation",
        "id": resource_id(report.report_id),
        "text": narrative(citation_of(of)),
        "status": "active",
        "title": of.title or NO_TITLE,
        "citedArtifact": artifact,
    }


def study_resource(study: StudySummary, reports: Iterable[ReportOfStudy], topic: Topic) -> Json:
    """One study with its reports; what it says of each skin type stands in a note."""
    own = list(reports)
    numbers = dict.fromkeys(n for report in own for n in report.bibliography.registrations)
    said = _standings(study)
    fields = {
        "resourceType": "ResearchStudy",
        "id": resource_id(study.public_id),
        "text": narrative(study.citation, said),
        "identifier": [
            own_identifier("study", study.public_id),
            *(registry_identifier(number) for number in numbers),
        ],
        "title": study.title or NO_TITLE,
        "status": "active",
        "studyDesign": [concept(topic.label("design", study.design))] if study.design else [],
        "condition": [concept(topic.label("indication", i)) for i in study.indications],
        "classifier": [concept(f"{study.layer.value} evidence")],
        "note": [{"text": text} for text in (said, _registry(study)) if text],
        "recruitment": without_empty(
            {"actualNumber": study.participants, "targetNumber": study.planned}
        ),
        "relatedArtifact": [
            {"type": "citation", "resourceReference": _citation(report)} for report in own
        ],
        "result": [_citation(r) for r in own if r.counted and r.role is ReportRole.RESULTS],
    }
    return without_empty(fields)


def _citation(report: ReportOfStudy) -> Json:
    return reference_to("Citation", resource_id(report.report_id), report.bibliography.title)


def _identifiers(of: Bibliography) -> list[Json]:
    known = ((PUBMED, of.pmid), (PMC, of.pmcid), (DOI, of.doi))
    return [{"system": system, "value": value} for system, value in known if value]


def _publication(of: Bibliography) -> list[Json]:
    month = f"-{of.month:02}" if of.month else ""
    form = {
        "publishedIn": {"title": of.journal} if of.journal else {},
        "articleDate": f"{of.year:04}{month}" if of.year else "",
        "volume": of.volume,
        "issue": of.issue,
        "pageString": of.pages,
    }
    known = without_empty(form)
    return [known] if known else []


def _authors(names: tuple[str, ...]) -> Json:
    if not names:
        return {}
    return {"summary": [{"type": concept("Authors"), "value": "; ".join(names)}]}


def _notice(kind: str, source: str) -> str:
    return f"{kind.replace('_', ' ').capitalize()}, according to {source}."


def _standings(study: StudySummary) -> str:
    said = [
        f"{t.name} {study.standing.get(t, Standing.NOT_REPORTED).value.replace('_', ' ')}"
        for t in SkinType
    ]
    return f"Fitzpatrick skin types: {', '.join(said)}. Not reported does not mean excluded."


def _registry(study: StudySummary) -> str:
    parts = [
        f"Status in the registry: {study.status}." if study.status else "",
        f"Ends: {study.ends}." if study.ends else "",
    ]
    return " ".join(part for part in parts if part)
