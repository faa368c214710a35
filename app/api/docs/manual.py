"""The OpenAPI document as finished values for its page: nothing is computed in the template."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from app.answers.problems import ProblemKind
from app.api.docs.types import Reference, allowed_by, default_of, type_of, with_enums

Json = Mapping[str, Any]
PROBLEMS: dict[ProblemKind, tuple[int, str]] = {
    ProblemKind.INVALID_QUESTION: (
        422,
        "A parameter is not known here, or has a value that it cannot have. `errors` names each "
        "field, what was sent and what is allowed.",
    ),
    ProblemKind.NO_SUCH_STUDY: (404, "No study has, or ever had, this identifier."),
    ProblemKind.NO_SUCH_RUN: (404, "No run of a source has this number."),
    ProblemKind.NO_SUCH_IMPORT: (404, "No file that was sent has this number."),
    ProblemKind.NO_SUCH_CLAIM: (
        404,
        "No public claim, or no question that people ask, has this identifier. `/claims` and "
        "`/questions` list all of them.",
    ),
    ProblemKind.NO_SUCH_MATCH: (
        404,
        "No question about two records has this identifier, or it was answered.",
    ),
    ProblemKind.NO_SUCH_DECISION: (404, "No decision on two records has this number."),
    ProblemKind.NO_SUCH_PERMALINK: (404, "No view of the evidence was frozen under this hash."),
    ProblemKind.VIEW_TOO_LARGE: (422, "A view holds more than one permalink keeps: filter it."),
    ProblemKind.TOO_MANY_REQUESTS: (
        429,
        "More requests than a caller may make in a minute; `Retry-After` says when to come again.",
    ),
    ProblemKind.CHANGED_MEANWHILE: (
        412,
        "What was to be changed is not the version that `If-Match` names: read it again.",
    ),
    ProblemKind.KEY_IN_USE: (
        409,
        "The first request with this `Idempotency-Key` is still at work: send the same again soon.",
    ),
    ProblemKind.KEY_REUSED: (
        422,
        "The `Idempotency-Key` was sent before with another request: a new one needs a new key.",
    ),
    ProblemKind.LIST_CHANGED: (
        410,
        "The evidence changed while a list was read page by page. `first` begins again, `next` goes "
        "on after the same place in the list as it is now.",
    ),
    ProblemKind.UNREADABLE_FILE: (
        422,
        "The file as a whole cannot be imported: empty, of an unknown format or over a limit. "
        "`detail` says what to do.",
    ),
    ProblemKind.RUN_AT_WORK: (
        409,
        "The sources are being asked already; `Location` is where to see how far that is.",
    ),
    ProblemKind.ALREADY_UNDONE: (409, "The decision was taken back before."),
    ProblemKind.STUDY_MERGED: (
        301,
        "The study turned out to be part of another one. `Location` is the address of that one.",
    ),
    ProblemKind.NO_SUCH_PATH: (404, "Nothing is at this path."),
    ProblemKind.METHOD_NOT_ALLOWED: (
        405,
        "Nothing at this path answers the method; `Allow` names one that does.",
    ),
    ProblemKind.NOT_READY: (
        503,
        "The database does not answer, or nothing was loaded yet. Try again later.",
    ),
    ProblemKind.NOT_SIGNED_IN: (
        401,
        "Nobody is signed in, or the token was revoked or has ended. Send "
        "`Authorization: Bearer coregap_…`.",
    ),
    ProblemKind.NOT_ALLOWED: (
        403,
        "The role of the account, or the scopes of the token, are not enough; `detail` says what "
        "is needed. Or a page of another site sent the request.",
    ),
    ProblemKind.TOO_MANY_ATTEMPTS: (429, "Wait as many seconds as `Retry-After` says."),
    ProblemKind.NO_SUCH_ACCOUNT: (404, "No account has this number."),
    ProblemKind.NO_SUCH_TOKEN: (404, "No token has this number, or it is somebody else's."),
    ProblemKind.NAME_TAKEN: (409, "Somebody has the name, in whatever letters."),
    ProblemKind.CANNOT_BE_DONE: (
        422,
        "A rule of accounts forbids it: a password that is easily guessed, the last admin.",
    ),
    ProblemKind.REFUSED: (400, "The request was refused for the reason that `detail` gives."),
    ProblemKind.FAULT: (
        500,
        "The service failed. The cause is in its log under `request_id`; report that id.",
    ),
}
"""What each `type` of problem means, and its usual status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter as the page shows it."""

    name: str
    place: str
    type: str
    allowed: tuple[str, ...]
    default: str
    description: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One status that an operation answers with."""

    status: str
    meaning: Markup
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation as the page shows it."""

    anchor: str
    method: str
    path: str
    summary: str
    needs: str
    """The scope that a request needs; empty where it needs none."""
    paragraphs: tuple[Markup, ...]
    body: Reference | None
    """What is sent as JSON."""
    parameters: tuple[Parameter, ...]
    call: str
    example: str
    """Empty where the answer is a file."""
    shape: Reference
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a JSON object."""

    name: str
    type: Reference
    allowed: tuple[str, ...]
    description: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectShape:
    """One JSON object with its fields."""

    name: str
    anchor: str
    paragraphs: tuple[Markup, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Operations of one tag."""

    name: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemMeaning:
    """One type of problem."""

    slug: str
    status: int
    meaning: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """The whole page."""

    title: str
    version: str
    summary: str
    description: Markup
    base: str
    groups: tuple[Group, ...]
    problems: tuple[ProblemMeaning, ...]
    shapes: tuple[ObjectShape, ...]


def manual_of(document: Json, base: str) -> Manual:
    """The page's values; `base` is where the caller reached the service, without a last slash."""
    named = document["components"]["schemas"]
    document = with_enums(document, named)
    about = document["info"]
    return Manual(
        title=about["title"],
        version=about["version"],
        summary=about["summary"],
        description=prose(about["description"]),
        base=base,
        groups=tuple(_group(document, tag, base) for tag in document["tags"]),
        problems=tuple(
            ProblemMeaning(slug=kind.value, status=status, meaning=prose(meaning))
            for kind, (status, meaning) in PROBLEMS.items()
        ),
        shapes=tuple(
            _object(name, document["components"]["schemas"][name])
            for name in named
            if "enum" not in named[name]
        ),
    )


def prose(text: str) -> Markup:
    """Escaped text with `code` between backticks marked up, on one line."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def _paragraphs(text: str) -> tuple[Markup, ...]:
    return tuple(prose(one) for one in text.split("\n\n") if one.strip())


def _group(document: Json, tag: Json, base: str) -> Group:
    operations = (
        _operation(path, method, operation, base)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if tag["name"] in operation["tags"]
    )
    return Group(
        name=tag["name"].capitalize(),
        description=tag["description"],
        operations=tuple(operations),
    )


def _operation(path: str, method: str, operation: Json, base: str) -> Operation:
    parameters = operation.get("parameters", [])
    done = min(status for status in operation["responses"] if status.startswith("2"))
    content = operation["responses"][done]["content"]
    answer = content.get("application/json", {})
    bodies = operation.get("requestBody", {}).get("content", {})
    body = bodies.get("application/json")
    return Operation(
        anchor=operation["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        body=type_of(body["schema"]) if body else None,
        summary=operation["summary"],
        needs=next((scopes[0] for way in operation["security"] for scopes in way.values()), ""),
        paragraphs=_paragraphs(operation["description"]),
        parameters=tuple(_parameter(one) for one in parameters),
        call=f"curl -s{_sent(bodies)} '{base}{example_call(path, parameters)}'"
        + ("" if "example" in answer else " -o FILE"),
        example=_example(content),
        shape=type_of(answer["schema"]) if "example" in answer else Reference(text="a file"),
        answers=tuple(_answer(status, one) for status, one in operation["responses"].items()),
    )


def _example(content: Json) -> str:
    """The answer of the example call; of a file, the forms it can have."""
    if "example" in content.get("application/json", {}):
        return json.dumps(content["application/json"]["example"], indent=2, ensure_ascii=False)
    return "\n".join(content)


def _sent(bodies: Json) -> str:
    if "application/octet-stream" in bodies:
        return " --data-binary @FILE"
    body = bodies.get("application/json")
    if body is None:
        return ""
    sent = json.dumps(body["example"], ensure_ascii=False)
    return f" -H 'Content-Type: application/json' -d '{sent}'"


def example_call(path: str, parameters: Iterable[Json]) -> str:
    """The path and query of the documented example."""
    asked = [one for one in parameters if "example" in one]
    for one in asked:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", str(one["example"]))
    query = {one["name"]: one["example"] for one in asked if one["in"] == "query"}
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def _parameter(parameter: Json) -> Parameter:
    schema = parameter["schema"]
    return Parameter(
        name=parameter["name"],
        place=parameter["in"],
        type=type_of(schema).text,
        allowed=allowed_by(schema),
        default=default_of(schema),
        description=prose(parameter.get("description", "")),
    )


def _answer(status: str, answer: Json) -> Answer:
    return Answer(
        status=status,
        meaning=prose(answer["description"]),
        media_type=next(iter(answer.get("content", {})), "no body"),
    )


def _object(name: str, schema: Json) -> ObjectShape:
    fields = schema.get("properties", {})
    return ObjectShape(
        name=name,
        anchor=f"shape-{name}",
        paragraphs=_paragraphs(schema.get("description", "")),
        fields=tuple(_field(field, of) for field, of in fields.items()),
    )


def _field(name: str, schema: Json) -> Field:
    return Field(
        name=name,
        type=type_of(schema),
        allowed=allowed_by(schema),
        description=prose(schema.get("description", "")),
    )
