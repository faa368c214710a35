"""Examples of the problems that operations answer with."""

from typing import Any

from app.api.example_changes import HASH
from app.api.example_values import STUDY
from app.errors import (
    ChangedMeanwhileError,
    KeyInUseError,
    ListChangedError,
    RunAtWorkError,
    TooManyRequestsError,
    UnreadableFileError,
)

Json = dict[str, Any]

UNDONE = ("match", "tag", "screening", "sealed")
"""Kinds of decision that can be taken back."""


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
        409, "key-in-use", KeyInUseError.title, str(KeyInUseError()), instance="/api/v1/permalinks"
    ),
    410: _problem(
        410,
        "list-changed",
        "List has changed",
        str(ListChangedError("")),
        first="/api/v1/studies?limit=20",
        next="/api/v1/studies?limit=20&cursor=iQ0vY2FzZQ",
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
    412: _problem(
        412,
        "changed-meanwhile",
        ChangedMeanwhileError.title,
        str(ChangedMeanwhileError("")),
        instance="/api/v1/matches/Q5DBNQVKD/decision",
    ),
    429: _problem(
        429,
        "too-many-requests",
        TooManyRequestsError.title,
        str(TooManyRequestsError(600, 12)),
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
    ("start_runs", 409): _problem(
        409,
        "run-at-work",
        RunAtWorkError.title,
        str(RunAtWorkError(["pubmed"], 7)),
        instance="/api/v1/runs",
    ),
    ("import_records", 422): _problem(
        422,
        "unreadable-file",
        UnreadableFileError.title,
        "scopus.ris: It is empty.",
        instance="/api/v1/imports",
    ),
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
    ("get_import", 404): _problem(
        404,
        "no-such-import",
        "No such import",
        "No import 77. The files that were sent stand under /imports.",
        instance="/api/v1/imports/77",
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
    ("get_match_decision", 404): _problem(
        404,
        "no-such-decision",
        "No such decision",
        "No decision 77. Those there are stand under /matches/decisions.",
        instance="/api/v1/match-decisions/77",
    ),
    **{
        (f"undo_{kind}_decision", 404): _problem(
            404,
            "no-such-decision",
            "No such decision",
            "No decision 77. Those there are stand under /review/decisions.",
            instance=f"/api/v1/{kind}-decisions/77/undo",
        )
        for kind in UNDONE
    },
    **{
        (f"undo_{kind}_decision", 409): _problem(
            409,
            "already-undone",
            "Already undone",
            "Decision 1 was undone before. To decide the same again, make a new decision.",
            instance=f"/api/v1/{kind}-decisions/1/undo",
        )
        for kind in UNDONE
    },
}
"""Where an operation's example is another one."""
