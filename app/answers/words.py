"""The words for depth, reason, standing, layer and evidence: one wording for pages and files."""

from app.gapmap import Depth, Footing, Layer, Reason
from app.records import Dimension, EvidenceKind, Standing

DEPTH_WORD = {
    Depth.NONE: "no evidence",
    Depth.ELIGIBLE: "eligible",
    Depth.STUDIED: "studied",
    Depth.COUNTED: "counted",
    Depth.REPORTED_BY_TYPE: "reported by type",
}

DEPTH_MEANING = {
    Depth.NONE: "No study in this layer says anything that reaches the first rung.",
    Depth.ELIGIBLE: "A study would have admitted the skin type; nobody says that it did.",
    Depth.STUDIED: "A study says that people of the skin type took part, not how many.",
    Depth.COUNTED: "A study says how many people of exactly this skin type took part.",
    Depth.REPORTED_BY_TYPE: "A study gives the result of the outcome for this skin type by itself.",
}

REASON_WORD = {
    Reason.STUDIED: "Studied",
    Reason.ELIGIBLE_ONLY: "Eligible only",
    Reason.EXCLUDED: "Excluded",
    Reason.NOT_REPORTED: "Not reported",
    Reason.ABSTRACT_ONLY: "Read only as abstract",
    Reason.ONLY_PLANNED: "Only planned",
    Reason.ONLY_STOPPED: "Stopped, or status unknown",
    Reason.ONLY_PRECLINICAL: "Only preclinical",
    Reason.ONLY_SECONDARY: "Only in reviews",
    Reason.ONLY_INDIRECT: "Only indirect",
    Reason.NEVER_STUDIED: "No study found",
    Reason.NEVER_SEARCHED: "Never searched",
}

REASON_MEANING = {
    Reason.STUDIED: "At least one study treated people of this skin type.",
    Reason.ELIGIBLE_ONLY: "The criteria admit the skin type; no report says that anyone took part.",
    Reason.EXCLUDED: "A study says that people of this skin type were not admitted, or that none "
    "took part.",
    Reason.NOT_REPORTED: "Studies exist, one at least was read in full, and none says a word about "
    "this skin type. People of the type may or may not have taken part.",
    Reason.ABSTRACT_ONLY: "Studies exist and are silent on this skin type in what was read of them: "
    "an abstract, a meeting report or less. Their full texts may name it.",
    Reason.ONLY_PLANNED: "Registered, and nothing reported yet.",
    Reason.ONLY_STOPPED: "Registered, then terminated, suspended or withdrawn, or of unknown status: "
    "no answer is to be expected.",
    Reason.ONLY_PRECLINICAL: "Animal or laboratory work; no people were treated.",
    Reason.ONLY_SECONDARY: "Reviews speak of it; no study of its own was read.",
    Reason.ONLY_INDIRECT: "Studies of another procedure; they are not evidence for this one.",
    Reason.NEVER_STUDIED: "It was searched for, and no study was found.",
    Reason.NEVER_SEARCHED: "No source was ever asked: that nothing is here says nothing.",
}

FOOTING_WORD = {
    Footing.REPORTED_BY_TYPE: "reported by type",
    Footing.COUNTED: "counted",
    Footing.STUDIED: "studied",
    Footing.ELIGIBLE: "eligible only",
    Footing.EXCLUDED: "excluded",
    Footing.NOT_REPORTED: "not reported",
    Footing.ABSTRACT_ONLY: "abstract only",
    Footing.UNDER_WAY: "under way",
    Footing.UNREPORTED: "completed, unreported",
    Footing.STOPPED: "stopped or unknown",
    Footing.PLANNED_WITHOUT: "planned without it",
    Footing.PRIMARY: "primary",
    Footing.PRECLINICAL: "preclinical",
    Footing.SECONDARY: "in review",
    Footing.INDIRECT: "other procedure",
}

FOOTING_MEANING = {
    Footing.REPORTED_BY_TYPE: "It gives the result for the skin type by itself.",
    Footing.COUNTED: "It says how many people of the skin type took part.",
    Footing.STUDIED: "People of the skin type took part; it does not say how many.",
    Footing.ELIGIBLE: "Its criteria admit the skin type; nobody is said to have taken part.",
    Footing.EXCLUDED: "It excluded the skin type, or had nobody of it.",
    Footing.NOT_REPORTED: "Its full text was read and says nothing of the skin type.",
    Footing.ABSTRACT_ONLY: "Silent in what was read: an abstract, a meeting report or less. Its full "
    "text may name the skin type.",
    Footing.UNDER_WAY: "Registered, and recruiting or about to.",
    Footing.UNREPORTED: "Registered and completed; nothing is reported yet.",
    Footing.STOPPED: "Registered, then terminated, suspended or withdrawn, or of unknown status.",
    Footing.PLANNED_WITHOUT: "Registered, and its criteria exclude the skin type.",
    Footing.PRIMARY: "Of the primary layer, which was not asked for.",
    Footing.PRECLINICAL: "Animals, excised tissue or the laboratory.",
    Footing.SECONDARY: "A review: it adds no people of its own.",
    Footing.INDIRECT: "A study of another procedure.",
}

STANDING_WORD = {
    Standing.STUDIED: "studied",
    Standing.ELIGIBLE: "eligible",
    Standing.EXCLUDED: "excluded",
    Standing.NOT_REPORTED: "not reported",
}

STANDING_MEANING = {
    Standing.STUDIED: "people of this type took part",
    Standing.ELIGIBLE: "admitted by the criteria; nobody is said to have taken part",
    Standing.EXCLUDED: "not admitted, or no participant was of this type",
    Standing.NOT_REPORTED: "the study says nothing about this type",
}

LAYER_WORD = {
    Layer.PRIMARY: "Primary",
    Layer.PRECLINICAL: "Preclinical",
    Layer.SECONDARY: "Review",
    Layer.PLANNED: "Planned",
    Layer.INDIRECT: "Indirect",
}

LAYER_MEANING = {
    Layer.PRIMARY: "Studies in people that report a result, or at least that people were treated.",
    Layer.PRECLINICAL: "Animal, laboratory and excised-tissue work.",
    Layer.SECONDARY: "Reviews. They add no participants: their people are counted in the studies.",
    Layer.PLANNED: "Registered studies that have reported nothing yet.",
    Layer.INDIRECT: "Studies of another procedure, shown beside the evidence and never inside it.",
}

DIMENSION_WORD = {
    Dimension.FITZPATRICK: "Fitzpatrick skin type",
    Dimension.INDICATION: "Indication",
    Dimension.OUTCOME: "Outcome",
    Dimension.BODY_SITE: "Body site",
    Dimension.PROCEDURE: "Procedure",
    Dimension.DESIGN: "Design",
    Dimension.PARTICIPANTS: "Participants",
}

EVIDENCE_WORD = {
    EvidenceKind.QUOTE: "Quoted",
    EvidenceKind.STRUCTURED: "Registry field",
    EvidenceKind.RESTATED: "Restated by a reader",
}

EVIDENCE_MEANING = {
    EvidenceKind.QUOTE: "Verbatim words, found at their place in the stored text.",
    EvidenceKind.STRUCTURED: "A coded value of a registry or an index.",
    EvidenceKind.RESTATED: "A person's own words for what they read, with where it was seen.",
}
