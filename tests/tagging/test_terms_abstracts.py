"""Abstracts and registrations as people write them, and what a careful reader takes from them."""

import pytest

from app.tagging.design import find_design
from app.tagging.flat_text import document_of_text
from app.tagging.lexicon import compile_lexicon
from app.tagging.statements import statements
from app.tagging.terms import find_terms
from app.topic import read_topic

LEXICON = compile_lexicon(read_topic())

# title, text, indications, outcomes, design
EXAMPLES = [
    (
        "Fractional CO2 versus microneedling with PRP for post-acne scarring",
        "Atrophic scars trouble many young adults. Forty patients (FST III-V) were "
        "assigned by computer to four sessions of ablative fractional laser or "
        "needling with platelet-rich plasma. Goodman-Baron grades fell by one or more "
        "in 85% and 70%. Post-inflammatory hyperpigmentation was commoner with the "
        "laser, as were burning and oedema.",
        "acne_scars",
        "scar_severity hyperpigmentation edema",
        "randomized_trial",
    ),
    (
        "Low-energy 1927-nm thulium laser and tranexamic acid serum in melasma",
        "Recurrence is the rule after most melasma therapies. Twenty-five women with "
        "phototypes II-IV had four monthly sessions in an open study. At week 12 "
        "hemi-MASI had dropped by 48%, MelasQoL improved and no rebound was seen. "
        "Treatment hurt little (mean VAS 1.8).",
        "pigmentation",
        "pigment quality_of_life hyperpigmentation pain",
        "nonrandomized_trial",
    ),
    (
        "Vitiligo repigmentation with suction blister grafts: 60 consecutive cases",
        "Files of 60 patients with stable vitiligo who were grafted between 2010 and "
        "2016 were studied. More than 75% repigmentation was reached in 40; "
        "cobblestoning and donor-site hyperpigmentation were the usual complications.",
        "pigmentation",
        "pigment hyperpigmentation adverse_events",
        "observational",
    ),
    (
        "Nd:YAG laser for pseudofolliculitis barbae in skin of color",
        "Shaving bumps are common in men of African descent. In this pilot 26 men "
        "with skin types IV-VI had five treatments over half of the beard. Papule "
        "counts fell by 90% on the lasered side, and one man had a temporary loss of "
        "pigment.",
        "hair",
        "hypopigmentation",
        "nonrandomized_trial",
    ),
    (
        "Deoxycholic acid injections for the double chin in phototypes V and VI",
        "Thirty adults with moderate or severe submental fat had up to six "
        "injections. Clinician-rated fullness fell by a grade in 80%, swelling, "
        "bruising and numbness were almost universal, and no marginal mandibular "
        "nerve injury or skin discoloration was recorded.",
        "fat_cellulite",
        "edema bleeding_bruising adverse_events hyperpigmentation",
        "nonrandomized_trial",
    ),
    (
        "Cryolipolysis of the inner thighs",
        "Forty-five subjects had one cycle to each thigh. Fat thickness on ultrasound "
        "fell by 2.8 mm, 93% were satisfied, and numbness for some weeks was the only "
        "side effect.",
        "fat_cellulite",
        "satisfaction adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Subcision and suction for rolling scars of the cheek",
        "Fifty-eight people with rolling acne scars had subcision followed by "
        "frequent suction. Scar depth and size were reduced by 72%. Bruises lasted up "
        "to ten days, and haemorrhagic papules formed in some.",
        "acne_scars",
        "scar_severity bleeding_bruising",
        "nonrandomized_trial",
    ),
    (
        "Topical brimonidine for the redness of rosacea: a double-blind trial",
        "Patients with persistent facial erythema were randomized to gel or vehicle "
        "for four weeks. Two-grade improvement on clinician and patient scales was "
        "commoner with the drug; worsening of redness and flushing were reported in a "
        "few.",
        "vascular",
        "erythema global_improvement",
        "randomized_trial",
    ),
    (
        "Silicone gel for sternotomy wounds",
        "Hypertrophic scars often form over the breastbone. One hundred patients were "
        "randomised to gel or no gel after heart surgery; Vancouver scores, itch and "
        "pain at six months were lower with gel.",
        "scars",
        "scar_severity pain",
        "randomized_trial",
    ),
    (
        "Intralesional verapamil or triamcinolone in keloids",
        "Fifty-four patients with keloids were allotted at random to one of two drugs "
        "injected every three weeks. Height, vascularity and pliability improved with "
        "both; the steroid group had more telangiectasia, atrophy and pale skin.",
        "scars",
        "scar_severity hypopigmentation",
        "randomized_trial",
    ),
    (
        "Stretch marks after pregnancy: tretinoin and fractional radiofrequency",
        "Thirty women with striae rubra were treated on the belly. Width shrank, "
        "biopsies had more elastin, and most of the women would do it again. "
        "Darkening of the marks faded within two months.",
        "striae",
        "histology satisfaction hyperpigmentation",
        "nonrandomized_trial",
    ),
    (
        "Microfocused ultrasound with visualization for the lower face and neck",
        "Ninety-three adults wanting a lift had one treatment. Blinded raters saw a "
        "lift in 58% at 90 days, GAIS agreed in 63%, and pain was moderate. Two had "
        "temporary weakness of the lip.",
        "skin_laxity",
        "laxity global_improvement pain adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Monopolar radiofrequency of the abdomen after childbirth",
        "Loose abdominal skin bothers many mothers. Twelve women had a single "
        "session; caliper measures and photographs showed firmer skin in nine.",
        "skin_laxity",
        "laxity",
        "nonrandomized_trial",
    ),
    (
        "A hyaluronic acid gel for tear troughs",
        "Forty-nine patients had injections under the eyes. The hollow was rated as "
        "corrected in 84% by the injector, and bruises, swelling and a bluish tint "
        "occurred.",
        "",
        "bleeding_bruising edema",
        "nonrandomized_trial",
    ),
    (
        "Perioral rhytides: phenol peel or CO2 laser",
        "Upper lips of 20 women were treated, one half with each method, the half "
        "drawn by lot. Photographs were scored by four plastic surgeons; wrinkle "
        "scores fell more with phenol, pain and crusting lasted alike and the lasered "
        "half stayed red longer.",
        "wrinkles",
        "wrinkle_severity pain downtime erythema",
        "randomized_trial",
    ),
    (
        "Q-switched 1064-nm laser toning: mottled hypopigmentation in five women",
        "Laser toning is popular in East Asia. We report five women with melasma in "
        "whom confetti-like white macules appeared after 10 to 30 sessions.",
        "pigmentation",
        "hypopigmentation",
        "case_series",
    ),
    (
        "Picosecond 532/1064 nm laser against nanosecond laser for professional tattoos",
        "Split-lesion, randomised, blinded. Thirty tattoos of 27 volunteers. "
        "Clearance above 75% was seen in a third of either half; pain was lower with "
        "picoseconds.",
        "tattoo_foreign_body",
        "pigment pain",
        "randomized_trial",
    ),
    (
        "Low-level light helmet for pattern baldness in men and women",
        "A sham-controlled, double-blind trial with 128 men and 141 women, randomly "
        "assigned. Terminal hair counts rose by 20 per cm2, and no serious adverse "
        "event occurred.",
        "hair",
        "adverse_events",
        "randomized_trial",
    ),
    (
        "Laser hair removal gone wrong: burns in 12 Indian women",
        "We describe 12 women with phototypes IV and V who came with burns and "
        "streaks of dark skin after laser hair removal in beauty parlours.",
        "hair",
        "adverse_events hyperpigmentation",
        "case_series",
    ),
    (
        "Spironolactone and doxycycline in adult female acne",
        "A multicentre, randomised trial of 133 women. Success by lesion counts and "
        "by the investigator's global assessment was commoner with spironolactone at "
        "month six; quality of life improved and both drugs were well tolerated.",
        "acne",
        "global_improvement quality_of_life adverse_events",
        "randomized_trial",
    ),
    (
        "Skin of colour in laser trials: a systematic review",
        "MEDLINE and Embase were searched to June 2021. Only a quarter of 461 trials "
        "took in phototypes V or VI, and hyperpigmentation was the most common harm.",
        "",
        "hyperpigmentation",
        "review",
    ),
    (
        "Needles in pig skin: how deep do they coagulate?",
        "Insulated needles were driven into the flank of two Yucatan minipigs. "
        "Thermal columns on histology were 0.5 mm wide, and healing was complete in "
        "ten days.",
        "",
        "histology downtime",
        "preclinical",
    ),
    (
        "Fibroblasts exposed to radiofrequency make more elastin",
        "Cultured human dermal fibroblasts were heated to 45 degrees. Elastin and "
        "collagen I mRNA doubled within two days.",
        "",
        "histology",
        "preclinical",
    ),
    (
        "Prevalence of melasma among rice farmers",
        "House-to-house interviews were held with 515 adults of two villages. Melasma "
        "was found in 8%; sun exposure and pill use raised the odds.",
        "",
        "",
        "observational",
    ),
    (
        "How do dermatologists counsel patients with darker skin? A survey",
        "An electronic questionnaire went to 1,200 members; 214 answered. Most avoid "
        "ablative lasers in phototypes V and VI for fear of dyspigmentation.",
        "",
        "",
        "observational",
    ),
    (
        "Why I no longer use lasers for enlarged pores",
        "In this opinion piece I explain why topical retinoids are enough for large pores.",
        "texture_pores",
        "",
        "other",
    ),
    (
        "Glycolic acid peel and pore size in oily skin",
        "Twenty-two students with large facial pores had six fortnightly peels. Pore "
        "counts by image analysis and sebum fell, and skin looked smoother.",
        "texture_pores",
        "texture",
        "nonrandomized_trial",
    ),
    (
        "Polynucleotide boosters for dull, dry facial skin",
        "Skin quality was judged in 31 women after three sessions. Hydration and "
        "radiance rose; needle marks and bruises went in two days.",
        "texture_pores",
        "texture bleeding_bruising",
        "nonrandomized_trial",
    ),
    (
        "Full-face Er:YAG resurfacing: time to return to work",
        "Charts of 200 people resurfaced for photoaging were abstracted. Re- "
        "epithelialisation took 7 days, work was resumed on day 9, herpes broke out "
        "in 3% and yeast infection in 1%.",
        "photoaging",
        "downtime infection",
        "observational",
    ),
    (
        "Micro-coring of the mid face: a multicentre study",
        "Hollow needles take out small cores of skin and leave no visible mark. "
        "Fifty-one adults with moderate to severe cheek wrinkles had two sessions "
        "with 24,000 cores. The Lemperle grade improved by 1.3; bruises, swelling and "
        "redness resolved in days and downtime was three days.",
        "wrinkles",
        "wrinkle_severity bleeding_bruising edema erythema downtime",
        "nonrandomized_trial",
    ),
    (
        "Ultrapulse laser for traumatic facial scars in Chinese patients",
        "Sixty-two patients with scars after car accidents had early treatment within "
        "three months. POSAS totals fell by half; 9 patients had hyperpigmentation, "
        "which faded, and no infection occurred.",
        "scars",
        "scar_severity hyperpigmentation infection",
        "nonrandomized_trial",
    ),
    (
        "Radiofrequency microneedling for axillary odor and sweating",
        "Twenty patients with hyperhidrosis had two sessions. Sweat fell by half, "
        "DLQI by six points, and hair was thinner.",
        "",
        "quality_of_life",
        "nonrandomized_trial",
    ),
    (
        "Tranexamic acid tablets in refractory melasma: a chart review of 561 patients",
        "We reviewed the charts of 561 patients. Ninety percent improved, and 7% had "
        "side effects such as bloating; one woman had a deep vein thrombosis.",
        "pigmentation",
        "pigment adverse_events",
        "observational",
    ),
    (
        "Hydroquinone 4% for post-inflammatory dark spots in acne-prone women",
        "Thirty-five women with phototypes IV to VI applied the cream for 12 weeks. "
        "Spot darkness fell on chromameter readings, irritation was mild and all "
        "would recommend it.",
        "pigmentation",
        "pigment adverse_events satisfaction",
        "nonrandomized_trial",
    ),
    (
        "Facial erythema after fractional laser shortened by yellow light",
        "Twenty women had one half of the face lit for 35 seconds after fractional "
        "laser for photoaging. The lit side was less red at 24 hours.",
        "photoaging",
        "erythema",
        "nonrandomized_trial",
    ),
    (
        "Erbium laser peel of the décolleté",
        "Sun-worn chests are hard to treat. Fifteen women, phototypes I to III, had "
        "one pass. Mottling and creases were better by 40% on blinded photographs; "
        "weeping and crusts lasted six days.",
        "photoaging",
        "pigment wrinkle_severity downtime",
        "nonrandomized_trial",
    ),
    (
        "Nonthermal plasma for acne in dark skin",
        "Twenty volunteers of phototypes IV-V had plasma on one cheek. Inflammatory "
        "lesions fell by 44%, sebum was lower, and nobody had dark spots.",
        "acne",
        "hyperpigmentation",
        "nonrandomized_trial",
    ),
    (
        "Azelaic acid 15% gel in papulopustular rosacea: vehicle-controlled study",
        "After random allocation 664 patients used gel or vehicle twice daily. Lesion "
        "counts and redness were rated by the investigator. Burning, stinging and "
        "itching were transient. Quality of life (DLQI) rose.",
        "vascular",
        "quality_of_life",
        "randomized_trial",
    ),
    (
        "Laser-assisted hair removal before pilonidal surgery",
        "One hundred and two boys were randomly placed in two arms. Recurrence within "
        "a year was 10% with the laser and 34% without. Mild pain was the only "
        "complaint.",
        "hair",
        "pain",
        "randomized_trial",
    ),
    (
        "Fractional picosecond 1064-nm laser for enlarged pores in Thai adults",
        "Twenty-five adults completed four sessions. Pore volume fell by a third on "
        "3D scans, elasticity rose and the commonest side effects were redness and "
        "small scabs.",
        "texture_pores",
        "texture laxity erythema downtime adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Striae alba in skin type V: 1540-nm laser compared with needling",
        "The halves of 20 abdomens were assigned by sealed envelope. Punch biopsies, "
        "the width of the marks and pain scores were compared. Darkening was seen on "
        "three lasered halves.",
        "striae",
        "histology pain hyperpigmentation",
        "randomized_trial",
    ),
    (
        "Nevus of Ota in 171 children: alexandrite or 1064-nm picosecond laser",
        "This retrospective study compared two lasers. Clearance grades were alike. "
        "Hypopigmentation was found in 4% and hyperpigmentation in 8%.",
        "pigmentation",
        "pigment hypopigmentation hyperpigmentation",
        "observational",
    ),
    (
        "Cold plasma jet on healing of laser wounds",
        "In 14 volunteers four small CO2 wounds were made on each arm and treated or "
        "left. Transepidermal water loss and planimetry showed quicker closure on "
        "treated sites.",
        "",
        "downtime",
        "nonrandomized_trial",
    ),
    (
        "Laser for spider veins of the nose",
        "Thirty-five patients had KTP laser. Vessels cleared by 80% after two "
        "sessions; no blistering, scars or change in colour followed.",
        "vascular",
        "global_improvement scarring hyperpigmentation",
        "nonrandomized_trial",
    ),
    (
        "PDO threads or radiofrequency for the sagging cheek",
        "Forty women were allocated alternately. Jowl volume on 3D pictures, GAIS and "
        "FACE-Q favoured threads; dimples and swelling were commoner.",
        "skin_laxity",
        "laxity global_improvement satisfaction edema adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Radiofrequency microneedling in skin of colour: a retrospective look at 120 faces",
        "Files from two clinics were read. Acne scars improved by a mean of 2 grades "
        "on the Goodman scale; PIH followed in 4%, always in phototype V.",
        "acne_scars",
        "scar_severity hyperpigmentation",
        "observational",
    ),
    (
        "Tattoo removal by methyl methacrylate and laser in guinea pigs",
        "Ink was placed in the backs of ten guinea pigs. Clearance at week six and "
        "dermal fibrosis were compared.",
        "tattoo_foreign_body",
        "pigment histology",
        "preclinical",
    ),
    (
        "Afamelanotide with narrowband UVB for vitiligo",
        "Fifty-six patients with nonsegmental vitiligo were randomised to UVB with or "
        "without implants. Repigmentation was faster with the implant; nausea and "
        "darkening of normal skin were more common.",
        "pigmentation",
        "pigment adverse_events hyperpigmentation",
        "randomized_trial",
    ),
    (
        "The ageing neck: a stepwise guide",
        "This chapter goes through bands, fat and loose skin of the neck and matches "
        "each to toxin, acids, ultrasound or surgery.",
        "skin_laxity",
        "",
        "review",
    ),
    (
        "Ablative fractional laser and hypertrophic burn scars in 30 children",
        "A prospective before-after study. Vancouver and POSAS scores, itch and "
        "pliability improved after three sessions under general anaesthesia; one "
        "wound infection occurred.",
        "scars",
        "scar_severity infection",
        "nonrandomized_trial",
    ),
    (
        "Sculpting the jaw line with poly-L-lactic acid: one-year results",
        "Twenty-eight women with mild jowling had three sessions of PLLA. Jowl grade "
        "improved by one point in 71% at month 12. Nodules were felt in two, and "
        "bruises lasted a week.",
        "skin_laxity",
        "laxity adverse_events bleeding_bruising",
        "nonrandomized_trial",
    ),
    (
        "Home-use diode laser for axillary hair, a six-month trial",
        "Twenty-two women of phototypes I-IV shaved and then treated one armpit every "
        "fortnight. Hair counts were 70% lower at the end. Mild stinging was felt, no "
        "burns were seen.",
        "hair",
        "adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Methotrexate with or without laser in vitiligo",
        "Patients with nonsegmental vitiligo (n=46) were divided randomly. VASI fell "
        "by 30% and 18%. One patient stopped for raised liver enzymes.",
        "pigmentation",
        "pigment",
        "randomized_trial",
    ),
    (
        "Treatment of lentigo simplex of the lip with an alexandrite laser: 9 patients",
        "Nine patients with lip macules had one or two treatments. All cleared fully, "
        "crusts fell within a week and no scar, dark or light spot remained at one "
        "year.",
        "pigmentation",
        "pigment downtime scarring hyperpigmentation hypopigmentation",
        "case_series",
    ),
    (
        "Topical timolol after pulsed dye laser for port-wine birthmarks: is there a gain?",
        "Thirty children were randomised after laser to timolol gel or nothing. "
        "Colorimeter readings and a global photographic score did not differ between "
        "groups.",
        "vascular",
        "global_improvement",
        "randomized_trial",
    ),
    (
        "Comparing two hyaluronic acids for nasolabial folds in Chinese people",
        "In a split-face, evaluator-blinded comparison 108 adults had a different gel "
        "on each side by randomisation. WSRS improved by a grade or more in 90%. "
        "Swelling, redness and tenderness at the injection site were mild.",
        "wrinkles",
        "wrinkle_severity edema erythema pain",
        "randomized_trial",
    ),
    (
        "Botulinum toxin type A to prevent facial scars after surgery",
        "Thirty patients whose forehead wounds were sutured had toxin in one half of "
        "the wound, by chance. At six months the VSS was 2.8 against 4.9.",
        "scars",
        "scar_severity",
        "randomized_trial",
    ),
    (
        "Bipolar radiofrequency with vacuum for post-partum belly",
        "Twenty mothers with lax abdominal skin and stretch marks had five sessions. "
        "Circumference fell by 1.4 cm, skin looked tighter in 15, and 80% would pay "
        "for it again.",
        "skin_laxity striae",
        "laxity satisfaction",
        "nonrandomized_trial",
    ),
    (
        "Laser and light for acne: an overview of Cochrane and other reviews",
        "Reviews up to 2019 were gathered. The evidence is of low certainty and "
        "adverse effects such as blisters and pigment changes were poorly described.",
        "acne",
        "adverse_events hyperpigmentation",
        "review",
    ),
    (
        "Erbium-glass fractional laser in atrophic post-surgical scars of phototype IV",
        "In 15 patients half of each scar was treated four times. Manchester scores "
        "on the treated half were lower by 20%; pain was bearable and redness was "
        "gone in three days.",
        "scars",
        "scar_severity pain erythema",
        "nonrandomized_trial",
    ),
    (
        "Fifty shades of melasma: dermoscopy of 300 patients",
        "We looked at 300 untreated patients with melasma by dermoscopy and Wood's "
        "lamp. Telangiectasia was seen in half.",
        "",
        "",
        "observational",
    ),
    (
        "Effect of chin-strap compression on swelling after neck liposuction",
        "Sixty patients were assigned in turn to a strap or none. Oedema on "
        "ultrasound at day 3 and bruising were less with the strap.",
        "fat_cellulite",
        "edema bleeding_bruising",
        "nonrandomized_trial",
    ),
    (
        "Retinol 0.3% lotion for aged forearms",
        "Thirty-six elderly people had retinol on one arm and vehicle on the other, "
        "three times a week. Fine wrinkling was less, glycosaminoglycans and "
        "procollagen I rose in biopsies.",
        "photoaging",
        "wrinkle_severity histology",
        "nonrandomized_trial",
    ),
    (
        "Ablative fractional laser, then poly-L-lactic acid, for scars from acne",
        "Twenty volunteers took part in this uncontrolled trial. Observers saw at "
        "least a third improvement in 95%, and volunteers' own ratings were similar. "
        "Crusting and redness were the side effects.",
        "acne_scars",
        "scar_severity satisfaction downtime erythema adverse_events",
        "nonrandomized_trial",
    ),
    (
        "Cutaneous necrosis after hyaluronic acid: how it was treated in seven women",
        "Seven women who came with vascular occlusion after filler were given "
        "hyaluronidase. Healing was complete in six; one had an atrophic scar.",
        "",
        "downtime scarring adverse_events",
        "case_series",
    ),
    (
        "Ultrasound tightening above the knees",
        "Thirty women were enrolled; each had 270 lines per knee. Two blinded raters "
        "found improvement of knee laxity in 86%; one had a transient welt.",
        "skin_laxity",
        "laxity edema",
        "nonrandomized_trial",
    ),
    (
        "Do sunscreens prevent new lentigines on the hands? A two-year randomized trial",
        "One hundred people over 50 were randomised to daily or discretionary use. "
        "Counts of age spots and microtopography scores were compared.",
        "pigmentation",
        "pigment",
        "randomized_trial",
    ),
    (
        "Split-face trial of a vitamin C and E serum after picosecond laser for dyspigmentation",
        "Forty volunteers had serum on one half, drawn by lot. Erythema faded sooner "
        "and TEWL was lower on that half.",
        "pigmentation",
        "erythema",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Comparison of Two Botulinum Toxins for Crow's Feet.\n\n"
        " Lateral canthal lines are a frequent complaint.\n\n"
        " Botulinum toxin has been used for decades and is known to cause bruising "
        "and lid ptosis.\n\n"
        " Subjects with moderate to severe crow's feet lines will be randomized 1:1 "
        "to receive one of the two products.\n\n"
        " The primary endpoint is the investigator's rating at maximum smile on the "
        "Facial Wrinkle Scale at day 30.\n\n"
        " Adverse events will be recorded at each visit.\n\n"
        ".\n\n"
        " Comparison of Two Botulinum Toxins for Crow's Feet@highlight\n\n"
        "This study compares the efficacy and safety of two botulinum toxins for "
        "lateral canthal lines.\n\n",
        "wrinkles",
        "wrinkle_severity adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(secondQuint)Laser Treatment of Leg Veins.\n\n"
        " This is a single-arm feasibility study of a 1064 nm laser in up to 25 "
        "adults with spider veins of the legs.\n\n"
        " Exclusion criteria: history of keloids, hyperpigmentation or scarring; "
        "pregnancy; active infection.\n\n"
        " Photographs will be graded by two blinded reviewers.\n\n"
        " Pain will be rated on a 10-point scale after each treatment.\n\n"
        ".\n\n"
        " Laser Treatment of Leg Veins@highlight\n\n"
        "The purpose is to see whether the laser clears leg veins.\n\n",
        "vascular",
        "global_improvement pain",
        "nonrandomized_trial",
    ),
    (
        "",
        "(fifthQuint)Quality of Life in Patients With Hidradenitis.\n\n"
        " Hidradenitis suppurativa causes scarring and pain and leads to "
        "hyperpigmentation.\n\n"
        " Patients attending the clinic will complete the DLQI and a questionnaire on "
        "pain once.\n\n"
        ".\n\n"
        " Quality of Life in Patients With Hidradenitis@highlight\n\n"
        "A cross-sectional survey of the burden of hidradenitis.\n\n",
        "",
        "quality_of_life pain",
        "observational",
    ),
    (
        "",
        "(firstQuint)Fractional Laser Assisted Delivery of Triamcinolone for Keloids.\n\n"
        " Keloids are difficult to treat and injections are painful.\n\n"
        " Half of each keloid will be treated with laser followed by topical "
        "triamcinolone, and the other half will be injected; sides are assigned at "
        "random.\n\n"
        " Volume by three-dimensional imaging, the POSAS and pain during treatment "
        "will be assessed.\n\n"
        ".\n\n"
        " Fractional Laser Assisted Delivery of Triamcinolone for Keloids@highlight\n\n"
        "To compare two ways of giving steroid to keloids.\n\n",
        "scars",
        "scar_severity pain",
        "randomized_trial",
    ),
    (
        "",
        "(secondQuint)Non-invasive Fat Reduction of the Flanks.\n\n"
        " Participants with unwanted fat of the flanks will receive two treatments.\n\n"
        " Success is defined as correct identification of pre-treatment images by "
        "blinded reviewers.\n\n"
        " Subject satisfaction and device-related adverse events will be collected.\n\n"
        ".\n\n"
        " Non-invasive Fat Reduction of the Flanks@highlight\n\n"
        "This prospective study evaluates a device for non-invasive fat reduction.\n\n",
        "fat_cellulite",
        "global_improvement satisfaction adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Topical Cream for Acne Vulgaris.\n\n"
        " Acne vulgaris can leave scars and dark marks.\n\n"
        " A multicenter, double-blind, vehicle-controlled study in which subjects are "
        "randomized to cream or vehicle for 12 weeks.\n\n"
        " Change in lesion counts and Investigator's Global Assessment are co-primary "
        "endpoints.\n\n"
        " Local tolerability (erythema, scaling, stinging) is evaluated at each "
        "visit.\n\n"
        ".\n\n"
        " Topical Cream for Acne Vulgaris@highlight\n\n"
        "The objective is to evaluate safety and efficacy in acne.\n\n",
        "acne",
        "global_improvement erythema adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(fourthQuint)Suture Techniques and Cosmetic Outcome of Facial Wounds.\n\n"
        " Patients undergoing Mohs surgery will have half of the wound closed with "
        "one suture and half with the other, allocated randomly.\n\n"
        " At three months the scar will be rated with the POSAS by two blinded "
        "observers.\n\n"
        " Complications such as infection, bleeding and dehiscence are noted.\n\n"
        ".\n\n"
        " Suture Techniques and Cosmetic Outcome of Facial Wounds@highlight\n\n"
        "Which suture gives the better scar?\n\n",
        "",
        "scar_severity infection bleeding_bruising adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(secondQuint)Picosecond Laser for Melasma in Asian Patients.\n\n"
        " Melasma is an acquired pigmentary disorder that affects quality of life.\n\n"
        " Twenty patients will have five treatments at two-week intervals.\n\n"
        " The modified MASI score, melanin index and erythema index will be measured "
        "at each visit.\n\n"
        " Post-inflammatory hyperpigmentation and hypopigmentation will be looked "
        "for.\n\n"
        ".\n\n"
        " Picosecond Laser for Melasma in Asian Patients@highlight\n\n"
        "The aim is to study the effectiveness of picosecond laser in melasma.\n\n",
        "pigmentation",
        "pigment hyperpigmentation hypopigmentation",
        "nonrandomized_trial",
    ),
    (
        "",
        "(fifthQuint)Genetics of Vitiligo.\n\n"
        " Vitiligo is a depigmenting disorder.\n\n"
        " Blood and skin biopsies of patients with vitiligo and of healthy controls "
        "will be collected for gene expression studies.\n\n"
        ".\n\n"
        " Genetics of Vitiligo@highlight\n\n"
        "We will look for genes that are linked to vitiligo.\n\n",
        "",
        "histology",
        "observational",
    ),
    (
        "",
        "(thirdQuint)Dermal Filler for Cheek Augmentation.\n\n"
        " Participants seeking correction of midface volume deficit will be "
        "randomized to treatment or no-treatment control.\n\n"
        " The primary effectiveness endpoint is the responder rate on the Mid-Face "
        "Volume Deficit Scale at month 6.\n\n"
        " GAIS and FACE-Q will be completed.\n\n"
        " Participants keep a diary of bruising, swelling, redness, pain and lumps "
        "for 30 days.\n\n"
        ".\n\n"
        " Dermal Filler for Cheek Augmentation@highlight\n\n"
        "To evaluate safety and effectiveness of a filler for midface volume.\n\n",
        "",
        "global_improvement satisfaction bleeding_bruising edema erythema pain adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(secondQuint)Photobiomodulation After Fractional CO2 Laser.\n\n"
        " Fractional CO2 laser is used for acne scars and wrinkles and causes "
        "redness, swelling and crusting.\n\n"
        " Twenty patients with acne scars will be treated with fractional CO2; one "
        "side of the face, randomly selected, will receive LED light.\n\n"
        " Erythema, edema, crusting and pain will be scored daily for one week.\n\n"
        ".\n\n"
        " Photobiomodulation After Fractional CO2 Laser@highlight\n\n"
        "The study examines whether LED light shortens recovery.\n\n",
        "acne_scars",
        "erythema edema downtime pain",
        "randomized_trial",
    ),
    (
        "",
        "(fourthQuint)Registry of Patients With Congenital Melanocytic Nevi.\n\n"
        " Patients of any age will be enrolled in a prospective registry and followed "
        "yearly.\n\n"
        " Quality of life, neurological events and melanoma are recorded.\n\n"
        ".\n\n"
        " Registry of Patients With Congenital Melanocytic Nevi@highlight\n\n"
        "This registry will collect data on the natural history of nevi.\n\n",
        "",
        "quality_of_life",
        "observational",
    ),
    (
        "",
        "(firstQuint)Radiofrequency Device for Abdominal Skin Laxity.\n\n"
        " Up to 30 healthy women with mild to moderate abdominal laxity will receive "
        "4 treatments.\n\n"
        " Exclusion Criteria: 1.\n\n"
        " Tattoo in the treatment area.\n\n"
        " 2.\n\n"
        " History of keloids.\n\n"
        " 3.\n\n"
        " Liposuction within a year.\n\n"
        " Efficacy will be assessed by blinded evaluation of photographs and by "
        "cutometer.\n\n"
        ".\n\n"
        " Radiofrequency Device for Abdominal Skin Laxity@highlight\n\n"
        "Safety and efficacy of the device for tightening of the abdomen.\n\n",
        "skin_laxity",
        "laxity adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Oral Propranolol for Infantile Hemangioma.\n\n"
        " Infantile hemangiomas may ulcerate, bleed and leave scars.\n\n"
        " Infants will be randomized to propranolol or placebo for six months.\n\n"
        " Complete or nearly complete resolution judged on photographs by blinded "
        "readers is the primary outcome.\n\n"
        " Blood pressure, heart rate and adverse events will be monitored.\n\n"
        ".\n\n"
        " Oral Propranolol for Infantile Hemangioma@highlight\n\n"
        "To demonstrate superiority of propranolol over placebo.\n\n",
        "vascular",
        "global_improvement adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(fifthQuint)Vitamin C Serum for Photodamaged Skin.\n\n"
        " This is a double-blind, split-face study.\n\n"
        " Women with moderate facial photodamage will apply serum to one side and "
        "vehicle to the other for 12 weeks.\n\n"
        " Investigator grading of fine lines, roughness, tone and overall "
        "photodamage; subject self-assessment; tolerability.\n\n"
        ".\n\n"
        " Vitamin C Serum for Photodamaged Skin@highlight\n\n"
        "Evaluation of a serum in photodamage.\n\n",
        "photoaging",
        "wrinkle_severity texture satisfaction adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(thirdQuint)Treatment of Solar Lentigines of the Hands.\n\n"
        " Subjects with solar lentigines on both hands will be treated with "
        "cryotherapy on one hand and with laser on the other, at random.\n\n"
        " Clearance, hyperpigmentation, hypopigmentation and pain are assessed by a "
        "blinded dermatologist at 8 weeks.\n\n"
        ".\n\n"
        " Treatment of Solar Lentigines of the Hands@highlight\n\n"
        "We compare two treatments of lentigines.\n\n",
        "pigmentation",
        "pigment hyperpigmentation hypopigmentation pain",
        "randomized_trial",
    ),
    (
        "",
        "(secondQuint)Study of Cosmetic Outcome in Thyroid Surgery.\n\n"
        " Neck scars are a concern for young women after thyroidectomy.\n\n"
        " Patients undergoing thyroidectomy will be randomized to skin glue or "
        "suture.\n\n"
        " The scar will be judged by SBSES and a patient VAS at 6 months.\n\n"
        " Wound infection and seroma will be recorded.\n\n"
        ".\n\n"
        " Study of Cosmetic Outcome in Thyroid Surgery@highlight\n\n"
        "Comparison of glue and suture for closing thyroidectomy wounds.\n\n",
        "",
        "scar_severity infection adverse_events",
        "randomized_trial",
    ),
    (
        "",
        "(thirdQuint)Efficacy of Excimer Light in Alopecia Areata.\n\n"
        " Alopecia areata is an autoimmune disease that causes patchy hair loss.\n\n"
        " This is an open label, intra-patient controlled trial.\n\n"
        " One patch will be treated twice weekly for 12 weeks while another is left "
        "untreated.\n\n"
        " The SALT score, hair regrowth and side effects such as erythema, "
        "hyperpigmentation and blistering will be noted.\n\n"
        ".\n\n"
        " Efficacy of Excimer Light in Alopecia Areata@highlight\n\n"
        "To evaluate the efficacy and safety of 308-nm excimer light.\n\n",
        "hair",
        "erythema hyperpigmentation adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(firstQuint)Cryotherapy Versus Trichloroacetic Acid for Solar Lentigines.\n\n"
        " Solar lentigines are common benign lesions of photodamaged skin.\n\n"
        " Twenty five patients will have one hand treated with cryotherapy and the "
        "other with 35% TCA.\n\n"
        ".\n\n"
        " Cryotherapy Versus Trichloroacetic Acid for Solar Lentigines@highlight\n\n"
        "The objective is to compare the efficacy and tolerability of two treatments.\n\n",
        "pigmentation",
        "pigment adverse_events",
        "nonrandomized_trial",
    ),
    (
        "",
        "(secondQuint)Topical Anesthesia for Laser Hair Removal.\n\n"
        " Laser hair removal is painful.\n\n"
        " Women will apply lidocaine cream or placebo to either axilla in a "
        "randomized, double-blind fashion before treatment.\n\n"
        " Pain will be scored on a visual analog scale.\n\n"
        ".\n\n"
        " Topical Anesthesia for Laser Hair Removal@highlight\n\n"
        "Does lidocaine cream reduce pain of laser hair removal?\n\n",
        "hair",
        "pain",
        "randomized_trial",
    ),
    (
        "",
        "(fourthQuint)Long-term Follow-up of Subjects Treated With Collagenase for "
        "Cellulite.\n\n"
        " This is an observational follow-up of subjects who were treated in previous "
        "studies of collagenase for cellulite of the buttocks.\n\n"
        " No study drug will be given.\n\n"
        " Durability of response on the CR-PCSS and PR-PCSS and late adverse events "
        "will be assessed every 6 months.\n\n"
        ".\n\n"
        " Long-term Follow-up of Subjects Treated With Collagenase for "
        "Cellulite@highlight\n\n"
        "The purpose is to assess long-term safety and durability.\n\n",
        "fat_cellulite",
        "adverse_events",
        "observational",
    ),
    (
        "",
        "(thirdQuint)Microneedling for Wrinkles of the Upper Lip.\n\n"
        " Subjects with upper lip rhytides will undergo 4 microneedling treatments 30 "
        "days apart.\n\n"
        " Subjects must not have active acne, rosacea, keloids, or prior laser for "
        "acne scars.\n\n"
        " Masked assessment of photographs with the Glogau scale is the primary "
        "endpoint; secondary endpoints are the Subject GAIS and a patient "
        "satisfaction questionnaire.\n\n"
        ".\n\n"
        " Microneedling for Wrinkles of the Upper Lip@highlight\n\n"
        "This study will evaluate the SkinPen for upper lip wrinkles.\n\n",
        "wrinkles",
        "wrinkle_severity global_improvement satisfaction",
        "nonrandomized_trial",
    ),
]


@pytest.mark.parametrize(("title", "text", "indication", "outcome", "design"), EXAMPLES)
def test_a_document_is_read_as_a_person_would(
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
