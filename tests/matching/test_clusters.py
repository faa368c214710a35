from app.matching import DedupRow, cluster_rows
from app.records import Bibliography, ReportKind
from tests.matching.candidates import TITLE


def a_row(record_id: str, dataset: str = "d", **bibliography: object) -> DedupRow:
    return DedupRow(
        record_id=record_id,
        dataset=dataset,
        kind=ReportKind.JOURNAL_ARTICLE,
        bibliography=Bibliography(**bibliography),  # type: ignore[arg-type]  # builder
    )


def test_a_cluster_is_named_after_its_first_row() -> None:
    rows = [a_row("x"), a_row("b", doi="10.1/a"), a_row("a", doi="10.1/a")]
    assert cluster_rows(rows) == [
        ("x", "x", "only-record"),
        ("b", "b", "doi"),
        ("a", "b", "doi"),
    ]


def test_data_sets_are_never_compared() -> None:
    rows = [a_row("a", "one", doi="10.1/a"), a_row("b", "two", doi="10.1/a")]
    assert [cluster for _, cluster, _ in cluster_rows(rows)] == ["a", "b"]


def test_a_record_id_that_stands_twice_is_two_records() -> None:
    rows = [a_row("a", title=TITLE, year=2024), a_row("a", title="Other words entirely", year=2024)]
    assert [rule for _, _, rule in cluster_rows(rows)] == ["only-record", "only-record"]
