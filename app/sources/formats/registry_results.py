"""Posted results of a ClinicalTrials.gov study as tables."""

from collections.abc import Iterator, Mapping
from itertools import islice

from app.records import Passage, Section
from app.sources.formats.registry_json import children, number_of, objects, text_at

_Json = Mapping[str, object]
_MOST_GROUPS = 200
"""Groups beyond any study: a row has a cell for each, so that their number squares the text."""


def result_passages(results: _Json) -> Iterator[Passage]:
    """Participant flow, baseline measures, outcome measures and adverse events, a table each."""
    yield from _flow(children(results, "participantFlowModule"))
    yield from _baseline(children(results, "baselineCharacteristicsModule"))
    for outcome in objects(children(results, "outcomeMeasuresModule").get("outcomeMeasures")):
        yield from _outcome(outcome)
    yield from _events(children(results, "adverseEventsModule"))


def _flow(module: _Json) -> Iterator[Passage]:
    groups = _titles(module.get("groups"))
    for period in objects(module.get("periods")):
        rows = [
            (text_at(milestone, "type"), _by_group(milestone.get("achievements"), "numSubjects"))
            for milestone in objects(period.get("milestones"))
        ]
        yield from _table(f"Participant flow: {text_at(period, 'title')}", groups, rows)


def _baseline(module: _Json) -> Iterator[Passage]:
    groups = _titles(module.get("groups"), total=_total(module))
    population = text_at(module, "populationDescription")
    if population:
        yield Passage(Section.RESULTS, population, "Baseline population")
    rows = [("Participants", _denominators(module))]
    yield from _table("Baseline: Overall Number of Baseline Participants", groups, rows)
    for measure in objects(module.get("measures")):
        heading = f"Baseline: {_with_unit(measure)}"
        yield from _table(heading, groups, [*_own_base(measure, module), *_measure_rows(measure)])


def _own_base(measure: _Json, module: _Json) -> Iterator[tuple[str, dict[str, str]]]:
    """How many people a measure counts, where they are not those of the whole module."""
    classes = objects(measure.get("classes"))
    own = _denominators(measure) or (_denominators(classes[0]) if classes else {})
    if own and own != _denominators(module):
        yield "Participants analysed", own


def _outcome(outcome: _Json) -> Iterator[Passage]:
    kind = (text_at(outcome, "type").replace("_", " ").capitalize() + " outcome").strip()
    heading = f"{kind}: {_with_unit(outcome)}"
    if when := text_at(outcome, "timeFrame"):
        heading = f"{heading}, {when}"
    rows = [("Participants analysed", _denominators(outcome)), *_measure_rows(outcome)]
    yield from _table(heading, _titles(outcome.get("groups")), rows)


def _events(module: _Json) -> Iterator[Passage]:
    groups = _titles(module.get("eventGroups"))
    for name, words in (("seriousEvents", "Serious"), ("otherEvents", "Other")):
        rows = [("Any", _any_event(module, words.lower()))]
        rows += [
            (text_at(event, "term"), _affected(event.get("stats")))
            for event in objects(module.get(name))
        ]
        heading = f"{words} adverse events (participants affected / at risk)"
        yield from _table(heading, groups, rows)


def _table(
    heading: str, groups: Mapping[str, str], rows: list[tuple[str, dict[str, str]]]
) -> Iterator[Passage]:
    """A header row with the groups' titles, then one row a name; empty where nothing was given."""
    filled = [(name, values) for name, values in rows if any(values.values())]
    if not filled:
        return
    groups = dict(islice(groups.items(), _MOST_GROUPS))
    lines = ["\t".join(("", *groups.values()))]
    lines += ["\t".join((name, *(values.get(g, "") for g in groups))) for name, values in filled]
    yield Passage(Section.TABLE, "\n".join(lines), heading)


def _measure_rows(measure: _Json) -> list[tuple[str, dict[str, str]]]:
    """A row's name is the class's title, the category's, or both: sponsors use either layout."""
    rows = []
    for group in objects(measure.get("classes")):
        for category in objects(group.get("categories")):
            titles = (text_at(group, "title"), text_at(category, "title"))
            name = ", ".join(title for title in titles if title) or _statistic(measure)
            rows.append((name, _values(category.get("measurements"))))
    return rows


def _statistic(measure: _Json) -> str:
    words = (text_at(measure, "paramType"), text_at(measure, "dispersionType"))
    plain = [word.replace("_", " ").capitalize() for word in words if word]
    return f"{plain[0]} ({plain[1]})" if len(plain) == 2 else "".join(plain)


def _values(measurements: object) -> dict[str, str]:
    return {text_at(m, "groupId"): _value(m) for m in objects(measurements)}


def _value(measurement: _Json) -> str:
    """The value with its spread or limits behind it; "NA" is followed by the reason."""
    value = text_at(measurement, "value")
    low, high = text_at(measurement, "lowerLimit"), text_at(measurement, "upperLimit")
    if spread := text_at(measurement, "spread"):
        return f"{value} ({spread})"
    if low or high:
        return f"{value} ({low} to {high})"
    comment = text_at(measurement, "comment")
    return f"{value}: {comment}" if value == "NA" and comment else value


def _any_event(module: _Json, kind: str) -> dict[str, str]:
    """People with any event at all, by group: a study without one says so here alone."""
    return {
        text_at(group, "id"): _share(group, f"{kind}NumAffected", f"{kind}NumAtRisk")
        for group in objects(module.get("eventGroups"))
    }


def _affected(stats: object) -> dict[str, str]:
    return {text_at(s, "groupId"): _share(s, "numAffected", "numAtRisk") for s in objects(stats)}


def _share(parent: _Json, affected: str, at_risk: str) -> str:
    people = text_at(parent, at_risk)
    return f"{text_at(parent, affected)}/{people}" if people else text_at(parent, affected)


def _with_unit(measure: _Json) -> str:
    unit = text_at(measure, "unitOfMeasure")
    return f"{text_at(measure, 'title')} ({unit})" if unit else text_at(measure, "title")


def _by_group(achievements: object, name: str) -> dict[str, str]:
    return {text_at(a, "groupId"): text_at(a, name) for a in objects(achievements)}


def _denominators(module: _Json) -> dict[str, str]:
    """How many people each group has; of several units the one that counts participants."""
    denoms = objects(module.get("denoms"))
    people = [d for d in denoms if text_at(d, "units").casefold() == "participants"] or denoms[:1]
    return {
        text_at(c, "groupId"): text_at(c, "value") for d in people for c in objects(d.get("counts"))
    }


def _titles(groups: object, total: str = "") -> dict[str, str]:
    """Group titles by id; the group that sums the others is called Total whatever it is titled."""
    titles = {text_at(group, "id"): text_at(group, "title") for group in objects(groups)}
    return {key: "Total" if key == total else title for key, title in titles.items()}


def _total(module: _Json) -> str:
    """The id of the group whose people are all the others' together, or that is titled so."""
    people = {key: number_of(text) for key, text in _denominators(module).items()}
    titles = _titles(module.get("groups"))
    for key, title in titles.items():
        if title.casefold().strip(" .:") in (
            "total",
            "total title",
            "all",
            "overall",
            "all participants",
        ):
            return key
    known = {key: count for key, count in people.items() if count is not None}
    if len(known) < 3 or not titles or (last := list(titles)[-1]) not in known:
        return ""
    others = sum(count for key, count in known.items() if key != last)
    return last if others == known[last] else ""
