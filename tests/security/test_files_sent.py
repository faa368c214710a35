"""A file that somebody sends is bounded in bytes, unpacked bytes, depth and number, and reads nothing else."""

import bz2
import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import pipeline, store
from app.errors import UnreadableFileError
from app.records import Rejected, SourceRecord
from app.sources import read_file
from tests.security.conftest import NOW
from tests.sqlite_databases import migrated_sqlite

SECRET = "coregap-secret-of-this-machine"  # noqa: S105 - stands for what a file must not bring in
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
)


@pytest.fixture
def secret(folder: Path) -> Path:
    path = folder / "secret.txt"
    path.write_text(SECRET)
    return path


def documents(doctype: str, use: str) -> dict[str, str]:
    """The same declaration in every kind of XML that is read."""
    return {
        "pubmed": f"<?xml version='1.0'?>{doctype}<PubmedArticleSet><PubmedArticle><MedlineCitation>"
        f"<PMID>1</PMID><Article><ArticleTitle>Micro-coring {use}</ArticleTitle></Article>"
        "</MedlineCitation></PubmedArticle></PubmedArticleSet>",
        "jats": f"<?xml version='1.0'?>{doctype}<article><front><article-meta><title-group>"
        f"<article-title>Micro-coring {use}</article-title></title-group></article-meta></front></article>",
        "endnote": f"<?xml version='1.0'?>{doctype}<xml><records><record><titles><title>Micro-coring {use}"
        "</title></titles></record></records></xml>",
    }


KINDS = ("pubmed", "jats", "endnote")


def read(path: Path, content: bytes | str, limit_mb: int = 1) -> str:
    """Everything that was made of a file, as text; its refusal where it was refused."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        return "\n".join(str(one) for one in read_file(path, limit_mb=limit_mb).items)
    except UnreadableFileError as error:
        return str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_no_entity_is_expanded(folder: Path, kind: str) -> None:
    found = read(folder / "a.xml", documents(f"{LAUGHS}]>", "&j;")[kind])
    assert "haha" not in found
    assert len(found) < 100_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "{url}">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "{url}"> %p;]>',
        "<!DOCTYPE a [<!ENTITY % p \"<!ENTITY x SYSTEM '{url}'>\"> %p;]>",
        '<!DOCTYPE a SYSTEM "{url}">',
        '<!DOCTYPE a PUBLIC "-//x//y" "{url}">',
        '<?xml-stylesheet href="{url}"?>',
    ],
    ids=["external", "parameter", "nested parameter", "dtd", "public dtd", "stylesheet"],
)
def test_no_file_and_no_address_is_read(
    folder: Path, secret: Path, kind: str, declared: str
) -> None:
    """An address outside this machine would fail the test: no socket may be opened to it."""
    for url in (secret.as_uri(), "http://192.0.2.1/x.dtd"):
        for use in (
            "&x;",
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>',
        ):
            found = read(folder / "a.xml", documents(declared.format(url=url), use)[kind])
            assert SECRET not in found


@pytest.mark.parametrize("kind", KINDS)
def test_deep_xml_breaks_off(folder: Path, kind: str) -> None:
    found = read(folder / "a.xml", documents("", "<i>" * 50_000)[kind])
    assert len(found) < 2_000_000


HUGE = 8 << 20
BOMBS = {
    "gzip of one line": gzip.compress(b"TY  - JOUR\n" + b"a" * HUGE),
    "gzip of lines": gzip.compress(b"TY  - JOUR\n" * (HUGE // 11)),
    "gzip of gzip": gzip.compress(gzip.compress(b"\0" * HUGE)),
    "many gzips": gzip.compress(b"TY  - JOUR\nTI  - a\nER  -\n" * 1000) * 60,
    "gzip of xml": gzip.compress(b"<PubmedArticleSet>" + b"<a>" * (HUGE // 3)),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_small_file_that_unpacks_to_a_large_one_is_refused(folder: Path, bomb: bytes) -> None:
    assert len(bomb) < 1_000_000
    found = read(folder / "a.ris.gz", bomb)
    assert "limit of 1 MB" in found or "COREGAP_IMPORT_LIMIT_MB" in found or "not" in found.lower()
    assert len(found) < 100_000


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("../../evil.ris", "TY  - JOUR\nTI  - a\nER  -\n")
    return out.getvalue()


NO_EXPORTS = {
    "zip": archive(),
    "bzip2": bz2.compress(b"TY  - JOUR\n" * 10),
    "program": b"\x7fELF" + bytes(1000),
    "zeros": bytes(100_000),
    "cut gzip": gzip.compress(os.urandom(1000))[:500],
    "pdf of nothing": b"%PDF-1.7\n%%EOF",
}


@pytest.mark.parametrize("content", NO_EXPORTS.values(), ids=NO_EXPORTS)
def test_what_is_no_export_is_refused_in_words(folder: Path, content: bytes) -> None:
    path = folder / "a.ris"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"a\.ris: \w"):
        list(read_file(path, limit_mb=1).items)
    assert [one.name for one in folder.iterdir()] == ["a.ris"]


def a_pdf(stream: bytes) -> bytes:
    """A page whose content is this stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.7\n", list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return body + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_a_pdf_that_unpacks_to_a_large_one_is_refused(folder: Path) -> None:
    bomb = zlib.compress(b" " * (90 << 20), 1)
    path = folder / "a.pdf"
    path.write_bytes(a_pdf(bomb))
    with pytest.raises(UnreadableFileError):
        list(read_file(path, limit_mb=1).items)


TABLES = {
    "a million columns": (b"title," * 170_000 + b"year\n" + b"a," * 170_000 + b"2020\n"),
    "a quote in every line that none closes": b"title,year\n" + b'z"y,"w\n' * 20_000,
    "deep json": b"[" * 400_000,
    "json of a million fields": b'[{"title":"a",'
    + b",".join(b'"%d":1' % n for n in range(80_000))
    + b"}]",
    "a record of many lines": b"TY  - JOUR\nTI  - a\n" + b"AU  - Doe, A\n" * 20_000 + b"ER  -\n",
    "deep bibtex": b"@article{a, title=" + b"{" * 400_000,
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES)
def test_a_strange_table_ends_in_records_or_reasons(folder: Path, content: bytes) -> None:
    path = folder / "a.txt"
    path.write_bytes(content)
    try:
        found = list(read_file(path, limit_mb=2).items)
    except UnreadableFileError as error:
        found = [Rejected(source="", place="", reason=str(error), payload=b"")]
    assert found
    assert all(
        isinstance(one, SourceRecord) or (isinstance(one, Rejected) and one.reason) for one in found
    )


@pytest.fixture
def empty(folder: Path) -> Iterator[Engine]:
    engine = migrated_sqlite(folder / "db.sqlite3")
    yield engine
    engine.dispose()


@pytest.mark.parametrize("name", ["-rf.ris", "a b'\";$(id).ris", "é\u202e.ris", "<script>.ris"])
def test_a_files_name_is_a_name_and_nothing_else(empty: Engine, folder: Path, name: str) -> None:
    path = folder / name
    path.write_text(
        "TY  - JOUR\nTI  - Micro-coring\nER  -\nTY  - JOUR\nTI  - cut", encoding="utf-8"
    )
    report = pipeline.import_file(empty, path, limit_mb=1, now=NOW)
    assert report.refused == ""
    with store.reading(empty) as db:
        assert len(store.list_latest_records(db)) >= 1


@pytest.mark.parametrize("target", ["/dev/zero", "/proc/self/mem", "."])
def test_a_device_or_a_folder_is_not_read(folder: Path, target: str) -> None:
    path = folder / "a.ris"
    path.symlink_to(target)
    with pytest.raises(UnreadableFileError):
        read_file(path, limit_mb=1)
