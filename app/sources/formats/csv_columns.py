"""Column names of CSV exports and what they mean."""

import re
from collections.abc import Iterable, Mapping

_COLUMNS: Mapping[str, str] = {
    "title": "title|articletitle|primarytitle|papertitle|documenttitle|ti|originaltitle|studytitle",
    "authors": "authors|author|authornames|authorfullnames|authorlist|au|af|fullauthors",
    "abstract": "abstract|abstractnote|abstracttext|ab|originalabstract|briefsummary|summary",
    "year": "publicationyear|year|publishedyear|pubyear|py|yearofpublication|yr",
    "date": "date|publicationdate|pubdate|dateofpublication|issued",
    "month": "month",
    "journal": "journalbook|journal|publicationtitle|sourcetitle|source|journaltitle|publicationname|"
    "secondarytitle|so|containertitle|booktitle|publication",
    "volume": "volume|vol|vl",
    "issue": "issue|number|is|issuenumber",
    "pages": "pages|page|pg|pagination",
    "first_page": "pagestart|startpage|firstpage|bp|sp",
    "last_page": "pageend|endpage|lastpage|ep",
    "article_number": "artno|articlenumber|ar",
    "doi": "doi|digitalobjectidentifier|di|doilink",
    "pmid": "pmid|pubmedid|medlinepmid|pm|pubmed",
    "pmcid": "pmcid|pmc|pmcidentifier",
    "registration": "clinicaltrialnumbers|clinicaltrialnumber|trialregistration|trialnumber|"
    "registrationnumber|trialregistrationnumber|trialid",
    "nct": "nctnumber|nctid|nct",
    "language": "language|languageofarticle|languageoforiginaldocument|la|lang",
    "url": "url|link|openurllink|urls|ur|studyurl",
    "type": "itemtype|documenttype|publicationtype|type|entrytype|referencetype|dt|publicationtypes",
    "keywords": "keywords|authorkeywords|manualtags|automatictags|indexkeywords|tags|kw|de|"
    "emtreemedicalindextermsmajorfocus|emtreemedicalindexterms|emtreedrugindextermsmajorfocus|"
    "emtreedrugindexterms",
    "mesh": "meshterms|mesh|meshheadings",
    "wos": "ut|accessionnumberut|utuniquewosid",
    "notes": "notes|note|citation|extra",
    "status": "studystatus|overallstatus",
    "conditions": "conditions",
    "interventions": "interventions",
    "primary_outcomes": "primaryoutcomemeasures",
    "secondary_outcomes": "secondaryoutcomemeasures",
    "other_outcomes": "otheroutcomemeasures",
    "sponsor": "sponsor",
    "enrollment": "enrollment",
    "study_type": "studytype",
    "study_design": "studydesign",
    "phases": "phases",
    "sex": "sex",
    "age": "age",
    "completion_date": "completiondate",
    "start_date": "startdate",
    "other_ids": "otherids",
}
_MEANING = {name: field for field, names in _COLUMNS.items() for name in names.split("|")}
_IDENTIFYING = frozenset({"title", "doi", "pmid", "pmcid", "nct"})


def meanings(header: Iterable[str]) -> tuple[str, ...]:
    """For each column the field it holds, empty for a column that we do not read."""
    return tuple(_MEANING.get(re.sub(r"[\W_]+", "", name.casefold()), "") for name in header)


def is_header(cells: Iterable[str]) -> bool:
    """Whether the cells name a title or an identifier, and at least one thing more."""
    known = {field for field in meanings(cells) if field}
    return bool(known & _IDENTIFYING) and len(known) > 1
