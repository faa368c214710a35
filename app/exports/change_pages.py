"""Which page of the dashboard shows what changed."""

from urllib.parse import quote, urlencode

from app.gapmap import Change, ChangeKind


def page_of(change: Change) -> str:
    """The path of the page that shows it now; of a study that is gone the list of studies."""
    if change.cell is not None and change.cell.fitzpatrick is not None:
        asked = {
            "fitzpatrick": change.cell.fitzpatrick.name,
            "indication": change.cell.indication,
            "outcome": change.cell.outcome,
        }
        return f"/gap-map/cell?{urlencode({k: v for k, v in asked.items() if v})}"
    if change.title and change.study_ids and change.kind is not ChangeKind.STUDY_REMOVED:
        return study_page(change.study_ids[0])
    return "/gap-map" if not change.title else "/studies"


def study_page(public_id: str) -> str:
    """The path of the page of one study."""
    return f"/studies/{quote(public_id, safe='')}"
