"""A report in one line, for a place that shows where a piece of evidence comes from."""

from app.records import Bibliography

SHOWN_AUTHORS = 3  # as NLM's Citing Medicine allows a publisher to cut the list; the rest is et al.


NO_TITLE = "[title not known]"


def reference_of(printed: Bibliography) -> str:
    """Authors, title, journal, year, volume(issue):pages; what is unknown is left out."""
    parts = [_authors(printed.authors), printed.title or NO_TITLE, _place(printed)]
    return " ".join(_ended(part) for part in parts if part)


def place_of_print(printed: Bibliography) -> str:
    """Authors, journal, year, volume(issue):pages: the reference beside a title that is given."""
    parts = [_authors(printed.authors), _place(printed)]
    return " ".join(_ended(part) for part in parts if part)


def citation_of(printed: Bibliography) -> str:
    """The reference and the numbers under which the report can be found."""
    numbers = [
        f"PMID {printed.pmid}" if printed.pmid else "",
        printed.pmcid,
        f"doi:{printed.doi}" if printed.doi else "",
        *printed.registrations,
    ]
    return " ".join([reference_of(printed), *(f"{n}." for n in numbers if n)])


def _ended(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _authors(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:SHOWN_AUTHORS])
    return f"{shown}, et al" if len(names) > SHOWN_AUTHORS else shown


def _place(printed: Bibliography) -> str:
    """Such as "Aesthet Surg J 2024;44(11):1209-1217"."""
    where = " ".join(part for part in (printed.journal, str(printed.year or "")) if part)
    issue = f"({printed.issue})" if printed.issue else ""
    volume = f"{printed.volume}{issue}"
    pages = f":{printed.pages}" if printed.pages else ""
    return f"{where};{volume}{pages}" if volume else f"{where}{pages}"
