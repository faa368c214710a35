"""Which of a document's statements of skin types speak, and which a weightier one makes needless."""

import re
from collections.abc import Iterable, Sequence

from app.records import Participants, Section, Standing
from app.tagging import context
from app.tagging.characters import matches_at
from app.tagging.percentages import percent_of
from app.tagging.prose import Prose
from app.tagging.refusals import Anchor
from app.tagging.tables import TableReading
from app.tagging.type_statements import Statement, Weight
from app.tagging.whole_group import contradicting

Silenced = list[tuple[Statement, str]]
"""Statements that do not speak, each with its reason."""


def weighed(
    prose: Prose,
    statements: Sequence[Statement],
    people: Participants | None,
    tables: Sequence[TableReading],
) -> tuple[list[Statement], Silenced]:
    """Leave out what a weightier statement makes needless: a title, an aim, a conclusion."""
    counting = [s for s in statements if s.standing is not None]
    firm = [
        s for s in counting if s.weight is Weight.ENROLMENT and s.standing is not Standing.EXCLUDED
    ]
    spoken = _has_scale(s for s in statements if not s.mention.refused) or names_scale(prose.low)
    silenced: Silenced = []
    kept: list[Statement] = []
    trusted = _tells_of_people(prose, people)
    told = bool(tables) or (bool(firm) and not _tell_of_a_part(firm))
    others = contradicting(prose, statements, people)
    light = set(_light(counting, firm=told, trusted=trusted))
    for statement in counting:
        if statement in others:
            silenced.append((statement, "not among the types that all participants had"))
        elif _is_too_few(statement, people):
            silenced.append((statement, "so many of each of all types are not the participants"))
        elif not spoken and statement.mention.anchor in _NO_SCALE:
            silenced.append((statement, "no skin-type scale is named in the document"))
        elif statement.weight in (Weight.ENROLMENT, Weight.RESULT) or statement in light:
            kept.append(statement)
        else:
            silenced.append(
                (statement, "a weightier statement speaks, or none of own participants")
            )
    return kept, silenced


_NEARLY_ALL = 97.0
"""Rounded percentages of all people add up to at least so much."""


def _tell_of_a_part(firm: Sequence[Statement]) -> bool:
    """As in "94% had type IV" alone: what the title names beside it still holds."""
    shares = [share for s in firm for share in s.mention.shares]
    if not shares or any(share.people is not None or not share.percent for share in shares):
        return False
    everyone = {s.mention for s in firm} == {s.mention for s in firm if s.mention.shares}
    return everyone and sum(percent_of(share) for share in shares) < _NEARLY_ALL


def _is_too_few(statement: Statement, people: Participants | None) -> bool:
    """Ten "of each skin type" are of all six only where sixty took part."""
    shares = statement.mention.shares if statement.mention.form == "all" else ()
    counted = sum(share.people or 0 for share in shares)
    return bool(shares) and (people is None or counted != people.people)


_NO_SCALE = (Anchor.TYPE, Anchor.BARE, Anchor.ABBREVIATION)
"""Anchors that need the scale to be named elsewhere: SPT is a skin prick test too."""


def _has_scale(statements: Iterable[Statement]) -> bool:
    return any(s.mention.anchor not in _NO_SCALE for s in statements)


_NAMED_SCALE = re.compile(
    r"fitzpatrick(?:'s)?\s(?:\w+\s){0,2}(?:skin|photo|types?\b)|photo[\s-]?types?"
    r"|\bfitzpatrick(?:'s)?\sscale\b|\b(?:by|according\sto)\sskin\stypes?\b|\b(?:f?spts?|fpts?)\s\(?[iv]{1,3}\s?(?:-|/|,|to|and|or)\s?[iv]{1,3}\b"
    r"|\bskin\s(?:colou?r|tone|complexion)\s?[(,:]\s?(?:(?:by|after|according\sto)\s)?fitzpatrick\b"
)


_SCALE_OPENINGS = ("skin", "fitzpatrick", "photo", "by", "according", "fspt", "spt", "fpt")
_FST = re.compile(r"\bfsts?\b")
_OTHER_FST = re.compile(
    r"\bswim|\bdepress|schizo|\brats?\b|\bmice\b|follistatin|fixation index|genom"
)
"""Where FST is a forced swim test, follistatin or a fixation index."""


def names_scale(low: str) -> bool:
    """Whether the scale is named anywhere; FST is one unless it is something else."""
    if matches_at(_NAMED_SCALE, _SCALE_OPENINGS, low):
        return True
    return matches_at(_FST, ("fst",), low) and _OTHER_FST.search(low) is None


def _light(statements: Sequence[Statement], *, firm: bool, trusted: bool) -> list[Statement]:
    """The lighter statements that may speak: only the heaviest kind there is."""
    if firm or not trusted:
        return []
    for weight in (Weight.AIM, Weight.GAP, Weight.CONCLUSION):
        found = [s for s in statements if s.weight is weight]
        if found:
            return found
    return []


_PEOPLE_PAST = re.compile(
    rf"{context.PEOPLE.pattern}[^.;]{{0,80}}?\b(?:were|was|had|received|underwent|completed|evaluated|showed|presented|reported)\b"
)


_TITLE_PEOPLE = re.compile(
    rf"\b(?:in|of)\s(?:[\w-]+\s){{0,3}}{context.PEOPLE.pattern}\s(?:with|of|having)\s(?:fitzpatrick|skin|photo|fst)"
)
"""As in "of Filipino women with skin types IV-V"."""


def _tells_of_people(prose: Prose, people: Participants | None) -> bool:
    if people is not None or prose.document.is_registration:
        return True
    titles = [s.segment for s in prose.segments if s.segment.section is Section.TITLE]
    if any(_TITLE_PEOPLE.search(prose.low, t.start, t.end) for t in titles):
        return True
    own = [s.segment for s in prose.segments if s.segment.section is not Section.TITLE]
    return any(_PEOPLE_PAST.search(prose.low, s.start, s.end) for s in own)
