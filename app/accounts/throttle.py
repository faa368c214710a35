"""How long somebody who gave a wrong password has to wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(days=1)
"""Failures before that count no more."""
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many failures cost nothing, and the wait after the next one, which doubles each time."""

    free: int
    first_wait: timedelta


OF_ACCOUNT = Patience(free=5, first_wait=timedelta(seconds=5))
"""At most 5, and then about 100 a day: NIST SP 800-63B-4, 3.2.2, asks for a limit of 100."""
OF_ADDRESS = Patience(free=20, first_wait=timedelta(seconds=5))
"""Many people may share an address."""


def wait_until(failures: Sequence[datetime], patience: Patience) -> datetime | None:
    """When the next attempt may be made; None: at once. `failures` are those that count."""
    over = len(failures) - patience.free
    if over < 0 or not failures:
        return None
    doubled: int = 2 ** min(over, 20)
    return max(failures) + min(patience.first_wait * doubled, LONGEST_WAIT)
