"""The type of a JSON schema in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A type in words; `anchor` is where its object is described, empty where it is none."""

    text: str
    anchor: str = ""


def type_of(schema: Json) -> Reference:
    """What may stand there, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return Reference(text=name, anchor=f"shape-{name}")
    options = schema.get("anyOf") or schema.get("allOf")
    if options:
        return _either([type_of(option) for option in options])
    if schema.get("type") == "array":
        return _inside("list of", type_of(schema.get("items", {})))
    values = schema.get("additionalProperties")
    if schema.get("type") == "object" and isinstance(values, Mapping):
        return _inside("object with values", type_of(values))
    if schema.get("type") == "null":
        return Reference(text="null")
    return Reference(text=WORDS.get(str(schema.get("type")), "object"))


def allowed_by(schema: Json) -> tuple[str, ...]:
    """The values that the schema lists, wherever it lists them; null is none of them."""
    for found in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "enum" in found:
            return tuple(str(value) for value in found["enum"])
        if "const" in found:
            return (str(found["const"]),)
    return ()


def default_of(schema: Json) -> str:
    """The default as it would be written in a query; empty where there is none."""
    default = schema.get("default")
    return "" if default in (None, [], "") else str(default)


def with_enums(schema: Any, named: Json) -> Any:
    """The schema with every named enumeration put in its place: a reader wants the values."""
    if isinstance(schema, list):
        return [with_enums(one, named) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    target = named.get(str(schema.get("$ref", "")).rsplit("/", 1)[-1], {})
    if "enum" in target:
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {"type": "string", "enum": target["enum"], **rest}
    return {key: with_enums(value, named) for key, value in schema.items()}


def _either(options: list[Reference]) -> Reference:
    anchor = next((option.anchor for option in options if option.anchor), "")
    return Reference(text=" or ".join(option.text for option in options), anchor=anchor)


def _inside(words: str, inner: Reference) -> Reference:
    return Reference(text=f"{words} {inner.text}", anchor=inner.anchor)
