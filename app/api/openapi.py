"""The OpenAPI document: what FastAPI finds in the routes, and what only the topic knows."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from app.accounts import Scope
from app.answers.identity import administering, importing, reading, reviewing
from app.api import schemas
from app.api.example_problems import problem_of
from app.api.examples import ANSWERS, QUESTIONS, SENT
from app.api.problems import PROBLEM_JSON
from app.api.routes import api_router
from app.api.version import VERSION
from app.topic import Topic

Json = dict[str, Any]
VOCABULARY = ("indication", "outcome", "body_site", "procedure", "design")
OR_NONE_STATED = {
    ("get_gap_map", "indication"),
    ("get_gap_map", "outcome"),
    ("get_map_file", "indication"),
    ("get_map_file", "outcome"),
    ("get_cell", "indication"),
    ("get_cell", "outcome"),
    ("export_map", "indication"),
    ("export_map", "outcome"),
    ("export_cell", "indication"),
    ("export_cell", "outcome"),
}
"""Where `none_stated` is an answer too: studies that name no value there."""
MEANINGS = {
    "indication": "What was treated.",
    "outcome": "What was measured.",
    "body_site": "Where on the body.",
    "procedure": "What was done.",
    "design": "How the study was made.",
    "fitzpatrick": "Fitzpatrick skin type.",
    "year_from": "First year of publication.",
    "year_to": "Last year of publication.",
    "rows": "What the rows are.",
    "columns": "What the columns are; not the same as the rows.",
    "limit": "At most so many.",
}
"""What a parameter means where its question does not say."""
WITHOUT_DATABASE = {"get_health"}
WITHOUT_LIMIT = {"get_health", "get_readiness"}
WITHOUT_ACCOUNT = {"get_health", "get_readiness"}
WHEN = {
    301: "The study was merged into another; `Location` says which.",
    304: "Nothing changed since the answer named by `If-None-Match`.",
    400: "What was sent is no text in UTF-8.",
    401: "Nobody is signed in, or the token holds no more.",
    403: "The role or the token's scopes are not enough, or a page of another site sent it.",
    404: "No study has, or ever had, this identifier.",
    408: "The body did not come in time.",
    409: "The first request with this `Idempotency-Key` is still at work.",
    410: "The list changed since the page before; `first` begins again, `next` goes on all the same.",
    412: "It is not the version any more that `If-Match` names.",
    413: "The body is larger than what is read.",
    422: "A parameter or a field is unknown or has a value that it cannot have.",
    429: "More requests than one caller may make in a minute.",
    500: "The service failed; the cause is in its log under the request's id.",
    503: "The database does not answer, or nothing was loaded yet.",
}

WHEN_OF = {
    (
        "get_map_file",
        422,
    ): "A parameter has a value that it cannot have, or the view holds more than "
    "one such file can show.",
    (
        "get_map_file",
        503,
    ): "The drawing could not be made in time, or the database does not answer.",
    **dict.fromkeys(
        (("get_timeline_file", 503), ("get_representation_file", 503)),
        "The chart could not be drawn in time, or the database does not answer.",
    ),
    ("start_runs", 409): "The sources are being asked already, or the first request with this "
    "`Idempotency-Key` is still at work.",
    (
        "import_records",
        422,
    ): "The file cannot be read, or a parameter has a value that it cannot have.",
    ("import_records", 413): "The file is larger than what is read.",
    ("get_run", 404): "No run of a source has this number.",
    ("get_import", 404): "No file that was sent has this number.",
    ("get_claim", 404): "No public claim has this identifier.",
    ("get_question", 404): "No question has this identifier.",
    ("get_match", 404): "No open question has this identifier.",
    ("decide_on_match", 404): "No open question has this identifier: it may have been answered.",
    (
        "undo_match_decision",
        409,
    ): "The decision was taken back before, or the first request with this key is at work.",
    ("undo_match_decision", 404): "No decision has this number.",
    ("get_match_decision", 404): "No decision has this number.",
    ("undo_tag_decision", 404): "No decision has this number.",
    ("undo_screening_decision", 404): "No decision has this number.",
    ("undo_sealed_decision", 404): "No decision has this number.",
    ("get_permalink", 404): "No view was frozen under this hash.",
    ("get_permalink_changes", 404): "No view was frozen under this hash.",
    ("export_permalink", 404): "No view was frozen under this hash.",
    (
        "export_permalink",
        422,
    ): "The view has not this form, or was frozen by a version that kept no references.",
    ("change_account", 404): "No account has this number.",
    ("revoke_own_token", 404): "No token has this number, or it is somebody else's.",
    ("decide_on_tags", 404): "No study has this identifier.",
    ("decide_on_tags", 301): "The study was merged into another; `Location` says which.",
    ("make_account", 409): "Somebody has the name.",
}
NEVER_MERGED = {
    "get_claim",
    "get_question",
    "get_run",
    "get_import",
    "get_match",
    "decide_on_match",
    "undo_match_decision",
    "get_match_decision",
    "undo_tag_decision",
    "undo_screening_decision",
    "undo_sealed_decision",
    "get_permalink",
    "get_permalink_changes",
    "export_permalink",
    "change_account",
    "revoke_own_token",
}
"""Operations on one thing by name that never becomes part of another."""

READS_BY_POST = {"get_studies"}
"""Operations whose question is too long for an address; they change nothing."""
MADE_OF_EVIDENCE = {"list_studies", "list_matches", "list_gaps", "list_trials"}
"""Lists that change at any place with the evidence, so that a cursor is good for one state of it."""
NEEDED = (
    (administering, Scope.ADMIN),
    (importing, Scope.IMPORT),
    (reviewing, Scope.REVIEW),
    (reading, Scope.READ),
)
"""The dependencies that let somebody in, the strictest first."""
CAN_BE_TOO_LATE = {
    "undo_match_decision",
    "undo_tag_decision",
    "undo_screening_decision",
    "undo_sealed_decision",
    "make_account",
}
"""Operations that can be done once only."""
NAMES_A_STUDY = {"decide_on_tags"}
"""Operations that name a study in what they are sent."""
SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "coregap_…",
        "description": "A token from `/tokens`, the page /account or `coregap token make`.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "coregap",
        "description": "The cookie of somebody who signed in with a browser; over https its name is "
        "`__Host-coregap`.",
    },
}
"""The ways to say who one is; which scope an operation needs stands with it."""


TAGS = [
    {"name": "studies", "description": "Lists with filters, and one study with its tags."},
    {"name": "gap map", "description": "Cells, the evidence behind them, and gaps."},
    {"name": "claims", "description": "Public claims, and the questions that people ask."},
    {
        "name": "statistics",
        "description": "What can be ruled out, who took part, how deep studies go.",
    },
    {
        "name": "exports",
        "description": "Any view as a file: XLSX, CSV, references, FHIR, data package.",
    },
    {
        "name": "catalogue",
        "description": "Vocabulary, sources, context, quarantine, accuracy.",
    },
    {"name": "searching", "description": "Runs, search log, PRISMA flow."},
    {
        "name": "matches",
        "description": "What only a person can say of two records, and what was said.",
    },
    {
        "name": "review",
        "description": "Tags and reports that wait for a person, and what was decided.",
    },
    {
        "name": "change",
        "description": "Two moments compared, past maps, and views that are frozen.",
    },
    {"name": "people", "description": "Who you are, tokens, accounts and their trail."},
    {"name": "service", "description": "Alive and ready."},
]
"""Groups of operations, in the order of the document."""


def openapi_document(topic: Topic) -> Json:
    """The document of the whole API, with the vocabulary of the topic and examples from it."""
    document = get_openapi(
        title=f"coregap API: {topic.title}",
        version=VERSION,
        openapi_version="3.1.0",
        summary="What is known, in whom, for what and with what result, and where nothing is.",
        description=_description(topic),
        routes=api_router.routes,
        tags=TAGS,
    )
    _describe_problems(document)
    document["components"]["securitySchemes"] = SECURITY
    contexts = iter_route_contexts(api_router.routes)
    needed = {one.name: needed_scope(one.dependant) for one in contexts}
    for operation in operations_of(document):
        _name_vocabulary(operation, topic)
        _add_answers(operation, topic)
        scope = needed[operation["operationId"]]
        operation["security"] = [{way: [scope.value]} for way in SECURITY] if scope else []
    return document


def needed_scope(dependant: Dependant) -> Scope | None:
    """What a request of a route needs; None where it needs nobody signed in."""
    called = set(_dependencies(dependant))
    for dependency, scope in NEEDED:
        if dependency in called:
            return scope
    return None


def _dependencies(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for one in dependant.dependencies:
        yield from _dependencies(one)


def operations_of(document: Mapping[str, Any]) -> Iterator[Json]:
    """Every operation of the document, in its order."""
    for methods in document["paths"].values():
        yield from methods.values()


def _description(topic: Topic) -> str:
    return (
        f"{topic.question} Every answer is JSON, every error is problem details (RFC 9457). "
        "`not_reported` means that nothing is said; it never means excluded. Participants are "
        "bounds: a study of several skin types does not say how many people were of each."
    )


def _describe_problems(document: Json) -> None:
    """FastAPI describes errors that this API does not send: put those that it sends instead."""
    named = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        named.pop(unused, None)
    shape = schemas.Problem.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    named.update(shape.pop("$defs"))
    named["Problem"] = shape


def _name_vocabulary(operation: Json, topic: Topic) -> None:
    """The allowed ids of each parameter, and an example where the operation has one."""
    name = operation["operationId"]
    asked = QUESTIONS[name](topic)
    for parameter in operation.get("parameters", ()):
        field = parameter["name"]
        parameter["schema"] = _without_null(parameter["schema"])
        if field in MEANINGS:
            parameter.setdefault("description", MEANINGS[field])
        if field in VOCABULARY:
            ids = [value.id for value in topic.values_of(field)]
            also = ["none_stated"] if (name, field) in OR_NONE_STATED else []
            _allow(parameter["schema"], ids + also)
        if field in asked:
            parameter["example"] = asked[field]


def _without_null(schema: Json) -> Json:
    """A parameter is left out, it cannot be null."""
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(options) != 1:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**options[0], **rest}


def _allow(schema: Json, ids: list[str]) -> None:
    """Put the ids where the schema says what one value is."""
    place = schema["items"] if schema.get("type") == "array" else schema
    place["enum"] = ids


def _add_answers(operation: Json, topic: Topic) -> None:
    """An example of the answer, and every problem that the operation can answer with."""
    answers = operation["responses"]
    name = operation["operationId"]
    done = answers[min(status for status in answers if status.startswith("2"))]
    done["description"] = "The answer."
    if name in ANSWERS:  # the others answer with files
        done["content"]["application/json"]["example"] = ANSWERS[name](topic)
    done["headers"] = {"X-Request-Id": _text_header("Names this request in the log.")}
    if name in SENT:
        operation["requestBody"]["content"]["application/json"]["example"] = SENT[name]
    for status in _statuses(operation):
        answers[str(status)] = _refusal(name, status)
    if "304" in answers:
        etag = _text_header("Version of the answer, to be sent as If-None-Match.")
        done["headers"]["ETag"] = answers["304"]["headers"]["ETag"] = etag
    operation["responses"] = dict(sorted(answers.items()))


def _statuses(operation: Json) -> list[int]:
    places = {parameter["in"] for parameter in operation.get("parameters", ())}
    headers = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "header"}
    statuses = [422, 500]
    if "path" in places:
        statuses += [404] if operation["operationId"] in NEVER_MERGED else [301, 404]
    if "if-none-match" in headers:
        statuses += [304]
    if operation["operationId"] not in WITHOUT_DATABASE:
        statuses += [503]
    if operation["operationId"] not in WITHOUT_ACCOUNT:
        statuses += [401, 403]
    if "requestBody" in operation:
        statuses += [400, 408, 413]
    if operation["operationId"] in NAMES_A_STUDY:
        statuses += [301, 404]
    if operation["operationId"] not in WITHOUT_LIMIT:
        statuses += [429]
    if operation["operationId"] in MADE_OF_EVIDENCE:
        statuses += [410]
    if "if-match" in headers:
        statuses += [412]
    if "idempotency-key" in headers or operation["operationId"] in CAN_BE_TOO_LATE:
        statuses += [409]
    return statuses


def _refusal(operation: str, status: int) -> Json:
    meaning = WHEN_OF.get((operation, status), WHEN[status])
    answer: Json = {"description": meaning, "headers": {}}
    if status == HTTPStatus.MOVED_PERMANENTLY:
        answer["headers"]["Location"] = _text_header("Where the study is now.")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["headers"]["Retry-After"] = _text_header("Seconds after which to come again.")
    if status == HTTPStatus.UNAUTHORIZED:
        answer["headers"]["WWW-Authenticate"] = _text_header("How to say who you are.")
    if status != HTTPStatus.NOT_MODIFIED:
        shape = {"$ref": "#/components/schemas/Problem"}
        answer["content"] = {
            PROBLEM_JSON: {"schema": shape, "example": problem_of(operation, status)}
        }
    return answer


def _text_header(description: str) -> Json:
    return {"description": description, "schema": {"type": "string"}}
