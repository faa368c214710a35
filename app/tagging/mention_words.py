"""Words that may stand between scale words and types, or beside types that are written alone."""

import re

from app.tagging.characters import word_set

FILLERS = word_set("""of as was were is are be being ranging ranged range ranges varying varied vary from between
    according to the on based by scale scales classification classifications class classes score
    scores scored grade grades graded grading category categories level levels rating rated
    classified system i e g ie eg including included include namely either equal distribution
    number numbers color colour tone tones skin group groups both only exclusively mainly mostly
    predominantly assessed determined defined using criteria photo complexion phototyping a an
    spanned spanning comprised comprising following types distributed advanced higher darker
    lighter lower self-reported reported evaluated estimated other than outside within not treated included
    enrolled represented seen present studied among in our this these all cohort study sample
    population trial series did does recruited observed must limited restricted confined""")
ARABIC_FILLERS = word_set(
    "distribution of from between ranging ranged scale score class grade level was were is are number equal to as"
    " classification category group i e skin"
)
NOT_BEFORE_BARE = word_set("""grade grades stage stages phase level levels class classes evidence acne scar scars melasma
    collagen group groups arm arms cohort part parts visit step figure table study wrinkles wrinkle
    category severity norwood glogau ludwig degree burn burns mmp factor cn nerve nerves
    diabetes angiotensin score visia ha mark version model photograph""")
BARE_LEFT = frozenset(
    {
        "and",
        "or",
        "versus",
        "vs",
        "for",
        "in",
        "with",
        "of",
        "than",
        "as",
        "against",
        ",",
        "&",
        ";",
        "third",
        "half",
    }
)
LINKS_BARE = frozenset({"of", "had", "were", "was", "with", "have", "as", "being", "belonged"})
"""Between a number and types that are written alone: "eight had II"."""
SPANNED = frozenset({"ranged", "ranging", "range", "ranges", "varied", "varying", "lay", "fell"})
"""Before "between" where it tells of a range: "ranged between Fitzpatrick I and IV"."""
AFTER_BRACKETED = frozenset(
    {"will", "are", "is", "were", "not", "excluded", "only", "may", "can", "ineligible"}
)
"""Behind types in brackets of which something is said: "I-IV (V and VI will not be treated)"."""
AVERAGES = frozenset({"mean", "average", "median", "avg"})
IN_AVERAGE = frozenset(
    {"was", "of", "is", "±", "sd", "score", "standard", "deviation", "median", "mean", "the", "all"}
)
"""With numbers, all that may stand between a scale and the range of its values."""
RANGES = frozenset({"range", "ranges", "ranging", "ranged", "interquartile", "iqr"})
BEFORE_ENDS = frozenset({"from", "of", "was", "quartiles"})
AFTER_SKIN = word_set(
    "were was had has have received underwent who with is are and or but of at in on from took"
)
NAMED_AFTER_SKIN = word_set(
    "cancer cancers lesion lesions reaction reactions graft grafts laxity aging ageing incision incisions"
    " tear tears flap flaps tumour tumours tumor tumors ulcer ulcers burn burns wound wounds biopsy"
    " biopsies disease diseases change changes closure toxicity infection infections necrosis defect"
    " defects irritation involvement atrophy fold folds contracture contractures wrinkles wrinkling"
)
"""Behind "type II skin" these have the type themselves."""
BOUND_STARTS = word_set(
    "at up no not a minimum maximum above below over under greater lower higher less more darker"
    " lighter fairer exceeding equal beyond"
)
EXCEPT = frozenset({"except", "exception", "excepting", "excluding", "but", "not", "for"})
QUANTIFIERS = frozenset({"all", "any", "every", "each"})
BEFORE_ALL_SCALE = frozenset(
    {
        "six",
        "6",
        "the",
        "of",
        "human",
        "different",
        "gender",
        "sex",
        "race",
        "ethnicity",
        "age",
        "or",
        "and",
    }
)
"""Between "any" and the scale: "any gender or Fitzpatrick skin type"."""
BEFORE_EACH = frozenset({"of", "from", "for", "in", "with"})
REST_ARE = re.compile(
    r"(?:\s\([^()]{0,20}\))?[,;]?\s(?:and\s|while\s|but\s)?(?:the\s(?:others?|rest|remainder|remaining\s\w{1,15})|others|some|a\sfew)\s(?:(?:were|had|was|being|of)\s){0,2}"
)
"""Between a mention and types that are written alone: "had type V, the others IV or VI"."""
MEASURED_IN = re.compile(
    r",?\s(?:and\s)?\d{1,4}(?:\.\d{1,3})?\s?(?:[a-z\u00b5%][\w/%\u00b2().]{0,14}\s)?in\s"
)
"""Between two types of which a measure is told: "122.9 mJ in type II, 136.2 mJ in III"."""
