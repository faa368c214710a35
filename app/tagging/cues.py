"""The language of study reports: words that tell what a sentence is for, whatever its topic."""

from collections.abc import Mapping
from typing import Final

from app.tagging.done_words import DONE

OTHER_CONDITION = "other_condition"
OWN = "own"
PEOPLE = "people"
PAST = "past"
FUTURE = "future"
PRESENT = "present"
AIM = "aim"
CITED = "cited"
EXPECTED = "expected"
EFFICACY = "efficacy"
MEASURE = "measure"
CHANGE = "change"
BETTER = "better"
EVENT = "event"
TREATS = "treats"
TREATMENT_OF = "treatment_of"
HAVING = "having"
HAD = "had"
ENTRY = "entry"
BARRED = "barred"
AFTER = "after"
STUDIES = "studies"
RESPONSE = "response"
DESCRIBED = "described"
SURELY_HARM = "surely_harm"
WISH = "wish"
DESIGN_NAMED = "design_named"
GENERAL = "general"
GRADED = "graded"
ABSENT = "absent"
REPORTS = "reports"
UNDERWENT = "underwent"
BRIEF = "brief"
UNTIL = "until"
NEED = "need"
ENROLLED = "enrolled"

CUES: Final[Mapping[str, tuple[str, ...]]] = {
    OWN: (
        "this study", "this trial", "this is a", "this is an", "this investigation",
        "this prospective", "this controlled", "this randomized", "this randomised", "this retrospective",
        "this open", "this split", "this comparative", "this observational", "this multicent*",
        "this single", "this double", "this interventional", "this clinical study", "present study",
        "this clinical trial", "this experimental", "this cohort", "this cross sectional", "the study", "the trial", "current study",
        "our study", "our trial", "our patients", "we", "this pilot", "this work", "this paper",
        "this research", "in this study", "in this trial", "statistically significant",
        "subjects receive*", "patients receive*", "participants receive*", "study in which",
        "trial in which", "double blind*", "single blind*", "placebo controlled", "open label",
        "single arm", "n", "is defined as", "are defined as", "the outcomes", "outcomes are",
        "outcomes include", "endpoints are", "endpoints include", "co primary",
        "post treatment", "post final treatment", "weeks post", "months post",
        "after treatment", "randomized controlled trial with", "present trial",
        "this randomized", "this randomised", "this report", "study design", "study population",
        "primary endpoint*", "secondary endpoint*", "primary outcome*", "secondary outcome*",
        "efficacy endpoint*", "safety endpoint*", "outcome measure*", "main outcome*",
        "primary objective*", "secondary objective*", "study objective*", "study hypothesis",
        "participants will", "clinical study", "clinical trial", "researchers aim",
        "the investigators", "the researchers", "key safety", "primary efficacy",
        "follow up visit*", "each visit", "charts of", "secondary study parameter*",
        "primary study parameter*", "main study parameter*",
    ),
    PEOPLE: (
        "patient*", "subject", "subjects", "participant*", "volunteer*", "women", "men",
        "adults", "children", "people", "individuals", "females", "males", "woman", "man",
        "girl", "boy", "lady", "persons", "infants", "babies", "newborns", "students",
        "mothers", "nurses", "farmers", "girls", "boys", "respondents", "members", "users",
        "teenagers", "adolescents", "cases", "eyelids of", "observers", "physicians",
        "dermatologists", "evaluators", "assessors",
    ),
    PAST: (
        "was", "were", "had", "did", "underwent", "received", "completed", "treated", "fell",
        "rose", "improved", "showed", "cleared", "faded", "darkened", "averaged", "reached",
        "developed", "noted", "reported", "told", "shrank", "grew", "lasted", "dropped",
        "entered", "followed", "recruited", "enrolled", "thinned", "healed", "saw", "rated",
        "took", "went", "gave", "found", "became", "looked", "appeared", "occurred", "moved",
        "emerged", "resolved", "scored", "wore", "ran", "joined", "sank", "gained",
        "began", "finished", "stayed", "lost", "came", "questioned", "arose", "ended",
    ),
    FUTURE: (
        "will", "shall", "to be", "going to", "is being", "are being", "planned", "is recorded",
        "are recorded", "is assessed", "are assessed", "is evaluated", "are evaluated",
        "evaluated are", "is measured", "are measured", "are taken", "is performed",
        "are performed", "are treated", "are randomized", "are randomised", "are enrolled",
        "are included", "are asked", "are obtained", "is obtained", "are compared",
        "are conducted", "are rated", "are scored", "are graded", "is graded", "are examined",
        "are followed up", "are followed for", "is determined", "are determined", "are applied", "is applied",
        "are then randomly", "are noted", "is noted", "are collected", "is collected",
        "are monitored", "are registered", "are documented", "are looked for", "are given",
        "keep a diary", "keep diaries", "complete a", "complete the", "return for", "are seen",
        "receive", "receives", "undergo", "undergoes", "fill in", "fills in", "fill out",
        "fills out", "keeps a diary", "in a diary", "attend", "attends", "apply", "applies", "get up to", "gets", "wear", "wears", "use the", "use a", "uses the", "answer", "answers", "drink",
        "drinks", "is asked", "marks her", "marks his", "marks the", "subject marks", "patient marks",
        "nurse records", "investigator records", "patient rates", "subject rates",
        "participant rates", "patient scores", "subject scores", "is done", "are done",
        *(f"{verb} {done}" for verb in ("is", "are", "being", "are to be") for done in DONE),
    ),
    PRESENT: (
        "is", "are", "can", "may", "has", "have", "might", "could", "carries", "remains",
        "remain", "tends", "tend", "leads", "lead", "causes", "cause", "occurs", "occur",
        "shifts", "responds", "competes", "seems", "affects", "affect",
    ),
    AIM: (
        "aim", "aims", "aimed", "purpose", "objective", "objectives", "goal", "goals",
        "sought to", "hypothesis", "hypothesize*", "we investigate*", "this study evaluates",
        "to evaluate", "to assess", "to determine", "to investigate", "to compare", "to study",
        "to examine", "to demonstrate", "to establish", "study to evaluate",
        "study will evaluate", "evaluate the safety", "evaluate the efficacy", "evaluates the",
        "would like to", "to find out", "to test", "to see if", "determine the",
        "determine whether", "to explore", "to quantify", "to measure", "to show",
        "studies the effectiveness", "we study the", "study the efficacy", "purpose of",
        "to describe", "safety and effectiveness of", "safety and efficacy of", "intends",
        "intend to", "is intended to", "are intended to",
        "will be conducted to", "designed to",
    ),
    CITED: (
        "et al", "literature", "previous stud*", "earlier stud*", "previous report*",
        "earlier report*", "prior stud*", "previously reported", "has been reported",
        "have been reported", "has been shown", "have been shown", "has been demonstrated",
        "have been demonstrated", "has been used", "have been used", "has been proven",
        "have been proven", "studies have", "studies show*", "reports have", "authors have",
        "some authors", "most studies", "most epilation studies", "earlier authors",
        "other authors", "a recent study", "recent reports", "recently", "recent study",
        "in one study", "one study", "another study", "another trial", "are said to",
        "is said to", "is known", "are known", "well known", "is a common", "are common",
        "is common", "are a common", "is a frequent", "is frequent", "is an acquired",
        "is a chronic", "is popular", "is widely", "are widely", "traditionally",
        "historically", "for years", "little is known", "it is known", "in the past",
        "is considered", "are considered", "prevalence of", "is characterized by",
        "is characterised by", "characterized by", "is the most common", "are the most common",
        "one of the most common", "among the most common", "is most common", "commercially available",
        "is cleared for", "fda cleared", "has been", "have been", "most trials",
        "until recently", "to date", "systematic review of", "several studies",
        "is associated with", "are associated with", "is always associated", "fda approved",
        "there have been", "there is some evidence", "published results", "in recent years",
        "becoming", "current trend", "empirically shown", "in one survey", "in one national", "in one report", "in one series", "in one trial", "national survey",
        "was demonstrated", "were demonstrated", "was also demonstrated", "was shown to",
        "has shown", "human clinical studies", "all these treatments", "these treatments",
        "previous pilot", "in a previous", "in studies", "earlier work", "in a study of",
        "was described", "were described", "comparative work", "previous work",
        "others have", "a review of", "has shown", "in the literature", "earlier series",
        "are reported by a", "is reported by a", "a previous", "in one german", "in one small", "in one large", "in one prospective",
        "series have", "is increasing", "is emerging", "are emerging", "previously been", "a study by", "a trial by",
    ),
    GRADED: (
        "graded", "grade", "grades", "grading", "rated", "rating", "ratings", "scored", "scores",
        "score", "scoring", "scale", "scales", "judged", "index", "cosmetic", "cosmesis",
        "appearance", "photographed", "quantified", "measured", "assessed", "evaluated",
        "measurement", "measurements", "spectrophotometr*", "colorimetr*", "mexameter",
    ),
    ABSENT: ("no", "without", "nobody", "nor", "none", "free of", "never"),
    BRIEF: (
        "transient*", "temporar*", "for a while", "for some weeks", "for some months", "passing",
        "short lived", "self limited", "self limiting",
    ),
    UNTIL: ("until", "till"),
    NEED: (
        "is needed", "are needed", "need for", "needed to", "is warranted", "are warranted",
        "awaits", "await", "remain to be", "remains to be", "further studies", "further research",
        "further trials", "future studies", "future research", "future trials", "larger studies",
        "larger trials", "more studies", "more research", "kept in mind", "borne in mind", "should be evaluated",
        "should be investigated", "should be studied", "needs to be", "need to be",
    ),
    ENROLLED: (
        "will be recruited", "will be included", "will be enrolled", "will be eligible",
        "will be invited", "are recruited", "are included", "are enrolled", "are eligible",
        "are invited", "is eligible", "can take part", "may take part", "can be included",
        "may be included", "are accepted", "will be accepted", "are sought", "may enrol*",
        "can enrol*", "may enter", "can enter", "are admitted", "qualify", "qualifies",
    ),
    REPORTS: (
        "endpoint*", "end point*", "primary outcome*", "secondary outcome*", "outcome measure*",
        "main outcome*", "outcomes are", "outcome is", "outcomes include", "study parameter*",
        "secondary measure*", "primary measure*", "are studied", "assessments", "measurements",
        "to ask about", "asked about", "telephone calls", "safety assessment*", "comprise",
        "comprises", "subject marks", "patient marks", "patient rates", "subject rates", "participant rates",
        "nurse records", "investigator records", "are scored", "is scored", "are counted",
        "is measured", "are measured", "are recorded", "is recorded", "are noted", "is noted",
        "are secondary", "is secondary", "are primary", "is primary",
    ),
    UNDERWENT: (
        "treated", "injected", "underwent", "received", "lasered", "operated", "peeled",
        "resurfaced", "irradiated", "needled", "implanted", "receive", "receives",
    ),
    GENERAL: (
        "often", "usually", "usual", "frequently", "commonly", "generally", "typically",
        "sometimes", "rarely seen", "thought to", "believed", "may", "might", "can", "could",
        "some authors", "many", "most", "affects", "affect", "causes", "cause", "leads to",
        "lead to", "tends", "tend", "remains", "remain", "is one of", "are among", "becomes",
        "in practice", "standard", "limitation", "limitations", "advantage*", "disadvantage*",
        "mechanism*", "incidence", "worldwide", "in the united states", "million", "every year",
        "a risk factor", "because", "since", "although", "however", "therefore", "is needed",
        "are needed", "lacking", "scarce", "unknown", "not known", "unclear", "well described",
        "feared", "wanted", "owned", "popular", "in routine use", "on the market",
        "of the cases", "a third of", "half of patients", "is a", "is an", "impacts", "provides", "limit", "limits", "leaves", "is followed by", "are followed by", "has", "have", "is due", "are due",
        "is seen in", "are seen in", "is found in", "are found in", "is met", "is well",
    ),
    EXPECTED: (
        "might", "could", "may", "would", "expected", "potential", "risk of", "risks of", "can",
        "potentially", "possible", "the risk", "danger of", "feared",
    ),
    EFFICACY: (
        "efficacy", "effectiveness", "effectivity", "effective in", "efficacious", "efficiency",
        "clinical effect*", "effect of", "effects of", "therapeutic effect*",
        "treatment response", "response to treatment", "effective for", "is effective",
        "are effective", "and effective", "improvement of", "improvement in",
        "improve the appearance", "performance", "clinical improvement", "treatment outcome*",
        "works better", "effective and", "effect on", "how long", "clinical activity",
        "benefit of", "outcome of", "superior", "impact of", "how effective", "how efficacious",
        "works in", "works on", "works for", "work in", "work on", "work for",
    ),
    MEASURE: (
        "assess*", "measur*", "evaluat*", "score", "scores", "scored", "scoring", "scale",
        "scales", "graded", "grade", "grades", "grading", "rated", "rate", "rates", "rating*",
        "quantif*", "record*", "index", "compar*", "determin*", "judged", "read", "reading*", "outcome",
        "outcomes", "endpoint*", "efficacy", "effectiveness", "investigate*", "points",
        "analy*", "imaging", "3d", "antera", "questionnaire*", "monitored", "examined",
        "objective", "objectives",
    ),
    CHANGE: (
        "improv*", "reduc*", "decreas*", "increas*", "fell", "rose", "fewer", "smaller",
        "larger", "better", "worse", "worst", "shrank", "shrink*", "clear", "cleared",
        "clearing", "clearance", "clears", "fade", "faded", "fading", "lighter", "lightened",
        "lighten*", "lessen*", "diminish*", "resolved", "resolution", "vanished", "disappear*",
        "gain*", "dropped", "drop", "change", "changes", "changed", "respond*", "response",
        "shallower", "finer", "softer", "softened", "smoother", "thinner", "flatter",
        "flattened", "flattening", "correction", "corrected", "prevent*", "benefit*",
        "went down", "came down", "sank", "tightened", "firmer", "tighter", "recur*", "relaps*", "lifted", "raised", "restored",
        "correct", "excellent", "excellently", "did well", "did better", "grown", "grew",
        "thickened", "thicker", "denser",
    ),
    BETTER: (
        "improv*", "reduc*", "decreas*", "clear*", "fade*", "faded", "fading", "lighter",
        "lightened", "less", "fewer", "better", "smaller", "resolution", "depigment*",
        "respond*", "response", "efficacy", "effectiveness", "effect of", "effects of",
        "effect on", "prevent*", "diminish*", "lessen*", "declin*", "halved",
    ),
    EVENT: (
        "occur*", "develop*", "transient*", "temporar*", "adverse", "side effect*",
        "complication*", "event*", "incidence", "after treatment", "following treatment",
        "post treatment", "noted", "appeared", "seen", "observed", "reported", "no", "not",
        "nobody", "none", "without", "rare*", "persist*", "mild", "lasting", "prolonged",
        "brief", "immediate", "subsided", "n", "lasted", "resolved", "experienced", "risk", "safety",
        "rebound", "worsen*", "commonest", "had", "percent", "free of", "frequent", "minimal",
        "arose", "arises", "ensued", "set in", "came up", "turned up", "broke out", "short lived", "follow*", "marks", "grew", "faded", "gone", "lower rate*", "rates of",
    ),
    TREATS: (
        "treat*", "therap*", "laser*", "cream*", "gel", "inject*", "peel*", "surger*",
        "surgical", "removal", "efficacy", "effectiveness", "randomi*", "applied",
        "intervention*", "session*", "light", "needling", "microneedling", "radiofrequency",
        "device*", "drug*", "placebo", "vehicle", "topical*", "epilation", "filler*",
        "botulinum*", "toxin*", "lift", "graft*", "excision", "sunscreen*", "supplement*",
        "ultrasound", "dressing*", "plasma", "cryotherapy", "brachytherapy", "radiotherapy",
        "sutures", "threads", "photoprotection", "educational", "prevention", "preventing",
        "rejuvenation", "resurfacing", "phototherapy", "irradiation", "tablets", "oral", "mg",
        "dermabrasion", "microdermabrasion", "mohs", "foam", "serum for", "ablation", "cautery",
        "transplant*", "repair", "reconstruct*", "operat*", "blepharoplast*", "abdominoplast*",
        "subcision", "suction", "punch", "needl*", "wax*", "thread*", "procedure*",
        "resurfaced", "boosters", "grafted", "retinoid*", "acid", "pulsed", "corticosteroid*",
        "steroid*", "prp", "minoxidil", "finasteride", "tranexamic", "hydroquinone", "hyaluron*",
        "isotretinoin", "cryolipolysis", "hifu", "electrolysis", "micro coring", "microcoring",
    ),
    TREATMENT_OF: (
        "treatment of", "treatment for", "treat", "treating", "treats", "we lasered", "therapy for", "therapy of",
        "management of", "for the", "for", "reduction of", "removal of", "correction of",
        "improvement of", "improvement in", "reduction in", "to reduce", "to improve",
        "to lessen", "to minimise", "to minimize", "to soften", "to fade", "to lighten",
        "to remove", "prevention of", "preventing", "prevent", "against", "treated for",
        "asked for", "desire*", "seeking", "altering", "peeled for", "in the treatment of",
        "treatments for", "presented for", "efficacy on", "in treating",
        "treatment",
    ),
    HAVING: (
        "patients with", "subjects with", "participants with", "adults with", "women with",
        "men with", "children with", "people with", "individuals with", "volunteers with",
        "females with", "males with", "persons with", "cases of", "cases with", "with",
        "suffering from", "diagnosed with", "affected by", "whose",
    ),
    HAD: (
        "had", "presenting with", "having", "who had", "showing",
    ),
    ENTRY: (
        "must have", "must be", "eligible if", "eligible", "inclusion criteria",
        "to be included", "meet inclusion", "who meet", "inclusion",
    ),
    BARRED: (
        "excluded", "exclusion", "exclude", "not eligible", "ineligible", "history of",
        "no previous", "prior treatment", "previous treatment", "not allowed", "prohibited",
        "contraindication*", "known allergy", "were not included", "are not included",
        "may not be", "may not have", "nor have", "cannot join", "cannot take part", "kept out",
        *(
            f"{verb} not {done}"
            for verb in ("is", "are", "was", "were")
            for done in (
                "accepted", "admitted", "allowed", "asked", "approached", "considered",
                "enrolled", "invited", "permitted", "recruited", "suitable", "taken", "treated",
            )
        ),
        "cannot participate", "cannot take part", "may not take part", "may not participate",
        "are left out", "were left out", "set aside", "is not permitted", "must not have", "are refused", "is refused", "be free from",
        "be free of", "hardly included", "free from", "none of them had",
        "are turned away", "were turned away", "cannot be included", "will not be included",
        "not be enrolled", "not be eligible", "cannot enter", "may not enter", "not qualify",
        "are unsuitable", "is unsuitable", "are dropped", "were dropped", "is dropped",
        "will be dropped", "are disqualified", "disqualifies", "disqualify", "for exclusion",
        "kept out", "are barred", "bars from", "screened out", "rules out", "precludes",
        "are withdrawn", "will be withdrawn", "is withdrawn",
    ),
    AFTER: (
        "after", "following", "from", "caused by", "due to", "induced", "secondary to",
    ),
    STUDIES: (
        "studies", "trials", "reports", "articles", "databases", "reviews", "papers",
        "publications",
    ),
    DESCRIBED: (
        "fda cleared", "fda approved", "commercially available", "is cleared for", "ce marked",
    ),
    SURELY_HARM: (
        "adverse", "side effect*", "complication*", "transient*", "temporar*", "rebound",
        "worsen*", "developed", "safety", "new", "post treatment", "after treatment", "without",
        "nobody", "appeared", "occurred",
    ),
    WISH: (
        "desire", "desires", "desired", "desiring", "who wish", "wishing", "seeking", "seek",
        "asked for", "requesting", "who want", "wanting", "interested in",
    ),
    RESPONSE: (
        "response", "responses", "result", "results", "improved", "improvement", "gained",
        "excellent", "good", "worked", "works", "success*", "responded", "cleared", "clearance",
        "cleared by", "faded", "better", "respond", "vanished", "flattened", "softened", "halved", "shrank", "smaller", "effective",
    ),
}  # fmt: skip
"""Cue -> its phrases, in the same notation as the terms of a topic file."""
