"""The flow's words: the title of every box, and the label of every part."""

from app.exports.prisma_values import BoxId
from app.gapmap import Layer
from app.records import ReportKind

TITLES = {
    BoxId.DATABASES: "Records identified from databases",
    BoxId.REGISTERS: "Records identified from registers",
    BoxId.OTHER_SOURCES: "Records identified from other sources",
    BoxId.IDENTIFIED: "Records identified",
    BoxId.REMOVED: "Records removed before screening",
    BoxId.UNMATCHED: "Records not yet compared with the others",
    BoxId.SCREENED: "Reports screened",
    BoxId.EXCLUDED_BY_AUTOMATION: "Reports excluded by automation",
    BoxId.EXCLUDED_BY_PERSON: "Reports excluded by a person",
    BoxId.AWAITING_PERSON: "Reports that wait for a person",
    BoxId.SOUGHT: "Reports sought for retrieval",
    BoxId.RETRIEVED: "Reports retrieved in full",
    BoxId.NOT_RETRIEVED: "Reports not retrieved in full",
    BoxId.ASSESSED: "Reports assessed for eligibility",
    BoxId.EXCLUDED_AT_ASSESSMENT: "Reports excluded at assessment",
    BoxId.STUDIES: "Studies included",
    BoxId.REPORTS: "Reports of included studies",
}

NOTES = {
    BoxId.UNMATCHED: "Received since the reports were last made.",
    BoxId.NOT_RETRIEVED: "They stay in: each is assessed from what was read of it.",
    BoxId.STUDIES: "Sorts of evidence are counted apart on the gap map.",
}
"""What a reader who knows the template would not expect."""

REMOVED = {
    "duplicate": "Duplicates",
    ReportKind.REGULATORY.value: "Marked by automation: regulatory documents, safety reports",
    ReportKind.NEWS.value: "Marked by automation: news",
    "withdrawn": "Withdrawn by their source",
    "unreadable": "Could not be read",
}
"""Why a record was removed. Documents of the two kinds are context and never counted."""

SCREENED_BY = {
    "automation": "Decided by automation",
    "person": "Decided by a person",
    "nobody": "Wait for a person",
}

AUTOMATIC_REASONS = {
    "no-topic-term": "No word of the topic stands in it",
    "homonym": "The topic's name means something else in it",
}
"""By the rule of the screening that gave the verdict."""

READ_AS = {
    "full_text": "Full text",
    "registration": "Registry record",
    "abstract": "Abstract or title only",
    "account": "A reader's account only",
}
"""As what a report was assessed."""

LATER_REASONS = {
    "retracted": "Retracted",
    "given_up": "Registration withdrawn before anybody took part",
    "comment": "Comment, correction or notice: adds nothing of its own",
    "not_counted": "Counts for no study",
}

LAYERS = {
    Layer.PRIMARY: "Primary evidence",
    Layer.PRECLINICAL: "Preclinical work",
    Layer.SECONDARY: "Reviews",
    Layer.PLANNED: "Registered, nothing reported yet",
    Layer.INDIRECT: "Indirect: another procedure",
}
