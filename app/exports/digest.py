"""What changed since a day as finished words, and as Markdown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.answers import Digest
from app.exports.change_words import HEADINGS, counted_changes
from app.exports.prisma_report import SPECIAL
from app.exports.prisma_sources import printed_source
from app.gapmap import Change, ChangeKind
from app.store import SourceRun
from app.topic import Topic

NOTHING = "Nothing changed."


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One change, and the studies that it is of."""

    text: str
    study_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestSection:
    """All changes of one kind."""

    heading: str
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSource:
    """One source and what asking it brought."""

    name: str
    told: str
    failed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """The whole digest in words."""

    title: str
    period: str
    summary: str
    sections: tuple[DigestSection, ...]
    asked: tuple[AskedSource, ...]
    now: tuple[str, ...]
    caution: str


def digest_view(digest: Digest, topic: Topic) -> DigestView:
    """The digest as a reader sees it."""
    return DigestView(
        title=f"{topic.title}: what changed since {digest.since}",
        period=f"From {digest.since} 00:00 to {digest.until:%Y-%m-%d %H:%M} UTC",
        summary=_summary(digest.changes),
        sections=tuple(_sections(digest.changes)),
        asked=tuple(_asked(digest.runs)),
        now=tuple(digest.facts.sentences),
        caution="Absence here is absence from what was read, not proof that no study exists. "
        "“Not reported” never means “excluded”.",
    )


def digest_markdown(view: DigestView) -> str:
    """The digest for a mail or a wiki; ends with a line break."""
    return "\n".join(_lines(view)) + "\n"


def _summary(changes: Iterable[Change]) -> str:
    numbers = Counter(change.kind for change in changes)
    told = [counted_changes(numbers[kind], kind) for kind in ChangeKind if numbers[kind]]
    return f"{', '.join(told)}." if told else NOTHING


def _sections(changes: Iterable[Change]) -> Iterator[DigestSection]:
    by_kind: dict[ChangeKind, list[DigestLine]] = {}
    for change in changes:
        ids = change.study_ids if change.title else ()
        by_kind.setdefault(change.kind, []).append(DigestLine(change.sentence, ids))
    for kind in ChangeKind:
        if kind in by_kind:
            yield DigestSection(HEADINGS[kind], tuple(by_kind[kind]))


def _asked(runs: Iterable[SourceRun]) -> Iterator[AskedSource]:
    by_source: dict[str, list[SourceRun]] = {}
    for run in runs:
        by_source.setdefault(run.source, []).append(run)
    for source, own in sorted(by_source.items()):
        sums = {name: sum(run.counts.get(name, 0) for run in own) for name in _COUNTS}
        times = "once" if len(own) == 1 else f"{len(own)} times"
        counts = ", ".join(f"{sums[name]:,} {name}" for name in _COUNTS)
        failed = own[0].reason if own[0].status == "failed" else ""
        yield AskedSource(
            name=printed_source(source).name,
            told=f"asked {times}: {counts}",
            failed=failed and f"The last time it failed: {failed}",
        )


_COUNTS = ("received", "new", "updated", "rejected", "withdrawn")


def _lines(view: DigestView) -> Iterator[str]:
    yield from (f"# {_plain(view.title)}", "", f"{view.period}.", "", f"**{view.summary}**")
    for section in view.sections:
        yield from ("", f"## {section.heading}", "")
        for line in section.lines:
            ids = f" ({', '.join(line.study_ids)})" if line.study_ids else ""
            yield f"- {_plain(line.text)}{ids}"
    yield from ("", "## What is known now", "")
    yield from (f"- {_plain(sentence)}" for sentence in view.now)
    yield from ("", "## Sources", "")
    if not view.asked:
        yield "No source was asked."
    for asked in view.asked:
        yield f"- {asked.name} {asked.told}. {_plain(asked.failed)}".rstrip()
    yield from ("", f"*{view.caution}*")


def _plain(text: str) -> str:
    """One line whose signs mean nothing in Markdown."""
    return " ".join(text.split()).translate(SPECIAL)
