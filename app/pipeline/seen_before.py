"""Whether a person had seen the words of a proposal when they decided on its value."""

from collections.abc import Mapping, Sequence

from app.records import Evidence
from app.store import Seen


def was_seen(
    evidence: Evidence, report_id: str, saw: Sequence[Seen], texts: Mapping[str, str]
) -> bool:
    """Whether these words of the report are among what a person saw; `texts` are by report now.

    Words at the place of seen ones are the same words, read longer or shorter. In a text that has
    changed they are those that stand within seen ones. What was seen in a report that is no longer
    one by itself may stand in any.
    """
    return any(_is_that(evidence, report_id, one, texts) for one in saw)


def _is_that(evidence: Evidence, report_id: str, seen: Seen, texts: Mapping[str, str]) -> bool:
    if seen.report_id == report_id and _stands(seen, texts[report_id]):
        if seen.start is not None and evidence.start is not None and evidence.end is not None:
            end = seen.start + len(seen.quote)
            return seen.start < evidence.end and evidence.start < end
    elif seen.report_id != report_id and seen.report_id in texts:
        return False
    return _plain(evidence.text) in _plain(seen.quote)


def _stands(seen: Seen, text: str) -> bool:
    return seen.start is not None and text.startswith(seen.quote, seen.start)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
