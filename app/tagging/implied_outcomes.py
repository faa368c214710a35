"""Outcomes that no word names: what "efficacy" stands for, and photographs judged as a whole."""

import re
from collections.abc import Sequence

from app.records import Dimension, Tag
from app.tagging import cues
from app.tagging.complaint_roles import BESIDE, NEAR
from app.tagging.document import Document
from app.tagging.evidence_spans import evidence_at, evidence_for
from app.tagging.gates import Gated
from app.tagging.lexicon import WEAK, Hit, Lexicon
from app.tagging.not_effects import is_consent, is_plain_gain
from app.tagging.statements import COUNTED, Part, Statement
from app.tagging.surroundings import is_judged

GLOBAL = "global_improvement"
_WEIGHING = frozenset({cues.MEASURE, cues.CHANGE, cues.EFFICACY})
_VERDICT_WITHIN = 40
_LEADS_TO = " in "
_HARMS_AS_A_WHOLE = "adverse_events"
SATISFACTION = "satisfaction"
_VERDICTS = frozenset({GLOBAL, SATISFACTION})
_PLAINLY_TREATED = frozenset({"indication.title", "indication.condition", "indication.aim"})


_THEMSELVES = r"(?:patients?|subjects?|participants?|volunteers|women)"
_EXPERTS = r"(?:investigators?|physicians?|raters?|dermatologists?|evaluators?|doctors?|observers?|clinicians?|surgeons?|assessors?)"
_SO_MANY = (
    r"(?:\d+(?:\.\d+)?\s?%(?:\s(?:to|and)\s\d+(?:\.\d+)?\s?%)?|\d+|all|most|half|many|nearly all)"
)
_TROUBLES = (
    r"(?:pain|burn|itch|sting|erythema|redness|swelling|o?edema|side|adverse|discomfort|sleep)"
)
_DID_JUDGE = r"(?:rated|judged|assessed|evaluated|graded|scored|called)"
_OWN_JUDGEMENTS = (
    Gated(rf"(?i)\b(?:{_DID_JUDGE}|as seen)\b[^.;]{{0,60}}?\bby\s(?:(?:both|the|and|blinded|independent|treating|evaluating|two|three)\s|{_EXPERTS}(?:,|\sand)?\s){{0,6}}{_THEMSELVES}\b(?!\s(?:with|who|were|in|of)\b)"),
    Gated(rf"(?i)\b{_THEMSELVES}\s(?:and|as well as)\s(?:(?:the|two|three|blinded|independent|treating|evaluating)\s){{0,3}}{_EXPERTS}\s(?:\w+ly\s)?{_DID_JUDGE}\b"),
    Gated(rf"(?i)\b{_EXPERTS}\s(?:and|as well as)\s(?:the\s)?{_THEMSELVES}\s(?:\w+ly\s)?{_DID_JUDGE}\b"),
    Gated(rf"(?i)\bin the opinion of the {_THEMSELVES}\b"),
    Gated(rf"(?i)\b{_THEMSELVES}(?:,|\sand)\s(?:(?:the|treating|and|two|three|blinded|independent|evaluating)\s){{0,5}}(?:{_EXPERTS}|operators?)\b(?:(?!\b(?:was|were|who|had)\b)[^.;]){{0,60}}?\s(?:{_DID_JUDGE}|apply|applied|gave)\b"),
    Gated(rf"(?i)\bimprovement\sby\s(?:[\w-]+,?\s){{0,6}}?and\s(?:study\s|the\s)?{_THEMSELVES}\b"),
    Gated(rf"(?i)\b(?:improvement|results?|effects?|appearance|outcomes?)\s(?:was|were)\s(?:noted|seen|reported|perceived|observed|noticed|called [\w-]+)\sby\s(?:{_SO_MANY}\sof\s)?(?:the\s)?{_THEMSELVES}\b"),
    Gated(rf"(?i){_SO_MANY}\s(?:of\s(?:the\s)?)?{_THEMSELVES}\b[^.;]{{0,40}}?\s(?:called|considered|perceived|saw|thought|regarded|deemed|reported|noticed)\s(?:(?!no\b|{_TROUBLES})[\w,-]+\s){{0,6}}?improve\w*\b"),
    Gated(rf"(?i)\b{_THEMSELVES}\s(?:\w+ly\s)?found\s(?:[\w-]+\s){{0,2}}?(?:no difference between|equally effective|(?:more|less) effective|better)\b"),
    Gated(rf"(?i)\b{_THEMSELVES}\s(?:(?:{_DID_JUDGE}|judge|assess|evaluate|rate)\s(?:for\s)?(?:[\w-]+\s){{0,4}}?themselves\b)"),
    Gated(r"(?i)\b(?:patient|subject|participant)(?:'s|\u2019s|s'|s\u2019|\*s)?\s(?:own\s)?(?:global assessment|subjective scores?|self-?assessment)"),
    Gated(r"(?i)\bquestionnaires?\s(?:asked|ask|asking)\b[^.;]{0,60}\b(?:cosmetic|aesthetic)\s(?:outcome|result|appearance|effect)"),
    Gated(rf"(?i)\bimprovement\s(?:was|averaged|of)\s[\d.]+\s(?:of \d+\s)?by\s(?:the\s)?{_THEMSELVES}\b"),
)  # fmt: skip
"""One by one: each is tried only where its own words stand."""
_WHAT_IS_JUDGED = re.compile(
    r"(?i)\b(?:improve\w*|GAIS|aesthetic|efficacy|appearance|response|clinical outcome|results? of treatment|better|effects?|outcome|no difference|global assessment|subjective|fewer|score)\b"
)
_DEGREE = r"(?:poor|minimal|slight|mild|fair|moderate|significant|marked|good|excellent|great)"
_JUDGED_IMPROVEMENTS = (
    Gated(rf"(?i)\b{_EXPERTS}\b(?:\sand\s(?:the\s)?{_THEMSELVES})?\s(?:\w+ly\s)?{_DID_JUDGE}\s(?:the\s)?(?:clinical\s|overall\s|cosmetic\s|degree of\s)*improvement\b(?!\s(?:of|in)\s(?:the\s)?(?!patients|subjects|\d)\w)"),
    Gated(rf"(?i)(?<!pain )\bimprovement was {_DEGREE}(?:\s(?:to|or|and)\s{_DEGREE})?\sin\s(?:\d|all|most|half|many)"),
    Gated(rf"(?i)\bin\s\d+(?:\.\d+)?\s?%\s(?:of (?:the )?{_THEMSELVES}\s)?the improvement was {_DEGREE}\b"),
    Gated(rf"(?i)\b{_EXPERTS}\s{_DID_JUDGE}\sthe improvement {_DEGREE}\b"),
)  # fmt: skip
_NOT_A_VERDICT = re.compile(r"(?i)\b(?:pain|discomfort|itch\w*|comfort|tolera\w+)\b")


def _first_of(patterns: Sequence[Gated], statement: Statement, text: str) -> re.Match[str] | None:
    found = (statement.find(pattern, text) for pattern in patterns)
    return next((match for match in found if match), None)


class ImpliedOutcomes:
    """Reads one document for them; `treated` are its indications."""

    def __init__(self, document: Document, lexicon: Lexicon, treated: Sequence[Tag]) -> None:
        self.document = document
        self.lexicon = lexicon
        self.treated = treated

    def implied(self, stated: Sequence[Statement], found: dict[str, Tag]) -> list[Tag]:
        """What "efficacy" or "the response" stands for by what is treated, and the people's verdict.

        A study of a scar treatment that aims at "efficacy" measures the scar.
        """
        own = self._judged_by_people(stated) if SATISFACTION not in found else None
        tags = [own] if own else []
        if GLOBAL not in found and (others := self._judged_by_others(stated)):
            tags.append(others)
        plain = [t for t in self.treated if t.rule in _PLAINLY_TREATED] or [
            t for t in self.treated if t.rule != "indication.criterion"
        ]
        wanted = {self.lexicon.efficacy.get(t.value, "") for t in plain} - {""}
        several = len(wanted) > 1
        for outcome in sorted(wanted):
            if outcome in found or (GLOBAL in found and not self.document.is_registration):
                continue
            for statement in stated:
                cue = self._efficacy_cue(statement, told=outcome == GLOBAL)
                if cue is not None and several and cue.meaning.value == cues.RESPONSE:
                    break
                if cue is not None:
                    evidence = evidence_for(self.document, statement, cue)
                    tags.append(
                        Tag(
                            dimension=Dimension.OUTCOME,
                            value=outcome,
                            evidence=evidence,
                            rule="outcome.efficacy_of_treatment",
                        )
                    )
                    break
        return tags

    def judged_as_a_whole(self, stated: Sequence[Statement]) -> tuple[Statement, Hit] | None:
        """Photographs or an assessor's verdict, where no effect of its own name is measured."""
        for statement in stated:
            if statement.part not in COUNTED or statement.part is Part.TITLE:
                continue
            if statement.said.isdisjoint(_WEIGHING) or is_consent(self.document, statement):
                continue
            for hit in statement.of("outcome"):
                weak = hit.meaning.value == GLOBAL and hit.meaning.strength == WEAK
                if weak and self._is_of_others(statement, hit):
                    return statement, hit
        return None

    def _judged_by_people(self, stated: Sequence[Statement]) -> Tag | None:
        """Improvement that those treated judged too: "rated by investigators and patients"."""
        for statement in stated:
            if statement.part not in COUNTED or statement.part is Part.TITLE:
                continue
            own = _first_of(_OWN_JUDGEMENTS, statement, self.document.text)
            if own is None:
                continue
            text = self.document.text[statement.start : statement.end]
            if _WHAT_IS_JUDGED.search(text) and not _NOT_A_VERDICT.search(own.group()):
                return Tag(
                    dimension=Dimension.OUTCOME,
                    value=SATISFACTION,
                    evidence=evidence_at(self.document, statement, *own.span()),
                    rule="outcome.judged_by_participants",
                )
        return None

    def _judged_by_others(self, stated: Sequence[Statement]) -> Tag | None:
        """Improvement as such, whatever else was measured: "two dermatologists graded improvement"."""
        for statement in stated:
            if statement.part not in COUNTED or statement.part is Part.TITLE:
                continue
            told = _first_of(_JUDGED_IMPROVEMENTS, statement, self.document.text)
            if told is not None:
                return Tag(
                    dimension=Dimension.OUTCOME,
                    value=GLOBAL,
                    evidence=evidence_at(self.document, statement, *told.span()),
                    rule="outcome.judged_by_others",
                )
        return None

    def _is_of_others(self, statement: Statement, hit: Hit) -> bool:
        """Judged by somebody, not by the people themselves, and not for a harm named before."""
        if not is_judged(self.document, statement, hit):
            return False
        if any(
            self.lexicon.kind[other.meaning.value] == "safety"
            and not other.meaning.strength
            and 0 <= hit.start - other.end <= BESIDE
            for other in statement.of("outcome")
        ):
            return False
        return not any(
            other.meaning.value == SATISFACTION
            and other.start <= hit.end
            and hit.start - other.end <= 1
            for other in statement.of("outcome")
        )

    def _is_verdict(self, statement: Statement, cue: Hit) -> bool:
        """Whether a response is a verdict named beside it: "responses by the subject's own scale"."""
        if cue.meaning.value != cues.RESPONSE:
            return False
        for hit in statement.of("outcome"):
            first, last = min(hit.end, cue.end), max(hit.start, cue.start)
            near = last - first <= _VERDICT_WITHIN and ";" not in self.document.text[first:last]
            if hit.meaning.value == GLOBAL and hit.meaning.strength == WEAK and not last > first:
                continue
            if hit.meaning.value in _VERDICTS and near:
                return not is_plain_gain(self.document, statement, hit)
        return False

    def _tells_of_no_response(self, cue: Hit) -> bool:
        """The "RESULTS" or "Results:" over a paragraph, and the verb of "did not result in"."""
        text = self.document.text
        word, behind = text[cue.start : cue.end], text[cue.end : cue.end + len(_LEADS_TO)]
        if word.casefold() == "results" and (word.isupper() or behind[:1] == ":"):
            return True
        return word == "result" and behind == _LEADS_TO

    def _efficacy_cue(self, statement: Statement, *, told: bool) -> Hit | None:
        """The word of efficacy or response, unless it tells how a harm went by.

        `told`: a response that people had, not an aim of efficacy.
        """
        wanted = set() if told else {cues.EFFICACY}
        if statement.part is Part.OWN and not self.document.is_registration:
            wanted.add(cues.RESPONSE)
        if statement.part not in COUNTED:
            return None
        treated = {tag.value for tag in self.treated}
        harms = [
            hit
            for hit in statement.of("outcome")
            if self.lexicon.kind[hit.meaning.value] == "safety"
            and not (
                hit.meaning.strength and self.lexicon.complaint_of[hit.meaning.value] & treated
            )
        ]
        for cue in statement.cues:
            if cue.meaning.value not in wanted or self._is_verdict(statement, cue):
                continue
            if self._tells_of_no_response(cue):
                continue
            if told and any(0 <= cue.start - hit.end <= NEAR for hit in statement.of("outcome")):
                continue
            named = cue.meaning.value == cues.EFFICACY
            if not any(
                0 <= cue.start - harm.end <= BESIDE
                for harm in harms
                if not (named and harm.meaning.value == _HARMS_AS_A_WHOLE)
            ):
                return cue
        return None
