"""Pieces that FHIR resources are made of: identifiers, references, codes, narrative."""

import hashlib
import re
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.records import SkinType

Json = dict[str, Any]

NCIT = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl"
"""The system of NCI Thesaurus codes (terminology.hl7.org, external code systems)."""
SKIN_TYPE_CODES = {
    SkinType.I: "C74569",
    SkinType.II: "C74570",
    SkinType.III: "C74571",
    SkinType.IV: "C74572",
    SkinType.V: "C74573",
    SkinType.VI: "C74574",
}
"""NCI Thesaurus, as DICOM CID 4401 "Fitzpatrick Skin Type" lists them."""
VARIABLE_ROLE = "http://terminology.hl7.org/CodeSystem/variable-role"
ROLES = {
    "population": "population",
    "subpopulation": "subpopulation",
    "exposure": "exposure",
    "measuredVariable": "measured variable",
}
OWN = "urn:coregap"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov"
PMC = "https://www.ncbi.nlm.nih.gov/pmc"
DOI = "https://doi.org"
REGISTRIES = {"NCT": "https://clinicaltrials.gov", "ISRCTN": "https://www.isrctn.com"}
LONGEST_ID = 64
_NOT_ID = re.compile(r"[^A-Za-z0-9.-]")
_SPACE: UUID = uuid5(NAMESPACE_URL, "urn:coregap:fhir")


def resource_id(*parts: str) -> str:
    """An id of letters, digits, dashes and dots, at most 64 (FHIR R5, 2.1.28.0.1)."""
    written = _NOT_ID.sub("-", ".".join(part for part in parts if part))
    if len(written) <= LONGEST_ID:
        return written
    return f"{written[:40]}.{hashlib.sha256(written.encode()).hexdigest()[:20]}"


def address_of(kind: str, identifier: str) -> str:
    """The address of a resource inside its bundle: always the same for the same resource."""
    return f"urn:uuid:{uuid5(_SPACE, f'{kind}/{identifier}')}"


def reference_to(kind: str, identifier: str, display: str = "") -> Json:
    """A reference that the bundle itself resolves."""
    found: Json = {"reference": address_of(kind, identifier), "type": kind}
    return found | ({"display": display} if display else {})


def entry_of(resource: Json) -> Json:
    """A resource as it stands in a bundle."""
    return {
        "fullUrl": address_of(resource["resourceType"], resource["id"]),
        "resource": resource,
    }


def registry_identifier(number: str) -> Json:
    """A trial number with its registry, where that is known."""
    for prefix, system in REGISTRIES.items():
        if number.startswith(prefix):
            return {"system": system, "value": number}
    return {"value": number}


def own_identifier(kind: str, value: str) -> Json:
    """Coregap's own name for a thing."""
    return {"system": f"{OWN}:{kind}", "value": value}


def concept(text: str, system: str = "", code: str = "") -> Json:
    """A concept in words, coded where there is a code."""
    coding = [{"system": system, "code": code}] if code else []
    return {"text": text} | ({"coding": coding} if coding else {})


def narrative(*paragraphs: str) -> Json:
    """The resource in words for a person, as XHTML."""
    said = "".join(f"<p>{escape(text)}</p>" for text in paragraphs if text)
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{said}</div>',
    }


def without_empty(fields: Json) -> Json:
    """FHIR has no empty values: what is not known is left out."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
