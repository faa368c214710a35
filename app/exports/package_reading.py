"""A data package of ours as a dataset: opened only if it is whole and says the truth of itself."""

import csv
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.errors import DatasetError
from app.exports.data_package import DESCRIPTOR, FORMAT
from app.exports.package_cells import header_of, row_of
from app.exports.table_schema import shape_of
from app.store import TableShape

MOST_ENTRIES = 200
LARGEST_DESCRIPTOR = 4 << 20  # bytes; ours has about 40,000
LONGEST_CELL = 256 << 20  # characters: the largest answer that a source may give has fewer
FREE = 16 << 20
MOST_INFLATED = 200
"""An entry may unpack to 16 MB and 200 times its packed size: text packs to a tenth, a bomb to a
thousandth."""
READ_AT_ONCE = 1 << 20
ENCRYPTED = 0x1

Json = Mapping[str, Any]


class DataPackage:
    """A dataset in a file; see `open_data_package`."""

    def __init__(self, package: ZipFile, name: str, descriptor: Json) -> None:
        self._package = package
        self._name = name
        self._resources = {one["name"]: one for one in descriptor["resources"]}
        self.schema: str = descriptor["coregap"]["schema"]
        self.tables: Sequence[TableShape] = tuple(
            shape_of(name, one["schema"]) for name, one in self._resources.items()
        )

    @property
    def digests(self) -> Mapping[str, str]:
        """What names the rows of each table; older packages have none."""
        named = {name: one.get("coregap:digest") for name, one in self._resources.items()}
        return {name: digest for name, digest in named.items() if isinstance(digest, str)}

    def rows(self, shape: TableShape) -> Iterator[tuple[Any, ...]]:
        """The rows of one table, read as they are asked for.

        Raises:
            DatasetError: If a row is not what the table's description says; names row and column.
        """
        path = self._resources[shape.name]["path"]
        with self._package.open(path) as raw:
            lines = csv.reader(TextIOWrapper(raw, "utf-8", newline=""), strict=True)
            row, read = row_of(shape), 0
            try:
                for cells in lines:
                    read += 1
                    if read > 1:
                        yield row(cells)
                    else:
                        _check_header(cells, shape)
                if not read:
                    _check_header((), shape)
            except (ValueError, csv.Error) as error:
                raise DatasetError(f"{self._name}: {path}, row {read or 1}: {error}") from error


@contextmanager
def open_data_package(path: Path) -> Iterator[DataPackage]:
    """Open a package after every size and checksum in it was found right.

    Raises:
        DatasetError: If it is no data package of coregap, damaged, altered, or unpacks to far more
            than it is.
    """
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        with ZipFile(path) as package:
            yield _checked(package, path.name)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DatasetError(f"{path.name}: not a ZIP file, or a damaged one: {error}.") from error
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read: {error.strerror or error}.") from error
    finally:
        csv.field_size_limit(before)


def _checked(package: ZipFile, name: str) -> DataPackage:
    entries = _entries(package, name)
    descriptor = _descriptor(package, entries, name)
    for resource in descriptor["resources"]:
        _check_resource(package, entries, resource, name)
    try:
        return DataPackage(package, name, descriptor)
    except (KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            f"{name}: {DESCRIPTOR} does not describe its tables: {error}."
        ) from error


def _entries(package: ZipFile, name: str) -> dict[str, ZipInfo]:
    found = package.infolist()
    entries = {entry.filename: entry for entry in found}
    if len(found) > MOST_ENTRIES or len(entries) < len(found):
        raise DatasetError(f"{name}: {len(found)} entries, some twice or too many to be a dataset.")
    for entry in found:
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise DatasetError(f"{name}: {entry.filename} is encrypted or packed in a strange way.")
        if entry.file_size > FREE + MOST_INFLATED * entry.compress_size:
            raise DatasetError(
                f"{name}: {entry.filename} would unpack to {entry.file_size:,} bytes, more than "
                f"{MOST_INFLATED} times its size: this is no dataset that coregap wrote."
            )
    return entries


def _descriptor(package: ZipFile, entries: Mapping[str, ZipInfo], name: str) -> Json:
    entry = entries.get(DESCRIPTOR)
    if entry is None or entry.file_size > LARGEST_DESCRIPTOR:
        raise DatasetError(
            f"{name}: no data package: it has no {DESCRIPTOR} of a usual size. "
            "`coregap export dataset -o FILE` writes one."
        )
    try:
        descriptor = json.loads(package.read(entry))
        written_as, schema = descriptor["coregap"]["format"], descriptor["coregap"]["schema"]
        names = [one["name"] for one in descriptor["resources"]]
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DatasetError(f"{name}: not a dataset of coregap: {error!r}.") from error
    if written_as != FORMAT or not isinstance(schema, str) or len(set(names)) < len(names):
        raise DatasetError(
            f"{name}: a dataset of form {written_as!r}; this coregap reads form {FORMAT}. "
            "It was made by a newer one: install that."
        )
    return cast("Json", descriptor)


def _check_header(cells: Sequence[str], shape: TableShape) -> None:
    if list(cells) != header_of(shape):
        raise ValueError("the columns are not those of its description")


def _check_resource(
    package: ZipFile, entries: Mapping[str, ZipInfo], resource: Json, name: str
) -> None:
    try:
        path, size, checksum = resource["path"], resource["bytes"], resource["hash"]
        entry = entries[path]
    except (KeyError, TypeError) as error:
        raise DatasetError(f"{name}: a table is described and not there: {error}.") from error
    digest, read = hashlib.sha256(), 0
    with package.open(entry) as file:
        while piece := file.read(READ_AT_ONCE):
            digest.update(piece)
            read += len(piece)
    if (read, f"sha256:{digest.hexdigest()}") != (size, checksum):
        raise DatasetError(
            f"{name}: {path} is not what was written: its size or SHA-256 differs from that in "
            f"{DESCRIPTOR}. Get the file again."
        )
