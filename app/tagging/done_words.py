"""What is done in a study; "is" or "are" before it makes a registry's present tense."""

from typing import Final

DONE: Final = (
    "administered", "allocated", "allotted", "analysed", "analyzed", "applied", "asked", "assessed",
    "assigned", "averaged", "biopsied", "calculated", "charted", "checked", "chosen", "collected",
    "compared", "completed", "computed", "conducted", "counted", "delivered", "determined",
    "divided", "documented", "drawn", "elicited", "enrolled", "evaluated", "examined", "exposed",
    "filled in", "followed", "given", "graded", "included", "injected", "inspected", "interviewed",
    "invited", "irradiated", "judged", "kept", "listed", "logged", "looked for", "made", "marked",
    "masked", "measured", "monitored", "noted", "observed", "obtained", "offered", "performed",
    "photographed", "quantified", "queried", "questioned", "randomised", "randomized", "ranked",
    "rated", "read", "recorded", "recruited", "registered", "repeated", "requested", "reviewed",
    "scheduled", "scored", "screened", "seen at", "solicited", "sought", "stained", "studied",
    "taken", "tested", "tracked", "treated", "watched", "weighed", "written down",
)  # fmt: skip
