"""A cell in the words that a person would write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from app.gapmap.assessed import Assessed, overlapping, total_people
from app.gapmap.depth import depth
from app.gapmap.reasons import may_enrol
from app.gapmap.registrations import state_of
from app.gapmap.values import CellKey, Depth, Layer, Reason, TrialState
from app.gapmap.wording import (
    capitalised,
    counted,
    in_brackets,
    people_in_words,
    subject,
    types_in_words,
)
from app.records import Extent, SkinType, Standing
from app.topic import Topic

STOPPED_WORD = "stopped or of unknown status"
NO_SUCH_STUDY = "no study says that it treated this type"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContent:
    """What a cell's sentence is made from; `concerned` are all studies of the cell, any layer."""

    key: CellKey
    layers: tuple[Layer, ...]
    reason: Reason
    concerned: Sequence[Assessed]
    asked: Sequence[Assessed]
    """Of the layers asked for."""
    answer: Sequence[Assessed]
    """Of these, the ones of the cell's skin type."""
    searched: bool = True
    """Whether any source was ever asked."""


def cell_sentence(content: CellContent, topic: Topic) -> str:
    """A few short sentences: what there is, what it lacks, and who says nothing."""
    first = f"{subject(content.key, topic)}: {main_clause(content)}."
    further = (*_about_overlap(content), *_about_silence(content), *_about_other_types(content))
    return " ".join([first, *further])


def main_clause(content: CellContent) -> str:
    """What the cell holds, or why it is empty, without its subject."""
    if content.key.fitzpatrick is None and content.answer:
        return _clause_over_types(content)
    match content.reason:
        case Reason.STUDIED:
            return _clause_studied(content)
        case Reason.EXCLUDED:
            return _clause_excluded(content)
        case Reason.ELIGIBLE_ONLY:
            return _clause_eligible(content)
        case Reason.NOT_REPORTED | Reason.ABSTRACT_ONLY:
            return NO_SUCH_STUDY
        case Reason.NEVER_STUDIED:
            return f"{counted(0, content.layers)} was found"
        case Reason.NEVER_SEARCHED:
            return "nobody has searched for it yet"
        case Reason.ONLY_PLANNED:
            return f"nothing is reported yet; {_of_layer(content, Layer.PLANNED)}"
        case Reason.ONLY_STOPPED:
            return f"no study was found; {_stopped(content)}"
        case Reason.ONLY_PRECLINICAL:
            return f"no study in people was found; {_of_layer(content, Layer.PRECLINICAL)}"
        case Reason.ONLY_SECONDARY:
            return f"no primary study was found; {_reviews(content)}"
        case Reason.ONLY_INDIRECT:
            return f"no study was found; {_of_layer(content, Layer.INDIRECT)}"
        case _:
            assert_never(content.reason)


def _clause_studied(content: CellContent) -> str:
    skin_type = content.key.fitzpatrick
    people = total_people(content.answer, lambda s: s.of_type(skin_type))
    total = total_people(content.answer, lambda s: s.people)
    of_type = f"treated type {skin_type.name}" if skin_type else "treated people"
    words = in_brackets(people_in_words(people, total))
    number = counted(len(content.answer), content.layers)
    return f"{number} {of_type}{words}; {_by_type_clause(content)}"


def _by_type_clause(content: CellContent) -> str:
    what = "it" if content.key.outcome else "any outcome"
    reporting = sum(depth(s.study, content.key) is Depth.REPORTED_BY_TYPE for s in content.answer)
    if reporting == 0:
        return f"none reports {what} by type"
    what = what.replace("any", "an")
    if len(content.answer) == 1:
        return f"the study reports {what} by type"
    if reporting == 1:
        return f"one of them reports {what} by type"
    return f"{reporting} of them report {what} by type"


def _clause_excluded(content: CellContent) -> str:
    excluding = _standing_to_type(content.asked, content.key.fitzpatrick, Standing.EXCLUDED)
    return f"no study treated this type; {counted(len(excluding))} excluded it or had nobody of it"


def _clause_eligible(content: CellContent) -> str:
    eligible = _standing_to_type(
        may_enrol(content.concerned, content.layers), content.key.fitzpatrick, Standing.ELIGIBLE
    )
    planned = [s for s in eligible if s.study.layer is Layer.PLANNED]
    reported = len(eligible) - len(planned)
    clauses = ["nobody of this type is said to have taken part"]
    if reported:
        verb = "lists" if reported == 1 else "list"
        clauses.append(f"{counted(reported)} {verb} it as eligible")
    if planned:
        verb = "plans" if len(planned) == 1 else "plan"
        clauses.append(
            f"{counted(len(planned), (Layer.PLANNED,))}{_when(planned)} {verb} to enrol it"
        )
    return "; ".join(clauses)


def _clause_over_types(content: CellContent) -> str:
    people = total_people(content.answer, lambda s: s.people)
    types = {t for s in content.answer for t in SkinType if s.standing[t] is Standing.STUDIED}
    words = in_brackets(people_in_words(people))
    clauses = [f"{counted(len(content.answer), content.layers)}{words}"]
    if types:
        clauses.append(f"people of {types_in_words(types)} were treated")
        clauses.append(_by_type_clause(content))
    return "; ".join(clauses)


def _of_layer(content: CellContent, layer: Layer) -> str:
    of_layer = [s for s in content.concerned if s.study.layer is layer]
    return counted(len(of_layer), (layer,)) + (_when(of_layer) if layer is Layer.PLANNED else "")


def _reviews(content: CellContent) -> str:
    number = sum(s.study.layer is Layer.SECONDARY for s in content.concerned)
    return f"{counted(number, (Layer.SECONDARY,))} {'speaks' if number == 1 else 'speak'} of it"


def _stopped(content: CellContent) -> str:
    """A registration that will not report: how many, and what the registry says of one."""
    planned = [s for s in content.concerned if s.study.layer is Layer.PLANNED]
    if len(planned) > 1:
        return f"{counted(len(planned), (Layer.PLANNED,))} are {STOPPED_WORD}"
    [only] = planned
    word = only.study.status.replace("_", " ").lower()
    unknown = state_of(only.study) is TrialState.UNKNOWN
    told = "is of unknown status" if unknown else f"was {word}"
    return f"{counted(1, (Layer.PLANNED,))} {told}"


def _when(planned: Sequence[Assessed]) -> str:
    """Number, status and end of one registration: " (NCT01234567, recruiting, to end 2027-03)"."""
    if len(planned) != 1:
        return ""
    study = planned[0].study
    status = study.status.replace("_", " ").lower()
    ends = f"to end {study.ends}" if study.ends else ""
    parts = (*study.registrations[:1], status, ends)
    return in_brackets(", ".join(part for part in parts if part))


def _standing_to_type(
    studies: Sequence[Assessed], skin_type: SkinType | None, standing: Standing
) -> list[Assessed]:
    return [s for s in studies if skin_type and s.standing[skin_type] is standing]


def _about_overlap(content: CellContent) -> list[str]:
    together = sum(len(group) for group in overlapping(content.answer) if len(group) > 1)
    if together == 0:
        return []
    which = "These studies" if together == len(content.answer) else f"{together} of these studies"
    return [f"{which} may hold the same people."]


def _about_silence(content: CellContent) -> list[str]:
    silent = [s for s in content.asked if s.silent]
    if not silent:
        return []
    unread = read_in_words(silent)
    if content.key.fitzpatrick is None and len(silent) == len(content.answer):
        who = "It does not report" if len(silent) == 1 else "None of them reports"
        return [f"{who} skin type{unread}."]
    people = in_brackets(people_in_words(total_people(silent, lambda s: s.people)))
    verb = "does" if len(silent) == 1 else "do"
    number = capitalised(counted(len(silent), content.layers))
    return [f"{number}{people} {verb} not report skin type{unread}."]


def read_in_words(silent: Sequence[Assessed]) -> str:
    """How many of silent studies were not read in full: their full text may speak."""
    unread = sum(
        s.study.extent is not Extent.FULL_TEXT and s.study.layer is not Layer.PLANNED
        for s in silent
    )
    if unread == 0:
        return ""
    if unread < len(silent):
        return f"; {unread} of these {'was' if unread == 1 else 'were'} not read in full"
    return "; its full text was not read" if unread == 1 else "; none of these was read in full"


def _about_other_types(content: CellContent) -> list[str]:
    """Studies that name skin types and leave this one out: silent about it, not excluding it."""
    skin_type = content.key.fitzpatrick
    naming = [
        s
        for s in content.asked
        if skin_type and not s.silent and s.standing[skin_type] is Standing.NOT_REPORTED
    ]
    if not naming or content.answer:
        return []
    verb = "names" if len(naming) == 1 else "name"
    number = capitalised(counted(len(naming), content.layers))
    return [f"{number} {verb} other types only."]
