"""How well grouping does on the labelled bibliographic sets, as far as they are at hand."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from app.matching import (
    Candidate,
    DedupRow,
    Matched,
    cluster_rows,
    find_questions,
    group_into_reports,
)
from app.records import Bibliography, ReportKind
from app.records.identifiers import canonical_doi
from app.records.names import split_authors
from tests.shared_folder import SHARED

pytestmark = pytest.mark.slow

LABELLED = [SHARED / "gold" / "dedup-dev.csv"] if SHARED else []
KINDS = {"article": ReportKind.JOURNAL_ARTICLE, "inproceedings": ReportKind.CONFERENCE_ABSTRACT}


@pytest.mark.parametrize("labelled", LABELLED, ids=lambda path: path.name)
def test_no_false_merge_and_most_duplicates_found(labelled: Path) -> None:
    with labelled.open(encoding="utf-8", newline="") as opened:
        table = list(csv.DictReader(opened))
    clusters = cluster_rows([_row(line) for line in table])
    members = defaultdict(list)
    for line, (_, cluster, _) in zip(table, clusters, strict=True):
        members[line["dataset"], cluster].append(line["cluster_id"])
    assert [ids for ids in members.values() if len(set(ids)) > 1] == []
    assert _duplicates_found(members.values()) / _duplicates_there(table) > 0.985


@pytest.mark.parametrize("labelled", LABELLED, ids=lambda path: path.name)
def test_a_person_is_asked_seldom_and_about_what_the_rules_miss(labelled: Path) -> None:
    with labelled.open(encoding="utf-8", newline="") as opened:
        table = list(csv.DictReader(opened))
    label_of = {line["record_id"]: (line["dataset"], line["cluster_id"]) for line in table}
    asked = []
    for dataset in sorted({line["dataset"] for line in table}):
        rows = [_row(line) for line in table if line["dataset"] == dataset]
        known = {row.record_id: _candidate(place, row) for place, row in enumerate(rows)}
        reports = group_into_reports(list(known.values()))
        asked += find_questions(Matched(reports=reports, candidates=known))
    right = [q for q in asked if label_of[q.one] == label_of[q.other]]
    assert len(asked) < len(table) / 100
    assert len(right) >= 10


def _candidate(place: int, row: DedupRow) -> Candidate:
    return Candidate(key=row.record_id, arrival=place, kind=row.kind, bibliography=row.bibliography)


def _row(line: dict[str, str]) -> DedupRow:
    year = line["year"][:4]
    return DedupRow(
        record_id=line["record_id"],
        dataset=line["dataset"],
        kind=KINDS.get(line["entrytype"], ReportKind.OTHER),
        bibliography=Bibliography(
            title=line["title"],
            authors=split_authors(line["author"]),
            year=int(year) if year.isdigit() else None,
            journal=line["journal"],
            volume=line["volume"],
            issue=line["number"],
            pages=line["pages"],
            doi=canonical_doi(line["doi"]),
        ),
    )


def _duplicates_found(clusters: Iterable[list[str]]) -> int:
    return sum(len(ids) - 1 for ids in clusters)


def _duplicates_there(table: list[dict[str, str]]) -> int:
    return sum(number - 1 for number in Counter(line["cluster_id"] for line in table).values())
