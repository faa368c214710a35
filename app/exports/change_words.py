"""What each kind of change is called: as a heading, and counted in a sentence."""

from collections.abc import Mapping

from app.gapmap import ChangeKind

NOTHING = "Nothing changed."

HEADINGS = {
    ChangeKind.RETRACTED: "Retracted",
    ChangeKind.WITHDRAWN: "Registrations withdrawn",
    ChangeKind.CONCERN_RAISED: "Expressions of concern",
    ChangeKind.CORRECTED: "Corrected",
    ChangeKind.STUDY_ADDED: "New studies",
    ChangeKind.STUDY_REMOVED: "Studies that count no longer",
    ChangeKind.STUDIES_MERGED: "Studies that turned out to be one",
    ChangeKind.STUDY_SPLIT: "Studies that turned out to be two",
    ChangeKind.GAP_CLOSED: "Gaps that closed",
    ChangeKind.GAP_OPENED: "Gaps that opened",
    ChangeKind.DEPTH_CHANGED: "Depth of the evidence",
    ChangeKind.TERMINATED: "Studies that were stopped",
    ChangeKind.PUBLISHED: "Preprints that became articles",
    ChangeKind.LAYER_CHANGED: "Another sort of evidence",
    ChangeKind.STATUS_CHANGED: "Registrations",
    ChangeKind.REPORT_ADDED: "New reports of known studies",
    ChangeKind.REPORT_REMOVED: "Reports that left their study",
    ChangeKind.STANDING_CHANGED: "Skin types",
    ChangeKind.PEOPLE_CHANGED: "Numbers of people",
    ChangeKind.TAGS_ADDED: "Newly said of known studies",
    ChangeKind.TAGS_REMOVED: "No longer said of known studies",
}

LEADS = {
    ChangeKind.RETRACTED: "Retracted: ",
    ChangeKind.WITHDRAWN: "Registration withdrawn: ",
    ChangeKind.CONCERN_RAISED: "Expression of concern: ",
    ChangeKind.CORRECTED: "Corrected: ",
    ChangeKind.GAP_CLOSED: "Gap closed. ",
    ChangeKind.GAP_OPENED: "Gap opened. ",
    ChangeKind.TERMINATED: "Study stopped: ",
}
"""How a sentence begins where it stands alone; under its heading that is said already."""

COUNTED = {
    ChangeKind.RETRACTED: ("retraction", "retractions"),
    ChangeKind.WITHDRAWN: ("withdrawn registration", "withdrawn registrations"),
    ChangeKind.CONCERN_RAISED: ("expression of concern", "expressions of concern"),
    ChangeKind.CORRECTED: ("correction", "corrections"),
    ChangeKind.STUDY_ADDED: ("new study", "new studies"),
    ChangeKind.STUDY_REMOVED: ("study that counts no longer", "studies that count no longer"),
    ChangeKind.STUDIES_MERGED: ("merged study", "merged studies"),
    ChangeKind.STUDY_SPLIT: ("split study", "split studies"),
    ChangeKind.GAP_CLOSED: ("gap closed", "gaps closed"),
    ChangeKind.GAP_OPENED: ("gap opened", "gaps opened"),
    ChangeKind.DEPTH_CHANGED: ("change of depth", "changes of depth"),
    ChangeKind.TERMINATED: ("stopped study", "stopped studies"),
    ChangeKind.PUBLISHED: ("preprint that became an article", "preprints that became articles"),
    ChangeKind.LAYER_CHANGED: ("study of another sort now", "studies of another sort now"),
    ChangeKind.STATUS_CHANGED: ("change of a registration", "changes of registrations"),
    ChangeKind.REPORT_ADDED: ("new report", "new reports"),
    ChangeKind.REPORT_REMOVED: ("report gone", "reports gone"),
    ChangeKind.STANDING_CHANGED: ("changed standing", "changed standings"),
    ChangeKind.PEOPLE_CHANGED: ("changed number of people", "changed numbers of people"),
    ChangeKind.TAGS_ADDED: ("addition of tags", "additions of tags"),
    ChangeKind.TAGS_REMOVED: ("removal of tags", "removals of tags"),
}
"""One, and several."""


def change_heading(kind: ChangeKind) -> str:
    """What changes of a kind are listed under."""
    return HEADINGS[kind]


def counted_changes(number: int, kind: ChangeKind) -> str:
    """Write "1 new study", "12 gaps closed"."""
    one, several = COUNTED[kind]
    return f"{number:,} {one if number == 1 else several}"


def summary_of(numbers: Mapping[ChangeKind, int]) -> str:
    """Write "2 new studies, 1 gap closed.", what weighs most first; or that nothing changed."""
    told = [counted_changes(numbers[kind], kind) for kind in ChangeKind if numbers.get(kind)]
    return f"{', '.join(told)}." if told else NOTHING
