"""What happened, in a sentence: who or what did it, to which record, and why."""

from app.exports.prisma_sources import printed_source
from app.store import Event, EventKind

ANSWERED = {
    "join": "{} are one report",
    "split": "{} are not one report",
    "link": "{} are reports of one study",
    "unlink": "{} are reports of two studies",
    "same_people": "{} are reports of two studies with the same people",
    "other_people": "{} are reports of two studies of different people",
}
SCREENED = {
    "included": "is about the topic",
    "excluded": "is not about the topic",
    "unsure": "may be about the topic",
    "context": "informs, and is not counted",
    "undo": "is for the rules to judge again",
}


def event_who(event: Event) -> str:
    """The person by name, or the source with its run."""
    match event.kind:
        case (
            EventKind.TAG_DECISION
            | EventKind.SCREENING_DECISION
            | EventKind.MATCH_DECISION
            | EventKind.MATCH_UNDONE
        ):
            return event.who
        case EventKind.RULES_CHANGED:
            return "coregap"
        case _:
            run = f", run {event.run_id}" if event.run_id else ""
            return f"{printed_source(event.who).name}{run}"


def event_what(event: Event) -> str:
    """What was done, without who did it and when."""
    records = " and ".join(event.records)
    said = _said(event, records)
    if said:
        return f"{said} ({event.why})" if event.why else said
    return _happened(event, records)


def _happened(event: Event, records: str) -> str:
    """What came of itself."""
    match event.kind:
        case EventKind.RECORD_NEW:
            return f"new record {records}"
        case EventKind.RECORD_READ_ANEW:
            return f"{records}, unchanged, read anew by a later version of the program"
        case EventKind.RECORD_DELETED:
            return f"{records} deleted by the source"
        case EventKind.FIRST_SEARCHED:
            return "the first search of all: only since then does an empty cell say anything"
        case EventKind.RULES_CHANGED:
            number = int(event.what)
            noun = "change" if number == 1 else "changes"
            return (
                "another version of the reader or the vocabulary came into use: "
                f"{number:,} {noun} in the ledger"
            )
        case _:
            return f"another version of {records}"


def _said(event: Event, records: str) -> str:
    """What a person said; empty where nobody did."""
    match event.kind:
        case EventKind.TAG_DECISION:
            return f"decided on a tag of study {event.study_id}: {event.what.replace('_', ' ')}"
        case EventKind.SCREENING_DECISION:
            return f"decided that {records} {SCREENED.get(event.what, event.what)}"
        case EventKind.MATCH_DECISION:
            return f"decided that {_answered(event, records)}"
        case EventKind.MATCH_UNDONE:
            return f"took back the decision that {_answered(event, records)}"
        case _:
            return ""


def event_sentence(event: Event) -> str:
    """The whole of it: "PubMed, run 4, 2026-11-20: new record pubmed:123"."""
    return f"{event_who(event)}, {event.at:%Y-%m-%d}: {event_what(event)}"


def _answered(event: Event, records: str) -> str:
    return ANSWERED[event.what].format(records)
