"""What the service answers. Written by `make client`, not by hand."""
# fmt: off
# ruff: noqa: D101 - the base of all has none

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

AccountChangeKind = Literal['added', 'role', 'password', 'invitation', 'linked', 'closed', 'opened', 'sign-ins-ended', 'token-made', 'token-revoked'] | str
AskingRule = Literal['one-identifier', 'left-apart', 'alike', 'may-overlap', 'two-numbers', 'other-kind', 'named', 'same-people'] | str
Axis = Literal['fitzpatrick', 'indication', 'outcome'] | str
BatchStatus = Literal['found', 'merged', 'unknown'] | str
Because = Literal['words_gone', 'new_evidence'] | str
Bound = Literal['at_least', 'exactly', 'at_most'] | str
BoxId = Literal['databases', 'registers', 'other_sources', 'identified', 'removed', 'unmatched', 'screened', 'excluded_by_automation', 'excluded_by_person', 'awaiting_person', 'sought', 'retrieved', 'not_retrieved', 'assessed', 'excluded_at_assessment', 'studies', 'reports'] | str
ChangeKind = Literal['retracted', 'withdrawn', 'concern_raised', 'corrected', 'study_added', 'study_removed', 'studies_merged', 'study_split', 'gap_closed', 'gap_opened', 'depth_changed', 'terminated', 'published', 'layer_changed', 'status_changed', 'report_added', 'report_removed', 'standing_changed', 'people_changed', 'tags_added', 'tags_removed'] | str
ChartFormat = Literal['svg', 'png', 'pdf', 'csv'] | str
DecisionKind = Literal['tag', 'screening', 'match', 'reading'] | str
Dimension = Literal['fitzpatrick', 'indication', 'outcome', 'body_site', 'procedure', 'design', 'participants'] | str
EventKind = Literal['record_new', 'record_changed', 'record_read_anew', 'record_deleted', 'tag_decision', 'screening_decision', 'match_decision', 'match_undone', 'first_searched', 'rules_changed'] | str
EvidenceKind = Literal['quote', 'structured', 'restated'] | str
Fit = Literal['as_planned', 'differs', 'not_told'] | str
Footing = Literal['reported_by_type', 'counted', 'studied', 'eligible', 'excluded', 'not_reported', 'abstract_only', 'under_way', 'unreported', 'stopped', 'planned_without', 'primary', 'preclinical', 'secondary', 'indirect'] | str
IntervalRule = Literal['clopper_pearson', 'one_sided', 'wilson'] | str
Layer = Literal['primary', 'preclinical', 'secondary', 'planned', 'indirect'] | str
MapFormat = Literal['svg', 'png', 'pdf', 'html'] | str
MatchAnswer = Literal['join', 'split', 'link', 'unlink', 'same_people', 'other_people'] | str
MatchLayer = Literal['report', 'study', 'people'] | str
NoticeKind = Literal['retracted', 'withdrawn', 'concern', 'terminated', 'unknown_status', 'corrected', 'published'] | str
Participation = Literal['under', 'similar', 'over', 'unclear'] | str
Reason = Literal['studied', 'eligible_only', 'excluded', 'not_reported', 'abstract_only', 'only_planned', 'only_stopped', 'only_preclinical', 'only_secondary', 'only_indirect', 'never_studied', 'never_searched'] | str
RelationKind = Literal['report_of', 'comment_on', 'may_overlap', 'retracted_by', 'retraction_of', 'corrected_by', 'correction_of', 'concern_raised_by', 'concern_about', 'updated_by', 'update_of', 'republished_as', 'republished_from', 'has_preprint', 'preprint_of', 'names', 'cites'] | str
ReportKind = Literal['journal_article', 'conference_abstract', 'preprint', 'registration', 'review', 'comment', 'book', 'regulatory', 'news', 'other'] | str
ReportRole = Literal['results', 'registration', 'comment'] | str
Role = Literal['reader', 'reviewer', 'admin'] | str
Scope = Literal['read', 'review', 'import', 'admin'] | str
Screened = Literal['included', 'excluded', 'unsure', 'context'] | str
Section = Literal['title', 'abstract', 'background', 'objective', 'methods', 'results', 'discussion', 'conclusions', 'inclusion', 'exclusion', 'eligibility', 'outcome', 'table', 'caption', 'field', 'other'] | str
Sided = Literal['one', 'two'] | str
Stage = Literal['waiting', 'reading', 'following', 'left', 'imported', 'refused', 'stopped'] | str
Standing = Literal['studied', 'eligible', 'excluded', 'not_reported'] | str
TrialState = Literal['under_way', 'unreported', 'stopped', 'unknown'] | str
Trust = Literal['may_report', 'late', 'no_end', 'none'] | str
TypeVerdict = Literal['supported', 'not_told_apart', 'disputed', 'contradicted', 'against_not_told_apart', 'untested'] | str
Verdict = Literal['supported', 'supported_in_part', 'disputed', 'contradicted_in_part', 'contradicted', 'only_indirect', 'only_documents', 'untested'] | str
ViewKind = Literal['map', 'cell', 'studies', 'gaps'] | str
WhyNoRate = Literal['not_by_type', 'no_numbers', 'not_people'] | str


class Model(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Account(Model):
    """Somebody who may sign in, unless the account is closed."""

    id: "int"
    name: "str"
    role: "Role"
    is_open: "bool"
    has_password: "bool"
    email: "str"
    is_linked: "bool"
    made_at: "datetime"
    closed_at: "datetime | None"


class AccountBody(Model):
    """An account to be made."""

    name: "str"
    role: "Role"
    email: "str | None" = None
    password: "str | None" = None


class AccountChange(Model):
    """One line of the audit trail."""

    id: "int"
    at: "datetime"
    who: "str"
    account_id: "int"
    account: "str"
    kind: "AccountChangeKind"
    before: "dict[str, Any]"
    after: "dict[str, Any]"


class AccountChanges(Model):
    """Some changes, the latest first."""

    changes: "tuple[AccountChange, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class AccountPatch(Model):
    """One change of an account."""

    role: "Role | None" = None
    open: "bool | None" = None
    password: "str | None" = None
    email: "str | None" = None


class Accounts(Model):
    """All accounts by name, closed ones last."""

    accounts: "tuple[Account, ...]"


class Accuracy(Model):
    """The accuracy card: made by a run over labelled sets."""

    tagger_version: "str"
    note: "str"
    measured: "MeasuredAccuracy | None"


class AgreementFigures(Model):
    """A table of two by two, and what follows from it; null where there is nothing to tell."""

    n: "int"
    both_yes: "int"
    first_only: "int"
    second_only: "int"
    both_no: "int"
    raw: "float | None"
    kappa: "float | None"
    low: "float | None"
    high: "float | None"
    prevalence: "float | None"
    bias: "float | None"


class AlikeProposal(Model):
    """Another study in which the same value is proposed in much the same words."""

    target: "str"
    title: "str"
    quote: "str"


class Asked(Model):
    """A question that people ask, and its answer in sentences, the first of which answers it."""

    id: "str"
    asks: "str"
    note: "str"
    sentences: "tuple[str, ...]"
    claim_ids: "tuple[str, ...]"
    study_ids: "tuple[str, ...]"


class AskedAnswer(Model):
    """One question with the studies, documents and evidence behind its answer."""

    asked: "FullAsked"
    studies: "tuple[StudySummary, ...]"
    documents: "tuple[ContextReport, ...]"
    evidence: "tuple[CellEvidence, ...]"
    searched: "Searched"


class AskedList(Model):
    """All questions with their answers."""

    questions: "tuple[Asked, ...]"
    searched: "Searched"


class AxisValue(Model):
    """A row or a column; `group` is the kind of an outcome."""

    id: "str"
    label: "str"
    group: "str"


class BatchLine(Model):
    """One identifier that was asked for."""

    id: "str"
    status: "BatchStatus"
    public_id: "str | None"
    study: "Study | SelectedStudy | None"


class BatchWord(Model):
    """Several studies by their identifiers."""

    ids: "tuple[str, ...]"
    select: "tuple[Literal['public_id', 'title', 'authors', 'year', 'journal', 'citation', 'layer', 'design', 'participants', 'planned', 'standing', 'indications', 'outcomes', 'body_sites', 'procedures', 'report_count', 'status', 'ends', 'notices', 'left_out', 'reports', 'tags', 'counts', 'planned_shares', 'participants_evidence', 'planned_evidence', 'plan', 'results', 'follow_up_days', 'follow_up_evidence', 'overlaps', 'former_ids', 'unknown', 'conflicts', 'notes', 'rejected'] | str, ...] | None" = None


class Bibliography(Model):
    """What identifies a report; empty where no source says."""

    title: "str"
    authors: "tuple[str, ...]"
    year: "int | None"
    month: "int | None"
    journal: "str"
    volume: "str"
    issue: "str"
    pages: "str"
    doi: "str"
    pmid: "str"
    pmcid: "str"
    registrations: "tuple[str, ...]"
    language: "str"
    url: "str"


class Box(Model):
    """One box of the flow; its parts add up to its total."""

    id: "BoxId"
    title: "str"
    total: "int"
    parts: "tuple[Part, ...]"
    note: "str"


class Cell(Model):
    """What is known in one cell."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    indication: "Ref | None"
    outcome: "Ref | None"
    studies: "int"
    people: "People | None"
    depth: "Literal['none', 'eligible', 'studied', 'counted', 'reported_by_type'] | str"
    reason: "Reason"
    sentence: "str"
    standings: "dict[str, int]"
    layers: "dict[str, int]"
    footings: "dict[str, int]"
    trials: "tuple[Trial, ...]"
    study_ids: "tuple[str, ...]"
    other_ids: "tuple[str, ...]"
    people_of_unknown_type: "int | None"
    by_type: "tuple[TypeMark, ...]"
    href: "str"


class CellAnswer(Model):
    """A cell with the studies and the evidence that it rests on."""

    cell: "Cell"
    studies: "tuple[StudySummary, ...]"
    other_studies: "tuple[StudySummary, ...]"
    evidence: "tuple[CellEvidence, ...]"
    safety: "tuple[TypeSafety, ...]"
    indirect: "tuple[Indirect, ...]"
    searched: "Searched"


class CellChange(Model):
    """A cell that says something else, before and after."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    indication: "Ref | None"
    outcome: "Ref | None"
    before: "CellState"
    after: "CellState"
    study_ids: "tuple[str, ...]"
    events: "tuple[int, ...]"
    href: "str"


class CellEvidence(Model):
    """One piece of evidence behind a cell, with its study and report."""

    study_id: "str"
    study_title: "str"
    year: "int | None"
    layer: "Layer"
    report_id: "str"
    citation: "str"
    dimension: "Dimension"
    value: "Ref"
    standing: "Standing | None"
    people: "int | None"
    rule: "str"
    evidence: "Evidence"


class CellRef(Model):
    """A cell by its coordinates."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    indication: "Ref | None"
    outcome: "Ref | None"
    href: "str"


class CellState(Model):
    """What a cell says at one of the two moments."""

    studies: "int"
    people: "People | None"
    participants: "int | None"
    depth: "Literal['none', 'eligible', 'studied', 'counted', 'reported_by_type'] | str"
    reason: "Reason"
    standings: "dict[str, int]"
    footings: "dict[str, int]"
    people_of_unknown_type: "int | None"
    study_ids: "tuple[str, ...]"
    sentence: "str"


class Claim(Model):
    """Something said in public, with a verdict by stated rules."""

    id: "str"
    text: "str"
    made_in: "tuple[str, ...]"
    fitzpatrick: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    indications: "tuple[Ref, ...]"
    outcomes: "tuple[Ref, ...]"
    untested: "str"
    note: "str"
    verdict: "Verdict"
    sentence: "str"
    witnesses: "tuple[Witness, ...]"
    by_type: "tuple[ClaimInType, ...]"
    people_for: "People | None"
    people_against: "People | None"
    unjudged_ids: "tuple[str, ...]"


class ClaimAnswer(Model):
    """One claim with the studies, documents and evidence behind it."""

    claim: "Claim"
    studies: "tuple[StudySummary, ...]"
    documents: "tuple[ContextReport, ...]"
    evidence: "tuple[CellEvidence, ...]"
    rules: "tuple[str, ...]"
    searched: "Searched"


class ClaimInType(Model):
    """A claim in one skin type."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str"
    verdict: "TypeVerdict"
    studies_for: "int"
    people_for: "People | None"
    studies_against: "int"
    people_against: "People | None"


class Claims(Model):
    """All claims, with the rules of their verdicts."""

    claims: "tuple[Claim, ...]"
    rules: "tuple[str, ...]"
    searched: "Searched"


class Comparison(Model):
    """What is different at `until` from what was known before `since`, in one view of the map."""

    since: "datetime"
    until: "datetime"
    is_complete: "bool"
    edition: "Edition"
    row_axis: "Axis"
    column_axis: "Axis"
    layers: "tuple[Layer, ...]"
    studies: "StudiesThen"
    cells: "tuple[CellChange, ...]"
    changes: "tuple[StudyChange, ...]"
    corrections: "tuple[CorrectionNotice, ...]"
    events: "tuple[ToldEvent, ...]"
    rule_changes: "tuple[ToldEvent, ...]"


class Confidence(Model):
    """So many of the `n` claims that a rule made on labelled documents are right."""

    right: "int"
    n: "int"


class Context(Model):
    """Regulatory documents and news: shown, never counted as evidence."""

    reports: "tuple[ContextReport, ...]"
    caution: "str"
    disclaimers: "tuple[str, ...]"


class ContextReport(Model):
    """A regulatory document or a news piece."""

    report_id: "str"
    kind: "ReportKind"
    bibliography: "Bibliography"
    status: "str"
    ends: "str"
    sponsor: "str"
    notes: "str"
    seen_at: "tuple[str, ...]"
    relations: "tuple[Relation, ...]"
    is_signal: "bool"


class CorrectionNotice(Model):
    """What was said of a report after it came out, and what that touches."""

    kind: "ChangeKind"
    sentence: "str"
    study_ids: "tuple[str, ...]"
    cells: "tuple[CellRef, ...]"
    permalinks: "tuple[str, ...]"
    events: "tuple[int, ...]"


class Decided(Model):
    """What a word became."""

    kind: "Literal['tag', 'screening', 'sealed'] | str"
    numbers: "tuple[int, ...]"
    sealed: "bool"


class DecisionTrail(Model):
    """Some decisions, the latest first; what was undone stays."""

    lines: "tuple[TrailDecision, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class DimensionAgreement(Model):
    """Agreement of two readers in one dimension, or on screening."""

    readers: "str"
    dimension: "str"
    agreement: "AgreementFigures"


class Distribution(Model):
    """A population with which people can be compared."""

    id: "str"
    citation: "str"
    population: "str"
    note: "str"
    seen_at: "tuple[str, ...]"


class Edition(Model):
    """What an answer was made with."""

    topic: "str"
    tagger: "str"
    deriving: "int"
    rules: "str"


class Enough(Model):
    """So many people without an event put the limit at or under the rate."""

    rate: "float"
    one_sided: "int"
    two_sided: "int"


class Evidence(Model):
    """The words that a statement rests on."""

    kind: "EvidenceKind"
    text: "str"
    section: "str"
    start: "int | None"
    end: "int | None"
    seen_at: "tuple[str, ...]"


class Facts(Model):
    """The one-screen answer; people and types are those of the primary studies alone."""

    by_type: "tuple[TypeFacts, ...]"
    studies: "int"
    reporting: "int"
    silent: "int"
    people: "People | None"
    people_of_unknown_type: "People | None"
    layers: "dict[str, int]"
    sentences: "tuple[str, ...]"


class Fill(Model):
    """An empty cell that the trial would fill; null: what it does not name."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    indication: "Ref | None"
    outcome: "Ref | None"
    href: "str"


class Flow(Model):
    """The PRISMA 2020 flow, its boxes in order."""

    boxes: "tuple[Box, ...]"
    sums: "tuple[Sum, ...]"
    closes: "bool"


class FoundBy(Model):
    """A record of the report, and the search that brought it."""

    record_key: "str"
    source: "str"
    query: "str | None"


class FreezeWord(Model):
    """Which view to freeze."""

    view: "ViewKind"
    query: "str | None" = None


class FrozenCell(Model):
    """A cell that says something else now than when it was frozen."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    indication: "Ref | None"
    outcome: "Ref | None"
    before: "CellState"
    after: "CellState"
    study_ids: "tuple[str, ...]"
    events: "tuple[int, ...]"
    href: "str"
    by_rules: "bool"


class FrozenCorrection(Model):
    """What was said of a report after a view that it is part of was frozen."""

    kind: "NoticeKind"
    title: "str"
    because: "str"
    source: "str"
    identifier: "str"
    study_id: "str"


class FrozenDocument(Model):
    """Question and answer as they were kept, in canonical JSON: sorted names, no spaces."""

    question: "dict[str, Any]"
    answer: "dict[str, Any]"
    behind: "dict[str, Any] | None" = None


class FrozenLine(Model):
    """A study or a gap of a frozen list that came, left or changed since."""

    what: "str"
    text: "str"
    study_id: "str"
    events: "tuple[int, ...]"


class FrozenPermalink(Model):
    """A view that was just frozen, or had been before."""

    hash: "str"
    view: "ViewKind"
    question: "dict[str, Any]"
    at: "datetime"
    complete_until: "datetime"
    revision: "str"
    edition: "Edition"
    is_same_edition: "bool"
    href: "str"
    page: "str"
    is_new: "bool"


class FullAsked(Model):
    """The same with the cells and claims that it rests on."""

    id: "str"
    asks: "str"
    note: "str"
    sentences: "tuple[str, ...]"
    claim_ids: "tuple[str, ...]"
    study_ids: "tuple[str, ...]"
    cells: "tuple[Cell, ...]"
    claims: "tuple[Claim, ...]"


class Gap(Model):
    """A cell worth filling, its place in the ranking and why it stands there."""

    rank: "int"
    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    indication: "Ref | None"
    outcome: "Ref | None"
    reason: "Reason"
    depth: "Literal['none', 'eligible', 'studied', 'counted', 'reported_by_type'] | str"
    sentence: "str"
    because: "tuple[str, ...]"
    studies: "int"
    people: "People | None"
    footings: "dict[str, int]"
    trials: "tuple[Trial, ...]"
    study_ids: "tuple[str, ...]"
    other_ids: "tuple[str, ...]"
    href: "str"


class GapMap(Model):
    """The map: `cells[row][column]` in the order of `rows` and `columns`."""

    row_axis: "Axis"
    column_axis: "Axis"
    rows: "tuple[AxisValue, ...]"
    columns: "tuple[AxisValue, ...]"
    layers: "tuple[Layer, ...]"
    studies: "int"
    people: "People | None"
    cells: "tuple[tuple[Cell, ...], ...]"


class Gaps(Model):
    """The ranked gaps."""

    gaps: "tuple[Gap, ...]"
    total: "int"
    rules: "tuple[str, ...]"
    searched: "Searched"
    next_cursor: "str | None"
    next: "str | None" = None


class GroupShare(Model):
    """Studies and people of any of `types`, over all studies and over those reporting type."""

    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    studies_of_all: "Proportion"
    studies_of_reporting: "Proportion"
    people_of_all: "PeopleShare"
    people_of_reporting: "PeopleShare"
    study_ids: "tuple[str, ...]"


class GroupsMeta(Model):
    """What the groups are of."""

    count: "int"
    groups_count: "int"
    group_by: "Literal['fitzpatrick', 'indication', 'outcome', 'body_site', 'procedure', 'design', 'layer', 'year', 'standing:I', 'standing:II', 'standing:III', 'standing:IV', 'standing:V', 'standing:VI'] | str"


class Health(Model):
    """The service is alive; whether it can answer is told by `/readiness`."""

    status: "Literal['alive'] | str"
    version: "str"


class Imported(Model):
    """What became of a file. Sent again, everything in it is unchanged."""

    file: "str"
    format: "str"
    encoding: "str"
    records: "int"
    new: "int"
    updated: "int"
    unchanged: "int"
    withdrawn: "int"
    rejected: "int"
    record_ids: "tuple[str, ...]"
    rejections: "tuple[RefusedRecord, ...]"


class Indirect(Model):
    """A study of another procedure, beside the cell and never in it, and what differs."""

    public_id: "str"
    title: "str"
    standing: "Standing | None"
    differs: "tuple[str, ...]"


class Interval(Model):
    """Where a proportion may lie, with the rule that made the interval."""

    lower: "float"
    upper: "float"
    rule: "IntervalRule"
    confidence: "float"


class Ladder(Model):
    """The studies of one layer by the highest rung that they reach."""

    outcome: "Ref | None"
    layer: "Layer"
    studies: "int"
    shares: "tuple[RungShare, ...]"


class LineShare(Model):
    """Trials with participants of any of `types`."""

    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    of_reporting: "Proportion"
    of_all: "Proportion"


class LoggedSearch(Model):
    """One page of an answer: what was asked and what came of it."""

    number: "int"
    run_id: "int"
    search_id: "int"
    source: "str"
    part: "Literal['query', 'identifiers', 'file'] | str"
    at: "datetime"
    requests: "tuple[SentRequest, ...]"
    announced: "int | None"
    received: "int"
    new: "int"
    changed: "int"
    unchanged: "int"
    rejected: "int"
    withdrawn: "tuple[str, ...]"
    warnings: "tuple[str, ...]"


class MadeToken(Model):
    """A new token: what stands in `token` is told this once."""

    id: "int"
    account: "str"
    name: "str"
    hint: "str"
    scopes: "tuple[Scope, ...]"
    made_at: "datetime"
    ends_at: "datetime | None"
    used_at: "datetime | None"
    revoked_at: "datetime | None"
    token: "str"


class MarkedQuote(Model):
    """Words marked in a report's stored text; they must stand there exactly."""

    report_id: "str | None" = None
    start: "int | None" = None
    text: "str"


class Match(Model):
    """An open question: are these one report, or reports of one study?"""

    id: "str"
    layer: "MatchLayer"
    rule: "AskingRule"
    because: "str"
    against: "str"
    answers: "tuple[MatchAnswer, ...]"
    one: "MatchReport"
    other: "MatchReport"


class MatchDecision(Model):
    """A person's word on two records. Nothing automatic overrides it while it stands."""

    id: "int"
    answer: "MatchAnswer"
    layer: "MatchLayer"
    one: "str"
    other: "str"
    who: "str"
    at: "datetime"
    why: "str"
    undone: "Undone | None"
    one_study: "str | None"
    other_study: "str | None"


class MatchDecisions(Model):
    """Some decisions, the latest first."""

    decisions: "tuple[MatchDecision, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class MatchReport(Model):
    """One of two reports that are held side by side, with its merged bibliography."""

    record: "str"
    report_id: "str"
    study_id: "str | None"
    participants: "int | None"
    kind: "ReportKind"
    screened: "Screened"
    title: "str"
    authors: "tuple[str, ...]"
    year: "int | None"
    journal: "str"
    volume: "str"
    issue: "str"
    pages: "str"
    doi: "str"
    pmid: "str"
    pmcid: "str"
    registrations: "tuple[str, ...]"
    sites: "tuple[str, ...]"
    records: "tuple[MatchedRecord, ...]"


class MatchWord(Model):
    """A person's answer to an open question."""

    answer: "MatchAnswer"
    why: "str"


class MatchedRecord(Model):
    """A record of the report, and the rule by which it is part of it."""

    key: "str"
    rule: "str"
    because: "str"


class Matches(Model):
    """Some open questions, the most telling first."""

    matches: "tuple[Match, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class Me(Model):
    """Whose request it is, and what it may do."""

    account_id: "int | None"
    name: "str"
    role: "Role"
    scopes: "tuple[Scope, ...]"
    way: "Literal['nobody', 'sign-in', 'token'] | str"


class MeasuredAccuracy(Model):
    """What one version of the reader scored with one vocabulary."""

    tagger_version: "str"
    vocabulary: "str"
    measured_on: "date"
    sets: "tuple[MeasuredSet, ...]"
    rules: "tuple[MeasuredRule, ...]"


class MeasuredRule(Model):
    """How many of a rule's `n` claims on all sets together are right."""

    rule: "str"
    right: "int"
    n: "int"
    precision: "float | None"


class MeasuredScore(Model):
    """One dimension over the documents that are labelled in it, counted in (document, value) pairs."""

    dimension: "str"
    documents: "int"
    exact: "int"
    right: "int"
    invented: "int"
    missed: "int"
    precision: "float | None"
    recall: "float | None"
    f1: "float | None"
    exact_share: "float | None"


class MeasuredSet(Model):
    """One labelled set; of `quotes` pieces of evidence, `verbatim` stand at their offsets."""

    name: "str"
    documents: "int"
    quotes: "int"
    verbatim: "int"
    scores: "tuple[MeasuredScore, ...]"
    verbatim_share: "float | None"


class NotPooled(Model):
    """A study that is in no pooled rate, and why."""

    public_id: "str"
    because: "str"


class Notice(Model):
    """What was said of a report since it came out, and who said it."""

    kind: "NoticeKind"
    because: "str"
    source: "str"
    identifier: "str | None"


class OptionWord(Model):
    """Whether two people decide on everything from now on, and why."""

    second_reader: "bool"
    why: "str"


class OutcomeResult(Model):
    """A result; `types` is empty unless it was reported for those skin types alone."""

    outcome: "Ref"
    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    measure: "str"
    timepoint: "str"
    events: "int | None"
    people: "int | None"
    value: "str"
    rule: "str"
    evidence: "Evidence"


class Overlap(Model):
    """Another study that may hold the same people: the two are never added up."""

    public_id: "str"
    because: "str"


class Panel(Model):
    """Who took part in the studies of one layer."""

    layer: "Layer"
    studies: "int"
    reporting: "Proportion"
    people: "int"
    people_reporting: "int"
    without_number: "int"
    overlapping: "tuple[str, ...]"
    groups: "tuple[GroupShare, ...]"


class Part(Model):
    """So many of a box for one reason, or from one source."""

    id: "str"
    label: "str"
    count: "int"


class PassageSpan(Model):
    """A section of the report's text: characters `start` to `end` of `text`."""

    section: "Section"
    heading: "str"
    start: "int"
    end: "int"


class People(Model):
    """At least `lower` people and at most `upper`; null: no upper limit can be given."""

    lower: "int"
    upper: "int | None"


class PeopleShare(Model):
    """People of some types as bounds, of people whose number is known."""

    people: "People | None"
    of: "int"
    lowest: "float | None"
    highest: "float | None"
    interval: "Interval | None"


class Permalink(Model):
    """A view as it was answered once; the same view has one permalink."""

    hash: "str"
    view: "ViewKind"
    question: "dict[str, Any]"
    at: "datetime"
    complete_until: "datetime"
    revision: "str"
    edition: "Edition"
    is_same_edition: "bool"
    href: "str"
    page: "str"


class PermalinkChanges(Model):
    """A frozen view beside what the same question is answered now."""

    permalink: "Permalink"
    now: "datetime"
    now_revision: "str"
    now_edition: "Edition"
    is_unchanged: "bool"
    corrections: "tuple[FrozenCorrection, ...]"
    cells: "tuple[FrozenCell, ...]"
    lines: "tuple[FrozenLine, ...]"
    events: "tuple[ToldEvent, ...]"
    rule_changes: "tuple[ToldEvent, ...]"
    unanswerable: "str"


class Permalinks(Model):
    """Some permalinks, the latest first."""

    permalinks: "tuple[Permalink, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class PlanLine(Model):
    """One thing that was planned, or done without a plan, beside what was reported of it."""

    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    planned: "str"
    reported: "str"
    fit: "Fit"
    difference: "str"
    planned_evidence: "tuple[Evidence, ...]"
    reported_evidence: "tuple[Evidence, ...]"


class PlannedShare(Model):
    """What a plan sets aside for some skin types: a percentage of its people, or so many of them."""

    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    bound: "Bound"
    percent: "float | None"
    people: "int | None"
    rule: "str"
    evidence: "Evidence"


class PlannedTrial(Model):
    """A registration without results; nothing counts it as evidence."""

    trial: "Trial"
    eligible: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    excluded: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    not_named: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    enrolled: "int | None"
    shares: "tuple[PlannedShare, ...]"
    indications: "tuple[Ref, ...]"
    outcomes: "tuple[Ref, ...]"
    trust: "Trust"
    because: "str"
    fills: "tuple[Fill, ...]"


class Planner(Model):
    """How many people are needed to rule a rate out."""

    rate: "float"
    confidence: "float"
    sided: "Sided"
    events: "int"
    drop_out: "float"
    rule: "IntervalRule"
    people: "int"
    further: "int"
    enrol: "int"
    limit: "float"
    limit_short: "float | None"
    before: "TreatedBefore | None"
    known: "TypeSafety | None"
    table: "tuple[Enough, ...]"
    sentence: "str"


class Plans(Model):
    """Plans beside what was reported, the latest study first."""

    plans: "tuple[StudyPlan, ...]"


class PooledRate(Model):
    """People of studies of one design added up, without weights."""

    design: "Ref"
    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    study_ids: "tuple[str, ...]"
    rate: "Rate"


class Population(Model):
    """The comparison with a population, or the words with which it is refused."""

    reference: "Distribution | None"
    dated: "str | None"
    shares: "tuple[PopulationShare, ...]"
    refusal: "str | None"


class PopulationShare(Model):
    """People of some types beside the population's percent."""

    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    percent: "float | None"
    people: "PeopleShare"
    ratio: "Ratio | None"
    why_not: "str | None"


class Prisma(Model):
    """How records were found, and what became of them."""

    at: "date | None"
    flow: "Flow"
    search: "tuple[SearchItem, ...]"


class Proportion(Model):
    """So many of so many; share and interval are null where there is nothing to count."""

    count: "int"
    of: "int"
    share: "float | None"
    interval: "Interval | None"


class ProposedPiece(Model):
    """One place of the study that says it."""

    report_id: "str"
    standing: "Standing | None"
    rule: "str"
    state: "str"
    quote: "str"
    section: "str"
    start: "int | None"
    end: "int | None"


class PublishedLine(Model):
    """What a published review counted; shares are worked out from its numbers."""

    id: "str"
    citation: "str"
    period: "str"
    trials: "int"
    participants: "int"
    note: "str"
    reporting: "Proportion"
    including: "tuple[LineShare, ...]"


class Rate(Model):
    """Events among people, never among sides, lesions or sessions."""

    events: "int"
    people: "int"
    share: "float"
    exact: "Interval"
    upper: "Interval"
    ruled_out: "tuple[float, ...]"
    next_aim: "Enough | None"
    sentence: "str"


class Ratio(Model):
    """Participation-to-prevalence ratio, at least and at most; 0.8 to 1.2 counts as similar."""

    lowest: "float"
    highest: "float"
    says: "Participation"


class ReaderWord(Model):
    """What one reader said."""

    id: "int"
    who: "str"
    at: "datetime"
    says: "str"
    quote: "str | None"
    why: "str"


class Readiness(Model):
    """The database answers, its schema is current, and evidence is loaded."""

    status: "Literal['ready'] | str"
    studies: "int"
    revision: "str"


class RecordsWord(Model):
    """A person's word on any two records, by their keys."""

    answer: "MatchAnswer"
    why: "str"
    one: "str"
    other: "str"


class Ref(Model):
    """An id of the vocabulary with its printed name."""

    id: "str"
    label: "str"


class RefusedRecord(Model):
    """A part of the file that could not become a record; it is kept in quarantine."""

    place: "str"
    reason: "str"


class RejectedInput(Model):
    """One piece of input that could not become a record."""

    id: "int"
    source: "str"
    place: "str"
    reason: "str"
    media_type: "str"
    size: "int"
    received_at: "datetime"


class RejectedInputs(Model):
    """Quarantined input, with its place and the reason."""

    rejected: "tuple[RejectedInput, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class RejectedMention(Model):
    """Words that look like a statement and are not one."""

    dimension: "Dimension"
    reason: "str"
    rule: "str"
    evidence: "Evidence"


class Relation(Model):
    """How the document stands to another one, and why."""

    kind: "RelationKind"
    target: "str"
    because: "str"


class ReportToScreen(Model):
    """A report that only the rules have screened."""

    record: "str"
    kind: "ReportKind"
    title: "str"
    year: "int | None"
    screened: "Literal['unsure', 'included', 'excluded', 'context'] | str"
    rule: "str"
    because: "str"
    text: "str"
    found_by: "tuple[FoundBy, ...]"


class ReportsToScreen(Model):
    """Some reports, in the order of arrival."""

    reports: "tuple[ReportToScreen, ...]"
    criteria: "ScreeningCriteria"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class Representation(Model):
    """Who took part, beside published counts and, if one is named, against a population."""

    panel: "Panel"
    lines: "tuple[PublishedLine, ...]"
    population: "Population"
    references: "tuple[Distribution, ...]"


class ReturnedDecision(Model):
    """A decision that is asked about again, and the text that it was made on."""

    because: "Because"
    who: "str"
    at: "datetime"
    action: "str"
    standing: "Standing | None"
    why: "str"
    quote: "str"
    start: "int"
    old_text: "str"


class ReviewAgreement(Model):
    """People with each other, and each version of the reader with people."""

    second_reader: "bool"
    people: "tuple[DimensionAgreement, ...]"
    versions: "tuple[DimensionAgreement, ...]"


class ReviewConflict(Model):
    """One thing that two readers differ on, or that only one of them added."""

    kind: "Literal['tag', 'screening'] | str"
    target: "str"
    title: "str"
    words: "tuple[ReaderWord, ...]"


class ReviewConflicts(Model):
    """All that waits to be settled, the oldest first."""

    conflicts: "tuple[ReviewConflict, ...]"


class Run(Model):
    """One run of one source; while it is at work, its counts are those of its last page."""

    id: "int"
    source: "str"
    status: "Literal['running', 'stopped', 'succeeded', 'failed'] | str"
    started_at: "datetime"
    heard_at: "datetime"
    ended_at: "datetime | None"
    search_id: "int"
    query: "str"
    since: "date | None"
    until: "date"
    announced: "int | None"
    pages: "int"
    received: "int"
    new: "int"
    updated: "int"
    unchanged: "int"
    rejected: "int"
    withdrawn: "int"
    warnings: "tuple[str, ...]"
    reason: "str"
    advice: "str"


class RungReached(Model):
    """The highest rung for one outcome, with its words; silence has none."""

    outcome: "Ref | None"
    rung: "Literal['silent', 'named', 'mix', 'counted', 'by_type', 'interaction'] | str"
    evidence: "Evidence | None"


class RungShare(Model):
    """The studies on one rung, and those there or higher."""

    rung: "Literal['silent', 'named', 'mix', 'counted', 'by_type', 'interaction'] | str"
    on: "Proportion"
    reaching: "Proportion"
    study_ids: "tuple[str, ...]"


class Runs(Model):
    """Some runs, the latest first."""

    runs: "tuple[Run, ...]"
    total: "int"
    is_at_work: "bool | None" = None
    next_cursor: "str | None"
    next: "str | None" = None


class Screening(Model):
    """Whether the report is about the topic, and why."""

    screened: "Screened"
    rule: "str"
    because: "str"


class ScreeningCriteria(Model):
    """What makes a report one of the topic's."""

    question: "str"
    include: "tuple[str, ...]"
    weak: "tuple[str, ...]"
    homonyms: "tuple[str, ...]"


class ScreeningReview(Model):
    """A person's word on whether reports are about the topic."""

    verdict: "Literal['included', 'excluded', 'unsure'] | str"
    records: "tuple[str, ...]"
    why: "str | None" = None
    settles: "bool | None" = None


class SearchItem(Model):
    """One item of PRISMA-S."""

    number: "int"
    name: "str"
    reported: "tuple[str, ...]"
    missing: "str"


class SearchLog(Model):
    """A part of the search log, the latest first."""

    pages: "tuple[LoggedSearch, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class Searched(Model):
    """Where was looked, so that finding nothing says something."""

    ever: "bool"
    places: "tuple[SearchedPlace, ...]"
    never: "tuple[str, ...]"
    sentence: "str"


class SearchedPlace(Model):
    """One place, and when it was last searched."""

    name: "str"
    at: "datetime"


class SelectedPage(Model):
    """One page of studies with the fields of `select` alone."""

    studies: "tuple[SelectedSummary, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class SelectedStudy(Model):
    """A study with the fields of `select` alone."""

    public_id: "str | None" = None
    title: "str | None" = None
    authors: "tuple[str, ...] | None" = None
    year: "int | None" = None
    journal: "str | None" = None
    citation: "str | None" = None
    layer: "Layer | None" = None
    design: "Ref | None" = None
    participants: "int | None" = None
    planned: "int | None" = None
    standing: "dict[str, Standing] | None" = None
    indications: "tuple[Ref, ...] | None" = None
    outcomes: "tuple[Ref, ...] | None" = None
    body_sites: "tuple[Ref, ...] | None" = None
    procedures: "tuple[Ref, ...] | None" = None
    report_count: "int | None" = None
    status: "str | None" = None
    ends: "str | None" = None
    notices: "tuple[Notice, ...] | None" = None
    left_out: "NoticeKind | None" = None
    reports: "tuple[StudyReport, ...] | None" = None
    tags: "tuple[Tag, ...] | None" = None
    counts: "tuple[TypeCount, ...] | None" = None
    planned_shares: "tuple[PlannedShare, ...] | None" = None
    participants_evidence: "tuple[Evidence, ...] | None" = None
    planned_evidence: "tuple[Evidence, ...] | None" = None
    plan: "tuple[PlanLine, ...] | None" = None
    results: "tuple[OutcomeResult, ...] | None" = None
    follow_up_days: "int | None" = None
    follow_up_evidence: "Evidence | None" = None
    overlaps: "tuple[Overlap, ...] | None" = None
    former_ids: "tuple[str, ...] | None" = None
    unknown: "tuple[str, ...] | None" = None
    conflicts: "tuple[str, ...] | None" = None
    notes: "tuple[str, ...] | None" = None
    rejected: "tuple[RejectedMention, ...] | None" = None


class SelectedSummary(Model):
    """A line of a list with the fields of `select` alone."""

    public_id: "str | None" = None
    title: "str | None" = None
    authors: "tuple[str, ...] | None" = None
    year: "int | None" = None
    journal: "str | None" = None
    citation: "str | None" = None
    layer: "Layer | None" = None
    design: "Ref | None" = None
    participants: "int | None" = None
    planned: "int | None" = None
    standing: "dict[str, Standing] | None" = None
    indications: "tuple[Ref, ...] | None" = None
    outcomes: "tuple[Ref, ...] | None" = None
    body_sites: "tuple[Ref, ...] | None" = None
    procedures: "tuple[Ref, ...] | None" = None
    report_count: "int | None" = None
    status: "str | None" = None
    ends: "str | None" = None
    notices: "tuple[Notice, ...] | None" = None
    left_out: "NoticeKind | None" = None


class SentFile(Model):
    """A file that was sent, and how far it is."""

    id: "int"
    file: "str"
    who: "str"
    sent_at: "datetime"
    ended_at: "datetime | None"
    stage: "Stage"
    percent: "int | None"
    format: "str"
    encoding: "str"
    reason: "str"
    counts: "dict[str, int]"
    rejections: "tuple[RefusedRecord, ...]"


class SentFiles(Model):
    """The latest files that were sent, the last first."""

    files: "tuple[SentFile, ...]"


class SentRequest(Model):
    """One request as it was sent; keys and addresses are left out."""

    url: "str"
    body: "str"
    status: "int"


class Source(Model):
    """What one source has given so far."""

    source: "str"
    records: "int"
    rejected: "int"
    first_received_at: "datetime | None"
    last_received_at: "datetime | None"
    last_asked_at: "datetime | None"
    last_status: "Literal['', 'running', 'succeeded', 'failed'] | str"
    covered_until: "date | None"
    address: "str"
    disclaimer: "str"


class Sources(Model):
    """Every source that records came from, or that can be asked."""

    sources: "tuple[Source, ...]"


class StartWord(Model):
    """Which sources to ask for what."""

    sources: "tuple[str, ...] | None" = None
    since: "date | None" = None
    full: "bool | None" = None


class Started(Model):
    """Runs that have begun; they are at work when this is answered."""

    runs: "tuple[Run, ...]"
    busy: "tuple[str, ...]"


class StudiesThen(Model):
    """Distinct studies of these layers and conditions at both moments."""

    before: "int"
    after: "int"


class Study(Model):
    """A study with everything known of it: the fields of its summary, and all that follows."""

    public_id: "str"
    title: "str"
    authors: "tuple[str, ...]"
    year: "int | None"
    journal: "str"
    citation: "str"
    layer: "Layer"
    design: "Ref | None"
    participants: "int | None"
    planned: "int | None"
    standing: "dict[str, Standing]"
    indications: "tuple[Ref, ...]"
    outcomes: "tuple[Ref, ...]"
    body_sites: "tuple[Ref, ...]"
    procedures: "tuple[Ref, ...]"
    report_count: "int"
    status: "str | None"
    ends: "str | None"
    notices: "tuple[Notice, ...]"
    left_out: "NoticeKind | None"
    reports: "tuple[StudyReport, ...]"
    tags: "tuple[Tag, ...]"
    counts: "tuple[TypeCount, ...]"
    planned_shares: "tuple[PlannedShare, ...]"
    participants_evidence: "tuple[Evidence, ...]"
    planned_evidence: "tuple[Evidence, ...]"
    plan: "tuple[PlanLine, ...]"
    results: "tuple[OutcomeResult, ...]"
    follow_up_days: "int | None"
    follow_up_evidence: "Evidence | None"
    overlaps: "tuple[Overlap, ...]"
    former_ids: "tuple[str, ...]"
    unknown: "tuple[str, ...]"
    conflicts: "tuple[str, ...]"
    notes: "tuple[str, ...]"
    rejected: "tuple[RejectedMention, ...]"


class StudyBatch(Model):
    """Studies in the order in which they were asked for."""

    results: "tuple[BatchLine, ...]"
    count: "int"


class StudyChange(Model):
    """One thing that changed, in words."""

    kind: "ChangeKind"
    sentence: "str"
    study_ids: "tuple[str, ...]"
    title: "str"
    before: "str"
    after: "str"
    fitzpatrick: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    indications: "tuple[str, ...]"
    outcomes: "tuple[str, ...]"
    events: "tuple[int, ...]"


class StudyDepth(Model):
    """How deep one study goes into skin type; without a rung where it counts nowhere."""

    public_id: "str"
    rungs: "tuple[RungReached, ...]"


class StudyGroup(Model):
    """One value, and how many studies say it."""

    key: "str"
    key_display_name: "str"
    count: "int"


class StudyGroups(Model):
    """Studies counted by what they say. One that says two things is in two groups."""

    meta: "GroupsMeta"
    group_by: "tuple[StudyGroup, ...]"


class StudyPage(Model):
    """One page of studies."""

    studies: "tuple[StudySummary, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class StudyPlan(Model):
    """A study that was registered and reported."""

    study: "StudySummary"
    differs: "bool"
    lines: "tuple[PlanLine, ...]"


class StudyRate(Model):
    """The rate of one result of one study, for exactly `types` together."""

    public_id: "str"
    title: "str"
    year: "int | None"
    designs: "tuple[Ref, ...]"
    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    mix: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    rate: "Rate"
    measure: "str"
    timepoint: "str"
    within_person: "bool"
    overlaps: "tuple[str, ...]"
    evidence: "Evidence"


class StudyRecord(Model):
    """A record behind a report: where it came from, when, and why it belongs to the report."""

    key: "str"
    source: "str"
    source_id: "str"
    version: "int"
    received_at: "datetime"
    content_hash: "str"
    media_type: "str"
    rule: "str"
    because: "str"


class StudyReport(Model):
    """One report of the study."""

    report_id: "str"
    role: "ReportRole"
    kind: "ReportKind"
    bibliography: "Bibliography"
    status: "str"
    ends: "str"
    sponsor: "str"
    country: "str"
    rule: "str"
    because: "str"
    screening: "Screening"
    text: "str"
    passages: "tuple[PassageSpan, ...]"
    records: "tuple[StudyRecord, ...]"
    fields_from: "dict[str, str]"
    fields_because: "dict[str, str]"
    notices: "tuple[Notice, ...]"


class StudySummary(Model):
    """One line of a list of studies."""

    public_id: "str"
    title: "str"
    authors: "tuple[str, ...]"
    year: "int | None"
    journal: "str"
    citation: "str"
    layer: "Layer"
    design: "Ref | None"
    participants: "int | None"
    planned: "int | None"
    standing: "dict[str, Standing]"
    indications: "tuple[Ref, ...]"
    outcomes: "tuple[Ref, ...]"
    body_sites: "tuple[Ref, ...]"
    procedures: "tuple[Ref, ...]"
    report_count: "int"
    status: "str | None"
    ends: "str | None"
    notices: "tuple[Notice, ...]"
    left_out: "NoticeKind | None"


class Sum(Model):
    """One box is as large as some others together."""

    whole: "BoxId"
    parts: "tuple[BoxId, ...]"
    total: "int"
    sum: "int"


class Tag(Model):
    """One statement about the study, with its evidence."""

    dimension: "Dimension"
    value: "Ref"
    standing: "Standing | None"
    state: "str"
    rule: "str"
    confidence: "Confidence | None"
    report_id: "str"
    evidence: "Evidence"


class TagDecided(Model):
    """The decision on a tag that holds."""

    id: "int"
    who: "str"
    at: "datetime"
    action: "str"
    standing: "Standing | None"
    why: "str"


class TagNow(Model):
    """One value of a study as it stands."""

    id: "str"
    study_id: "str"
    dimension: "Dimension"
    value: "str"
    pieces: "tuple[ProposedPiece, ...]"
    decided: "TagDecided | None"


class TagProposals(Model):
    """Some proposals, the most telling first."""

    proposals: "tuple[TagProposed, ...]"
    total: "int"
    next_cursor: "str | None"
    next: "str | None" = None


class TagProposed(Model):
    """A proposed tag that waits for a person."""

    id: "str"
    study_id: "str"
    study_title: "str"
    dimension: "Dimension"
    value: "str"
    pieces: "tuple[ProposedPiece, ...]"
    report_id: "str"
    text: "str"
    precision: "float | None"
    alike: "tuple[AlikeProposal, ...]"
    returned: "ReturnedDecision | None"


class TagReview(Model):
    """A person's word on proposed tags, or a tag that they add."""

    action: "Literal['accept', 'reject', 'add', 'correct'] | str"
    targets: "tuple[str, ...]"
    why: "str | None" = None
    standing: "Standing | None" = None
    value: "str | None" = None
    quote: "MarkedQuote | None" = None
    settles: "bool | None" = None


class Timeline(Model):
    """People treated over the years, by skin type; years without a study are left out."""

    layer: "Layer"
    studies: "int"
    years: "tuple[YearSoFar, ...]"
    without_year: "tuple[Unplaced, ...]"
    without_number: "tuple[Unplaced, ...]"
    overlapping: "tuple[str, ...]"
    sentences: "tuple[str, ...]"
    adds_nobody: "str | None"


class Token(Model):
    """A token without its secret."""

    id: "int"
    account: "str"
    name: "str"
    hint: "str"
    scopes: "tuple[Scope, ...]"
    made_at: "datetime"
    ends_at: "datetime | None"
    used_at: "datetime | None"
    revoked_at: "datetime | None"


class TokenBody(Model):
    """A token to be made."""

    name: "str"
    scopes: "tuple[Scope, ...]"
    days: "int | None" = None


class Tokens(Model):
    """One's tokens, the latest first, those that hold no more included."""

    tokens: "tuple[Token, ...]"


class ToldEvent(Model):
    """Something that was received or decided."""

    number: "int"
    kind: "EventKind"
    at: "datetime"
    who: "str"
    run_id: "int | None"
    records: "tuple[str, ...]"
    study_id: "str"
    why: "str"
    sentence: "str"


class TrailDecision(Model):
    """One decision: who, when, why, before and after."""

    kind: "DecisionKind"
    id: "int"
    at: "datetime"
    who: "str"
    about: "str"
    dimension: "str | None"
    value: "str | None"
    before: "str | None"
    after: "str"
    why: "str"
    quote: "str | None"
    takes_back: "int | None"
    undone: "bool"


class TreatedBefore(Model):
    """People treated without an event who need not be treated again; 0 where they may not count."""

    people: "int"
    study_ids: "tuple[str, ...]"
    sentence: "str"


class Trial(Model):
    """A registered study that has reported nothing, and what may be hoped of it."""

    public_id: "str"
    title: "str"
    registrations: "tuple[str, ...]"
    state: "TrialState"
    status: "str"
    ends: "str"
    planned: "int | None"
    standing: "Standing | None"
    sentence: "str"


class Trials(Model):
    """Registrations without results: by state, and of one state the soonest to end first."""

    trials: "tuple[PlannedTrial, ...]"
    total: "int"
    registered: "int"
    states: "dict[str, int]"
    caution: "str"
    next_cursor: "str | None"
    next: "str | None" = None


class TypeCount(Model):
    """So many people were of one skin type, or of several types together."""

    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"
    people: "int"
    rule: "str"
    evidence: "Evidence"


class TypeFacts(Model):
    """What the primary studies say of one skin type."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str"
    studies: "int"
    people: "People | None"
    depth: "Literal['none', 'eligible', 'studied', 'counted', 'reported_by_type'] | str"
    reason: "Reason"
    sentence: "str"
    standings: "dict[str, int]"
    footings: "dict[str, int]"
    trials: "tuple[Trial, ...]"


class TypeMark(Model):
    """One skin type inside a cell that is not split by type."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str"
    depth: "Literal['none', 'eligible', 'studied', 'counted', 'reported_by_type'] | str"
    reason: "Reason"
    studies: "int"


class TypeSafety(Model):
    """One harm in one skin type; primary evidence alone."""

    outcome: "Ref"
    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str | None"
    rates: "tuple[StudyRate, ...]"
    pooled: "tuple[PooledRate, ...]"
    not_pooled: "tuple[NotPooled, ...]"
    without: "tuple[WithoutRate, ...]"
    sentence: "str"


class TypeSoFar(Model):
    """One skin type at the end of a year."""

    fitzpatrick: "Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str"
    people: "People | None"
    studies: "int"


class UndoWord(Model):
    """A person's word that takes a decision back."""

    why: "str"


class Undone(Model):
    """Who took a decision back, when and why."""

    who: "str"
    at: "datetime"
    why: "str"


class Unplaced(Model):
    """A study that is in no line of people, with what it does say."""

    public_id: "str"
    title: "str"
    year: "int | None"
    participants: "int | None"
    types: "tuple[Literal['I', 'II', 'III', 'IV', 'V', 'VI'] | str, ...]"


class Vocabulary(Model):
    """Every value that a filter or a tag can have."""

    topic: "str"
    title: "str"
    fitzpatrick: "tuple[str, ...]"
    standing: "tuple[str, ...]"
    layer: "tuple[str, ...]"
    depth: "tuple[str, ...]"
    reason: "tuple[str, ...]"
    footing: "tuple[str, ...]"
    indication: "tuple[VocabularyValue, ...]"
    outcome: "tuple[VocabularyValue, ...]"
    body_site: "tuple[VocabularyValue, ...]"
    procedure: "tuple[VocabularyValue, ...]"
    design: "tuple[VocabularyValue, ...]"


class VocabularyValue(Model):
    """One id; `covers` says what it includes, `kind` groups outcomes."""

    id: "str"
    label: "str"
    covers: "str"
    kind: "str | None"


class WithoutRate(Model):
    """A study that treated the type and gives no rate."""

    public_id: "str"
    title: "str"
    why: "WhyNoRate"
    people: "People"
    participants: "int | None"
    clause: "str"


class Witness(Model):
    """One bundled file that speaks for or against a claim, and the words that this rests on."""

    key: "str"
    speaks_for: "bool"
    says: "str"
    study_id: "str | None"
    report_id: "str"
    gone: "str"


class YearSoFar(Model):
    """A year with studies; people are those of all studies up to its end."""

    year: "int"
    studies: "int"
    reporting: "int"
    studies_so_far: "int"
    people: "int"
    people_silent: "int"
    by_type: "tuple[TypeSoFar, ...]"
    study_ids: "tuple[str, ...]"
