"""A cell in the words that a person would write."""

from typing import assert_never

from app.gapmap.content import CellContent, Stances, number
from app.gapmap.stances import may_enrol
from app.gapmap.values import Depth, Layer, Reason, TrialState
from app.gapmap.wording import (
    capitalised,
    counted,
    in_brackets,
    people_in_words,
    subject,
    types_in_words,
)
from app.records import Standing
from app.topic import Topic

STOPPED_WORD = "stopped or of unknown status"
NO_SUCH_STUDY = "no study says that it treated this type"


def cell_sentence(content: CellContent, topic: Topic) -> str:
    """A few short sentences: what there is, what it lacks, and who says nothing."""
    first = f"{subject(content.key, topic)}: {main_clause(content)}."
    further = (*_about_overlap(content), *_about_silence(content), *_about_other_types(content))
    return " ".join([first, *further])


def main_clause(content: CellContent) -> str:
    """What the cell holds, or why it is empty, without its subject."""
    if content.key.fitzpatrick is None and content.asked:
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
    of_type = f"treated type {skin_type.name}" if skin_type else "treated people"
    answer = content.answer
    words = in_brackets(people_in_words(answer.of_type, answer.people))
    studies = counted(number(content.answering), content.layers)
    return f"{studies} {of_type}{words}; {_by_type_clause(content)}"


def _by_type_clause(content: CellContent) -> str:
    what = "it" if content.key.outcome else "any outcome"
    answering = content.answering
    reporting = number({s: n for s, n in answering.items() if s.rung is Depth.REPORTED_BY_TYPE})
    if reporting == 0:
        return f"none reports {what} by type"
    what = what.replace("any", "an")
    if number(answering) == 1:
        return f"the study reports {what} by type"
    if reporting == 1:
        return f"one of them reports {what} by type"
    return f"{reporting} of them report {what} by type"


def _clause_excluded(content: CellContent) -> str:
    excluding = number(_standing(content.asked, Standing.EXCLUDED))
    return f"no study treated this type; {counted(excluding)} excluded it or had nobody of it"


def _clause_eligible(content: CellContent) -> str:
    enrolling = {s: n for s, n in content.concerned.items() if may_enrol(s, content.layers)}
    eligible = _standing(enrolling, Standing.ELIGIBLE)
    planned = _in_layer(eligible, Layer.PLANNED)
    reported = number(eligible) - number(planned)
    clauses = ["nobody of this type is said to have taken part"]
    if reported:
        verb = "lists" if reported == 1 else "list"
        clauses.append(f"{counted(reported)} {verb} it as eligible")
    if planned:
        verb = "plans" if number(planned) == 1 else "plan"
        registered = counted(number(planned), (Layer.PLANNED,))
        clauses.append(f"{registered}{_when(content, planned)} {verb} to enrol it")
    return "; ".join(clauses)


def _clause_over_types(content: CellContent) -> str:
    treated = [t for t, inside in content.inside.items() if inside.answering]
    words = in_brackets(people_in_words(content.answer.people))
    clauses = [f"{counted(number(content.asked), content.layers)}{words}"]
    if treated:
        clauses.append(f"people of {types_in_words(treated)} were treated")
        clauses.append(_by_type_clause(content))
    return "; ".join(clauses)


def _of_layer(content: CellContent, layer: Layer) -> str:
    of_layer = _in_layer(content.concerned, layer)
    when = _when(content, of_layer) if layer is Layer.PLANNED else ""
    return counted(number(of_layer), (layer,)) + when


def _reviews(content: CellContent) -> str:
    reviews = number(_in_layer(content.concerned, Layer.SECONDARY))
    return f"{counted(reviews, (Layer.SECONDARY,))} {'speaks' if reviews == 1 else 'speak'} of it"


def _stopped(content: CellContent) -> str:
    """A registration that will not report: how many, and what the registry says of one."""
    planned = _in_layer(content.concerned, Layer.PLANNED)
    if number(planned) > 1:
        return f"{counted(number(planned), (Layer.PLANNED,))} are {STOPPED_WORD}"
    [only] = planned
    word = content.alone[only].status.replace("_", " ").lower()
    unknown = only.state is TrialState.UNKNOWN
    told = "is of unknown status" if unknown else f"was {word}"
    return f"{counted(1, (Layer.PLANNED,))} {told}"


def _when(content: CellContent, planned: Stances) -> str:
    """Number, status and end of one registration: " (NCT01234567, recruiting, to end 2027-03)"."""
    if number(planned) != 1:
        return ""
    [only] = planned
    study = content.alone[only]
    status = study.status.replace("_", " ").lower()
    ends = f"to end {study.ends}" if study.ends else ""
    parts = (*study.registrations[:1], status, ends)
    return in_brackets(", ".join(part for part in parts if part))


def _in_layer(stances: Stances, layer: Layer) -> Stances:
    return {s: n for s, n in stances.items() if s.layer is layer}


def _standing(stances: Stances, standing: Standing) -> Stances:
    return {s: n for s, n in stances.items() if s.standing is standing}


def _about_overlap(content: CellContent) -> list[str]:
    together = content.answer.together
    if together == 0:
        return []
    whole = together == number(content.answering)
    which = "These studies" if whole else f"{together} of these studies"
    return [f"{which} may hold the same people."]


def _about_silence(content: CellContent) -> list[str]:
    silent = _silent(content.asked)
    studies = number(silent)
    if studies == 0:
        return []
    unread = read_in_words(silent)
    if content.key.fitzpatrick is None and studies == number(content.asked):
        who = "It does not report" if studies == 1 else "None of them reports"
        return [f"{who} skin type{unread}."]
    people = in_brackets(people_in_words(content.silent))
    verb = "does" if studies == 1 else "do"
    who = capitalised(counted(studies, content.layers))
    return [f"{who}{people} {verb} not report skin type{unread}."]


def _silent(stances: Stances) -> Stances:
    return {s: n for s, n in stances.items() if s.silent}


def read_in_words(silent: Stances) -> str:
    """How many of silent studies were not read in full: their full text may speak."""
    unread = number({s: n for s, n in silent.items() if not s.is_whole})
    if unread == 0:
        return ""
    if unread < number(silent):
        return f"; {unread} of these {'was' if unread == 1 else 'were'} not read in full"
    return "; its full text was not read" if unread == 1 else "; none of these was read in full"


def _about_other_types(content: CellContent) -> list[str]:
    """Studies that name skin types and leave this one out: silent about it, not excluding it."""
    if content.key.fitzpatrick is None or content.answering:
        return []
    unnamed = _standing(content.asked, Standing.NOT_REPORTED)
    naming = number({s: n for s, n in unnamed.items() if not s.silent})
    if not naming:
        return []
    verb = "names" if naming == 1 else "name"
    return [f"{capitalised(counted(naming, content.layers))} {verb} other types only."]
