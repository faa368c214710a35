"""Why a mention in each part of a study was not believed, in the words kept with it."""

from app.tagging.statements import Part

MOST_REJECTED = 3
"""Rejected mentions kept for one value of one document."""
REASONS = {
    Part.TITLE: "named in the title as a harm, not as what is treated",
    Part.CONDITION: "registered as a condition, outweighed",
    Part.AIM: "named in the aim, but not as what is treated",
    Part.OWN: "named, but not as what is treated or measured",
    Part.OUTCOME: "part of an outcome measure",
    Part.BACKGROUND: "background",
    Part.INCLUSION: "entry criterion",
    Part.EXCLUSION: "exclusion criterion",
    Part.KEYWORD: "keyword",
    Part.ASIDE: "not about this study's own people",
}
