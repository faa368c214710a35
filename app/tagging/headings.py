"""The headings that stand in running text and say which part of a study the sentences play."""

import re

from app.tagging.gates import Gated

MEASURED_LABEL = (
    r"(?:efficacy|measure(?:ment)?s|assessments?|evaluations?\s(?:at|on)\s[^.:;]{1,40}|(?:main|primary|secondary|other)\scriteri(?:on|a)|what\sis\s(?:recorded|measured)"
    r"|(?:at|on)\s(?:baseline|visits?|weeks?|months?|days?|[dtw]\d|\d{1,2}\s?(?:weeks?|months?|days?|,|and\b))[^.:;]{0,60})"
)
"""With a colon: behind it stands what a study measures, as in "At 6 weeks and 3 months:"."""
MEASURED = re.compile(rf"\W{{0,3}}{MEASURED_LABEL}\s?:", re.IGNORECASE)
HEADING = Gated(
    r"(?:(?P<exclusion>(?:key |main )?exclusion(?: criteri(?:a|on))?(?= ?[:\n-])|(?:the |key |main )?exclusion criteria)"
    r"|(?P<inclusion>(?:key |main )?inclusion(?: criteri(?:a|on))?(?= ?[:\n-])|(?:key |main )?inclusion criteria(?= ?(?::|\d{1,2}\b|\Z))|eligibility criteria|to be included)"
    r"|(?P<background>(?:(?:summary (?:of )?)?background(?: data)?|introduction|importance|rationale|scientific background)(?: and \w+)?(?= ?[:\n.-])"
    r"|(?-i:(?:BACKGROUND|INTRODUCTION|IMPORTANCE) (?=[A-Z0-9])))"
    r"|(?P<aim>(?:objectives?|aims?|purpose|goal)(?= ?[:\n.-])|(?-i:(?:OBJECTIVES?|AIMS?|PURPOSE) (?=[A-Z0-9])))"
    r"|(?P<own>(?:(?:patients|materials?|subjects|participants|study design|design|setting)(?: and | ?& ?|/))?(?:methods?|methodology|results?|observations|findings"
    r"|conclusions?(?: and relevance)?|interventions?|study design|design|outcomes?|main study parameters(?:/endpoints)?"
    r"|primary study parameters/outcome of the study)(?= ?[:\n-])"
    r"|(?-i:(?:Patients and |Materials? and |Subjects and )?(?:Methods?|Results|Findings|Conclusions?))(?=\.(?: [A-Z0-9]|\Z))"
    r"|(?:primary|secondary|other|main) (?:outcomes?|end ?points?)(?: measures?)?(?= ?(?:[:\n-]|\Z))"
    rf"|{MEASURED_LABEL}(?= ?:)"
    r"|(?-i:(?:(?:PATIENTS|MATERIALS?|SUBJECTS) AND )?(?:METHODS?|RESULTS?|OBSERVATIONS|FINDINGS|CONCLUSIONS?)(?: (?=[A-Z0-9])|\.))))",
    re.IGNORECASE,
)
MID_HEADING = Gated(
    r"Inclusion(?:(?: [Cc]riteria)? ?:| [Cc]riteria \d{1,2}\.)"
    r"|Exclusion(?:(?: [Cc]riteria)? ?:| [Cc]riteria \d{1,2}\.)"
    r"|Primary study parameters|Secondary study parameters"
    r"|(?<=\n)(?:(?:Key |Main )?(?:[Ii]nclusion|[Ee]xclusion)(?: [Cc]riteria)?|(?:Primary|Secondary|Other|Main) (?:[Oo]utcomes?|[Ee]nd ?points?)(?: [Mm]easures?)?"
    r"|Brief [Ss]ummary|Detailed [Dd]escription)(?=[ \t]*\n)"
)
"""After a blank, a full stop or a semicolon, or alone on a line."""
NEW_PART = Gated(
    r"(?i)(?:(?:brief summary|detailed description|summary|study type|study design|description)\Z|(?:study type|allocation|intervention model|masking|primary purpose|observational model|time perspective)\s?:)"
)
"""A line of its own that ends a list of criteria, whatever follows."""
CONDITIONS = Gated(
    r"(?i)(?:health )?conditions?(?: studied| or problem studied|\(s\))?(?: \d{1,2})?\s?:"
)
"""A registry's list of what its people have."""
LONGEST_HEADING = 60
LATER_HEADING = Gated(
    r"(?i)\b(?:methods?|methodology|results|materials|findings)\b ?[:\n.-]|\bRESULTS\b"
)
LISTED = re.compile(r"\A(?:[-*\u2022]|\d{1,2}[.)])\s|[\s(]\d{1,2}[.)]?\Z")
"""An entry of a numbered list; split at full stops, an entry ends with the number of the next."""
NUMBER_AT_END = re.compile(r"(?:\A|(?<=\s))(\d{1,2})[.)]\Z")
"""The number of an entry, cut off from it as a sentence of its own or as the end of the last."""
