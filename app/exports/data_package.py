"""The whole database as a Frictionless data package: tables as CSV in one ZIP file."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.answers import Dataset
from app.exports.package_cells import cells_of, header_of
from app.exports.table_schema import schema_of
from app.exports.tables import written_moment
from app.store import RowDigest, TableShape

DESCRIPTOR = "datapackage.json"
README = "README.md"
FORMAT = 1
"""To be raised when a package is written so that older programs cannot read it."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
BUFFERED = 1 << 16  # characters of a table in memory before they are compressed
APOSTROPHE = (
    "Text that a spreadsheet could run as a formula begins with an apostrophe that is not part of "
    "it; so does text that began with apostrophes before such a sign."
)


def write_data_package(dataset: Dataset, out: IO[bytes]) -> None:
    """Write the package; memory holds some hundred rows, however large the database is.

    The same database at the same moment gives the same bytes.
    """
    with ZipFile(out, "w", ZIP_DEFLATED, allowZip64=True) as package:
        resources = [_write_table(package, dataset, shape) for shape in dataset.tables]
        _write_text(package, README, _readme(dataset, resources), dataset.at)
        descriptor = json.dumps(_descriptor(dataset, resources), ensure_ascii=False, indent=1)
        _write_text(package, DESCRIPTOR, descriptor + "\n", dataset.at)


class _Measured:
    """Text on its way into the package: counted, hashed, and handed on in pieces."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into = into
        self._waiting: list[str] = []
        self._length = 0
        self._hash = hashlib.sha256()
        self.bytes = 0

    def write(self, text: str) -> None:
        """Take the next text."""
        self._waiting.append(text)
        self._length += len(text)
        if self._length > BUFFERED:
            self.flush()

    def flush(self) -> None:
        """Hand on what waits."""
        written = "".join(self._waiting).encode()
        self._waiting, self._length = [], 0
        self._into.write(written)
        self._hash.update(written)
        self.bytes += len(written)

    @property
    def hash(self) -> str:
        """Of everything that was handed on."""
        return f"sha256:{self._hash.hexdigest()}"


def _write_table(package: ZipFile, dataset: Dataset, shape: TableShape) -> dict[str, Any]:
    path = f"data/{shape.name}.csv"
    digest = RowDigest()
    with package.open(_entry(path, dataset.at), "w", force_zip64=True) as file:
        measured = _Measured(file)
        writer = csv.writer(measured)
        writer.writerow(header_of(shape))
        cells = cells_of(shape)
        for row in dataset.rows(shape):
            writer.writerow(cells(row))
            digest.add(row)
        measured.flush()
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "path": path,
        "title": f"{shape.name} ({shape.part})",
        "description": shape.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "bytes": measured.bytes,
        "hash": measured.hash,
        "coregap:rows": digest.rows,
        "coregap:digest": str(digest),
        "schema": schema_of(shape),
    }


def _write_text(package: ZipFile, path: str, text: str, at: datetime) -> None:
    package.writestr(_entry(path, at), text.encode())


def _entry(path: str, at: datetime) -> ZipInfo:
    day = at.astimezone(UTC).timetuple()[:6]
    entry = ZipInfo(path, max(day, FIRST_DAY))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _descriptor(dataset: Dataset, resources: list[dict[str, Any]]) -> dict[str, Any]:
    topic = dataset.topic
    return {
        "profile": "tabular-data-package",
        "name": f"coregap-{re.sub('[^a-z0-9.-]+', '-', topic.id.casefold())}",
        "title": _title(dataset),
        "description": f"{topic.question} Everything that was received, decided and derived. "
        f"{APOSTROPHE} {README} says what is inside and on what terms.",
        "version": version("coregap"),
        "created": written_moment(dataset.at),
        "keywords": [topic.title, "evidence and gap map", "Fitzpatrick skin type"],
        "licenses": [{"title": "Mixed: see the README", "path": README}],
        "sources": [
            {"title": f"{source.source}: {source.records} records"} for source in dataset.sources
        ]
        or [{"title": "none yet"}],
        "coregap": {"format": FORMAT, "schema": dataset.schema, "revision": dataset.revision},
        "resources": resources,
    }


def _title(dataset: Dataset) -> str:
    return f"{dataset.topic.title}: {'a backup' if dataset.private else 'the whole dataset'}"


def _readme(dataset: Dataset, resources: list[dict[str, Any]]) -> str:
    return "\n".join(_readme_lines(dataset, resources)) + "\n"


def _readme_lines(dataset: Dataset, resources: list[dict[str, Any]]) -> Iterator[str]:
    yield f"# {_title(dataset)}"
    yield ""
    if dataset.private:
        yield "This is a backup. It holds accounts, with hashes of passwords and tokens: keep it to yourself."
        yield ""
    yield f"Written {written_moment(dataset.at)} by coregap {version('coregap')}; state of the"
    yield f"evidence: `{dataset.revision}`."
    yield ""
    yield f"`{DESCRIPTOR}` describes every table: columns, types, keys, size and SHA-256 (Frictionless"
    yield "Data Package v1). `coregap restore FILE` makes the same database again of an empty one."
    yield ""
    yield "| table | rows | what it is |"
    yield "| --- | --- | --- |"
    for one in resources:
        yield f"| `{one['path']}` | {one['coregap:rows']} | {one['title'].partition(' ')[2]} {one['description']} |"
    yield ""
    yield f"{APOSTROPHE} An empty cell is an unknown value; in a column of text it is an empty text."
    yield ""
    yield "## Where it comes from, and on what terms"
    yield ""
    for source in dataset.sources:
        yield f"- {source.source}: {source.records} records"
    yield ""
    yield "Records are kept as their sources gave them, abstracts and full texts included: those stay"
    yield "under the terms of the source and the rights of their publishers. What coregap adds, and the"
    yield "evidence bundled with it, is under the Apache License 2.0. Decisions carry the names that"
    yield "people gave themselves: think before you pass them on."
