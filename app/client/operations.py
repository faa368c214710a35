"""Every read of the API. Written by `make client`, not by hand."""
# fmt: off
# ruff: noqa: A002 - parameters as the API has them

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from app.client import models
from app.client.answers import File
from app.client.transport import Transport


class Operations(Transport):
    """Every read as a method, and every list that has pages as an iterator too."""

    def list_studies(self, *, fitzpatrick: Sequence[str] | None = None, standing: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, q: str | None = None, left_out: bool | None = None, limit: int | None = None, cursor: str | None = None) -> models.StudyPage:
        """Studies that meet every filter, the latest year first, those without a year last."""
        return self._read("/studies", models.StudyPage, {"fitzpatrick": fitzpatrick, "standing": standing, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "q": q, "left_out": left_out, "limit": limit, "cursor": cursor})

    def iterate_studies(self, *, fitzpatrick: Sequence[str] | None = None, standing: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, q: str | None = None, left_out: bool | None = None, limit: int | None = None) -> Iterator[models.StudySummary]:
        """Studies that meet every filter, the latest year first, those without a year last."""
        for page in self._pages("/studies", models.StudyPage, {"fitzpatrick": fitzpatrick, "standing": standing, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "q": q, "left_out": left_out, "limit": limit}):
            yield from page.studies

    def get_study(self, public_id: str) -> models.Study:
        """A study with its reports, the records behind them, and every tag with its evidence."""
        return self._read(f"/studies/{quote(str(public_id), safe='')}", models.Study, {})

    def list_plans(self, *, differs: bool | None = None) -> models.Plans:
        """What registrations planned beside what was reported: people, skin types, shares of types."""
        return self._read("/plans", models.Plans, {"differs": differs})

    def list_trials(self, *, fitzpatrick: Sequence[str] | None = None, standing: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, state: Sequence[str] | None = None, limit: int | None = None, cursor: str | None = None) -> models.Trials:
        """Registrations under way, completed without results, stopped, or of unknown status."""
        return self._read("/trials", models.Trials, {"fitzpatrick": fitzpatrick, "standing": standing, "indication": indication, "outcome": outcome, "state": state, "limit": limit, "cursor": cursor})

    def iterate_trials(self, *, fitzpatrick: Sequence[str] | None = None, standing: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, state: Sequence[str] | None = None, limit: int | None = None) -> Iterator[models.PlannedTrial]:
        """Registrations under way, completed without results, stopped, or of unknown status."""
        for page in self._pages("/trials", models.Trials, {"fitzpatrick": fitzpatrick, "standing": standing, "indication": indication, "outcome": outcome, "state": state, "limit": limit}):
            yield from page.trials

    def get_gap_map(self, *, rows: str | None = None, columns: str | None = None, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None) -> models.GapMap:
        """Skin type, indication and outcome, two of them as rows and columns."""
        return self._read("/gap-map", models.GapMap, {"rows": rows, "columns": columns, "fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to})

    def get_map_file(self, *, rows: str | None = None, columns: str | None = None, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, format: str | None = None) -> File:
        """Any view of the map to be printed, shown or sent, with its legend, date and revision."""
        return self._file("/gap-map/file", {"rows": rows, "columns": columns, "fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "format": format})

    def get_cell(self, *, fitzpatrick: str | None = None, indication: str | None = None, outcome: str | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None) -> models.CellAnswer:
        """One cell of the map with the studies that count in it, those that do not, and the evidence."""
        return self._read("/gap-map/cell", models.CellAnswer, {"fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to})

    def list_gaps(self, *, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, layer: Sequence[str] | None = None, limit: int | None = None, offset: int | None = None, cursor: str | None = None) -> models.Gaps:
        """The gaps worth filling, the most urgent first, each with the rules that placed it."""
        return self._read("/gaps", models.Gaps, {"fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "layer": layer, "limit": limit, "offset": offset, "cursor": cursor})

    def iterate_gaps(self, *, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, layer: Sequence[str] | None = None, limit: int | None = None) -> Iterator[models.Gap]:
        """The gaps worth filling, the most urgent first, each with the rules that placed it."""
        for page in self._pages("/gaps", models.Gaps, {"fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "layer": layer, "limit": limit}):
            yield from page.gaps

    def get_facts(self) -> models.Facts:
        """The one-screen answer: each skin type in numbers and in one sentence."""
        return self._read("/facts", models.Facts, {})

    def get_plan(self, *, rate: float | None = None, confidence: float | None = None, sided: str | None = None, events: int | None = None, drop_out: float | None = None, fitzpatrick: str | None = None, indication: str | None = None, outcome: str | None = None) -> models.Planner:
        """How many people, with how many events at most, put the upper limit at or under a rate."""
        return self._read("/planner", models.Planner, {"rate": rate, "confidence": confidence, "sided": sided, "events": events, "drop_out": drop_out, "fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome})

    def get_representation(self, *, layer: str | None = None, indication: Sequence[str] | None = None, design: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, reference: str | None = None) -> models.Representation:
        """Shares of studies and of people by skin type, over all and over those reporting type."""
        return self._read("/representation", models.Representation, {"layer": layer, "indication": indication, "design": design, "year_from": year_from, "year_to": year_to, "reference": reference})

    def get_ladder(self, *, layer: str | None = None, indication: Sequence[str] | None = None, design: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, outcome: str | None = None) -> models.Ladder:
        """The share of one layer's studies on each rung, from silence to a test of interaction."""
        return self._read("/ladder", models.Ladder, {"layer": layer, "indication": indication, "design": design, "year_from": year_from, "year_to": year_to, "outcome": outcome})

    def get_study_ladder(self, public_id: str) -> models.StudyDepth:
        """The highest rung of the study as a whole and for each outcome, with the words it rests on."""
        return self._read(f"/studies/{quote(str(public_id), safe='')}/ladder", models.StudyDepth, {})

    def get_timeline(self, *, layer: str | None = None, indication: Sequence[str] | None = None, design: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None) -> models.Timeline:
        """People so far at the end of each year of publication, by skin type, as bounds."""
        return self._read("/timeline", models.Timeline, {"layer": layer, "indication": indication, "design": design, "year_from": year_from, "year_to": year_to})

    def get_representation_file(self, *, layer: str | None = None, indication: Sequence[str] | None = None, design: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, format: str | None = None) -> File:
        """The chart of shares as `svg`, `png` or `pdf`, or its table as `csv`."""
        return self._file("/representation/file", {"layer": layer, "indication": indication, "design": design, "year_from": year_from, "year_to": year_to, "format": format})

    def get_timeline_file(self, *, layer: str | None = None, indication: Sequence[str] | None = None, design: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, format: str | None = None) -> File:
        """The chart as `svg`, `png` or `pdf`, or its table as `csv`."""
        return self._file("/timeline/file", {"layer": layer, "indication": indication, "design": design, "year_from": year_from, "year_to": year_to, "format": format})

    def export_map(self, *, rows: str | None = None, columns: str | None = None, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, format: str | None = None) -> File:
        """The map of these rows, columns and filters, with the studies and the evidence behind it."""
        return self._file("/exports/map", {"rows": rows, "columns": columns, "fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "format": format})

    def export_cell(self, *, fitzpatrick: str | None = None, indication: str | None = None, outcome: str | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, format: str | None = None) -> File:
        """The studies of a cell's indication and outcome, those that do not count in it too."""
        return self._file("/exports/cell", {"fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "format": format})

    def export_studies(self, *, fitzpatrick: Sequence[str] | None = None, standing: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, q: str | None = None, left_out: bool | None = None, format: str | None = None) -> File:
        """All studies that meet the filters, not a page of them."""
        return self._file("/exports/studies", {"fitzpatrick": fitzpatrick, "standing": standing, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "q": q, "left_out": left_out, "format": format})

    def export_gaps(self, *, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, layer: Sequence[str] | None = None, limit: int | None = None, offset: int | None = None, format: str | None = None) -> File:
        """The gaps worth filling, the most urgent first, each with the rules that placed it."""
        return self._file("/exports/gaps", {"fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "layer": layer, "limit": limit, "offset": offset, "format": format})

    def export_evidence(self, *, format: str | None = None) -> File:
        """Every statement of every study that counts, with the words that it rests on."""
        return self._file("/exports/evidence", {"format": format})

    def export_dataset(self, *, format: str | None = None) -> File:
        """Everything: as a data package all tables, which `coregap restore` makes a database of again."""
        return self._file("/exports/dataset", {"format": format})

    def export_permalink(self, hash: str, *, format: str | None = None) -> File:
        """The view as it was when it was frozen, with the studies and references of then."""
        return self._file(f"/permalinks/{quote(str(hash), safe='')}/file", {"format": format})

    def list_claims(self) -> models.Claims:
        """What is said in public, each claim with the studies for and against and a verdict."""
        return self._read("/claims", models.Claims, {})

    def get_claim(self, claim_id: str) -> models.ClaimAnswer:
        """One claim with the studies, documents and evidence that its verdict rests on."""
        return self._read(f"/claims/{quote(str(claim_id), safe='')}", models.ClaimAnswer, {})

    def list_questions(self) -> models.AskedList:
        """Each question with its answer, or with what was searched where nothing is known."""
        return self._read("/questions", models.AskedList, {})

    def get_question(self, question_id: str) -> models.AskedAnswer:
        """One question with the cells, claims, studies and evidence behind its answer."""
        return self._read(f"/questions/{quote(str(question_id), safe='')}", models.AskedAnswer, {})

    def get_vocabulary(self) -> models.Vocabulary:
        """Every value that a filter or a tag can have, with its label and what it covers."""
        return self._read("/vocabulary", models.Vocabulary, {})

    def list_sources(self) -> models.Sources:
        """Where records came from, how many and when, and until which day each source is covered."""
        return self._read("/sources", models.Sources, {})

    def list_context(self) -> models.Context:
        """Documents that inform a reader and are never counted as evidence."""
        return self._read("/context", models.Context, {})

    def list_rejected(self, *, source: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.RejectedInputs:
        """Input that could not become a record: kept, with its place and the reason."""
        return self._read("/rejected", models.RejectedInputs, {"source": source, "limit": limit, "cursor": cursor})

    def iterate_rejected(self, *, source: str | None = None, limit: int | None = None) -> Iterator[models.RejectedInput]:
        """Input that could not become a record: kept, with its place and the reason."""
        for page in self._pages("/rejected", models.RejectedInputs, {"source": source, "limit": limit}):
            yield from page.rejected

    def get_accuracy(self) -> models.Accuracy:
        """Precision, recall and F1 of each dimension on labelled sets, and how right each rule is."""
        return self._read("/accuracy", models.Accuracy, {})

    def get_prisma(self, *, at: str | None = None) -> models.Prisma:
        """The PRISMA 2020 flow, every box the sum of its parts, and the 16 items of PRISMA-S."""
        return self._read("/prisma", models.Prisma, {"at": at})

    def get_search_log(self, *, source: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.SearchLog:
        """What sources were asked, request by request, and what each answer brought."""
        return self._read("/search-log", models.SearchLog, {"source": source, "limit": limit, "cursor": cursor})

    def iterate_search_log(self, *, source: str | None = None, limit: int | None = None) -> Iterator[models.LoggedSearch]:
        """What sources were asked, request by request, and what each answer brought."""
        for page in self._pages("/search-log", models.SearchLog, {"source": source, "limit": limit}):
            yield from page.pages

    def list_runs(self, *, source: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.Runs:
        """Every time that a source was asked, the latest first; those at work say how far they are."""
        return self._read("/runs", models.Runs, {"source": source, "limit": limit, "cursor": cursor})

    def iterate_runs(self, *, source: str | None = None, limit: int | None = None) -> Iterator[models.Run]:
        """Every time that a source was asked, the latest first; those at work say how far they are."""
        for page in self._pages("/runs", models.Runs, {"source": source, "limit": limit}):
            yield from page.runs

    def get_run(self, run_id: int) -> models.Run:
        """One run of one source: how far it is or how it ended, and what to do if it failed."""
        return self._read(f"/runs/{quote(str(run_id), safe='')}", models.Run, {})

    def list_imports(self) -> models.SentFiles:
        """The latest hundred files that people and programs sent, the last first."""
        return self._read("/imports", models.SentFiles, {})

    def get_import(self, import_id: int) -> models.SentFile:
        """How far it is, or what became of it: counts, and what could not be read and why."""
        return self._read(f"/imports/{quote(str(import_id), safe='')}", models.SentFile, {})

    def list_matches(self, *, layer: str | None = None, rule: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.Matches:
        """Pairs of reports that may be one report, or of one study, and that no rule may decide."""
        return self._read("/matches", models.Matches, {"layer": layer, "rule": rule, "limit": limit, "cursor": cursor})

    def iterate_matches(self, *, layer: str | None = None, rule: str | None = None, limit: int | None = None) -> Iterator[models.Match]:
        """Pairs of reports that may be one report, or of one study, and that no rule may decide."""
        for page in self._pages("/matches", models.Matches, {"layer": layer, "rule": rule, "limit": limit}):
            yield from page.matches

    def get_match(self, match_id: str) -> models.Match:
        """One open question with both reports side by side."""
        return self._read(f"/matches/{quote(str(match_id), safe='')}", models.Match, {})

    def list_match_decisions(self, *, limit: int | None = None, cursor: str | None = None) -> models.MatchDecisions:
        """What people decided of two records, the latest first; what was undone stays in the list."""
        return self._read("/match-decisions", models.MatchDecisions, {"limit": limit, "cursor": cursor})

    def iterate_match_decisions(self, *, limit: int | None = None) -> Iterator[models.MatchDecision]:
        """What people decided of two records, the latest first; what was undone stays in the list."""
        for page in self._pages("/match-decisions", models.MatchDecisions, {"limit": limit}):
            yield from page.decisions

    def get_match_decision(self, decision_id: int) -> models.MatchDecision:
        """What was decided of two records, with who took it back, if anybody did."""
        return self._read(f"/match-decisions/{quote(str(decision_id), safe='')}", models.MatchDecision, {})

    def list_tag_proposals(self, *, dimension: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.TagProposals:
        """Proposed tags that nobody has decided on: what came back first, then safety and skin types."""
        return self._read("/tag-proposals", models.TagProposals, {"dimension": dimension, "limit": limit, "cursor": cursor})

    def iterate_tag_proposals(self, *, dimension: str | None = None, limit: int | None = None) -> Iterator[models.TagProposed]:
        """Proposed tags that nobody has decided on: what came back first, then safety and skin types."""
        for page in self._pages("/tag-proposals", models.TagProposals, {"dimension": dimension, "limit": limit}):
            yield from page.proposals

    def get_tag(self, tag_id: str) -> models.TagNow:
        """What reports say of one value of a study, and the decision that holds, if there is one."""
        return self._read(f"/tags/{quote(str(tag_id), safe='')}", models.TagNow, {})

    def list_reports_to_screen(self, *, screened: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.ReportsToScreen:
        """Reports that only the rules have screened, why, and what found them."""
        return self._read("/screening-queue", models.ReportsToScreen, {"screened": screened, "limit": limit, "cursor": cursor})

    def iterate_reports_to_screen(self, *, screened: str | None = None, limit: int | None = None) -> Iterator[models.ReportToScreen]:
        """Reports that only the rules have screened, why, and what found them."""
        for page in self._pages("/screening-queue", models.ReportsToScreen, {"screened": screened, "limit": limit}):
            yield from page.reports

    def list_decisions(self, *, kind: str | None = None, who: str | None = None, about: str | None = None, dimension: str | None = None, since: str | None = None, until: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.DecisionTrail:
        """Every decision on tags, screenings and pairs of records: who, when, why, before and after."""
        return self._read("/decisions", models.DecisionTrail, {"kind": kind, "who": who, "about": about, "dimension": dimension, "since": since, "until": until, "limit": limit, "cursor": cursor})

    def iterate_decisions(self, *, kind: str | None = None, who: str | None = None, about: str | None = None, dimension: str | None = None, since: str | None = None, until: str | None = None, limit: int | None = None) -> Iterator[models.TrailDecision]:
        """Every decision on tags, screenings and pairs of records: who, when, why, before and after."""
        for page in self._pages("/decisions", models.DecisionTrail, {"kind": kind, "who": who, "about": about, "dimension": dimension, "since": since, "until": until, "limit": limit}):
            yield from page.lines

    def export_decisions(self, *, kind: str | None = None, who: str | None = None, about: str | None = None, dimension: str | None = None, since: str | None = None, until: str | None = None, format: str | None = None) -> File:
        """The same as CSV or JSON, all of them."""
        return self._file("/exports/decisions", {"kind": kind, "who": who, "about": about, "dimension": dimension, "since": since, "until": until, "format": format})

    def list_conflicts(self) -> models.ReviewConflicts:
        """What two readers differ on. It is settled by a decision with `settles`."""
        return self._read("/review-conflicts", models.ReviewConflicts, {})

    def get_agreement(self) -> models.ReviewAgreement:
        """Raw agreement and kappa per dimension, of people and of each version of the reader."""
        return self._read("/review-agreement", models.ReviewAgreement, {})

    def compare_moments(self, *, rows: str | None = None, columns: str | None = None, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, since: str | str | None = None, until: str | str | None = None) -> models.Comparison:
        """Which cells of a view of the map changed between two moments, by which events, and who did it."""
        return self._read("/changes", models.Comparison, {"rows": rows, "columns": columns, "fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "since": since, "until": until})

    def get_past_map(self, *, rows: str | None = None, columns: str | None = None, fitzpatrick: Sequence[str] | None = None, indication: Sequence[str] | None = None, outcome: Sequence[str] | None = None, body_site: Sequence[str] | None = None, procedure: Sequence[str] | None = None, design: Sequence[str] | None = None, layer: Sequence[str] | None = None, year_from: int | None = None, year_to: int | None = None, at: str | str | None = None) -> models.GapMap:
        """The map as it follows from all that had been received and decided by a moment (`at`)."""
        return self._read("/gap-map/past", models.GapMap, {"rows": rows, "columns": columns, "fitzpatrick": fitzpatrick, "indication": indication, "outcome": outcome, "body_site": body_site, "procedure": procedure, "design": design, "layer": layer, "year_from": year_from, "year_to": year_to, "at": at})

    def list_permalinks(self, *, study_id: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.Permalinks:
        """Views that were frozen, the latest first; with `study_id` those that hold that study."""
        return self._read("/permalinks", models.Permalinks, {"study_id": study_id, "limit": limit, "cursor": cursor})

    def iterate_permalinks(self, *, study_id: str | None = None, limit: int | None = None) -> Iterator[models.Permalink]:
        """Views that were frozen, the latest first; with `study_id` those that hold that study."""
        for page in self._pages("/permalinks", models.Permalinks, {"study_id": study_id, "limit": limit}):
            yield from page.permalinks

    def get_permalink(self, hash: str) -> models.FrozenDocument:
        """Exactly the bytes that were kept: their SHA-256 begins with the hash in the address."""
        return self._read(f"/permalinks/{quote(str(hash), safe='')}", models.FrozenDocument, {})

    def get_permalink_changes(self, hash: str) -> models.PermalinkChanges:
        """When and with what it was made, what is different now and by which events, and corrections."""
        return self._read(f"/permalinks/{quote(str(hash), safe='')}/changes", models.PermalinkChanges, {})

    def get_me(self) -> models.Me:
        """Whose request this is, and what it may do."""
        return self._read("/me", models.Me, {})

    def list_tokens(self) -> models.Tokens:
        """Those that act for you, those that hold no more included; never their secrets."""
        return self._read("/tokens", models.Tokens, {})

    def list_accounts(self) -> models.Accounts:
        """All accounts by name, closed ones last."""
        return self._read("/accounts", models.Accounts, {})

    def list_account_changes(self, *, account_id: int | None = None, kind: str | None = None, who: str | None = None, since: str | None = None, limit: int | None = None, cursor: str | None = None) -> models.AccountChanges:
        """Who changed what of whose account, the latest first. Nothing is ever deleted from it."""
        return self._read("/account-changes", models.AccountChanges, {"account_id": account_id, "kind": kind, "who": who, "since": since, "limit": limit, "cursor": cursor})

    def iterate_account_changes(self, *, account_id: int | None = None, kind: str | None = None, who: str | None = None, since: str | None = None, limit: int | None = None) -> Iterator[models.AccountChange]:
        """Who changed what of whose account, the latest first. Nothing is ever deleted from it."""
        for page in self._pages("/account-changes", models.AccountChanges, {"account_id": account_id, "kind": kind, "who": who, "since": since, "limit": limit}):
            yield from page.changes

    def get_health(self) -> models.Health:
        """The process answers. It does not touch the database."""
        return self._read("/health", models.Health, {})

    def get_readiness(self) -> models.Readiness:
        """The database answers, its schema is current and evidence is loaded; otherwise 503."""
        return self._read("/readiness", models.Readiness, {})
