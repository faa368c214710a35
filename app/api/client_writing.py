"""The typed part of the client, written from the OpenAPI document: `make client`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fastapi.openapi.utils import get_openapi

from app.api.routes import api_router

Json = Mapping[str, Any]
FOLDER = Path(__file__).parents[1] / "client"
HEAD = '''"""{doc} Written by `make client`, not by hand."""
# fmt: off
# ruff: noqa: {rule} - {why}
'''
NOT_TYPED = {"select", "group_by"}
"""Parameters that give an answer another shape: `Client.get` takes them."""
BASE = """

class Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)
"""
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}
FORMATS = {"date-time": "datetime", "date": "date"}


def written_client() -> dict[str, str]:
    """The modules of the client that follow from the API, by file name."""
    document = get_openapi(
        title="coregap", version="1", openapi_version="3.1.0", routes=api_router.routes
    )
    return {
        "models.py": "".join(_models(document["components"]["schemas"])),
        "operations.py": "".join(_operations(document)),
    }


def _models(schemas: Json) -> Iterator[str]:
    yield HEAD.format(doc="What the service answers.", rule="D101", why="the base of all has none")
    yield "\nfrom datetime import date, datetime\nfrom typing import Any, Literal\n"
    yield "\nfrom pydantic import BaseModel, ConfigDict\n"
    enums = {name for name, schema in schemas.items() if "enum" in schema}
    for name in sorted(enums):
        yield f"\n{name} = {_type(schemas[name])}"
    yield "\n" + BASE
    for name in sorted(schemas.keys() - enums - {"HTTPValidationError", "ValidationError"}):
        yield f"\n\nclass {name}(Model):\n"
        yield f'    """{_first_line(schemas[name].get("description", name))}"""\n\n'
        required = schemas[name].get("required", ())
        for field, schema in schemas[name].get("properties", {}).items():
            yield f"    {_field(field, schema, is_required=field in required)}\n"


def _field(name: str, schema: Json, *, is_required: bool) -> str:
    kind = _type(schema)
    if is_required:
        return f'{name}: "{kind}"'
    return f'{name}: "{kind if kind.endswith("None") else f"{kind} | None"}" = None'


def _type(schema: Json) -> str:
    """A type; a word that only a later service knows is a word all the same."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return f"Literal[{', '.join(repr(word) for word in schema['enum'])}] | str"
    if "const" in schema:
        return f"Literal[{schema['const']!r}] | str"
    if schema.get("type") == "array":
        return f"tuple[{_type(schema.get('items', {}))}, ...]"
    if isinstance(schema.get("additionalProperties"), Mapping):
        return f"dict[str, {_type(schema['additionalProperties'])}]"
    return FORMATS.get(schema.get("format", ""), PLAIN.get(schema.get("type", ""), "Any"))


def _operations(document: Json) -> Iterator[str]:
    yield HEAD.format(
        doc="Every read of the API.", rule="A002", why="parameters as the API has them"
    )
    yield "\nfrom collections.abc import Iterator, Sequence\nfrom urllib.parse import quote\n"
    yield "\nfrom app.client import models\nfrom app.client.answers import File\n"
    yield "from app.client.transport import Transport\n\n\nclass Operations(Transport):\n"
    yield '    """Every read as a method, and every list that has pages as an iterator too."""\n'
    for path, methods in document["paths"].items():
        if "get" in methods:
            yield from _read(path, methods["get"], document["components"]["schemas"])


def _read(path: str, operation: Json, schemas: Json) -> Iterator[str]:
    asked = [p for p in operation.get("parameters", ()) if p["in"] != "header"]
    asked = [p for p in asked if p["name"] not in NOT_TYPED]
    query = [p["name"] for p in asked if p["in"] == "query"]
    model = _answer(operation)
    name, doc = operation["operationId"], f'        """{_first_line(operation["description"])}"""\n'
    address = _address(path.removeprefix("/api/v1"))
    params = "{" + ", ".join(f'"{one}": {one}' for one in query) + "}"
    returned = f"models.{model}" if model else "File"
    yield f"\n    def {name}({_signature(asked)}) -> {returned}:\n{doc}"
    call = f"_read({address}, models.{model}, {params})" if model else f"_file({address}, {params})"
    yield f"        return self.{call}\n"
    if model and "cursor" in query:
        rows, row = _rows(schemas[model])
        noun = name.partition("_")[2]
        less = [p for p in asked if p["name"] not in ("cursor", "offset")]
        first = params.replace(', "cursor": cursor', "").replace(', "offset": offset', "")
        yield f"\n    def iterate_{noun}({_signature(less)}) -> Iterator[models.{row}]:\n{doc}"
        yield f"        for page in self._pages({address}, models.{model}, {first}):\n"
        yield f"            yield from page.{rows}\n"


def _address(path: str) -> str:
    """The path as an expression; what is put into it stays one part of it."""
    if "{" not in path:
        return f'"{path}"'
    return 'f"' + path.replace("{", "{quote(str(").replace("}", "), safe='')}") + '"'


def _answer(operation: Json) -> str:
    """The name of the model; empty where the answer is a file."""
    content = operation["responses"]["200"]["content"]
    if [*content] != ["application/json"]:
        return ""
    schema = content["application/json"]["schema"]
    return _type(schema["anyOf"][0] if "anyOf" in schema else schema)


def _rows(page: Json) -> tuple[str, str]:
    """The field of a page that holds its rows, and what one of them is."""
    for name, schema in page["properties"].items():
        if "$ref" in schema.get("items", {}):
            return name, _type(schema["items"])
    raise LookupError(page["title"])


def _signature(asked: list[Json]) -> str:
    path = [f"{p['name']}: {_asked_type(p['schema'])}" for p in asked if p["in"] == "path"]
    query = [
        f"{p['name']}: {_asked_type(p['schema'])}" + ("" if p["required"] else " | None = None")
        for p in sorted(asked, key=lambda p: not p["required"])
        if p["in"] == "query"
    ]
    return ", ".join(["self", *path, *(["*"] if query else []), *query])


def _asked_type(schema: Json) -> str:
    """What a parameter takes. Its words are the vocabulary's, which the service checks."""
    if "anyOf" in schema:
        return " | ".join(_asked_type(one) for one in schema["anyOf"] if one.get("type") != "null")
    if schema.get("type") == "array":
        return "Sequence[str]"
    return PLAIN.get(schema.get("type", ""), "str")


def _first_line(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())


if __name__ == "__main__":
    for name, text in written_client().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
