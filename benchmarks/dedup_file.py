"""A made-up table of bibliographic records with duplicates: the same bytes each time.

The shapes of the duplicates follow those that labelled sets show: another export with abbreviated
names, a journal's abbreviation, a note behind the title, missing or shortened fields, a slip of the
pen; and, beside them, what looks like a duplicate and is none: parts of a series, abstracts of
meetings, columns that come back each year.
"""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from bulk_file import ADJECTIVES, FAMILIES, GIVEN, NOUNS, VERBS

COLUMNS = (
    "record_id", "dataset", "cluster_id", "label", "entrytype", "author", "title", "year", "journal",
    "volume", "number", "pages", "doi", "isbn", "abstract",
)  # fmt: skip
JOURNALS = (
    ("American Journal of Clinical Medicine", "Am J Clin Med"),
    ("Annals of Surgical Research", "Ann Surg Res"),
    ("European Heart and Vessel Journal", "Eur Heart Vessel J"),
    ("International Journal of Dermatology and Laser", "Int J Dermatol Laser"),
    ("British Review of Neurology", "Br Rev Neurol"),
    ("Archives of Experimental Pathology", "Arch Exp Pathol"),
    ("Scandinavian Journal of Public Care", "Scand J Public Care"),
    ("Clinical Oncology Reports", "Clin Oncol Rep"),
)
SHAPES = ("{a} {n} and {m} in {b} {o}", "{V} of {n} by {a} {m}: a randomized trial of {o}",
          "Effects of {a} {n} on {m} in patients with {b} {o}", "{V} and {w} of {n} in {a} {o}")  # fmt: skip
NOTES = (". [Review] [31 refs]", " [French]", ".", " (Review)")
DUPLICATED = 0.35
"""Share of the articles that stand in the table more than once."""
Row = dict[str, str]


def write_records(path: Path, count: int) -> None:
    """Write a table of so many records."""
    chance = random.Random(count)  # noqa: S311 - records, not secrets
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number, row in zip(range(count), made_up_rows(chance), strict=False):
            writer.writerow(row | {"record_id": f"r{number:07}", "dataset": "made-up"})


def made_up_rows(chance: random.Random) -> Iterator[Row]:
    """Rows without end: duplicates, and what only looks like one, stand behind the first of them."""
    article = 0
    while True:
        article += 1
        first = _article(chance) | {"cluster_id": f"c{article:07}", "label": "Unique"}
        yield first
        while chance.random() < DUPLICATED:
            yield _changed(first, chance) | {"label": "Duplicate"}
        if chance.random() < 0.03:
            article += 1
            yield _lookalike(first, chance) | {"cluster_id": f"c{article:07}", "label": "Unique"}


def _article(chance: random.Random) -> Row:
    words = {
        "a": chance.choice(ADJECTIVES), "b": chance.choice(ADJECTIVES), "n": chance.choice(NOUNS),
        "m": chance.choice(NOUNS), "o": chance.choice(NOUNS),
        "V": chance.choice(VERBS).capitalize(), "w": chance.choice(VERBS),
    }  # fmt: skip
    title = chance.choice(SHAPES).format(**words)
    first_page = chance.randint(1, 2400)
    people = [
        f"{chance.choice(FAMILIES)}, {chance.choice(GIVEN)}" for _ in range(chance.randint(1, 8))
    ]
    year = chance.randint(1990, 2024)
    known_doi = chance.random() < 0.6
    return {
        "entrytype": "article",
        "author": " and ".join(people),
        "title": title[0].upper() + title[1:],
        "year": str(year),
        "journal": chance.choice(JOURNALS)[0],
        "volume": str(year - 1960 + chance.randint(0, 2)),
        "number": str(chance.randint(1, 12)),
        "pages": f"{first_page}-{first_page + chance.randint(2, 14)}",
        "doi": f"10.5555/{chance.randrange(16**8):08x}" if known_doi else "",
        "isbn": "",
        "abstract": "",
    }


def _changed(row: Row, chance: random.Random) -> Row:
    changed = dict(row)
    if chance.random() < 0.6:
        changed["author"] = " and ".join(map(_initialled, row["author"].split(" and ")))
    if chance.random() < 0.5:
        changed["journal"] = dict(JOURNALS)[row["journal"]]
    if chance.random() < 0.4:
        changed["title"] = row["title"].title()
    if chance.random() < 0.2:
        changed["title"] += chance.choice(NOTES)
    if chance.random() < 0.1:
        at = chance.randrange(8, len(row["title"]) - 2)
        changed["title"] = changed["title"][:at] + changed["title"][at + 1 :]
    if chance.random() < 0.4:
        first, _, last = row["pages"].partition("-")
        changed["pages"] = f"{first}-{last[-2:]}" if len(last) == len(first) > 2 else first
    for field, share in (("doi", 0.4), ("number", 0.4), ("pages", 0.08), ("volume", 0.05)):
        if chance.random() < share:
            changed[field] = ""
    return changed


def _initialled(name: str) -> str:
    family, _, given = name.partition(", ")
    return f"{family}, {given[:1]}."


def _lookalike(row: Row, chance: random.Random) -> Row:
    other = _article(chance)
    kept = {field: row[field] for field in ("title", "author")}
    if chance.random() < 0.5:
        kept["title"] += f": part {chance.choice(('II', 'III'))}"
        kept |= {field: row[field] for field in ("journal", "year")}
    return other | kept
