import gzip
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UnreadableFileError
from app.records import Rejected, SourceRecord
from app.sources import Format, read_file
from tests.sources.files import (
    ENDNOTE,
    ONE_RECORD,
    PUBMED,
    RIS,
    imported,
    only_record,
    packed,
    records_in,
)

NOISE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("kind", ONE_RECORD)
@pytest.mark.parametrize("name", ["export.txt", "export.xml", "export"])
def test_content_and_not_the_name_tells_the_format(tmp_path: Path, kind: str, name: str) -> None:
    opened = imported(tmp_path, ONE_RECORD[kind], name)
    assert opened.format == Format(kind)
    (record,) = opened.items
    assert isinstance(record, SourceRecord)
    assert record.bibliography.title.startswith(("Coring", "Invented"))
    assert record.source == f"file-{kind}"
    assert record.payload


@pytest.mark.parametrize("kind", ONE_RECORD)
@pytest.mark.parametrize(
    ("codec", "reported"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_encodings_change_nothing_but_what_is_reported(
    tmp_path: Path, kind: str, codec: str, reported: str
) -> None:
    plain = only_record(tmp_path, ONE_RECORD[kind])
    content = ONE_RECORD[kind].replace('encoding="UTF-8"', "").encode(codec)
    opened = imported(tmp_path, content)
    assert opened.encoding == reported
    (record,) = opened.items
    assert isinstance(record, SourceRecord)
    assert record.bibliography == plain.bibliography


@pytest.mark.parametrize("kind", ONE_RECORD)
def test_windows_1252_is_read_and_reported(tmp_path: Path, kind: str) -> None:
    content = (
        ONE_RECORD[kind].replace("Coring", "C\u00f6ring \u2013 ").replace("Invented", "\u00c9")
    )
    opened = imported(tmp_path, content.replace('encoding="UTF-8"', "").encode("cp1252"))
    assert opened.encoding == "windows-1252"
    (record,) = opened.items
    assert isinstance(record, SourceRecord)
    assert record.bibliography.title.startswith(("C\u00f6ring \u2013", "\u00c9"))


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n\n"])
def test_line_ends_do_not_matter(tmp_path: Path, ends: str) -> None:
    expected = only_record(tmp_path, RIS)
    record = only_record(tmp_path, RIS.replace("\n", ends))
    assert record.bibliography == expected.bibliography
    if ends != "\n\n":
        assert record == expected


def test_gzip_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    assert imported(tmp_path, packed(PUBMED)).format is Format.PUBMED_XML
    assert only_record(tmp_path, packed(PUBMED)).bibliography.pmid == "99000001"


def test_documents_one_after_another_are_all_read(tmp_path: Path) -> None:
    second = PUBMED.replace("99000001", "99000002")
    assert [r.source_id for r in records_in(tmp_path, PUBMED + second)] == [
        "pmid:99000001",
        "pmid:99000002",
    ]


def test_two_records_that_claim_one_identifier_are_both_kept(tmp_path: Path) -> None:
    other = RIS.replace("Nine", "Ten")
    found = records_in(tmp_path, RIS + other + RIS)
    assert [r.source_id for r in found] == ["doi:10.1000/example.1", "doi:10.1000/example.1#2"]


def test_deduplication_may_ask_for_every_copy(tmp_path: Path) -> None:
    path = tmp_path / "twice.ris"
    path.write_text(RIS + RIS)
    found = read_file(path, limit_mb=1, each_once=False).items
    assert [r.source_id for r in found if isinstance(r, SourceRecord)] == [
        "doi:10.1000/example.1",
        "doi:10.1000/example.1#2",
    ]


REFUSED = {
    "": "empty",
    "  \n \n": "nothing but white space",
    "<!DOCTYPE html>\n<html><body>Too many requests</body></html>": "web page",
    "\n<HTML><head></head></HTML>": "web page",
    "<xhtml:html xmlns:xhtml='http://www.w3.org/1999/xhtml'/>": "web page",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><article>&b;</article>": "entities",
    "<clinical_study></clinical_study>": "old XML",
    "<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>": "error message",
    "<feed></feed>": "unknown kind (<feed>)",
    '{"FullStudiesResponse":{"FullStudies":[]}}': "old JSON",
    '{"resultList":{"result":[]}}': "neither CSL-JSON",
    '{"status":"ok","message-type":"work","message":{"title":["x"],"type":"a"}}': "neither CSL-JSON",
    "Dear all,\nplease find attached.": "no known format",
    "a,b,c\n1,2,3\n": "no known format",
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.items())
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, content: str, reason: str
) -> None:
    with pytest.raises(UnreadableFileError, match="export") as refused:
        imported(tmp_path, content)
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", "binary"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (bytes(range(256)) * 20, "binary"),
        (packed(PUBMED)[:-30], "damaged or cut off"),
        (b"\x1f\x8b\x08\x00rubbish", "damaged or cut off"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        imported(tmp_path, content)
    assert reason in refused.value.reason


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path, reason in (
        (tmp_path / "none.ris", "no such file"),
        (tmp_path, "folder"),
        (Path("/dev/null"), "device"),
        (tmp_path / "a\x00b", "no such file"),
    ):
        with pytest.raises(UnreadableFileError) as refused:
            read_file(path, limit_mb=1)
        assert reason in refused.value.reason


def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.ris"
    path.write_text(RIS)
    path.chmod(0)
    if os.geteuid() == 0:  # nothing is forbidden to root
        assert read_file(path, limit_mb=1).format is Format.RIS
        return
    with pytest.raises(UnreadableFileError, match="permissions"):
        read_file(path, limit_mb=1)


def test_the_limit_counts_what_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "big.ris"
    path.write_bytes(RIS.encode() + b"\n" * 1_000_000)
    with pytest.raises(UnreadableFileError, match="larger than the limit of 1 MB"):
        read_file(path, limit_mb=1)
    path.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(UnreadableFileError, match="larger than the limit of 1 MB"):
        read_file(path, limit_mb=1)
    assert read_file(path, limit_mb=2).format is Format.RIS


ONE_LINE = {
    b"": "no known format",
    b"TY  - JOUR\nTI  - ": "One line has 200 MB",
    b"PMID- 1\nTI  - ": "One line has 200 MB",
    b"@article{a, title = {": "One line has 200 MB",
    b'title,doi\n"': "One line has 200 MB",
    b"<PubmedArticleSet><PubmedArticle>": "malformed",
    b"<xml><records><record>": "malformed",
    b'[{"type":"article","title":"': "longer than",
}


@pytest.mark.slow
@pytest.mark.parametrize(("start", "reason"), ONE_LINE.items())
def test_one_line_of_200_megabytes_is_refused(tmp_path: Path, start: bytes, reason: str) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(start)
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    found = outcome_of(path)
    assert reason in found.reason
    assert len(found.payload if isinstance(found, Rejected) else b"") < 2_000_000


def outcome_of(path: Path) -> Rejected | UnreadableFileError:
    """How a file that holds nothing readable is turned away: as a whole, or as its one record."""
    try:
        (only,) = read_file(path, limit_mb=512).items
    except UnreadableFileError as refused:
        return refused
    assert isinstance(only, Rejected)
    return only


@pytest.mark.parametrize("kind", ["pubmed_xml", "endnote_xml", "jats", "csl_json"])
def test_a_file_that_was_cut_off_gives_what_came_before(tmp_path: Path, kind: str) -> None:
    content = ONE_RECORD[kind]
    if kind == "pubmed_xml":
        content = content.replace("</PubmedArticleSet>", "<PubmedArticle><MedlineCitation>")
    elif kind == "endnote_xml":
        content = content.replace("</records></xml>", "<record><titles>")
    elif kind == "jats":
        content = f"<pmc-articleset>{content}<article><front>"
    else:
        content = content.rstrip()[:-1] + ', {"type": "book", "ti'
    first, last = imported(tmp_path, content).items
    assert isinstance(first, SourceRecord)
    assert isinstance(last, Rejected)
    assert "breaks off" in last.reason
    assert last.place.startswith("export.txt, line ")
    assert last.payload


@pytest.mark.parametrize("kind", ["ris", "medline", "wos", "refer", "csv", "bibtex"])
def test_lines_that_were_cut_off_lose_no_record(tmp_path: Path, kind: str) -> None:
    content = ONE_RECORD[kind].rstrip("\n}")
    second = ONE_RECORD[kind].replace("Coring in", "Cutting in").replace("99000001", "99000002")
    found = list(imported(tmp_path, second + "\n" + content[: len(content) - 3]).items)
    if kind == "csv":
        found = list(imported(tmp_path, content + '\n"Unclosed').items)
    assert len(found) == 2


def test_text_that_xml_forbids_does_not_stop_a_library(tmp_path: Path) -> None:
    record = only_record(tmp_path, ENDNOTE.replace("types", "types\x0b&nbsp;&foo;"))
    assert record.bibliography.title == "Coring in skin types &foo; IV-VI"


@NOISE
@given(
    start=st.sampled_from(["", *(text[:80] for text in ONE_RECORD.values()), *ONE_RECORD.values()]),
    noise=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
)
def test_no_bytes_make_reading_fail_in_another_way(
    tmp_path: Path, start: str, noise: bytes
) -> None:
    try:
        found = list(imported(tmp_path, start.encode() + noise).items)
    except UnreadableFileError:
        return
    for one in found:
        assert one.payload is not None
        if isinstance(one, SourceRecord):
            assert one.bibliography.title.encode().decode() == one.bibliography.title


@NOISE
@given(kind=st.sampled_from(sorted(ONE_RECORD)), at=st.floats(0, 1), noise=st.binary(max_size=20))
def test_damage_in_the_middle_never_crashes(
    tmp_path: Path, kind: str, at: float, noise: bytes
) -> None:
    content = ONE_RECORD[kind].encode()
    cut = int(at * len(content))
    try:
        list(imported(tmp_path, content[:cut] + noise + content[cut:]).items)
    except UnreadableFileError:
        return
