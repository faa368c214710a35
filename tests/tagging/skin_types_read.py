"""Reads the skin types of a text for a test: which ones with which standing, and how many people."""

from app.records import Passage, Section, SkinType, Standing
from app.tagging.document import Document, document_of
from app.tagging.fitzpatrick import SkinTypeReading, find_skin_types
from app.tagging.flat_text import document_of_text
from app.tagging.participants import find_participants
from app.tagging.prose import prose_of


def reading_of(document: Document) -> SkinTypeReading:
    """What the reader takes from the document, its participants found first."""
    prose = prose_of(document)
    return find_skin_types(document, find_participants(document, prose), prose)


def standings_of(document: Document) -> dict[Standing, str]:
    """The types of each standing as "II III"; a standing that no type has is left out."""
    found = dict.fromkeys((Standing.STUDIED, Standing.ELIGIBLE, Standing.EXCLUDED), "")
    for tag in sorted(reading_of(document).tags, key=lambda tag: SkinType[tag.value]):
        assert tag.standing is not None
        found[tag.standing] += f"{SkinType[tag.value].name} "
    return {standing: types.strip() for standing, types in found.items() if types}


def studied_in(text: str, title: str = "Fractional laser") -> str:
    """The types that took part, as "II III"."""
    return standings_of(document_of_text(title, text)).get(Standing.STUDIED, "")


def counted_in(text: str) -> dict[str, int]:
    """People by type ("V") or by range ("I-III")."""
    counts = reading_of(document_of_text("Fractional laser", text)).counts
    return {_written(count.types): count.people for count in counts}


def _written(types: tuple[SkinType, ...]) -> str:
    first, last = types[0].name, types[-1].name
    return first if len(types) == 1 else f"{first}-{last}"


def counted_in_table(heading: str, text: str) -> dict[str, int]:
    """People by type in a table whose cells are parted by tabs."""
    document = document_of([Passage(Section.TABLE, text, heading)])
    return {_written(count.types): count.people for count in reading_of(document).counts}
