"""A mention of skin types in its sentence: what stands round it, and what that tells of it."""

from app.records import Section
from app.tagging import context
from app.tagging import standing_cues as cues
from app.tagging.gates import Gated
from app.tagging.mentions import Mention
from app.tagging.others_work import is_of_earlier_work, names_others
from app.tagging.prose import Prose, Sentence
from app.tagging.refusals import Anchor

CRITERIA = (Section.INCLUSION, Section.ELIGIBILITY)
REACH = 90
"""Characters before a mention in which its people or its negation are looked for."""


class MentionAround:
    """The words before and behind a mention, in small letters."""

    def __init__(
        self, prose: Prose, sentence: Sentence, mention: Mention, opens: int, closes: int
    ) -> None:
        self._document = prose.document
        self._prose = prose
        self._sentence = sentence
        self._section = sentence.segment.section
        self._mention = mention
        here = mention.start - sentence.start
        self._here, self._length = here, mention.end - mention.start
        self._before = sentence.low[:here]
        self._lead = self._before[-REACH:]
        self._clause = sentence.low[opens - sentence.start : closes - sentence.start]
        self._after = sentence.low[mention.end - sentence.start : closes - sentence.start]
        self._part = context.part_of_sentence(sentence.low, here, mention.end - sentence.start)
        if self._part is not None:
            self._lead = self._lead.rpartition("; ")[2]

    def _has(self, cue: Gated) -> bool:
        if self._part is not None:
            return cue.may_stand(self._sentence.marks) and cue.search(self._part) is not None
        return self._sentence.says(cue)

    def _named(self) -> str:
        start, end = self._mention.start, self._mention.end
        return self._sentence.low[start - self._sentence.start : end - self._sentence.start]

    def _names_other_types(self) -> bool:
        """Whether it says "types other than"."""
        return cues.OTHERS.search(self._named()) is not None

    def _excludes_others(self) -> bool:
        shut_out = context.SHUT_OUT_AFTER.search(self._after) is not None
        return shut_out or self._section is Section.EXCLUSION

    def _all_of_people(self) -> bool:
        if self._section in CRITERIA or self._mention.shares:
            return True
        if self._document.is_registration and self._has(context.ELIGIBLE):
            return True
        if cues.ALL_TAKEN.match(self._after) or cues.ALL_WHO.search(self._lead):
            return self._mention.anchor is not Anchor.TYPE
        return False

    def _cites(self) -> bool:
        """Whether it tells of what others did, or the same authors before."""
        if self._has(cues.CITED) and not self._has(context.OWN_WORK):
            return True
        here = self._mention.start - self._sentence.start
        text = self._sentence.text
        if self._part is None and names_others(text[:here], text[here:]):
            return True
        return is_of_earlier_work(self._part or self._sentence.low)

    def _people_before(self) -> bool:
        alone = self._mention.anchor is Anchor.BARE  # "20 mJ in women of type II, 25 in III"
        return context.PEOPLE.search(self._before if alone else self._lead) is not None

    def _tells_of_effects(self) -> bool:
        return bool(context.HARM.search(self._before) or context.EFFECT.search(self._before))

    def _is_past(self) -> bool:
        """Whether somebody took part, verbs of what is still to come left aside."""
        told = cues.TO_COME.sub(" ", self._part or self._sentence.low)
        return context.TOOK_PART.search(told) is not None

    def _taken_up(self) -> bool:
        """The next sentence says of its participants: "Twenty such patients were treated"."""
        following = self._prose.low[self._sentence.end : self._sentence.end + REACH]
        return cues.SUCH_PEOPLE.match(following) is not None
