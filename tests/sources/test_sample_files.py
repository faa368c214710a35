"""Real exports, where they are at hand, against counts that other parsers gave."""

from pathlib import Path

import pytest
import rispy

from app.records import Rejected, ReportKind, Section, SourceRecord
from app.sources import read_file
from tests.shared_folder import SHARED

SAMPLES = SHARED / "samples" if SHARED else None

# file, format, encoding, records, of which have an abstract, of which have a DOI
EXPECTED = [
    ("file_formats/embase.ris", "ris", "utf-8-sig", 6, 6, 6),
    ("file_formats/ovid-psycinfo.ris", "ris", "utf-8", 6, 6, 6),
    ("file_formats/web-of-science-ris.txt", "ris", "utf-8", 10, 10, 10),
    ("file_formats/rayyan-ris.txt", "ris", "utf-8", 19, 8, 3),
    ("file_formats/pubmed.nbib", "medline", "utf-8", 133, 133, 127),
    ("file_formats/web-of-science.ciw", "wos", "utf-8", 5, 5, 5),
    ("file_formats/jabref.bib", "bibtex", "utf-8", 20, 19, 0),
    ("file_formats/csl.json", "csl_json", "utf-8", 26, 0, 13),
    ("file_formats/pubmed.csv", "csv", "utf-8", 6, 0, 6),
    ("pubmed/efetch-29768149.xml", "pubmed_xml", "utf-8", 1, 1, 1),
    ("pubmed/efetch-27797938.xml", "pubmed_xml", "utf-8", 1, 1, 1),
    ("europepmc/jats-PMC2329613.xml", "jats", "utf-8", 1, 1, 1),
    ("clinicaltrials/NCT02210780.json", "clinicaltrials_json", "utf-8", 1, 1, 0),
    ("clinicaltrials/NCT05594173.json", "clinicaltrials_json", "utf-8", 1, 1, 0),
    ("clinicaltrials/NCT03475563.json", "clinicaltrials_json", "utf-8", 1, 1, 0),
]
PARTS_OF_ABSTRACTS = frozenset(Section) - {Section.TITLE, Section.FIELD}


def read_sample(name: str) -> list[SourceRecord]:
    assert SAMPLES
    found = list(read_file(SAMPLES / name, limit_mb=50).items)
    assert not [one for one in found if isinstance(one, Rejected)]
    return [one for one in found if isinstance(one, SourceRecord)]


if SAMPLES:

    @pytest.mark.parametrize(
        ("name", "kind", "encoding", "records", "abstracts", "dois"),
        EXPECTED,
        ids=[row[0].rpartition("/")[2] for row in EXPECTED],
    )
    def test_every_record_of_a_real_export_is_read(
        name: str, kind: str, encoding: str, records: int, abstracts: int, dois: int
    ) -> None:
        opened = read_file(SAMPLES / name, limit_mb=50)
        assert (opened.format, opened.encoding) == (kind, encoding)
        found = read_sample(name)
        with_abstract = [
            r for r in found if any(p.section in PARTS_OF_ABSTRACTS for p in r.passages)
        ]
        assert len(found) == records
        assert len(with_abstract) == abstracts
        assert len([r for r in found if r.bibliography.doi]) == dois
        assert len({r.key for r in found}) == records

    @pytest.mark.parametrize("name", ["embase.ris", "web-of-science-ris.txt", "rayyan-ris.txt"])
    def test_titles_agree_with_another_parser(name: str) -> None:
        path = SAMPLES / "file_formats" / name
        theirs = rispy.loads(path.read_text(encoding="utf-8-sig"))
        titles = [(r.get("title") or r.get("primary_title") or "").strip() for r in theirs]
        assert [r.bibliography.title for r in read_sample(f"file_formats/{name}")] == titles

    def test_pubmed_export() -> None:
        records = read_sample("file_formats/pubmed.nbib")
        assert records[0].source_id == "pmid:25932596"
        assert records[-1].source_id == "pmid:19729149"
        numbered = [r.bibliography for r in records if r.bibliography.registrations]
        in_si_field = [b for b in numbered if b.pmid not in ("21651760", "23880333")]
        assert len(in_si_field) == 15
        # two say so in the abstract's own part on registration
        assert len(numbered) == 17
        assert len([r for r in records if r.bibliography.pmcid]) == 57
        books = [r for r in records if any(p.text == "Book" for p in r.passages)]
        assert [r.bibliography.title[:18] for r in books] == [
            "Anxiety in Childre",
            "Internet-Based Psy",
        ]
        assert {r.kind for r in books} == {ReportKind.REVIEW}
        assert records[0].bibliography.pages == "183-192"
        assert records[0].kind is ReportKind.REVIEW

    def test_embase_numbers_of_pubmed_stand_in_c5() -> None:
        assert len([r for r in read_sample("file_formats/embase.ris") if r.bibliography.pmid]) == 3

    def test_ovid_writes_no_pages_where_there_are_none() -> None:
        first = read_sample("file_formats/ovid-psycinfo.ris")[0].bibliography
        assert (first.pages, first.doi, first.authors[0]) == ("", "10.1002/cpp.2398", "Trindade IA")

    def test_pubmed_articles() -> None:
        (asthma,) = read_sample("pubmed/efetch-29768149.xml")
        assert asthma.bibliography.registrations == ("NCT02149199",)
        assert asthma.bibliography.doi == "10.1056/nejmoa1715274"
        assert len(asthma.bibliography.authors) == 10
        assert len([p for p in asthma.passages if p.heading == "mesh"]) == 23
        background = next(p.text for p in asthma.passages if p.heading == "BACKGROUND")
        assert "\u03b2 2-agonist may be an alternative" in background
        (telomeres,) = read_sample("pubmed/efetch-27797938.xml")
        labels = [p.heading for p in telomeres.passages if p.section in PARTS_OF_ABSTRACTS]
        assert labels == ["OBJECTIVE", "DESIGN", "RESULTS", "CONCLUSIONS"]
        assert telomeres.bibliography.pmcid == "PMC5442267"
        assert len(telomeres.bibliography.authors) == 22
        assert telomeres.bibliography.registrations == ()

    def test_full_text() -> None:
        (article,) = read_sample("europepmc/jats-PMC2329613.xml")
        tables = [p for p in article.passages if p.section is Section.TABLE]
        assert [len(table.text.split("\n")) for table in tables] == [9, 9, 9, 22]
        assert tables[1].heading.startswith("Table 2. Internal consistency measured for")
        assert tables[1].text.split("\n")[0] == "\tCronbach's alpha\tAverage inter-item correlation"
        assert (article.bibliography.pmid, article.bibliography.pmcid) == ("18405359", "PMC2329613")
        headings = [p.heading for p in article.passages[1:5]]
        assert headings == ["Background", "Methods", "Results", "Conclusion"]

    def test_registrations() -> None:
        (trial,) = read_sample("clinicaltrials/NCT02210780.json")
        baseline = [p for p in trial.passages if p.heading.startswith("Baseline: ")]
        assert len(baseline) == 11  # ten measures and the number of people
        sex = next(p.text for p in baseline if "Sex" in p.heading)
        assert sex.split("\n")[1] == "Female\t51\t48\t99"
        assert sex.split("\n")[0].endswith("\tTotal")
        fields = {p.heading: p.text for p in trial.passages if p.section is Section.FIELD}
        assert fields["designModule.enrollmentInfo.count"] == "194"
        assert fields["designModule.phases"] == "PHASE2"
        events = {p.heading.split(" ")[0]: p.text for p in trial.passages if "adverse" in p.heading}
        assert (len(events["Serious"].split("\n")), len(events["Other"].split("\n"))) == (5, 8)
        (registry,) = read_sample("clinicaltrials/NCT03475563.json")
        assert (registry.status, registry.ends, registry.country) == (
            "unknown",
            "2019-12-30",
            "Spain",
        )
        assert [r.target for r in registry.relations] == ["pmid:25828372", "pmid:25689548", "pmid:26465375"]  # fmt: skip

    def test_labelled_full_texts_all_have_sections_and_tables() -> None:
        files = sorted(Path(SHARED, "gold", "jats").glob("*.nxml")) if SHARED else []
        records = [one for path in files for one in read_file(path, limit_mb=50).items]
        assert len(records) == len(files) == 32
        for record in records:
            assert isinstance(record, SourceRecord)
            assert any(p.section is Section.METHODS for p in record.passages)
        tables = [p for r in records for p in r.passages if p.section is Section.TABLE]
        assert len(tables) > 50
