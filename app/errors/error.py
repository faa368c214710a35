"""What every error of ours says and how an edge answers with it."""


class CoregapError(Exception):
    """What was wrong, where, and what to do, in words a user can act on.

    `status` is the HTTP status an edge answers with; the command line exits with 1 for any of them.
    """

    status = 500
    title = "Something went wrong"
