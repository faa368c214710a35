"""A cell in the words that a person would write."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from app.gapmap.assessed import Assessed, overlapping, total_people
from app.gapmap.depth import depth
from app.gapmap.reasons import may_enrol
from app.gapmap.values import CellKey, Depth, Layer, Reason
from app.gapmap.wording import (
    capitalised,
    counted,
    in_brackets,
    people_in_words,
    subject,
    types_in_words,
)
from app.records import SkinType, Standing
from app.topic import Topic


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
            number = _standing_to_type(content.asked, content.key.fitzpatrick, Standing.EXCLUDED)
            return f"no study; {counted(len(number))} excluded it or had nobody of it"
        case Reason.ELIGIBLE_ONLY:
            return _clause_eligible(content)
        case Reason.NOT_REPORTED | Reason.NEVER_STUDIED:
            return counted(0, content.layers)
        case Reason.ONLY_PLANNED:
            return f"nothing reported yet; {_of_layer(content, Layer.PLANNED)}"
        case Reason.ONLY_PRECLINICAL:
            return f"no study in people; {_of_layer(content, Layer.PRECLINICAL)}"
        case Reason.ONLY_SECONDARY:
            return f"no study of its own; {_of_layer(content, Layer.SECONDARY)}"
        case Reason.ONLY_INDIRECT:
            return f"no study; {_of_layer(content, Layer.INDIRECT)}"
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
    what = "the outcome by type" if content.key.outcome else "any outcome by type"
    reporting = sum(depth(s.study, content.key) is Depth.REPORTED_BY_TYPE for s in content.answer)
    if len(content.answer) == 1:
        return (
            f"it reports {what.replace('any', 'an')}" if reporting else f"it does not report {what}"
        )
    if reporting == 0:
        return f"none reports {what}"
    what = what.replace("any", "an")
    return f"one of them reports {what}" if reporting == 1 else f"{reporting} report {what}"


def _clause_eligible(content: CellContent) -> str:
    eligible = _standing_to_type(
        may_enrol(content.concerned, content.layers), content.key.fitzpatrick, Standing.ELIGIBLE
    )
    planned = [s for s in eligible if s.study.layer is Layer.PLANNED]
    reported = len(eligible) - len(planned)
    clauses = ["no study says that anybody of it took part"]
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


def _when(planned: Sequence[Assessed]) -> str:
    """Status and end where there is one registration to tell of: " (recruiting, ends 2027-03)"."""
    if len(planned) != 1:
        return ""
    study = planned[0].study
    status = study.status.replace("_", " ")
    ends = f"ends {study.ends}" if study.ends else ""
    return in_brackets(", ".join(part for part in (status, ends) if part))


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
    people = in_brackets(people_in_words(total_people(silent, lambda s: s.people)))
    verb = "does" if len(silent) == 1 else "do"
    number = capitalised(counted(len(silent), content.layers))
    return [f"{number}{people} {verb} not report skin type."]


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
    verb = "speaks" if len(naming) == 1 else "speak"
    number = capitalised(counted(len(naming), content.layers))
    return [f"{number} {verb} of other types only."]
