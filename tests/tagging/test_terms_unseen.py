"""Texts written before the reader was run on them, with labels given at sight."""

import pytest

from app.tagging import document_of_text
from app.tagging.design import find_design
from app.tagging.lexicon import compile_lexicon
from app.tagging.statements import statements
from app.tagging.terms import find_terms
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())

# title, text, indication, outcome, design
EXAMPLES = [
    (
        "Trichloroacetic acid CROSS in deep icepick scars",
        "Thirty volunteers were recruited. 100% acid was applied to the base of each scar "
        "every fortnight. More than 70% improvement was observed in 22, and transient "
        "darkening developed in four.",
        "acne_scars",
        "scar_severity hyperpigmentation",
        "nonrandomized_trial",
    ),
    (
        "Long-pulsed alexandrite laser for freckles",
        "Twenty patients received two sessions. Freckles faded by at least half in 17. Thin "
        "scabs fell off after a week and there was no scarring.",
        "pigmentation",
        "pigment downtime scarring",
        "nonrandomized_trial",
    ),
    (
        "Botulinum toxin for crow's feet: a randomised comparison of two brands",
        "Sixty women were allocated to one brand or the other. Response at day 30 was 85% "
        "and 88%. Headache and bruising were uncommon.",
        "wrinkles",
        "wrinkle_severity adverse_events bleeding_bruising",
        "randomized_trial",
    ),
    (
        "Retrospective study of laser hair removal complications in Saudi Arabia",
        "We looked through the files of 310 women. Burns occurred in 4%, folliculitis in 9% "
        "and hyperpigmentation in 6%.",
        "hair",
        "adverse_events hyperpigmentation",
        "observational",
    ),
    (
        "Non-surgical skin tightening of the abdomen after childbirth",
        "Forty mothers had six sessions of bipolar radiofrequency. Mean circumference fell "
        "by 3 cm, laxity improved on a five-point scale, and 34 were happy with the "
        "outcome.",
        "skin_laxity",
        "laxity satisfaction",
        "nonrandomized_trial",
    ),
    (
        "Tranexamic acid for melasma: systematic review and meta-analysis",
        "Twenty-one trials with 1,563 patients were included. MASI fell by 4.1 points more "
        "than with controls. Adverse events were minor.",
        "pigmentation",
        "pigment adverse_events",
        "review",
    ),
    (
        "Fractional CO2 laser enhances permeation of lidocaine in porcine skin",
        "Excised pig skin was perforated at 10 mJ and diffusion was measured in Franz "
        "cells. Uptake rose fivefold.",
        "",
        "",
        "preclinical",
    ),
    (
        "",
        "(thirdQuint)Dupilumab-free Topical Regimen for Facial Melasma.\n\n"
        " Melasma is an acquired hypermelanosis that is frequently seen in women.\n\n"
        " Hydroquinone may cause irritation and ochronosis.\n\n"
        " Subjects will be randomized to thiamidol 0.2% or hydroquinone 4% cream twice "
        "daily for 90 days.\n\n"
        " The primary endpoint is the change from baseline in mMASI at Day 90.\n\n"
        " Secondary endpoints are MELASQoL, colorimetry and subject satisfaction.\n\n"
        " Adverse events will be collected at every visit.\n\n"
        " Dupilumab-free Topical Regimen for Facial Melasma@highlight\n\nThis study "
        "compares two creams in women with melasma.",
        "pigmentation",
        "pigment quality_of_life satisfaction adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Fractional Laser Treatment of Burn Scars in Children.\n\n"
        " Burn injuries often heal with hypertrophic scars that itch and restrict "
        "movement.\n\n"
        " Children aged 2 to 17 years with a hypertrophic burn scar at least six months old "
        "are eligible.\n\n"
        " Each child receives three treatments with a fractional CO2 laser.\n\n"
        " Scars will be rated with the Vancouver Scar Scale and POSAS before and after "
        "treatment.\n\n"
        " Parents complete a quality of life questionnaire.\n\n"
        " Post-operative pain is scored with the FLACC scale.\n\n"
        " Fractional Laser Treatment of Burn Scars in Children@highlight\n\nThe goal is to "
        "learn whether laser treatment improves burn scars in children.",
        "scars",
        "scar_severity quality_of_life pain",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Retrospective Review of Complications After Facial Fillers.\n\n"
        " This is a chart review of adults who received hyaluronic acid fillers at one "
        "centre between 2010 and 2018.\n\n"
        " Swelling, bruising, nodules, infection and vascular occlusion will be "
        "extracted.\n\n"
        " No intervention is done.\n\n"
        " Retrospective Review of Complications After Facial Fillers@highlight\n\nTo "
        "determine the rate of complications after facial fillers.",
        "",
        "edema bleeding_bruising infection adverse_events",
        "observational",
    ),
    (
        "",
        "(thirdQuint)Low Level Laser Therapy for Androgenetic Alopecia.\n\n"
        " Androgenetic alopecia affects half of men by the age of 50.\n\n"
        " Participants use a laser helmet or a sham helmet every other day for 26 weeks; "
        "assignment is random and double-blind.\n\n"
        " Hair density in a tattooed target area is measured at weeks 16 and 26.\n\n"
        " Global photographs are assessed by an independent panel.\n\n"
        " Subjects fill in a self-assessment questionnaire.\n\n"
        " Low Level Laser Therapy for Androgenetic Alopecia@highlight\n\nEvaluation of "
        "efficacy and safety of a laser helmet in male pattern hair loss.",
        "hair",
        "global_improvement satisfaction adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Incidence of Surgical Site Infection After Caesarean Delivery With Two "
        "Skin Preparations.\n\n"
        " Wound infection complicates 5 to 12% of caesarean deliveries.\n\n"
        " Women will be randomly assigned to chlorhexidine or povidone iodine.\n\n"
        " Infection within 30 days, endometritis and readmission are recorded.\n\n"
        " Incidence of Surgical Site Infection After Caesarean Delivery With Two Skin "
        "Preparations@highlight\n\nWhich skin preparation prevents more infections?",
        "",
        "infection",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Retinol and Niacinamide Serum for Signs of Ageing.\n\n"
        " Healthy women aged 40-60 with mild to moderate photodamage apply the serum every "
        "night for 12 weeks.\n\n"
        " Expert grading of fine lines, skin tone evenness and tactile roughness is "
        "performed at weeks 4, 8 and 12.\n\n"
        " Hydration by corneometer and barrier function by TEWL are measured.\n\n"
        " Tolerance is evaluated through stinging, burning and dryness.\n\n"
        " Retinol and Niacinamide Serum for Signs of Ageing@highlight\n\nA single-center "
        "clinical study of a cosmetic serum.",
        "photoaging",
        "wrinkle_severity pigment texture adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Laser Hair Removal in Pilonidal Sinus Disease.\n\n"
        " Pilonidal disease recurs in up to a third of adolescents.\n\n"
        " Patients aged 11-21 are randomised to standard care or standard care plus laser "
        "epilation of the natal cleft.\n\n"
        " Recurrence of disease within a year is the primary outcome.\n\n"
        " Burns and pain during laser sessions are documented.\n\n"
        " Laser Hair Removal in Pilonidal Sinus Disease@highlight\n\nDoes laser epilation "
        "prevent recurrence of pilonidal disease?",
        "hair",
        "adverse_events pain",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Silicone Gel for the Prevention of Hypertrophic Scars After Breast "
        "Reduction.\n\n"
        " Scarring after breast reduction is a common reason for dissatisfaction.\n\n"
        " Twenty women will apply silicone gel to one breast and no treatment to the other, "
        "the side being randomly allocated.\n\n"
        " At 6 and 12 months, scars will be assessed with the POSAS by the patient and a "
        "blinded observer.\n\n"
        " Itching, pain and rash are recorded.\n\n"
        " Silicone Gel for the Prevention of Hypertrophic Scars After Breast "
        "Reduction@highlight\n\nTo assess whether silicone gel prevents abnormal scars.",
        "scars",
        "scar_severity pain adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Efficacy of a Vascular Laser for Facial Redness.\n\n"
        " Twenty subjects with diffuse facial redness will receive three treatments with a "
        "595 nm laser.\n\n"
        " Cross-polarised photographs will be graded by two blinded dermatologists using a "
        "5-point improvement scale.\n\n"
        " Downtime, purpura and pain are reported by subjects in a diary.\n\n"
        " Efficacy of a Vascular Laser for Facial Redness@highlight\n\nThe study "
        "investigates the safety and efficacy of pulsed dye laser for facial redness.",
        "vascular",
        "global_improvement downtime bleeding_bruising pain adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Prospective Study of Injectable Poly-L-lactic Acid for Cellulite "
        "Dimples.\n\n"
        " Inclusion Criteria: - female aged 21 to 55 - moderate to severe cellulite of the "
        "buttocks or thighs - BMI below 30.\n\n"
        " Exclusion Criteria: - skin laxity without cellulite - previous liposuction - "
        "keloid tendency - active infection.\n\n"
        " Subjects receive up to three injection sessions.\n\n"
        " The Cellulite Severity Scale and GAIS are assessed at day 180.\n\n"
        " Bruising, swelling and nodules are monitored.\n\n"
        " Prospective Study of Injectable Poly-L-lactic Acid for Cellulite "
        "Dimples@highlight\n\nA single-arm trial.",
        "fat_cellulite",
        "global_improvement bleeding_bruising edema adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Comparison of Two Anaesthetic Creams Before Fractional Laser.\n\n"
        " Adequate anaesthesia is essential for patient comfort during ablative fractional "
        "laser.\n\n"
        " Participants scheduled for facial resurfacing are randomized to lidocaine "
        "7%/tetracaine 7% or lidocaine 23%/tetracaine 7%.\n\n"
        " Pain is rated on a 100 mm VAS immediately after the procedure.\n\n"
        " Patient satisfaction with anaesthesia and adverse reactions such as erythema and "
        "blanching are noted.\n\n"
        " Comparison of Two Anaesthetic Creams Before Fractional Laser@highlight\n\nWhich "
        "cream gives better pain relief?",
        "",
        "pain satisfaction erythema adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Vitamin D Supplementation and Healing of Burn Wounds.\n\n"
        " Vitamin D deficiency is common after burns.\n\n"
        " Adults with partial thickness burns will be randomised to cholecalciferol or "
        "placebo.\n\n"
        " Time to 95% wound closure is the primary endpoint; infection and length of stay "
        "are secondary.\n\n"
        " Scar quality at one year is measured with the Vancouver Scar Scale.\n\n"
        " Vitamin D Supplementation and Healing of Burn Wounds@highlight\n\nDoes vitamin D "
        "speed healing after burns?",
        "",
        "downtime infection scar_severity",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Botulinum Toxin for Masseter Hypertrophy.\n\n"
        " Thirty volunteers with a square face receive 25 units on each side.\n\n"
        " Lower facial contour is measured by three-dimensional imaging.\n\n"
        " Chewing weakness, asymmetry and pain are asked about.\n\n"
        " Botulinum Toxin for Masseter Hypertrophy@highlight\n\nAn open study of masseter "
        "reduction.",
        "",
        "laxity adverse_events pain",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Home-use IPL for Hair Reduction on the Legs.\n\n"
        " Women with unwanted leg hair use the device every two weeks for 12 weeks.\n\n"
        " Hair counts are made on photographs.\n\n"
        " Users answer a questionnaire on satisfaction and skin reactions.\n\n"
        " Home-use IPL for Hair Reduction on the Legs@highlight\n\nTo evaluate the safety "
        "and effectiveness of a consumer device.",
        "hair",
        "satisfaction adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(fifthQuint)Fractional Radiofrequency for Stretch Marks of the Abdomen.\n\n"
        " Striae distensae are dermal scars with epidermal atrophy.\n\n"
        " Ten volunteers with striae alba undergo three monthly sessions on the right side; "
        "the left side is not treated.\n\n"
        " Photographs are evaluated by two blinded dermatologists on a quartile scale.\n\n"
        " Punch biopsies are taken from three volunteers.\n\n"
        " Satisfaction, pain and pigmentary changes are registered.\n\n"
        " Fractional Radiofrequency for Stretch Marks of the Abdomen@highlight\n\nThis "
        "pilot study evaluates radiofrequency for striae.",
        "striae",
        "global_improvement histology satisfaction pain hyperpigmentation",
        "nonrandomized_trial",
    ),
    (
        "",
        "(fifthQuint)Sun Exposure and Nevus Counts in Schoolchildren.\n\n"
        " Naevi are a risk factor for melanoma.\n\n"
        " Children of 12 schools will have their naevi counted each year for five "
        "years.\n\n"
        " Parents complete a questionnaire on holidays and sunburn.\n\n"
        " Sun Exposure and Nevus Counts in Schoolchildren@highlight\n\nA cohort study of "
        "naevus development.",
        "",
        "",
        "observational",
    ),
    (
        "",
        "(fifthQuint)Study of ABP-671 Gel in Acne Vulgaris.\n\n"
        " Acne vulgaris affects about 85% of adolescents.\n\n"
        " Subjects with moderate acne will be randomized 2:1 to gel or vehicle once daily "
        "for 12 weeks.\n\n"
        " Co-primary endpoints are absolute change in lesion counts and IGA success at Week "
        "12.\n\n"
        " Local tolerability (erythema, dryness, burning) and adverse events will be "
        "assessed.\n\n"
        " Study of ABP-671 Gel in Acne Vulgaris@highlight\n\nA double-blind "
        "vehicle-controlled study.",
        "acne",
        "global_improvement erythema adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(fifthQuint)Skin Tightening of the Neck With Helium Plasma.\n\n"
        " Up to 65 subjects with lax skin of the neck will be treated once under local "
        "anaesthesia.\n\n"
        " The primary effectiveness endpoint is improvement in lax skin at day 180 as "
        "determined by independent photographic reviewers.\n\n"
        " Pain will be recorded daily until day 14.\n\n"
        " Patient-reported satisfaction is collected with a modified questionnaire.\n\n"
        " Skin Tightening of the Neck With Helium Plasma@highlight\n\nTo demonstrate safety "
        "and effectiveness of helium plasma for lax neck skin.",
        "skin_laxity",
        "laxity pain satisfaction adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Fractional laser for surgical scars: when to begin?",
        "Thirty thyroidectomy patients were randomised to laser at 3 weeks or 3 months. VSS "
        "totals at six months were 2.9 and 4.3. One patient in the early group had "
        "prolonged redness.",
        "scars",
        "scar_severity erythema",
        "randomized_trial",
    ),
    (
        "Efficacy of fractional CO2 laser with tranexamic acid in melasma",
        "Thirty women had laser on both cheeks and tranexamic acid on the right only. The "
        "mean reduction in hemi-MASI was 44% and 31%. Burning and transient crusting "
        "occurred in all.",
        "pigmentation",
        "pigment downtime",
        "nonrandomized_trial",
    ),
    (
        "Dark circles: hyaluronic acid or carboxytherapy?",
        "Forty patients were divided at random. Shadow and colour scores improved with "
        "both; satisfaction was higher with filler. Bruising and swelling lasted three "
        "days.",
        "pigmentation",
        "pigment satisfaction bleeding_bruising edema",
        "randomized_trial",
    ),
]


@pytest.mark.parametrize(("title", "text", "indication", "outcome", "design"), EXAMPLES)
def test_a_text_not_seen_before_is_read_as_labelled(
    title: str, text: str, indication: str, outcome: str, design: str
) -> None:
    document = document_of_text(title, text)
    stated = statements(document, LEXICON)
    tags, _ = find_terms(document, LEXICON, stated)
    named = find_design(document, LEXICON, stated)
    assert {t.value for t in tags if t.dimension == "indication"} == set(indication.split())
    assert {t.value for t in tags if t.dimension == "outcome"} == set(outcome.split())
    assert named is not None
    assert named.value == design
