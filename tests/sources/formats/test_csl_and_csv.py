import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.records import Rejected, ReportKind, SourceRecord
from tests.sources.files import CSL, CSV, imported, only_record, records_in, sections_of

QUICK = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_csl_with_years_as_strings_and_a_short_doi(tmp_path: Path) -> None:
    b = only_record(tmp_path, CSL).bibliography
    assert b.title == "Coring in skin types IV-VI"
    assert (b.doi, b.authors, b.year, b.month) == (
        "10.1000/example.1",
        ("van der Meulen AB",),
        2025,
        11,
    )


@pytest.mark.parametrize(
    ("issued", "year", "month"),
    [
        ('{"date-parts":[["2016",6,1]]}', 2016, 6),
        ('{"date-parts":[[2019,22]]}', 2019, None),
        ('{"date-parts":[[2019],[2020]]}', 2019, None),
        ('{"raw":"2019 Spring"}', 2019, None),
        ('{"literal":"n.d."}', None, None),
        ('{"year":2019}', 2019, None),
        ('{"date-parts":[[null]]}', None, None),
        ('"2019-05"', 2019, 5),
        ("7", None, None),
    ],
)
def test_every_shape_of_a_csl_date(
    tmp_path: Path, issued: str, year: int | None, month: int | None
) -> None:
    record = only_record(tmp_path, f'[{{"type":"article","title":"T","issued":{issued}}}]')
    assert (record.bibliography.year, record.bibliography.month) == (year, month)


@pytest.mark.parametrize(
    "content",
    [
        '{"type":"book","title":"T"}',
        '{"items":[{"type":"book","title":"T"}]}',
        '{"references":[{"type":"book","title":["T"]}]}',
        '{"type":"book","title":"T"}\n{"type":"book","title":"T","id":2}\n',
        '[{"type":"book","title":"T"},]',
    ],
)
def test_lists_single_objects_and_lines_of_json(tmp_path: Path, content: str) -> None:
    assert {r.bibliography.title for r in records_in(tmp_path, content)} == {"T"}


def test_a_bad_reference_is_quarantined_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = (
        '[\n{"type":"book","title":"One"},\n7,\n{"type":"book"},\n{"type":"book","title":"Two"}]'
    )
    found = list(imported(tmp_path, content, "x.json").items)
    assert [one.place for one in found if isinstance(one, Rejected)] == ["x.json, line 3", "x.json, line 4"]  # fmt: skip
    assert len([one for one in found if isinstance(one, SourceRecord)]) == 2


def test_malformed_json_is_quarantined_where_it_breaks(tmp_path: Path) -> None:
    content = '[{"type":"book","title":"One"},\n{"type":"book","title":tru}]'
    first, second = imported(tmp_path, content, "x.json").items
    assert isinstance(first, SourceRecord)
    assert isinstance(second, Rejected)
    assert second.place == "x.json, line 2"


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    (only,) = imported(tmp_path, '[{"type":"x","title":' + "[" * 200_000).items
    assert isinstance(only, Rejected)
    assert "nested too deeply" in only.reason or "breaks off" in only.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_separator_is_found(tmp_path: Path, delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([["Title", "Authors", "PMID", "Abstract"],
                      ["Coring; of, skin", "Doe, Ada; Roe, Bo", "12", "One.\nTwo; three, \"four\"."]])  # fmt: skip
    record = only_record(tmp_path, text.getvalue())
    assert record.bibliography.title == "Coring; of, skin"
    assert record.bibliography.authors == ("Doe A", "Roe B")
    assert sections_of(record)[1] == ("abstract", "", 'One. Two; three, "four".')


HEADERS = {
    "PubMed": (
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI",
        '1,T,"Lim SM, Lau Y.","Behav Ther. 2022 Mar;53(2):334-47. doi: 10.1000/x.",Lim SM,Behav Ther,2022,2022/03/01,PMC12,,10.1000/X',
        {"pmid": "1", "pmcid": "PMC12", "doi": "10.1000/x", "volume": "53", "pages": "334-347", "month": 3},
    ),
    "Embase": (
        "Title,Original Title,Author Names,Source,Abstract,keywords,Clinical Trial Numbers,Open URL Link",
        'T,,"Liu R., Adler D.G.",Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014,A.,skin,ClinicalTrials.gov (NCT00000001),http://x.org',
        {"journal": "Endoscopic Ultrasound", "year": 2014, "volume": "3", "pages": "152-160",
         "registrations": ("NCT00000001",), "authors": ("Liu R", "Adler DG")},
    ),
    "Zotero": (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","DOI","Abstract Note","Manual Tags"',
        '"K","journalArticle","2020","Doe, Ada; Roe, Bo","T","J Invent","1063-3995","10.1000/x","A.","a; b"',
        {"year": 2020, "journal": "J Invent", "authors": ("Doe A", "Roe B")},
    ),
    "Scopus": (
        "Authors,Author full names,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI,Link,Abstract,EID",
        '"Doe A.B.; Roe C.","Doe, Ada B. (1); Roe, C. (2)",T,2021,J Invent,1,2,e5,,,10.1000/x,https://www.scopus.com/x,A.,2-s2',
        {"authors": ("Doe AB", "Roe C"), "pages": "e5", "journal": "J Invent"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("exporter", HEADERS)
def test_columns_of_each_exporter(tmp_path: Path, exporter: str) -> None:
    header, row, expected = HEADERS[exporter]
    b = only_record(tmp_path, f"\ufeff{header}\r\n{row}\r\n").bibliography
    assert b.title == "T"
    assert {name: getattr(b, name) for name in expected} == expected


def test_the_registry_download_gives_registrations(tmp_path: Path) -> None:
    content = (
        "NCT Number,Study Title,Study Status,Brief Summary,Conditions,Primary Outcome Measures,Sponsor,Enrollment,Completion Date\n"
        "NCT00000001,Coring,NOT_YET_RECRUITING,Scars.,Acne Scars|Keloid,Pain|PIH,Example,30,2027-03\n"
    )
    record = only_record(tmp_path, content)
    assert (record.kind, record.source_id) == (ReportKind.REGISTRATION, "nct:NCT00000001")
    assert (record.status, record.ends, record.sponsor) == (
        "not_yet_recruiting",
        "2027-03",
        "Example",
    )
    assert ("field", "designModule.enrollmentInfo.count", "30") in sections_of(record)
    assert [p.text for p in record.passages if p.section == "outcome"] == ["Pain", "PIH"]


def test_rows_that_do_not_fit_are_quarantined(tmp_path: Path) -> None:
    content = (
        CSV + "Only a title\n,,,,\n" + "A,B,2020,10.1000/z,J,too,many\n" + "Fine,Doe A,2020,,J\n"
    )
    found = list(imported(tmp_path, content, "x.csv").items)
    assert [one.place for one in found if isinstance(one, Rejected)] == ["x.csv, line 3", "x.csv, line 5"]  # fmt: skip
    assert [one.bibliography.title for one in found if isinstance(one, SourceRecord)][-1] == "Fine"


def test_a_quote_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    content = 'title,doi\n"Open,10.1000/x\nTwo,10.1000/y\n"Three\nlines",10.1000/z\n'
    found = list(imported(tmp_path, content, "x.csv").items)
    titles = [one.bibliography.title for one in found if isinstance(one, SourceRecord)]
    assert titles == ["Two", "Three lines"]
    assert [one.place for one in found if isinstance(one, Rejected)] == ["x.csv, line 2"]


cells = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=30)


@QUICK
@given(st.lists(st.tuples(cells, st.integers(1, 99999999)), min_size=1, max_size=5, unique_by=lambda row: row[1]), st.sampled_from([",", ";", "\t"]))  # fmt: skip
def test_rows_are_read_back(tmp_path: Path, written: list[tuple[str, int]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([("Title", "PMID"), *written])
    assert [r.bibliography.pmid for r in records_in(tmp_path, text.getvalue())] == [
        str(pmid) for _, pmid in written
    ]
