"""The values that example answers are made of: an invented study in the topic's own vocabulary."""

from datetime import UTC, date, datetime

from app.answers import ContextAnswer, SourceState, StudyPlan
from app.gapmap import (
    Fit,
    Layer,
    PlanLine,
)
from app.matching import Notice, NoticeKind, ReportRole
from app.measured import MeasuredAccuracy, MeasuredRule, MeasuredScore, MeasuredSet
from app.records import (
    Bibliography,
    Bound,
    Dimension,
    Evidence,
    EvidenceKind,
    OutcomeResult,
    Passage,
    PlannedShare,
    Relation,
    RelationKind,
    ReportKind,
    Section,
    SkinType,
    Standing,
    TypeCount,
)
from app.screening import Screened, ScreeningVerdict
from app.store import (
    ContextReport,
    StoredRecord,
    StoredRejected,
    StoredTag,
    StudyDetail,
    StudyPage,
    StudyReport,
    StudySummary,
    citation_of,
)
from app.topic import Topic

STUDY = "S4X9K2M7Q"
REPORT = "R8T3B6WZ1"
RULE = "fitzpatrick.range.enrolled"
RECEIVED = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
TITLE = "A prospective study in 24 people of skin types II to V"
TEXT = "Types II to V were treated; five people had type V."
QUOTE = Evidence(
    kind=EvidenceKind.QUOTE,
    text="five people had type V",
    section=Section.RESULTS,
    start=28,
    end=50,
)
STUDIED = (SkinType.II, SkinType.III, SkinType.IV, SkinType.V)
BIBLIOGRAPHY = Bibliography(
    title=TITLE,
    authors=("Garcia M", "Lindqvist A"),
    year=2025,
    journal="Journal of Examples",
    volume="12",
    pages="34-41",
    doi="10.1000/example.2025.34",
)


def first_id(topic: Topic, dimension: str) -> str:
    """The first id of a dimension, or a plain word where the topic has none."""
    values = topic.values_of(dimension)
    return values[0].id if values else "other"


CORRECTED = Notice(
    kind=NoticeKind.CORRECTED,
    because="PubMed: ErratumIn Example J Dermatol. 2026",
    source="pubmed",
    identifier="pmid:40000001",
)


def a_summary(topic: Topic) -> StudySummary:
    """One line of the list of studies."""
    return StudySummary(
        public_id=STUDY,
        title=TITLE,
        authors=BIBLIOGRAPHY.authors,
        year=BIBLIOGRAPHY.year,
        journal=BIBLIOGRAPHY.journal,
        citation=citation_of(BIBLIOGRAPHY),
        layer=Layer.PRIMARY,
        design=first_id(topic, "design"),
        participants=24,
        planned=None,
        standing={t: Standing.STUDIED if t in STUDIED else Standing.NOT_REPORTED for t in SkinType},
        indications=(first_id(topic, "indication"),),
        outcomes=(first_id(topic, "outcome"),),
        body_sites=(first_id(topic, "body_site"),),
        procedures=(topic.focus_procedure,),
        reports=1,
        status="",
        ends="",
        notices=(CORRECTED,),
    )


def _report() -> StudyReport:
    return StudyReport(
        report_id=REPORT,
        role=ReportRole.RESULTS,
        kind=ReportKind.JOURNAL_ARTICLE,
        bibliography=BIBLIOGRAPHY,
        status="",
        ends="",
        sponsor="",
        country="",
        rule="first-report",
        because="the study's first report",
        screening=ScreeningVerdict(
            screened=Screened.INCLUDED, rule="read-by-a-person", because="read in full"
        ),
        passages=(Passage(Section.RESULTS, TEXT, "Results"),),
        text=TEXT,
        records=(_record(),),
        fields_from={"title": "bundled:example-2025"},
        fields_because={"title": "it is the only record of the report"},
        notices=(CORRECTED,),
    )


def _record() -> StoredRecord:
    return StoredRecord(
        key="bundled:example-2025",
        source="bundled",
        source_id="example-2025",
        version=1,
        received_at=RECEIVED,
        content_hash="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        media_type="application/toml",
        rule="only-record",
        because="no other record describes this document",
    )


def a_study(topic: Topic) -> StudyDetail:
    """The study with a tag, a count and a result."""
    return StudyDetail(
        summary=a_summary(topic),
        reports=(_report(),),
        tags=(
            StoredTag(
                dimension=Dimension.FITZPATRICK,
                value="V",
                standing=Standing.STUDIED,
                evidence=QUOTE,
                rule=RULE,
                report_id=REPORT,
                state="proposed",
            ),
        ),
        counts=(TypeCount(types=(SkinType.V,), people=5, evidence=QUOTE, rule=RULE),),
        planned_shares=(
            PlannedShare(
                types=(SkinType.V, SkinType.VI),
                bound=Bound.AT_LEAST,
                percent=20,
                evidence=QUOTE,
                rule="fitzpatrick.planned_share",
            ),
        ),
        participants_evidence=(QUOTE,),
        results=(
            OutcomeResult(
                outcome=first_id(topic, "outcome"),
                evidence=QUOTE,
                rule="read-by-a-person",
                types=(SkinType.V,),
                events=0,
                people=5,
                measure="cases",
                timepoint="90 days",
            ),
        ),
        overlaps=(),
        former_ids=(),
        unknown=("number of people of type II",),
        conflicts=(),
        notes=(),
        rejected=(),
        follow_up_days=90,
        follow_up_evidence=QUOTE,
    )


def some_context() -> ContextAnswer:
    """A regulatory decision and no signal."""
    return ContextAnswer(
        reports=(_a_decision(),),
        caution="",
        disclaimers=("Do not rely on this source to make decisions about medical care.",),
    )


def _a_decision() -> ContextReport:
    return ContextReport(
        report_id="R2C5D8F1G",
        kind=ReportKind.REGULATORY,
        bibliography=Bibliography(title="Clearance of a device", year=2021),
        status="cleared",
        ends="2021-07-09",
        sponsor="Example Devices, Inc.",
        notes="The decision names no skin type.",
        seen_at=("https://example.org/decision",),
        relations=(
            Relation(
                kind=RelationKind.COMMENT_ON,
                target="bundled:example-2025",
                because="names the study",
            ),
        ),
    )


def a_source() -> SourceState:
    """A source with its counts."""
    return SourceState(
        source="pubmed",
        records=24,
        rejected=0,
        first_received_at=RECEIVED,
        last_received_at=RECEIVED,
        last_asked_at=RECEIVED,
        last_status="succeeded",
        covered_until=RECEIVED.date(),
        address="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        disclaimer="",
    )


def a_rejected_input() -> StoredRejected:
    """A record that could not be read."""
    return StoredRejected(
        id=1,
        source="file",
        place="export.ris, line 1204",
        reason="the record has no end (ER) and no title",
        media_type="application/x-research-info-systems",
        size=212,
        received_at=RECEIVED,
    )


def a_study_plan(topic: Topic) -> StudyPlan:
    """The study beside its plan: one type more was planned than was reported."""
    line = PlanLine(
        types=(SkinType.VI,),
        planned="eligible",
        reported="not reported; types II to V took part",
        fit=Fit.DIFFERS,
        difference="Eligible; the reports name types II to V and say nothing of it.",
        planned_evidence=(QUOTE,),
        reported_evidence=(),
    )
    return StudyPlan(study=a_study(topic).summary, lines=(line,))


def a_page(topic: Topic) -> StudyPage:
    """A page of one study."""
    return StudyPage(studies=(a_summary(topic),), total=1, next_cursor=None)


def a_measured_accuracy() -> MeasuredAccuracy:
    """A card of one set and one rule."""
    score = MeasuredScore(
        dimension="types", documents=80, exact=78, right=160, invented=1, missed=2
    )
    return MeasuredAccuracy(
        tagger_version="1",
        vocabulary="5f1c9a0b7d2e",
        measured_on=date(2026, 1, 15),
        sets=(
            MeasuredSet(name="abstracts", documents=80, quotes=640, verbatim=640, scores=(score,)),
        ),
        rules=(MeasuredRule(rule=RULE, right=41, n=41),),
    )
