"""The PRISMA 2020 flow: how many records were found, and what became of every one of them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.exports import prisma_words as words
from app.exports.prisma_sources import Sort, printed_source
from app.exports.prisma_values import Box, BoxId, Flow, Part
from app.matching import ReportRole
from app.records import ReportKind
from app.screening import Screened
from app.store import FlowReport, FlowState

BY_PERSON = "decision"
READ_BY_A_PERSON = "read-by-a-person"
WITHDRAWN = "withdrawn"
"""Rules of screening that no words of a report decide."""

FULL_TEXT_TYPES = frozenset({"application/jats+xml", "application/pdf"})
FULL_TEXT_CHARACTERS = 3000
"""Fewer are an abstract even where the format could hold a full text: 350 words are some 2,500
characters, and journals allow no longer abstract (JAMA, instructions for authors)."""

READ_IN_FULL = "Read in full."
"""What the notes say of a document that a person read as a whole."""

IN_FULL = ("full_text", "registration")


def flow_of(state: FlowState) -> Flow:
    """The flow of a state. Records pass one by one, reports from screening on, then studies.

    The boxes are those of PRISMA 2020 (Page et al., BMJ 2021;372:n71, figure 1), and four that a
    living map needs: what is not yet compared, what waits for a person, and how reports were read.
    """
    counting = _Counting(state)
    return Flow(
        boxes=(
            *counting.identified(),
            counting.removed(),
            counting.unmatched(),
            *counting.screened(),
            *counting.retrieved(),
            *counting.assessed(),
        )
    )


class _Counting:
    """One state, sorted into those who are removed, screened and sought."""

    def __init__(self, state: FlowState) -> None:
        self._state = state
        self._withdrawn = {record.key for record in state.received if record.withdrawn}
        self._media_types = {record.key: record.media_type for record in state.received}
        self._gone = [r for r in state.reports if r.screening.rule == WITHDRAWN]
        left = [r for r in state.reports if r.screening.rule != WITHDRAWN]
        self._marked = [r for r in left if _is_marked(r)]
        self._screened = [r for r in left if not _is_marked(r)]
        self._sought = [r for r in left if r.screening.screened is Screened.INCLUDED]

    def identified(self) -> Iterable[Box]:
        """By source: what became a record, and what could not be read."""
        found = Counter(record.source for record in self._state.received)
        found.update(self._state.unreadable)
        sorts = {source: printed_source(source).sort for source in found}
        for sort, box_id in _SORTS.items():
            of_sort = {source: n for source, n in found.items() if sorts[source] is sort}
            names = {source: printed_source(source).name for source in of_sort}
            in_order = dict(sorted(names.items(), key=lambda item: (-found[item[0]], item[1])))
            yield _box(box_id, sum(of_sort.values()), of_sort, in_order)
        by_sort = Counter(sorts[source].value for source in found.elements())
        total = len(self._state.received) + sum(self._state.unreadable.values())
        yield _box(BoxId.IDENTIFIED, total, by_sort, _SORT_LABELS, all_shown=True)

    def removed(self) -> Box:
        """One record of a report goes on, unless its source has deleted it; the others end here."""
        why: Counter[str] = Counter(unreadable=sum(self._state.unreadable.values()))
        for report in self._state.reports:
            gone = sum(joined.key in self._withdrawn for joined in report.records)
            others = len(report.records) - 1
            why["withdrawn"] += min(gone, others)
            why["duplicate"] += others - min(gone, others)
        why["withdrawn"] += len(self._gone)
        why.update(report.kind.value for report in self._marked)
        total = len(self._all_in_reports()) + why["unreadable"] - len(self._screened)
        return _box(BoxId.REMOVED, total, why, words.REMOVED, all_shown=True)

    def unmatched(self) -> Box:
        """Records that no report has yet."""
        known = self._all_in_reports()
        new = [record.key for record in self._state.received if record.key not in known]
        return _box(BoxId.UNMATCHED, len(new), Counter(new=len(new)), {"new": "Not yet compared"})

    def screened(self) -> Iterable[Box]:
        """Who decided, and what; exclusions by machine and by people apart, with their reasons."""
        deciders = Counter(_decider(report) for report in self._screened)
        yield _box(BoxId.SCREENED, len(self._screened), deciders, words.SCREENED_BY, all_shown=True)
        out = [r for r in self._screened if r.screening.screened in _OUT]
        by_person = [r for r in out if r.screening.rule == BY_PERSON]
        by_rule = [r for r in out if r.screening.rule != BY_PERSON]
        rules = Counter(r.screening.rule for r in by_rule)
        yield _box(BoxId.EXCLUDED_BY_AUTOMATION, len(by_rule), rules, words.AUTOMATIC_REASONS)
        reasons = Counter(_reason_of_person(r) for r in by_person)
        yield _box(BoxId.EXCLUDED_BY_PERSON, len(by_person), reasons, {})
        waiting = [r for r in self._screened if r.screening.screened is Screened.UNSURE]
        because = Counter(r.screening.rule for r in waiting)
        yield _box(BoxId.AWAITING_PERSON, len(waiting), because, _UNSURE_REASONS)

    def retrieved(self) -> Iterable[Box]:
        """How much of each report was read."""
        read = Counter(self._read_as(report) for report in self._sought)
        full = Counter({name: read[name] for name in IN_FULL})
        part = Counter({name: n for name, n in read.items() if name not in IN_FULL})
        ways = Counter(retrieved=full.total(), not_retrieved=part.total())
        yield _box(BoxId.SOUGHT, len(self._sought), ways, _RETRIEVAL, all_shown=True)
        in_full = [r for r in self._sought if self._read_as(r) in IN_FULL]
        yield _box(BoxId.RETRIEVED, len(in_full), full, words.READ_AS)
        yield _box(BoxId.NOT_RETRIEVED, len(self._sought) - len(in_full), part, words.READ_AS)

    def assessed(self) -> Iterable[Box]:
        """What counts for a study, and why the rest does not."""
        read = Counter(self._read_as(report) for report in self._sought)
        yield _box(BoxId.ASSESSED, len(self._sought), read, words.READ_AS)
        out = [r for r in self._sought if r.layer is None]
        reasons = Counter(_later_reason(r) for r in out)
        yield _box(BoxId.EXCLUDED_AT_ASSESSMENT, len(out), reasons, words.LATER_REASONS)
        labels = {layer.value: label for layer, label in words.LAYERS.items()}
        studies = Counter(layer.value for layer in self._state.layers)
        yield _box(BoxId.STUDIES, len(self._state.layers), studies, labels)
        layers = [r.layer.value for r in self._sought if r.layer is not None]
        yield _box(BoxId.REPORTS, len(layers), Counter(layers), labels)

    def _all_in_reports(self) -> set[str]:
        return {joined.key for report in self._state.reports for joined in report.records}

    def _read_as(self, report: FlowReport) -> str:
        keys = [joined.key for joined in report.records if joined.key not in self._withdrawn]
        types = {self._media_types.get(key, "") for key in keys}
        has_full_text = types & FULL_TEXT_TYPES and report.characters > FULL_TEXT_CHARACTERS
        if has_full_text or READ_IN_FULL in report.notes:
            return "full_text"
        if types <= {_ACCOUNT_TYPE}:
            return "account"
        return "registration" if report.kind is ReportKind.REGISTRATION else "abstract"


_SORTS = {
    Sort.DATABASES: BoxId.DATABASES,
    Sort.REGISTERS: BoxId.REGISTERS,
    Sort.OTHER: BoxId.OTHER_SOURCES,
}
_SORT_LABELS = {"databases": "Databases", "registers": "Registers", "other": "Other sources"}
_RETRIEVAL = {"retrieved": "Retrieved in full", "not_retrieved": "Not retrieved in full"}
_UNSURE_REASONS = {
    "weak-term-alone": "A word that may mean the topic, and nothing beside it",
    "homonym-in-title": "The title gives the topic's name another meaning, the text does not",
    BY_PERSON: "A person was not sure",
}
_OUT = (Screened.EXCLUDED, Screened.CONTEXT)
_ACCOUNT_TYPE = "application/toml"
"""Media type of the bundled evidence: a person's account of a document."""


def _box(
    box_id: BoxId,
    total: int,
    counted: Mapping[str, int],
    labels: Mapping[str, str],
    *,
    all_shown: bool = False,
) -> Box:
    """Parts in the order of their labels, then those without a label, the largest first.

    A part of nothing is left out, unless all are shown.
    """
    named = [name for name in labels if counted.get(name) or all_shown]
    others = sorted(
        (name for name in counted if name not in labels and counted[name]),
        key=lambda name: (-counted[name], name),
    )
    return Box(
        id=box_id,
        title=words.TITLES[box_id],
        total=total,
        parts=tuple(
            Part(id=name, label=labels.get(name, name), count=counted.get(name, 0))
            for name in (*named, *others)
        ),
        note=words.NOTES.get(box_id, ""),
    )


def _is_marked(report: FlowReport) -> bool:
    """Context by its kind: automation sets it aside before anybody screens it."""
    verdict = report.screening
    return verdict.screened is Screened.CONTEXT and verdict.rule != BY_PERSON


def _decider(report: FlowReport) -> str:
    if report.screening.screened is Screened.UNSURE:
        return "nobody"
    return "person" if report.screening.rule in (BY_PERSON, READ_BY_A_PERSON) else "automation"


def _reason_of_person(report: FlowReport) -> str:
    """The reason alone: a flow names no reviewer."""
    return report.screening.because.partition(": ")[2].strip() or "No reason given"


def _later_reason(report: FlowReport) -> str:
    if report.retracted:
        return "retracted"
    if report.given_up:
        return "given_up"
    return "comment" if report.role is ReportRole.COMMENT else "not_counted"
