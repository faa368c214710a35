"""Whether a report is about the topic, and why."""

from app.screening.deciding import screen
from app.screening.values import Screened, ScreeningVerdict

__all__ = ["Screened", "ScreeningVerdict", "screen"]
