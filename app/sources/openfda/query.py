"""What is asked of openFDA's endpoints, taken apart and cleaned of what it refuses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.errors import UpstreamError
from app.sources.openfda.records import SOURCE

_LINE = re.compile(r"\s*(510k|classification|event)(?:\.json)?\s*:\s*(\S.*)")
_KEYS = {"510k": "k_number", "classification": "product_code", "event": "mdr_report_key"}
_NUMBERS = {
    "510k": re.compile(r"(?:510k:)?((?:B?K|DEN)\d{5,6})", re.IGNORECASE),
    "classification": re.compile(r"(?:classification:)?([A-Z]{3})", re.IGNORECASE),
    "event": re.compile(r"(?:event:)?(\d{3,12})"),
}
_AT_ONCE = 20
# The rest is refused. A backslash is dropped by openFDA, at the end with a wider result.
_REFUSED = re.compile(r"[^A-Za-z0-9& @%/',._:()\"\[\]{}\-><=*]")
_FIELD = re.compile(r"(?<![\w.\"])([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*):(?=[\"(\[\w])")


@dataclass(frozen=True, slots=True)
class Part:
    """One search of one endpoint; `wanted` are the records it must bring, where it names them."""

    endpoint: str
    search: str
    wanted: tuple[str, ...] = ()
    warning: str = ""


def parts_of(query: str) -> list[Part]:
    """The searches of a query, one on each line behind its endpoint: `event: device.brand_name:x`.

    Raises:
        UpstreamError: If a line names no endpoint.
    """
    parts = []
    for line in filter(str.strip, query.splitlines()):
        found = _LINE.fullmatch(line)
        if found is None:
            reason = f"{line.strip()!r} does not begin with 510k:, classification: or event:"
            raise UpstreamError(SOURCE, reason, "Write one search on each line of the query.")
        parts.append(_cleaned(found[1], found[2]))
    return parts


def parts_of_numbers(identifiers: Sequence[str]) -> tuple[list[Part], list[str]]:
    """The searches for K and DEN numbers, product codes and report keys; and what is none."""
    numbers: dict[str, dict[str, None]] = {endpoint: {} for endpoint in _KEYS}
    strange = []
    for text in identifiers:
        kinds = ((endpoint, form.fullmatch(text.strip())) for endpoint, form in _NUMBERS.items())
        found = next(((endpoint, m[1].upper()) for endpoint, m in kinds if m), None)
        if found:
            numbers[found[0]][found[1]] = None
        else:
            strange.append(text)
    return [part for e, found in numbers.items() for part in _named(e, list(found))], strange


def fields_of(part: Part) -> tuple[str, ...]:
    """The fields that a search looks into."""
    found = (field for field in _FIELD.findall(part.search) if not field.startswith("_"))
    return tuple(dict.fromkeys(found))


def _cleaned(endpoint: str, search: str) -> Part:
    # A plus is written for a space in addresses; sent as itself it would be searched for.
    spaced = search.replace("+", " ").strip()
    clean = " ".join(_REFUSED.sub(" ", spaced).split())
    if clean == " ".join(spaced.split()):
        return Part(endpoint, clean)
    return Part(endpoint, clean, warning=f"openFDA was asked without odd characters: {clean}")


def _named(endpoint: str, numbers: list[str]) -> Iterator[Part]:
    for first in range(0, len(numbers), _AT_ONCE):
        some = numbers[first : first + _AT_ONCE]
        search = " OR ".join(f'{_KEYS[endpoint]}:"{number}"' for number in some)
        yield Part(endpoint, search, tuple(f"{endpoint}:{number}" for number in some))
