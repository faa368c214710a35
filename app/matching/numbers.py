"""Registration numbers: whose study a report reports, as far as the number alone can say."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.matching.catalogue import Catalogue, is_comment
from app.matching.values import Report
from app.records import RelationKind, ReportKind


@dataclass(frozen=True, slots=True)
class Tie:
    """Reports that something says belong to one study."""

    keys: tuple[str, ...]
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one report: `own` decide its study, `other` are of studies it also draws on."""

    own: tuple[str, ...]
    other: tuple[str, ...]


def number_ties(catalogue: Catalogue) -> Iterator[Tie]:
    """One registration number, one study; reviews and comments only name the studies of others."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key, numbers in numbers_of_reports(catalogue).items():
        for number in numbers.own or _together(numbers):
            holders[number].append(key)
    for number in sorted(holders):
        if len(holders[number]) > 1:
            yield Tie(tuple(holders[number]), "registration-number", f"registration {number}")


def numbers_of_reports(catalogue: Catalogue) -> dict[str, Numbers]:
    """The numbers of every report that can report a study itself."""
    related = _numbers_by_relation(catalogue)
    return {
        report.key: _numbers(report, related[report.key])
        for report in catalogue.reports
        if report.kind is not ReportKind.REVIEW and not is_comment(report)
    }


def _numbers(report: Report, related: set[str]) -> Numbers:
    """Of two numbers of one registry only the one that a relation confirms is the report's own.

    A report with several is drawn from several trials; to count it with one of them would be a
    guess, and to count it with all of them would make them one study.
    """
    stated = report.bibliography.registrations
    everything = sorted({*stated, *related})
    own: list[str] = []
    for registry in sorted({_registry(number) for number in everything}):
        of_registry = [n for n in everything if _registry(n) == registry]
        confirmed = [n for n in of_registry if n in related]
        if report.kind is ReportKind.REGISTRATION:
            confirmed = [n for n in stated if _registry(n) == registry]
            own += confirmed[:1] if stated and registry == _registry(stated[0]) else confirmed
        elif len(of_registry) == 1:
            own += of_registry
        elif len(confirmed) == 1:
            own += confirmed
    return Numbers(tuple(own), tuple(n for n in everything if n not in own))


def _together(numbers: Numbers) -> tuple[str, ...]:
    """Several trials reported together twice are one pooled study: named by all its numbers."""
    return (" + ".join(numbers.other),) if numbers.other else ()


def _numbers_by_relation(catalogue: Catalogue) -> defaultdict[str, set[str]]:
    """Numbers that a source's own "reports this trial" gives, from either side."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for report in catalogue.reports:
        for kind, target, _ in report.relations:
            if kind == RelationKind.REPORT_OF and target.startswith("nct:"):
                found[report.key].add(target.removeprefix("nct:").upper())
    for one, other, _ in catalogue.related(RelationKind.REPORT_OF):
        for report, registration in ((one, other), (other, one)):
            if registration.kind is ReportKind.REGISTRATION:
                found[report.key].update(registration.bibliography.registrations[:1])
    return found


def _registry(number: str) -> str:
    letters = re.match(r"[^\W\d_]*", number)
    return letters.group().upper() if letters else ""
