"""What reports say, the reports themselves and the search log, as tables."""

from collections.abc import Iterable, Mapping

from app.exports.tables import Table, Value
from app.store import LoggedPage, ReportOfStudy, Statement, citation_of


def table_of_statements(statements: Iterable[Statement], reports: Iterable[ReportOfStudy]) -> Table:
    """One row a statement, with the words that it rests on and where they stand.

    `start` and `end` are character offsets into the report's stored text, as the API gives it.
    """
    columns = (
        "study", "citation", "dimension", "value", "standing", "evidence_kind", "evidence",
        "section", "start", "end", "seen_at", "rule", "report", "statement", "state", "types",
        "people", "planned", "events", "measure", "timepoint", "result",
    )  # fmt: skip
    citations = {one.report_id: citation_of(one.bibliography) for one in reports}
    return Table(columns, tuple(_statement_row(one, citations) for one in statements))


def table_of_reports(reports: Iterable[ReportOfStudy]) -> Table:
    """One row a report of a study."""
    columns = (
        "report", "study", "role", "kind", "counted", "title", "authors", "year", "month",
        "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid", "registrations",
        "language", "url", "status", "ends", "notices",
    )  # fmt: skip
    return Table(columns, tuple(_report_row(one) for one in reports))


def table_of_search_log(pages: Iterable[LoggedPage]) -> Table:
    """One row a request as it was sent; what an answer brought stands with its first request."""
    columns = (
        "source", "at", "part", "request", "body", "status", "announced", "received", "new",
        "changed", "unchanged", "rejected", "withdrawn", "warnings", "run",
    )  # fmt: skip
    return Table(columns, tuple(row for page in pages for row in _request_rows(page)))


def _statement_row(one: Statement, citations: Mapping[str, str]) -> tuple[Value, ...]:
    evidence = one.evidence
    return (
        one.study_id,
        citations.get(one.report_id, ""),
        one.dimension.value,
        one.value,
        one.standing.value if one.standing else None,
        evidence.kind.value,
        evidence.text,
        evidence.section,
        evidence.start,
        evidence.end,
        " ".join(evidence.seen_at),
        one.rule,
        one.report_id,
        one.statement,
        one.state or None,
        " ".join(t.name for t in one.types) or None,
        one.people,
        _yes(one.planned) if one.statement == "participants" else None,
        one.events,
        one.measure or None,
        one.timepoint or None,
        one.result or None,
    )


def _report_row(one: ReportOfStudy) -> tuple[Value, ...]:
    of = one.bibliography
    return (
        one.report_id,
        one.study_id,
        one.role.value,
        one.kind.value,
        _yes(one.counted),
        of.title,
        "; ".join(of.authors),
        of.year,
        of.month,
        of.journal,
        of.volume,
        of.issue,
        of.pages,
        of.doi,
        of.pmid,
        of.pmcid,
        " ".join(of.registrations),
        of.language,
        of.url,
        one.status,
        one.ends,
        "; ".join(f"{notice.kind.value} ({notice.source})" for notice in one.notices),
    )


def _request_rows(page: LoggedPage) -> Iterable[tuple[Value, ...]]:
    received = page.new + page.updated + page.unchanged + page.rejected
    brought = (
        page.announced,
        received,
        page.new,
        page.updated,
        page.unchanged,
        page.rejected,
        len(page.withdrawn),
        "; ".join(page.warnings),
    )
    for number, (url, body, status) in enumerate(page.asked or (("", "", None),)):
        answer = brought if number == 0 else (None,) * len(brought)
        yield (page.source, page.at, page.part, url, body, status, *answer, page.run_id)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
