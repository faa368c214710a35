"""Files of the kinds that people import, made for one test, and how tests read them."""

import gzip
from pathlib import Path

from app.records import Rejected, SourceRecord
from app.sources import ImportedFile, read_file

RIS = """TY  - JOUR
T1  - Coring in skin types IV-VI.
A1  - Doe, Ada B
Y1  - 2025//
DO  - http://dx.doi.org/10.1000/example.1
N2  - Nine of 12 improved (P < .05).
ER  -
"""
NBIB = """PMID- 99000001
TI  - Coring in skin types
      IV-VI.
DP  - 2025 Nov-Dec
AB  - BACKGROUND: Scars. RESULTS: Nine of 12
      improved.
FAU - Doe, Ada B
AU  - Doe AB
PT  - Journal Article
SI  - ClinicalTrials.gov/NCT00000001
"""
WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Doe, AB
   Roe, C
TI Coring in skin types
   IV-VI
SO J INVENT
PY 2025
UT WOS:000123456700001
ER

EF
"""
REFER = """%0 Journal Article
%A Doe, Ada B
%T Coring in skin types IV-VI
%D 2025
%X First paragraph.

Second paragraph.
%K scars
"""
BIBTEX = """@article{doe2025,
  title = {Coring in skin types {IV}--{VI}},
  author = {Doe, Ada B and {CORE Group}},
  year = 2025,
  month = nov,
}
"""
CSL = """[{"id": 1, "type": "article-journal", "title": "Coring in skin types <i>IV</i>-VI",
  "DOI": "10/fqd6hj", "URL": "https://doi.org/10.1000/example.1",
  "author": [{"family": "Meulen", "given": "Ada B", "non-dropping-particle": "van der"}],
  "issued": {"date-parts": [["2025", "11"]]}}]
"""
CSV = """Title,Authors,Publication Year,DOI,Journal/Book
"Coring in skin types IV-VI","Doe AB, Roe C.",2025,10.1000/example.1,J Invent
"""
PUBMED = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">99000001</PMID>
<Article><Journal><JournalIssue><PubDate><MedlineDate>2025 Nov-Dec</MedlineDate></PubDate></JournalIssue></Journal>
<ArticleTitle>Coring at 5 mm<sup>2</sup> in skin types <i>IV</i>-VI.</ArticleTitle></Article>
</MedlineCitation></PubmedArticle></PubmedArticleSet>
"""
JATS = """<article article-type="research-article"><front><article-meta>
<article-id pub-id-type="doi">10.1000/example.1</article-id>
<title-group><article-title>Coring in skin types IV-VI<xref ref-type="fn" rid="f1">*</xref></article-title></title-group>
</article-meta></front><body><p>Nine improved.</p></body></article>
"""
REGISTRY = """{"studies":[{"protocolSection":{"identificationModule":{"nctId":"NCT00000001",
"briefTitle":"Invented coring study"},"statusModule":{"overallStatus":"RECRUITING"}}}]}
"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Doe, Ada B</style></author></authors></contributors>
<titles><title><style>Coring &#x1;in </style><style face="italic">skin</style><style> types IV-VI</style></title></titles>
<dates><year>2025</year></dates></record></records></xml>
"""

ONE_RECORD = {
    "ris": RIS,
    "medline": NBIB,
    "wos": WOS,
    "refer": REFER,
    "bibtex": BIBTEX,
    "csl_json": CSL,
    "csv": CSV,
    "pubmed_xml": PUBMED,
    "jats": JATS,
    "clinicaltrials_json": REGISTRY,
    "endnote_xml": ENDNOTE,
}


def imported(folder: Path, content: str | bytes, name: str = "export.txt") -> ImportedFile:
    """The content as a file, opened for import."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(path, limit_mb=50)


def records_in(folder: Path, content: str | bytes) -> list[SourceRecord]:
    """The records of the content, which must have nothing rejected."""
    found = list(imported(folder, content).items)
    assert not [one.reason for one in found if isinstance(one, Rejected)]
    return [one for one in found if isinstance(one, SourceRecord)]


def only_record(folder: Path, content: str | bytes) -> SourceRecord:
    """The one record of the content."""
    (record,) = records_in(folder, content)
    return record


def sections_of(record: SourceRecord) -> list[tuple[str, str, str]]:
    """(section, heading, text) of every passage."""
    return [(p.section.value, p.heading, p.text) for p in record.passages]


def packed(content: str) -> bytes:
    """The content compressed as the yearly PubMed files are."""
    return gzip.compress(content.encode())
