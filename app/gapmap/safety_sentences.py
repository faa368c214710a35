"""What is known of a harm in one skin type, in the words that a person would write."""

from collections.abc import Sequence
from typing import assert_never

from app.gapmap.safety_values import PooledRate, StudyRate, TypeSafety, WhyNoRate
from app.gapmap.values import Bounds, CellKey
from app.gapmap.wording import counted, people_in_words, subject, types_in_words
from app.records import SkinType
from app.topic import Topic


def type_sentence(found: TypeSafety, topic: Topic) -> str:
    """The rate, or why none can be given; what several studies give stays apart."""
    about = subject(CellKey(found.fitzpatrick, outcome=found.outcome), topic)
    if found.rates:
        parts = [_of_rates(found), *(pooled_sentence(one, topic) for one in found.pooled)]
        return f"{about}: {' '.join(parts)}"
    if found.fitzpatrick is None:
        return f"{about}: no rate can be given. No study says how many people of how many had it."
    return f"{about}: no rate can be given. {_why_none(found, found.fitzpatrick)}"


def pooled_sentence(pooled: PooledRate, topic: Topic) -> str:
    """The pooled figure, named as that, with what was added up."""
    design = topic.label("design", pooled.design).lower()
    return (
        f"Pooled, people of {len(pooled.study_ids)} studies of one design added up "
        f"({design}): {pooled.rate.sentence}."
    )


def why_clause(why: WhyNoRate, skin_type: SkinType, people: Bounds, participants: Bounds) -> str:
    """Why one study that treated the type gives no rate, without its subject."""
    words = people_in_words(people, participants)
    treated = f"treated {words or 'people'} of type {skin_type.name}"
    match why:
        case WhyNoRate.NOT_BY_TYPE:
            return f"{treated} and gives no result for type {skin_type.name} alone"
        case WhyNoRate.NO_NUMBERS:
            return f"{treated} and reports this by type without both events and people"
        case WhyNoRate.NOT_PEOPLE:
            return f"{treated} and counts more than that: sides, lesions or sessions, not people"
        case _:
            assert_never(why)


def whose(rate: StudyRate, skin_type: SkinType | None) -> str:
    """Whose rate a result gives: "type V", "types V and VI together", "all, types not reported"."""
    if not rate.types:
        if not rate.mix:
            return "all people; skin type not reported"
        return f"all people, {types_in_words(rate.mix)} together"
    if len(rate.types) == 1:
        return types_in_words(rate.types)
    alone = f"; nothing of type {skin_type.name} alone" if skin_type else ""
    return f"{types_in_words(rate.types)} together{alone}"


def _of_rates(found: TypeSafety) -> str:
    """One rate in full; of several only how many there are, for each stands for itself."""
    studies = {rate.public_id for rate in found.rates}
    if len(found.rates) == 1:
        [only] = found.rates
        apart = found.fitzpatrick is not None and only.types != (found.fitzpatrick,)
        group = f"{whose(only, found.fitzpatrick)}, " if apart else ""
        split = " (sides of the same people)" if only.within_person else ""
        return f"{group}{only.rate.sentence}{split}."
    what = "rates of all people together" if found.fitzpatrick is None else "rates by type"
    return f"{len(found.rates)} {what} from {counted(len(studies))}, each for itself."


def _why_none(found: TypeSafety, skin_type: SkinType) -> str:
    if not found.without:
        return f"No study is known to have treated type {skin_type.name} and looked for it."
    if len(found.without) == 1:
        return f"One study {found.without[0].clause}."
    return f"{len(found.without)} studies treated the type and looked for it{_reasons(found, skin_type)}."


def _reasons(found: TypeSafety, skin_type: SkinType) -> str:
    whys: Sequence[WhyNoRate] = [one.why for one in found.without]
    words = {
        WhyNoRate.NOT_BY_TYPE: f"give no result for type {skin_type.name} alone",
        WhyNoRate.NO_NUMBERS: "give no numbers",
        WhyNoRate.NOT_PEOPLE: "count sides, lesions or sessions",
    }
    told = [(whys.count(why), word) for why, word in words.items() if why in whys]
    if len(told) == 1:
        return f"; they {told[0][1]}"
    return "; of these " + ", ".join(f"{number} {word}" for number, word in told)
