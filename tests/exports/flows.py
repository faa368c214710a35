"""States of the flow in which anything can happen to any record."""

from hypothesis import strategies as st

from app.gapmap import Layer
from app.matching import Joined, ReportRole
from app.records import ReportKind
from app.screening import Screened, ScreeningVerdict
from app.store import FlowRecord, FlowReport, FlowState

SOURCES = ("pubmed", "europepmc", "clinicaltrials", "crossref", "openfda", "bundled", "file-ris")
MEDIA_TYPES = ("application/jats+xml", "application/toml", "application/vnd.pubmed+xml")
VERDICTS = (
    (Screened.INCLUDED, "topic-term"),
    (Screened.INCLUDED, "decision"),
    (Screened.INCLUDED, "read-by-a-person"),
    (Screened.EXCLUDED, "no-topic-term"),
    (Screened.EXCLUDED, "homonym"),
    (Screened.EXCLUDED, "a-rule-of-tomorrow"),
    (Screened.EXCLUDED, "decision"),
    (Screened.CONTEXT, "kind"),
    (Screened.CONTEXT, "decision"),
    (Screened.UNSURE, "weak-term-alone"),
    (Screened.UNSURE, "decision"),
)


def a_flow_record(key: str = "pubmed:1", **fields: object) -> FlowRecord:
    defaults = {"source": key.partition(":")[0], "media_type": "application/vnd.pubmed+xml"}
    return FlowRecord(key=key, **(defaults | fields))


def a_flow_report(
    *keys: str, screened: Screened = Screened.INCLUDED, rule: str = "topic-term", **fields: object
) -> FlowReport:
    keys = keys or ("pubmed:1",)
    defaults = {
        "kind": ReportKind.JOURNAL_ARTICLE,
        "records": tuple(Joined(key, "doi", "10.1000/a") for key in keys),
        "screening": ScreeningVerdict(screened=screened, rule=rule, because="ada: a laser"),
    }
    return FlowReport(key=keys[0], **(defaults | fields))


@st.composite
def states(draw: st.DrawFn) -> FlowState:
    groups = draw(st.lists(st.integers(1, 4), max_size=12))
    names = [draw(st.sampled_from(SOURCES)) for _ in range(sum(groups))]
    keys = [f"{source}:{number}" for number, source in enumerate(names)]
    gone = {key for key in keys if draw(st.integers(0, 3)) == 0}
    unmatched = [f"pubmed:new-{n}" for n in range(draw(st.integers(0, 3)))]
    reports, begin = [], 0
    for size in groups:
        reports.append(_report(draw, keys[begin : begin + size], gone))
        begin += size
    return FlowState(
        received=tuple(
            a_flow_record(key, withdrawn=key in gone, media_type=draw(st.sampled_from(MEDIA_TYPES)))
            for key in (*keys, *unmatched)
        ),
        unreadable=draw(st.dictionaries(st.sampled_from((*SOURCES, "files")), st.integers(1, 5))),
        reports=tuple(reports),
        layers=tuple(draw(st.lists(st.sampled_from(list(Layer)), max_size=6))),
    )


def _report(draw: st.DrawFn, keys: list[str], gone: set[str]) -> FlowReport:
    screened, rule = draw(st.sampled_from(VERDICTS))
    if gone.issuperset(keys):
        screened, rule = Screened.EXCLUDED, "withdrawn"
    return a_flow_report(
        *keys,
        screened=screened,
        rule=rule,
        kind=draw(st.sampled_from(list(ReportKind))),
        characters=draw(st.sampled_from([0, 800, 40_000])),
        notes=draw(st.sampled_from(["", "Read in full."])),
        retracted=draw(st.booleans()),
        role=draw(st.sampled_from([None, *ReportRole])),
        layer=draw(st.sampled_from([None, *Layer])),
    )
