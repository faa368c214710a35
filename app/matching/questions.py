"""What a person is asked: two reports that may be one, two studies that may be one."""

from dataclasses import dataclass
from enum import StrEnum

from app.matching.public_ids import question_id_of
from app.matching.values import MatchAnswer, MatchLayer


class AskingRule(StrEnum):
    """Why a person is asked; in the order in which questions are worth an answer."""

    ONE_IDENTIFIER = "one-identifier"
    """A DOI, PMID or PMCID stands on two reports that are wholly different."""
    LEFT_APART = "left-apart"
    """A rule would join two records; others of the same reports contradict each other."""
    ALIKE = "alike"
    """Nearly the same title by people who can be the same, and something speaks against it."""
    MAY_OVERLAP = "may-overlap"
    """A source says, or numbers show, that the same people may be in both studies."""
    TWO_NUMBERS = "two-numbers"
    """The same title by the same people under two numbers of one kind: reported twice."""
    OTHER_KIND = "other-kind"
    """The same title by the same people, as an abstract and as an article."""
    NAMED = "named"
    """A table, or a review, gives the number under which the other is registered."""
    SAME_PEOPLE = "same-people"
    """The same authors, or one site, with the same number of people at the same time."""


LAYER_OF = {
    AskingRule.ONE_IDENTIFIER: MatchLayer.REPORT,
    AskingRule.LEFT_APART: MatchLayer.REPORT,
    AskingRule.ALIKE: MatchLayer.REPORT,
    AskingRule.MAY_OVERLAP: MatchLayer.STUDY,
    AskingRule.TWO_NUMBERS: MatchLayer.STUDY,
    AskingRule.OTHER_KIND: MatchLayer.STUDY,
    AskingRule.NAMED: MatchLayer.STUDY,
    AskingRule.SAME_PEOPLE: MatchLayer.STUDY,
}
"""Whether a rule asks about one report or about one study."""

ANSWERS_TO = {
    MatchLayer.REPORT: (MatchAnswer.JOIN, MatchAnswer.SPLIT, MatchAnswer.LINK, MatchAnswer.UNLINK),
    MatchLayer.STUDY: (
        MatchAnswer.LINK,
        MatchAnswer.UNLINK,
        MatchAnswer.SAME_PEOPLE,
        MatchAnswer.OTHER_PEOPLE,
    ),
}
"""What closes a question: who says what studies two reports belong to says that they are two."""

RANK = {rule: place for place, rule in enumerate(AskingRule)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchQuestion:
    """Two records, each for its report, in the order of their keys, and why a person is asked."""

    one: str
    other: str
    rule: AskingRule
    because: str
    """What speaks for it."""
    against: str
    """What speaks against it; empty where nothing is known to."""

    @property
    def id(self) -> str:
        """Its name: the same for the same records, rule and values, whatever came first."""
        return question_id_of(self.one, self.other, self.rule, self.because, self.against)

    @property
    def layer(self) -> MatchLayer:
        """Whether it asks about one report or about one study."""
        return LAYER_OF[self.rule]

    @property
    def answers(self) -> tuple[MatchAnswer, ...]:
        """What can be said to it."""
        return ANSWERS_TO[self.layer]

    @property
    def rank(self) -> int:
        """Its place among the rules: the lowest is answered first."""
        return RANK[self.rule]


def question_about(
    one: str, other: str, rule: AskingRule, because: str, against: str
) -> MatchQuestion:
    """A question about two records in whatever order."""
    first, second = sorted((one, other))
    return MatchQuestion(one=first, other=second, rule=rule, because=because, against=against)
