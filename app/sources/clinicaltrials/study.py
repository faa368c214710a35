"""One study object of ClinicalTrials.gov as the tracker keeps it."""

import json
from collections.abc import Iterator
from dataclasses import replace

from app.errors import MalformedRecordError
from app.records import Rejected, SourceRecord
from app.sources.formats.clinicaltrials import MEDIA_TYPE, parse_registration
from app.sources.formats.registry_json import children, objects

SOURCE = "clinicaltrials"

_PEOPLE = "centralContacts"


def study_records(studies: object, url: str) -> Iterator[SourceRecord | Rejected]:
    """The records of a list of study objects; `url` is where it came from."""
    for number, study in enumerate(studies if isinstance(studies, list) else (), 1):
        yield study_record(study, f"{url}, study {number}")


def study_record(study: object, place: str, asked: str = "") -> SourceRecord | Rejected:
    """The record of a study object; `asked` is the number it was asked for by, if it has another."""
    try:
        record = parse_registration(_without_contacts(study if isinstance(study, dict) else {}))
    except MalformedRecordError as error:
        raw = json.dumps(study, ensure_ascii=False).encode("utf-8", "backslashreplace")
        return Rejected(
            source=SOURCE, place=place, reason=str(error), payload=raw, media_type=MEDIA_TYPE
        )
    numbers = record.bibliography.registrations
    known = numbers if not asked or asked in numbers else (*numbers, asked)
    return replace(
        record,
        source=SOURCE,
        source_id=numbers[0],
        bibliography=replace(record.bibliography, registrations=known),
    )


def _without_contacts(study: dict[str, object]) -> dict[str, object]:
    """Names, telephone numbers and addresses of recruiting staff are nobody's evidence."""
    protocol = children(study, "protocolSection")
    module = children(protocol, "contactsLocationsModule")
    if not module:
        return study
    places = [
        {name: value for name, value in place.items() if name != "contacts"}
        for place in objects(module.get("locations"))
    ]
    kept = {name: value for name, value in module.items() if name != _PEOPLE}
    kept |= {"locations": places} if "locations" in module else {}
    return {**study, "protocolSection": {**protocol, "contactsLocationsModule": kept}}
