"""ClinicalTrials.gov studies (API v2 JSON): registrations with their criteria and results."""

import json
from collections.abc import Iterable, Iterator, Mapping

from app.errors import MalformedRecordError
from app.records import (
    Bibliography,
    Passage,
    Rejected,
    Relation,
    RelationKind,
    ReportKind,
    Section,
    SourceRecord,
)
from app.records.dates import partial_date
from app.records.identifiers import canonical_nct, canonical_pmid, registrations_in
from app.records.sites import stated_sites
from app.sources.formats.eligibility import eligibility_passages
from app.sources.formats.json_values import JsonBreak, JsonValue, json_values
from app.sources.formats.reference import SOURCE, Raw, field_passages, rejected
from app.sources.formats.registry_json import block_at, children, objects, text_at, texts
from app.sources.formats.registry_results import result_passages

MEDIA_TYPE = "application/vnd.clinicaltrials+json"

_Json = Mapping[str, object]
_UNKNOWN_COUNT = "99999999"
# (path in protocolSection, values of it) that become FIELD passages headed by the path.
_FIELDS = (
    ("conditionsModule", ("conditions", "keywords")),
    ("designModule", ("studyType", "phases")),
    ("designModule.designInfo", ("allocation", "interventionModel", "primaryPurpose", "observationalModel", "timePerspective")),
    ("designModule.designInfo.maskingInfo", ("masking",)),
    ("designModule.enrollmentInfo", ("count", "type")),
    ("eligibilityModule", ("minimumAge", "maximumAge", "sex", "healthyVolunteers", "stdAges")),
    ("statusModule", ("lastKnownStatus", "whyStopped")),
)  # fmt: skip


def read_clinicaltrials(texts_: Iterable[str], file: str) -> Iterator[SourceRecord | Rejected]:
    """Every study of the JSON; one that cannot be read becomes Rejected."""
    for found in json_values(texts_):
        raw = Raw(found.text.strip(), MEDIA_TYPE)
        if isinstance(found, JsonBreak):
            yield rejected(file, found.line, found.reason, raw)
            continue
        try:
            yield _parse(found)
        except MalformedRecordError as error:
            yield rejected(file, found.line, str(error), raw)


def parse_registration(study: dict[str, object]) -> SourceRecord:
    """The record of one study object.

    Raises:
        MalformedRecordError: If it has no protocolSection with an NCT number.
    """
    protocol = children(study, "protocolSection")
    identification = children(protocol, "identificationModule")
    nct = canonical_nct(text_at(identification, "nctId"))
    if not nct:
        raise MalformedRecordError("The study has no protocolSection with an NCT number.")
    status = children(protocol, "statusModule")
    started = partial_date(text_at(children(status, "startDateStruct"), "date"))
    return SourceRecord(
        source=SOURCE,
        source_id=f"nct:{nct}",
        kind=ReportKind.REGISTRATION,
        bibliography=Bibliography(
            title=text_at(identification, "briefTitle") or text_at(identification, "officialTitle"),
            year=started.year if started else None,
            month=started.month if started else None,
            registrations=tuple(_registrations(nct, identification)),
            url=f"https://clinicaltrials.gov/study/{nct}",
        ),
        payload=_payload(study),
        media_type=MEDIA_TYPE,
        passages=tuple(_passages(study, protocol)),
        relations=tuple(_relations(protocol)),
        status=text_at(status, "overallStatus").casefold(),
        ends=text_at(children(status, "completionDateStruct"), "date"),
        country=_country(protocol),
        sites=stated_sites(_sites(protocol)),
        sponsor=text_at(children(protocol, "sponsorCollaboratorsModule", "leadSponsor"), "name"),
    )


def _parse(found: JsonValue) -> SourceRecord:
    if not isinstance(found.value, dict):
        raise MalformedRecordError("A study must be a JSON object.")
    return parse_registration(found.value)


def _payload(study: dict[str, object]) -> bytes:
    """The study without the date of the registry's data, which changes every day for all."""
    kept = dict(study)
    derived = children(study, "derivedSection")
    if "versionHolder" in children(derived, "miscInfoModule"):
        misc = {
            k: v for k, v in children(derived, "miscInfoModule").items() if k != "versionHolder"
        }
        kept["derivedSection"] = {**derived, "miscInfoModule": misc}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )


def _registrations(nct: str, identification: _Json) -> Iterator[str]:
    """The study's own numbers: the current one, those it had, and those in other registers."""
    aliases = texts(identification.get("nctIdAliases"))
    others = (text_at(info, "id") for info in objects(identification.get("secondaryIdInfos")))
    found = [number for text in (*aliases, *others) for number in registrations_in(text)]
    yield from dict.fromkeys((nct, *found))


def _passages(study: _Json, protocol: _Json) -> Iterator[Passage]:
    yield from _titles(children(protocol, "identificationModule"))
    description = children(protocol, "descriptionModule")
    eligibility = children(protocol, "eligibilityModule")
    for section, text, heading in (
        (Section.ABSTRACT, block_at(description, "briefSummary"), "Brief summary"),
        (Section.METHODS, block_at(description, "detailedDescription"), "Detailed description"),
    ):
        if text:
            yield Passage(section, text, heading)
    yield from eligibility_passages(block_at(eligibility, "eligibilityCriteria"))
    if population := block_at(eligibility, "studyPopulation"):
        yield Passage(Section.ELIGIBILITY, population, "Study population")
    yield from _outcomes(children(protocol, "outcomesModule"))
    yield from _interventions(children(protocol, "armsInterventionsModule"))
    yield from _fields(protocol)
    yield from result_passages(children(study, "resultsSection"))


def _titles(identification: _Json) -> Iterator[Passage]:
    brief, official = (text_at(identification, name) for name in ("briefTitle", "officialTitle"))
    if brief:
        yield Passage(Section.TITLE, brief)
    if official and official != brief:
        yield Passage(Section.TITLE, official, "Official title")


def _outcomes(module: _Json) -> Iterator[Passage]:
    for name, words in (("primaryOutcomes", "primary"), ("secondaryOutcomes", "secondary"), ("otherOutcomes", "other")):  # fmt: skip
        for outcome in objects(module.get(name)):
            parts = (text_at(outcome, "measure"), text_at(outcome, "description"))
            when = text_at(outcome, "timeFrame")
            heading = f"{words} outcome ({when})" if when else f"{words} outcome"
            if text := "\n".join(part for part in parts if part):
                yield Passage(Section.OUTCOME, text, heading)


def _interventions(module: _Json) -> Iterator[Passage]:
    for arm in objects(module.get("armGroups")):
        heading = f"arm: {text_at(arm, 'label')}"
        names = ", ".join(texts(arm.get("interventionNames")))
        parts = (text_at(arm, "label"), text_at(arm, "description"), names)
        if text := "\n".join(part for part in parts if part):
            yield Passage(Section.METHODS, text, heading)
    for intervention in objects(module.get("interventions")):
        kind = text_at(intervention, "type").replace("_", " ").capitalize()
        name = text_at(intervention, "name")
        others = ", ".join(texts(intervention.get("otherNames")))
        parts = (f"{kind}: {name}" if kind else name, text_at(intervention, "description"), others)
        if text := "\n".join(part for part in parts if part):
            yield Passage(Section.METHODS, text, f"intervention: {name}")


def _fields(protocol: _Json) -> Iterator[Passage]:
    for path, names in _FIELDS:
        module = children(protocol, *path.split("."))
        for name in names:
            value = text_at(module, name)
            values = texts(module.get(name)) or ((value,) if value else ())
            if (path, value) != ("designModule.enrollmentInfo", _UNKNOWN_COUNT):
                yield from field_passages(f"{path}.{name}", values)


def _relations(protocol: _Json) -> Iterator[Relation]:
    """RESULT is the sponsor's word, DERIVED the library's by the trial number; BACKGROUND neither."""
    for reference in objects(children(protocol, "referencesModule").get("references")):
        kind = text_at(reference, "type")
        pmid = canonical_pmid(text_at(reference, "pmid"))
        if kind in ("RESULT", "DERIVED") and pmid:
            because = f"ClinicalTrials.gov lists it as {kind.lower()} of the study: {text_at(reference, 'citation')}"
            yield Relation(kind=RelationKind.REPORT_OF, target=f"pmid:{pmid}", because=because)


def _sites(protocol: _Json) -> Iterator[str]:
    for place in objects(children(protocol, "contactsLocationsModule").get("locations")):
        names = (text_at(place, name) for name in ("facility", "city"))
        yield ", ".join(filter(None, names))


def _country(protocol: _Json) -> str:
    """The country, where all places are in one."""
    places = objects(children(protocol, "contactsLocationsModule").get("locations"))
    countries = {text_at(place, "country") for place in places}
    return countries.pop() if len(countries) == 1 else ""
