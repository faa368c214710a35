"""The last check of the store on the page about the method."""

from datetime import UTC, datetime

from fastapi.testclient import TestClient

from app.dashboard.check_view import check_view
from app.store import Upkeep, UpkeepKind

AT = datetime(2026, 11, 3, 4, 5, tzinfo=UTC)


def a_check(*findings: str, found: int | None = None) -> Upkeep:
    counts = {"quotes": 4120, "records": 23, "findings": len(findings) if found is None else found}
    return Upkeep(
        kind=UpkeepKind.CHECK,
        began_at=AT,
        ended_at=AT,
        sound=not findings,
        counts=counts,
        findings=findings,
    )


def test_a_sound_store_is_said_to_be_sound() -> None:
    view = check_view(a_check())
    assert view.summary == (
        "Last checked 3 November 2026, 04:05 UTC: 4,120 quotes were looked up in the stored texts, "
        "and the hash of 23 records compared. All is as it must be."
    )
    assert view.findings == ()


def test_findings_are_shown_the_first_of_them_and_how_many_more() -> None:
    many = tuple(f"quote: tag R{n}, 0: 'types' is not in the text there" for n in range(30))
    view = check_view(a_check(*many, found=2000))
    assert "2,000 faults were found:" in view.summary
    assert (len(view.findings), view.rest) == (10, "and 1,990 more")


def test_the_page_says_when_nothing_was_checked(client: TestClient) -> None:
    page = client.get("/about").text
    assert "Nothing was checked yet: coregap check does." in page
