"""Rows of ClinicalTrials.gov's CSV download: a registration without criteria and results."""

from collections.abc import Iterator, Mapping

from app.records import Bibliography, Passage, ReportKind, Section, SourceRecord
from app.records.dates import partial_date
from app.records.identifiers import registrations_in
from app.records.titles import flatten_text
from app.sources.formats.reference import SOURCE, Raw
from app.sources.formats.sections import abstract_passages

# (field of the row, section, heading as in the registry's own JSON)
_PARTS = (
    ("interventions", Section.METHODS, "intervention"),
    ("primary_outcomes", Section.OUTCOME, "primary outcome"),
    ("secondary_outcomes", Section.OUTCOME, "secondary outcome"),
    ("other_outcomes", Section.OUTCOME, "other outcome"),
    ("conditions", Section.FIELD, "conditionsModule.conditions"),
    ("study_type", Section.FIELD, "designModule.studyType"),
    ("phases", Section.FIELD, "designModule.phases"),
    ("enrollment", Section.FIELD, "designModule.enrollmentInfo.count"),
    ("study_design", Section.FIELD, "designModule.designInfo"),
    ("sex", Section.FIELD, "eligibilityModule.sex"),
    ("age", Section.FIELD, "eligibilityModule.stdAges"),
)


def registry_record(nct: str, row: Mapping[str, str], raw: Raw) -> SourceRecord:
    """The registration that a row describes."""
    started = partial_date(row.get("start_date", ""))
    ends = partial_date(row.get("completion_date", ""))
    title = flatten_text(row.get("title", ""))
    return SourceRecord(
        source=SOURCE,
        source_id=f"nct:{nct}",
        kind=ReportKind.REGISTRATION,
        bibliography=Bibliography(
            title=title,
            year=started.year if started else None,
            month=started.month if started else None,
            registrations=tuple(dict.fromkeys((nct, *registrations_in(row.get("other_ids", ""))))),
            url=f"https://clinicaltrials.gov/study/{nct}",
        ),
        payload=raw.payload,
        media_type=raw.media_type,
        passages=tuple(_passages(title, row)),
        status=row.get("status", "").casefold(),
        ends=str(ends or ""),
        sponsor=flatten_text(row.get("sponsor", "")),
    )


def _passages(title: str, row: Mapping[str, str]) -> Iterator[Passage]:
    if title:
        yield Passage(Section.TITLE, title)
    yield from abstract_passages(row.get("abstract", ""))
    for field, section, heading in _PARTS:
        # The download joins several values of one column with "|".
        for value in row.get(field, "").split("|"):
            if text := flatten_text(value):
                yield Passage(section, text, heading)
