"""A view as a FHIR R5 bundle: Citation, ResearchStudy, EvidenceVariable, and Evidence for each cell."""

import json
from collections.abc import Iterator
from itertools import groupby

from app.answers import View, words
from app.exports.fhir_reports import citation_resource, study_resource
from app.exports.fhir_values import (
    NCIT,
    OWN,
    ROLES,
    SKIN_TYPE_CODES,
    VARIABLE_ROLE,
    Json,
    concept,
    entry_of,
    narrative,
    own_identifier,
    reference_to,
    resource_id,
    without_empty,
)
from app.exports.tables import written_moment
from app.gapmap import (
    NONE_STATED,
    Bounds,
    Cell,
    CellKey,
    MappedStudy,
    Matrix,
    people_in_words,
    people_of_known_type,
)
from app.records import SkinType
from app.topic import Topic
from app.topic import Value as VocabularyTerm

PEOPLE_OF_TYPE = f"{OWN}:fhir:people-of-skin-type"
"""Extension of a sample size: at least `lower` people and at most `upper` were of the skin type."""


def as_fhir(view: View) -> str:
    """A bundle of type collection; every reference in it is to one of its own entries."""
    bundle = {
        "resourceType": "Bundle",
        "id": resource_id("coregap", view.name.value, view.revision),
        "identifier": own_identifier("revision", view.revision),
        "type": "collection",
        "timestamp": written_moment(view.at),
        "entry": [entry_of(resource) for resource in _resources(view)],
    }
    return json.dumps(without_empty(bundle), ensure_ascii=False, indent=1) + "\n"


def _resources(view: View) -> Iterator[Json]:
    cells = [cell for row in view.matrix.cells for cell in row] if view.matrix else []
    yield from (citation_resource(report) for report in view.reports)
    by_study = {
        study_id: list(own) for study_id, own in groupby(view.reports, lambda r: r.study_id)
    }
    for study in view.studies:
        yield study_resource(study, by_study.get(study.public_id, ()), view.topic)
    yield from _variables(cells, view.topic)
    if view.matrix:
        known = {study.public_id: study for study in view.mapped}
        for cell in cells:
            counted = [known[study_id] for study_id in cell.study_ids if study_id in known]
            yield _evidence(cell, counted, view.matrix, view)


def _variables(cells: list[Cell], topic: Topic) -> Iterator[Json]:
    """Every variable that a cell refers to, once."""
    found = ((d, v) for cell in cells for _, d, v in _coordinates(cell.key, topic))
    for dimension, value in dict.fromkeys(found):
        yield _variable(dimension, value, topic)


def _coordinates(key: CellKey, topic: Topic) -> Iterator[tuple[str, str, str]]:
    """Role, dimension and value of each variable of a cell."""
    if key.indication is not None:
        yield "population", "indication", key.indication
    if key.fitzpatrick is not None:
        yield "subpopulation", "fitzpatrick", key.fitzpatrick.name
    yield "exposure", "procedure", topic.focus_procedure
    if key.outcome is not None:
        yield "measuredVariable", "outcome", key.outcome


def _variable(dimension: str, value: str, topic: Topic) -> Json:
    label = _label(dimension, value, topic)
    code = SKIN_TYPE_CODES[SkinType[value]] if dimension == "fitzpatrick" else ""
    meaning = next((v.covers for v in _vocabulary(dimension, topic) if v.id == value), "")
    characteristic = {
        "description": meaning or label,
        "definitionCodeableConcept": concept(label, NCIT, code),
    }
    return without_empty(
        {
            "resourceType": "EvidenceVariable",
            "id": _variable_id(dimension, value),
            "text": narrative(label, meaning),
            "identifier": [own_identifier(dimension, value)],
            "title": label,
            "status": "active",
            "description": meaning,
            "characteristic": [characteristic],
        }
    )


def _vocabulary(dimension: str, topic: Topic) -> tuple[VocabularyTerm, ...]:
    return () if dimension == "fitzpatrick" else topic.values_of(dimension)


def _label(dimension: str, value: str, topic: Topic) -> str:
    if dimension == "fitzpatrick":
        return f"Fitzpatrick skin type {value}"
    return f"No {dimension} stated" if value == NONE_STATED else topic.label(dimension, value)


def _variable_id(dimension: str, value: str) -> str:
    return resource_id(dimension, value)


def _evidence(cell: Cell, counted: list[MappedStudy], matrix: Matrix, view: View) -> Json:
    topic, key = view.topic, cell.key
    variables = list(_coordinates(key, topic))
    layers = ", ".join(layer.value for layer in matrix.layers)
    notes = [
        f"Depth: {words.DEPTH_WORD[cell.depth]}. {words.REASON_MEANING[cell.reason]}",
        f"Layers of evidence that are counted: {layers}.",
    ]
    return without_empty(
        {
            "resourceType": "Evidence",
            "id": resource_id("cell", *(value for _, _, value in variables)),
            "text": narrative(cell.sentence),
            "title": ", ".join(_label(d, v, topic) for _, d, v in variables),
            "status": "active",
            "date": written_moment(view.at),
            "description": cell.sentence,
            "note": [{"text": note} for note in notes],
            "relatedArtifact": [
                {
                    "type": "derived-from",
                    "resourceReference": reference_to(
                        "ResearchStudy", resource_id(study.public_id), study.title
                    ),
                }
                for study in counted
            ],
            "variableDefinition": [_definition(*one, topic) for one in variables],
            "statistic": [{"sampleSize": _sample_size(cell, counted)}],
        }
    )


def _definition(role: str, dimension: str, value: str, topic: Topic) -> Json:
    label = _label(dimension, value, topic)
    return {
        "variableRole": concept(ROLES[role], VARIABLE_ROLE, role),
        "observed": reference_to("EvidenceVariable", _variable_id(dimension, value), label),
    }


def _sample_size(cell: Cell, counted: list[MappedStudy]) -> Json:
    """Studies, all their people, and those whose skin type is known each by each.

    Of the skin type itself there may be bounds alone: they are an extension and a sentence, and no
    number between them is made up.
    """
    size: Json = {"numberOfStudies": cell.studies}
    if not cell.studies:
        return size | {"note": [{"text": words.REASON_MEANING[cell.reason]}]}
    known = people_of_known_type(counted)
    if known is not None and (cell.participants is None or known <= cell.participants):
        size["knownDataCount"] = known
    if cell.participants is not None:
        size["numberOfParticipants"] = cell.participants
    if cell.key.fitzpatrick is not None:
        if cell.people is not None:
            size["extension"] = [_people_of_type(cell.people)]
        size["note"] = [{"text": _people_said(cell, cell.key.fitzpatrick)}]
    return size


def _people_of_type(people: Bounds) -> Json:
    bounds = (("lower", people.lower), ("upper", people.upper))
    inner = [{"url": name, "valueUnsignedInt": n} for name, n in bounds if n is not None]
    return {"url": PEOPLE_OF_TYPE, "extension": inner}


def _people_said(cell: Cell, skin_type: SkinType) -> str:
    total = None if cell.participants is None else Bounds(cell.participants, cell.participants)
    people = people_in_words(cell.people, total) or "An unknown number of people"
    exact = cell.people is not None and cell.people.lower == cell.people.upper
    bound = "" if exact else " These are bounds: no report says how many."
    return f"{people[:1].upper()}{people[1:]} of type {skin_type.name}.{bound}"
