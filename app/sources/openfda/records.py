"""Clearances, product codes and device reports of openFDA: what a reader should know beside the evidence.

All are regulatory context and never studies. Device reports are never rates: they have no
denominator, arrive unverified, and one event can be told twice.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from app.errors import MalformedRecordError
from app.records import Bibliography, Passage, Rejected, ReportKind, Section, SourceRecord
from app.records.dates import partial_date
from app.records.titles import flatten_text
from app.sources.client import Json, text_in
from app.sources.formats.reference import field_passages
from app.sources.formats.registry_json import objects

SOURCE = "openfda"
MEDIA_TYPE = "application/vnd.openfda+json"

_SITE = "https://www.accessdata.fda.gov"
_PAGES = f"{_SITE}/scripts/cdrh/cfdocs"
# Every firm that lists such a device, often hundreds; and people to telephone.
_DROPPED = frozenset({"registration_number", "fei_number", "contact"})
_DROPPED_START = "manufacturer_contact_"
_NOT_GIVEN = frozenset({"", "*"})
_CLEARANCE_FIELDS = (
    "k_number", "decision_date", "decision_description", "clearance_type", "date_received",
    "product_code", "advisory_committee_description", "openfda.device_name",
    "openfda.device_class", "openfda.regulation_number",
)  # fmt: skip
_CODE_FIELDS = (
    "product_code", "device_class", "regulation_number", "medical_specialty_description",
    "openfda.k_number",
)  # fmt: skip
_REPORT_FIELDS = (
    "mdr_report_key", "report_number", "event_type", "date_received", "date_of_event",
    "report_source_code", "source_type", "type_of_report", "product_problems",
    "device.brand_name", "device.generic_name", "device.manufacturer_d_name",
    "device.device_report_product_code", "patient.sequence_number_outcome",
    "patient.patient_problems",
)  # fmt: skip


def openfda_record(
    endpoint: str, found: object, place: str, disclaimer: str = ""
) -> SourceRecord | Rejected:
    """The record of one result of "510k", "classification" or "event"."""
    fields = _without_dropped(found) if isinstance(found, dict) else {}
    text = json.dumps(fields or found, ensure_ascii=False, separators=(",", ":"))
    payload = text.encode("utf-8", "backslashreplace")
    try:
        record = _PARSERS[endpoint](fields)
    except MalformedRecordError as error:
        return Rejected(
            source=SOURCE, place=place, reason=str(error), payload=payload, media_type=MEDIA_TYPE
        )
    passages = (*record.passages, *field_passages("disclaimer", (disclaimer,)))
    return replace(record, payload=payload, passages=passages)


def _clearance(found: Json) -> SourceRecord:
    """Only decisions in favour are there; a "DEN" number is a De Novo request that was granted."""
    number = _key(found, "k_number")
    is_de_novo = number.startswith("DEN") or text_in(found.get("decision_code")) == "DENG"
    page = f"denovo.cfm?id={number}" if is_de_novo else f"pmn.cfm?ID={number}"
    decided = partial_date(text_in(found.get("decision_date")))
    record = _record(
        f"510k:{number}",
        _bibliography(found, "device_name", "decision_date", f"{_PAGES}/cfpmn/{page}"),
        _fields(found, _CLEARANCE_FIELDS),
        field_passages("summary", _summary(found, number, is_de_novo=is_de_novo)),
    )
    return replace(
        record,
        status="granted" if is_de_novo else "cleared",
        ends=str(decided or ""),
        country=text_in(found.get("country_code")),
        sponsor=flatten_text(text_in(found.get("applicant"))),
    )


def _summary(found: Json, number: str, *, is_de_novo: bool) -> Iterator[str]:
    """Where the document stands; openFDA itself has none."""
    if is_de_novo:
        yield f"{_SITE}/cdrh_docs/reviews/{number}.pdf"
    elif text_in(found.get("statement_or_summary")) == "Summary":
        yield f"{_SITE}/cdrh_docs/pdf{number[1:3]}/{number}.pdf"


def _product_code(found: Json) -> SourceRecord:
    code = _key(found, "product_code")
    definition = flatten_text(text_in(found.get("definition")))
    return _record(
        f"classification:{code}",
        _bibliography(found, "device_name", "", f"{_PAGES}/cfpcd/classification.cfm?id={code}"),
        _fields(found, _CODE_FIELDS),
        (Passage(Section.OTHER, definition, "Definition"),) if definition else (),
    )


def _device_report(found: Json) -> SourceRecord:
    """A report that somebody filed; its number is in the title, since no two are one report."""
    key = _key(found, "mdr_report_key")
    brand = next(_values(found, "device.brand_name"), "")
    event = text_in(found.get("event_type")) or "no event type"
    title = f"MAUDE report {key}: {event}, {brand}" if brand else f"MAUDE report {key}: {event}"
    url = f"{_PAGES}/cfmaude/detail.cfm?mdrfoi__id={key}"
    record = _record(
        f"event:{key}",
        replace(_bibliography(found, "", "date_received", url), title=flatten_text(title)),
        _fields(found, _REPORT_FIELDS),
        _narratives(found),
    )
    maker = next(_values(found, "device.manufacturer_d_name"), "")
    return replace(record, sponsor=flatten_text(maker))


def _narratives(found: Json) -> Iterator[Passage]:
    for told in objects(found.get("mdr_text")):
        text = flatten_text(text_in(told.get("text")))
        if text not in _NOT_GIVEN:
            yield Passage(Section.OTHER, text, text_in(told.get("text_type_code")))


_PARSERS: Mapping[str, Callable[[Json], SourceRecord]] = {
    "510k": _clearance,
    "classification": _product_code,
    "event": _device_report,
}


def _key(found: Json, name: str) -> str:
    key = text_in(found.get(name)).strip()
    if key in _NOT_GIVEN:
        raise MalformedRecordError(f"The result has no {name}.")
    return key


def _bibliography(found: Json, title: str, day: str, url: str) -> Bibliography:
    known = partial_date(text_in(found.get(day)))
    return Bibliography(
        title=flatten_text(text_in(found.get(title))),
        year=known.year if known else None,
        month=known.month if known else None,
        url=url,
    )


def _record(
    source_id: str, of: Bibliography, fields: Iterable[Passage], others: Iterable[Passage]
) -> SourceRecord:
    title = (Passage(Section.TITLE, of.title),) if of.title else ()
    return SourceRecord(
        source=SOURCE,
        source_id=source_id,
        kind=ReportKind.REGULATORY,
        bibliography=of,
        payload=b"",
        media_type=MEDIA_TYPE,
        passages=(*title, *others, *fields),
    )


def _fields(found: Json, names: Iterable[str]) -> Iterator[Passage]:
    for name in names:
        yield from field_passages(name, _values(found, name))


def _values(found: object, name: str) -> Iterator[str]:
    """What stands at a path, through lists; openFDA writes one value as text or as a list."""
    first, _, rest = name.partition(".")
    if isinstance(found, list):
        for one in found:
            yield from _values(one, name)
    elif isinstance(found, dict):
        value = found.get(first)
        if rest:
            yield from _values(value, rest)
        else:
            texts = map(text_in, value if isinstance(value, list) else (value,))
            yield from (text for text in texts if text.strip() not in _NOT_GIVEN)


def _without_dropped(found: dict[str, object]) -> dict[str, object]:
    return {
        name: _pruned(value)
        for name, value in found.items()
        if name not in _DROPPED and not name.startswith(_DROPPED_START)
    }


def _pruned(value: object) -> object:
    if isinstance(value, dict):
        return _without_dropped(value)
    return [_pruned(one) for one in value] if isinstance(value, list) else value
