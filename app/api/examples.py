"""Example questions and answers for the OpenAPI document, made of the topic's own vocabulary.

Answers are made from the same values as real ones, so an example cannot have another form than
what is sent.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.answers import RunsAnswer, answer_accuracy, answer_vocabulary
from app.api import schemas
from app.api.example_accounts import (
    NEW_ACCOUNT,
    NEW_TOKEN,
    PATCH,
    a_made_token,
    a_token,
    an_account,
    me,
    some_changes,
)
from app.api.example_changes import (
    FREEZE,
    HASH,
    a_comparison,
    a_document,
    a_frozen_permalink,
    some_permalink_changes,
    some_permalinks,
)
from app.api.example_claims import a_claim_answer, an_asked_answer, some_claims, some_questions
from app.api.example_map import a_cell_answer, a_matrix, some_facts, some_gaps, some_trials
from app.api.example_matches import (
    ANSWER,
    ON_RECORDS,
    UNDO,
    a_match,
    a_match_decision,
    a_match_page,
    some_match_decisions,
)
from app.api.example_review import (
    OPTION,
    SCREENING_WORD,
    TAG_WORD,
    a_decided_review,
    a_screening_queue,
    a_tag,
    a_tag_queue,
    a_trail,
    an_agreement,
    some_conflicts,
)
from app.api.example_searching import a_prisma_report, a_run_state, a_search_log
from app.api.example_statistics import (
    RATE,
    a_harm,
    a_ladder,
    a_plan,
    a_representation,
    a_study_depth,
    a_timeline,
    some_safety,
)
from app.api.example_taking_in import ORDER, a_sent_file, an_import, started_runs
from app.api.example_values import (
    STUDY,
    a_measured_accuracy,
    a_page,
    a_rejected_input,
    a_source,
    a_study,
    a_study_plan,
    first_id,
    some_context,
)
from app.api.version import VERSION
from app.topic import Topic

Json = dict[str, Any]
BUNDLED = "SB7B4M18K"
"""A study of the bundled evidence, so that the example call finds something."""
SOME_FIELDS = ["public_id", "year", "standing"]
OPEN_QUESTION = "Q5DBNQVKD"
"""A question about two reports of the bundled evidence that may be of one trial."""

Answer = Callable[[Topic], object]


def _as(shape: type[schemas.Shape], answer: Answer) -> Callable[[Topic], Json]:
    def example(topic: Topic) -> Json:
        accuracy = a_measured_accuracy()
        return schemas.shaped(shape, answer(topic), topic, accuracy=accuracy).model_dump(
            mode="json"
        )

    return example


def _batch(topic: Topic) -> Json:
    study = _as(schemas.Study, a_study)(topic)
    some = {name: study[name] for name in SOME_FIELDS}
    found = {"id": STUDY, "status": "found", "public_id": STUDY, "study": some}
    unknown = {"id": "S00000000", "status": "unknown", "public_id": None, "study": None}
    return {"results": [found, unknown], "count": 1}


REVIEWING = (
    "decide_on_tags",
    "decide_on_screening",
    "undo_tag_decision",
    "undo_screening_decision",
    "undo_sealed_decision",
)

ANSWERS: dict[str, Callable[[Topic], Json]] = {
    "list_studies": _as(schemas.StudyPage, a_page),
    "get_study": _as(schemas.Study, a_study),
    "get_studies": _batch,
    "list_plans": _as(schemas.Plans, lambda topic: {"plans": (a_study_plan(topic),)}),
    "list_trials": _as(schemas.Trials, some_trials),
    "get_gap_map": _as(schemas.GapMap, a_matrix),
    "get_cell": _as(
        schemas.CellAnswer, lambda topic: replace(a_cell_answer(topic), safety=some_safety(topic))
    ),
    "list_gaps": _as(schemas.Gaps, lambda _: some_gaps()),
    "list_claims": _as(schemas.Claims, some_claims),
    "get_claim": _as(schemas.ClaimAnswer, a_claim_answer),
    "list_questions": _as(schemas.AskedList, some_questions),
    "get_question": _as(schemas.AskedAnswer, an_asked_answer),
    "get_facts": _as(schemas.Facts, lambda _: some_facts()),
    "get_plan": _as(schemas.Planner, a_plan),
    "get_representation": _as(schemas.Representation, a_representation),
    "get_ladder": _as(schemas.Ladder, a_ladder),
    "get_study_ladder": _as(schemas.StudyDepth, a_study_depth),
    "get_timeline": _as(schemas.Timeline, a_timeline),
    "get_vocabulary": _as(schemas.Vocabulary, answer_vocabulary),
    "get_accuracy": _as(schemas.Accuracy, lambda _: answer_accuracy(a_measured_accuracy())),
    "list_sources": _as(schemas.Sources, lambda _: {"sources": (a_source(),)}),
    "list_context": _as(schemas.Context, lambda _: some_context()),
    "list_rejected": _as(
        schemas.RejectedInputs,
        lambda _: {"rejected": (a_rejected_input(),), "total": 1, "next_cursor": None},
    ),
    "get_prisma": _as(schemas.Prisma, lambda _: a_prisma_report()),
    "get_search_log": _as(schemas.SearchLog, lambda _: a_search_log()),
    "list_runs": _as(
        schemas.Runs, lambda _: RunsAnswer(runs=(a_run_state(),), total=1, next_cursor=None)
    ),
    "get_run": _as(schemas.Run, lambda _: a_run_state()),
    "list_imports": _as(schemas.SentFiles, lambda _: {"files": (a_sent_file(),)}),
    "get_import": _as(schemas.SentFile, lambda _: a_sent_file()),
    "import_records": _as(schemas.Imported, lambda _: an_import()),
    "start_runs": _as(schemas.Started, lambda _: started_runs()),
    "list_matches": _as(schemas.Matches, lambda _: a_match_page()),
    "get_match": _as(schemas.Match, lambda _: a_match()),
    "decide_on_match": _as(schemas.MatchDecision, lambda _: a_match_decision()),
    "list_match_decisions": _as(schemas.MatchDecisions, lambda _: some_match_decisions()),
    "decide_on_records": _as(schemas.MatchDecision, lambda _: a_match_decision()),
    "get_match_decision": _as(schemas.MatchDecision, lambda _: a_match_decision()),
    "undo_match_decision": _as(schemas.MatchDecision, lambda _: a_match_decision()),
    "get_tag": _as(schemas.TagNow, a_tag),
    "list_tag_proposals": _as(schemas.TagProposals, a_tag_queue),
    "list_reports_to_screen": _as(schemas.ReportsToScreen, a_screening_queue),
    **dict.fromkeys(REVIEWING, _as(schemas.Decided, lambda _: a_decided_review())),
    "list_conflicts": _as(schemas.ReviewConflicts, lambda _: some_conflicts()),
    "get_agreement": _as(schemas.ReviewAgreement, lambda _: an_agreement()),
    "set_review_option": _as(schemas.ReviewAgreement, lambda _: an_agreement()),
    "list_decisions": _as(schemas.DecisionTrail, lambda _: a_trail()),
    "compare_moments": _as(schemas.Comparison, a_comparison),
    "get_past_map": _as(schemas.GapMap, a_matrix),
    "list_permalinks": _as(schemas.Permalinks, some_permalinks),
    "freeze_view": _as(schemas.FrozenPermalink, a_frozen_permalink),
    "get_permalink": _as(schemas.FrozenDocument, a_document),
    "get_permalink_changes": _as(schemas.PermalinkChanges, some_permalink_changes),
    "get_me": _as(schemas.Me, lambda _: me()),
    "list_tokens": _as(schemas.Tokens, lambda _: {"tokens": (a_token(),)}),
    "make_token": _as(schemas.MadeToken, lambda _: a_made_token()),
    "revoke_own_token": _as(schemas.Token, lambda _: a_token()),
    "list_accounts": _as(schemas.Accounts, lambda _: {"accounts": (an_account(),)}),
    "make_account": _as(schemas.Account, lambda _: an_account()),
    "change_account": _as(schemas.Account, lambda _: an_account()),
    "list_account_changes": _as(schemas.AccountChanges, lambda _: some_changes()),
    "get_health": _as(schemas.Health, lambda _: {"status": "alive", "version": VERSION}),
    "get_readiness": _as(
        schemas.Readiness, lambda _: {"status": "ready", "studies": 9, "revision": "5f1c9a"}
    ),
}
"""Operation: what it may answer."""


def _none(_: Topic) -> Json:
    return {}


QUESTIONS: dict[str, Callable[[Topic], Json]] = {
    **dict.fromkeys(ANSWERS, _none),
    "list_studies": lambda topic: {
        "fitzpatrick": ["IV", "V"],
        "indication": [first_id(topic, "indication")],
        "limit": 20,
    },
    "get_study": lambda _: {"public_id": BUNDLED},
    "list_trials": lambda _: {"fitzpatrick": ["V", "VI"], "state": ["under_way"]},
    "list_plans": lambda _: {"differs": True},
    "get_gap_map": lambda _: {"rows": "outcome", "columns": "fitzpatrick", "layer": ["primary"]},
    "get_map_file": lambda topic: {"format": "svg", "outcome": [first_id(topic, "outcome")]},
    "get_cell": lambda topic: {"fitzpatrick": "V", "outcome": first_id(topic, "outcome")},
    "list_gaps": lambda _: {"fitzpatrick": ["V", "VI"], "limit": 10},
    "get_plan": lambda topic: {"rate": RATE, "fitzpatrick": "V", "outcome": a_harm(topic)},
    "get_representation": lambda _: {"reference": "statpearls-nbk557626"},
    "get_ladder": lambda topic: {"outcome": a_harm(topic)},
    "get_study_ladder": lambda _: {"public_id": BUNDLED},
    "get_timeline": lambda topic: {"indication": [first_id(topic, "indication")]},
    "get_representation_file": lambda _: {"format": "csv", "layer": "primary"},
    "get_timeline_file": lambda _: {"format": "csv"},
    "export_map": lambda _: {"rows": "outcome", "columns": "fitzpatrick", "format": "xlsx"},
    "export_cell": lambda topic: {
        "fitzpatrick": "V",
        "outcome": first_id(topic, "outcome"),
        "format": "csv",
    },
    "export_studies": lambda _: {"fitzpatrick": ["IV", "V"], "format": "ris"},
    "export_gaps": lambda _: {"fitzpatrick": ["V", "VI"], "format": "csv"},
    "export_evidence": lambda _: {"format": "csv"},
    "export_dataset": lambda _: {"format": "data-package"},
    "get_claim": lambda _: {"claim_id": "c04"},
    "get_question": lambda _: {"question_id": "dark-skin"},
    "get_prisma": lambda _: {"at": "2026-01-31"},
    "list_runs": lambda _: {"source": "pubmed", "limit": 10},
    "get_run": lambda _: {"run_id": 2},
    "get_import": lambda _: {"import_id": 1},
    "import_records": lambda _: {"name": "scopus.ris"},
    "get_search_log": lambda _: {"source": "pubmed", "limit": 10},
    "list_matches": lambda _: {"layer": "study", "limit": 10},
    "get_match": lambda _: {"match_id": OPEN_QUESTION},
    "decide_on_match": lambda _: {"match_id": OPEN_QUESTION},
    "get_match_decision": lambda _: {"decision_id": 1},
    "undo_match_decision": lambda _: {"decision_id": 1},
    **dict.fromkeys(REVIEWING[2:], lambda _: {"decision_id": 1}),
    "get_tag": lambda _: {"tag_id": f"{BUNDLED}-fitzpatrick-IV"},
    "list_tag_proposals": lambda _: {"dimension": "outcome", "limit": 10},
    "list_reports_to_screen": lambda _: {"screened": "included", "limit": 10},
    "list_decisions": lambda _: {"kind": "tag", "since": "2026-01-01", "limit": 20},
    "export_decisions": lambda _: {"kind": "tag", "format": "csv"},
    "revoke_own_token": lambda _: {"token_id": 1},
    "change_account": lambda _: {"account_id": 3},
    "list_account_changes": lambda _: {"kind": "role", "limit": 20},
    "compare_moments": lambda _: {"since": "2026-01-01", "rows": "outcome"},
    "get_past_map": lambda _: {"at": "2026-01-31"},
    "get_permalink": lambda _: {"hash": HASH},
    "get_permalink_changes": lambda _: {"hash": HASH},
    "export_permalink": lambda _: {"hash": HASH, "format": "ris"},
}
"""Operation: parameters of an example call."""

SENT: dict[str, Json] = {
    "get_studies": {"ids": [BUNDLED, "S00000000"], "select": SOME_FIELDS},
    "decide_on_match": ANSWER,
    "decide_on_records": ON_RECORDS,
    "undo_match_decision": UNDO,
    "set_review_option": OPTION,
    "decide_on_tags": TAG_WORD,
    "decide_on_screening": SCREENING_WORD,
    **dict.fromkeys(REVIEWING[2:], UNDO),
    "freeze_view": FREEZE,
    "start_runs": ORDER,
    "make_token": NEW_TOKEN,
    "make_account": NEW_ACCOUNT,
    "change_account": PATCH,
}
"""Operation: what an example call sends."""
