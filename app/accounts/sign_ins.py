"""How long a sign-in lasts."""

from datetime import datetime, timedelta

IDLE = timedelta(hours=12)
"""A working day with its evening; whoever comes back next morning signs in again."""
LONGEST = timedelta(days=14)
"""NIST SP 800-63B-4, 2.1.3, allows 30 days with a password alone."""
SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is noted when somebody was last here: reading a page should not write."""


def is_over(began_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether somebody has to sign in again."""
    return now >= began_at + LONGEST or now >= seen_at + IDLE
