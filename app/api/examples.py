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
        schemas.RejectedInputs, lambda _: {"rejected": (a_rejected_input(),), "total": 1}
    ),
    "get_prisma": _as(schemas.Prisma, lambda _: a_prisma_report()),
    "get_search_log": _as(schemas.SearchLog, lambda _: a_search_log()),
    "list_runs": _as(
        schemas.Runs, lambda _: RunsAnswer(runs=(a_run_state(),), total=1, before=None)
    ),
    "get_run": _as(schemas.Run, lambda _: a_run_state()),
    "list_matches": _as(schemas.Matches, lambda _: a_match_page()),
    "get_match": _as(schemas.Match, lambda _: a_match()),
    "decide_on_match": _as(schemas.MatchDecision, lambda _: a_match_decision()),
    "list_match_decisions": _as(schemas.MatchDecisions, lambda _: some_match_decisions()),
    "decide_on_records": _as(schemas.MatchDecision, lambda _: a_match_decision()),
    "undo_match_decision": _as(schemas.MatchDecision, lambda _: a_match_decision()),
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
    "get_search_log": lambda _: {"source": "pubmed", "limit": 10},
    "list_matches": lambda _: {"layer": "study", "limit": 10},
    "get_match": lambda _: {"match_id": OPEN_QUESTION},
    "decide_on_match": lambda _: {"match_id": OPEN_QUESTION},
    "undo_match_decision": lambda _: {"decision_id": 1},
    **dict.fromkeys(REVIEWING[2:], lambda _: {"decision_id": 1}),
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
    "decide_on_match": ANSWER,
    "decide_on_records": ON_RECORDS,
    "undo_match_decision": UNDO,
    "set_review_option": OPTION,
    "decide_on_tags": TAG_WORD,
    "decide_on_screening": SCREENING_WORD,
    **dict.fromkeys(REVIEWING[2:], UNDO),
    "freeze_view": FREEZE,
    "make_token": NEW_TOKEN,
    "make_account": NEW_ACCOUNT,
    "change_account": PATCH,
}
"""Operation: what an example call sends."""


def problem_of(operation: str, status: int) -> Json:
    """An example of the problem that an operation answers with this status."""
    return PROBLEMS_OF.get((operation, status), PROBLEMS[status])


def _problem(status: int, slug: str, title: str, detail: str, **more: Any) -> Json:
    return {
        "type": f"/api/v1/docs#{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "/api/v1/studies",
        "request_id": "0f8fad5bd9cb469fa16570867728950e",
        **more,
    }


PROBLEMS: dict[int, Json] = {
    408: _problem(
        408,
        "refused",
        "Request refused",
        "The request's body did not come in time.",
        instance="/api/v1/match-decisions",
    ),
    413: _problem(
        413,
        "refused",
        "Request refused",
        "The request's body is too large: at most 1,000,000 bytes are read.",
        instance="/api/v1/match-decisions",
    ),
    301: _problem(
        301,
        "study-merged",
        "Study was merged",
        f"Study S0A1B2C3D was merged into {STUDY}.",
        instance="/api/v1/studies/S0A1B2C3D",
    ),
    400: _problem(
        400,
        "refused",
        "Request refused",
        "There was an error parsing the body",
        instance="/api/v1/match-decisions",
    ),
    401: _problem(
        401,
        "not-signed-in",
        "Sign in first",
        "Nobody is signed in. Sign in, or send a token: Authorization: Bearer coregap_…",
    ),
    403: _problem(
        403,
        "not-allowed",
        "Not allowed",
        "This needs the role reviewer, or a token with the scope review. Ada Lovelace is reader.",
        instance="/api/v1/match-decisions",
    ),
    404: _problem(
        404,
        "no-such-study",
        "No such study",
        "No study S00000000. Check the identifier, or search by title under /studies.",
        instance="/api/v1/studies/S00000000",
    ),
    409: _problem(
        409,
        "already-undone",
        "Already undone",
        "Decision 1 was undone before. To decide the same again, make a new decision.",
        instance="/api/v1/match-decisions/1/undo",
    ),
    422: _problem(
        422,
        "invalid-question",
        "Question cannot be answered",
        "fitzpatrick: Input should be 'I', 'II', 'III', 'IV', 'V' or 'VI'.",
        errors=[
            {
                "field": "fitzpatrick",
                "message": "Input should be 'I', 'II', 'III', 'IV', 'V' or 'VI'.",
                "value": "VII",
                "allowed": ["I", "II", "III", "IV", "V", "VI"],
            }
        ],
    ),
    500: _problem(
        500,
        "fault",
        "Something went wrong",
        "The service failed on this request. The cause is in its log under the request's id; "
        "report that id.",
    ),
    503: _problem(
        503,
        "not-ready",
        "Not ready",
        "The database holds no study yet. Run `coregap load`.",
    ),
}
"""Status: an example of its problem."""
PROBLEMS_OF: dict[tuple[str, int], Json] = {
    ("make_account", 409): _problem(
        409,
        "name-taken",
        "Name is taken",
        "There is an account Grace Hopper already. Names differ by more than capital letters, and "
        "that of a closed account is not given again: decisions carry it.",
        instance="/api/v1/accounts",
    ),
    ("change_account", 404): _problem(
        404,
        "no-such-account",
        "No such account",
        "No account 77. Those there are: /admin, or `coregap user list`.",
        instance="/api/v1/accounts/77",
    ),
    ("revoke_own_token", 404): _problem(
        404,
        "no-such-token",
        "No such token",
        "No token 77. Yours stand under /account.",
        instance="/api/v1/tokens/77/revoke",
    ),
    ("get_claim", 404): _problem(
        404,
        "no-such-claim",
        "No such claim or question",
        "No claim c99. All of them stand under /claims.",
        instance="/api/v1/claims/c99",
    ),
    ("get_question", 404): _problem(
        404,
        "no-such-claim",
        "No such claim or question",
        "No question dark. All of them stand under /questions.",
        instance="/api/v1/questions/dark",
    ),
    ("get_run", 404): _problem(
        404,
        "no-such-run",
        "No such run",
        "No run 77 of a source. The runs there are stand under /runs.",
        instance="/api/v1/runs/77",
    ),
    **dict.fromkeys(
        (("get_match", 404), ("decide_on_match", 404)),
        _problem(
            404,
            "no-such-match",
            "No such question",
            "No open question Q00000000. It was answered, or what it rested on has changed: open "
            "questions stand under /matches, answers under /matches/decisions.",
            instance="/api/v1/matches/Q00000000",
        ),
    ),
    **dict.fromkeys(
        (("get_permalink", 404), ("get_permalink_changes", 404), ("export_permalink", 404)),
        _problem(
            404,
            "no-such-permalink",
            "No such permalink",
            f"No view was frozen as {HASH}. The name is that of a permalink, 32 characters long; "
            "those there are stand under /permalinks.",
            instance=f"/api/v1/permalinks/{HASH}",
        ),
    ),
    **{
        (f"undo_{kind}_decision", 404): _problem(
            404,
            "no-such-decision",
            "No such decision",
            "No decision 77. Those there are stand under /review/decisions.",
            instance=f"/api/v1/{kind}-decisions/77/undo",
        )
        for kind in ("match", "tag", "screening", "sealed")
    },
}
"""Where an operation's example is another one."""
