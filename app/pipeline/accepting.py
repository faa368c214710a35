"""The tags of one study's reports under the decisions that people took about the study."""

from collections.abc import Mapping, Sequence

from app.records import Reading, Tag
from app.store import StoredTag, TagDecision, report_id_of
from app.tagging import AcceptedTag, accept


def tags_of_study(
    readings: Mapping[str, Sequence[Reading]], decisions: Sequence[TagDecision]
) -> dict[str, tuple[StoredTag, ...]]:
    """The tags of each report, by its key, rejected ones included.

    A decision is about the study, so it holds for a statement in whichever report it stands. What
    a person added stands in no report's text and is kept with the first report.
    """
    keys = list(readings)
    proposals = [(key, tag) for key in keys for reading in readings[key] for tag in reading.tags]
    accepted = accept([tag for _, tag in proposals], decisions)
    stored: dict[str, list[StoredTag]] = {key: [] for key in keys}
    for (key, _), one in zip(proposals, accepted, strict=False):
        stored[key].append(_stored(key, one))
    for one in accepted[len(proposals) :]:
        stored[keys[0]].append(_stored(keys[0], one))
    return {key: _each_once(tags) for key, tags in stored.items()}


def _stored(key: str, one: AcceptedTag) -> StoredTag:
    tag: Tag = one.tag
    return StoredTag(
        dimension=tag.dimension,
        value=tag.value,
        standing=tag.standing,
        evidence=tag.evidence,
        rule=tag.rule,
        report_id=report_id_of(key),
        state=one.state.value,
    )


def _each_once(tags: list[StoredTag]) -> tuple[StoredTag, ...]:
    return tuple(dict.fromkeys(tags))
