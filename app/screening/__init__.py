"""Whether a report is about the topic, and why."""

from app.screening.deciding import screen
from app.screening.mentions import may_be_about
from app.screening.values import Screened, ScreeningVerdict

__all__ = ["Screened", "ScreeningVerdict", "may_be_about", "screen"]
