"""A made-up PubMed baseline file: the same bytes each time, and shaped like the real ones.

Shares of structured abstracts, MeSH headings, affiliations and references, and the indentation,
follow files of the yearly baseline; no sentence of anybody's stands in it.
"""

import gzip
import random
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

FIRST_PMID = 30_000_001
ABOUT_THE_TOPIC = 250  # one article in so many
RETRACTED = 700
DELETED = 40  # PMIDs that the file says were deleted

NOUNS = [
    "hypertension",
    "asthma",
    "melanoma",
    "psoriasis",
    "sepsis",
    "stroke",
    "osteoporosis",
    "glioma",
    "hepatitis",
    "anemia",
    "malaria",
    "fibrosis",
    "arthritis",
    "migraine",
    "dementia",
    "lymphoma",
    "pneumonia",
    "obesity",
    "insulin",
    "collagen",
    "cytokines",
    "fibroblasts",
    "keratinocytes",
    "neurons",
    "macrophages",
    "platelets",
    "microbiota",
    "biomarkers",
    "mutation",
    "expression",
    "apoptosis",
    "autophagy",
    "inflammation",
    "angiogenesis",
    "perfusion",
    "remodeling",
    "resistance",
    "adherence",
    "mortality",
    "morbidity",
    "disability",
    "screening",
    "vaccination",
    "rehabilitation",
    "ventilation",
    "dialysis",
    "anesthesia",
    "chemotherapy",
    "radiotherapy",
    "immunotherapy",
    "transplantation",
    "arthroplasty",
    "endoscopy",
    "ultrasonography",
    "tomography",
    "spectroscopy",
    "proteomics",
    "metabolomics",
    "genotyping",
    "sequencing",
    "zebrafish",
    "mice",
    "rats",
    "larvae",
    "seedlings",
    "nitrogen",
    "phosphate",
    "zinc",
    "copper",
    "nanoparticles",
    "hydrogels",
    "polymers",
    "membranes",
    "catalysts",
    "enzymes",
    "receptors",
    "kinases",
    "ligands",
    "adolescents",
    "infants",
    "veterans",
    "nurses",
    "caregivers",
    "pharmacists",
    "households",
    "villages",
    "hospitals",
]
ADJECTIVES = [
    "chronic",
    "acute",
    "severe",
    "moderate",
    "early",
    "late",
    "novel",
    "retrospective",
    "prospective",
    "longitudinal",
    "rural",
    "urban",
    "pediatric",
    "geriatric",
    "maternal",
    "neonatal",
    "cardiac",
    "renal",
    "hepatic",
    "pulmonary",
    "cerebral",
    "spinal",
    "vascular",
    "epithelial",
    "mitochondrial",
    "ribosomal",
    "synaptic",
    "bacterial",
    "viral",
    "fungal",
    "parasitic",
    "dietary",
    "hormonal",
    "metabolic",
    "genetic",
    "epigenetic",
    "selective",
    "adaptive",
    "recurrent",
    "refractory",
    "asymptomatic",
    "idiopathic",
    "multifocal",
    "bilateral",
    "minimally",
    "invasive",
    "robotic",
    "digital",
    "national",
    "regional",
    "seasonal",
]
VERBS = [
    "reduced",
    "increased",
    "predicted",
    "mediated",
    "inhibited",
    "promoted",
    "attenuated",
    "preceded",
    "altered",
    "improved",
    "delayed",
    "accelerated",
    "modulated",
    "suppressed",
    "enhanced",
    "explained",
    "followed",
    "required",
]
SENTENCES = (
    "The association between {a} {n} and {n} remains poorly understood, although {a} {n} is common.",
    "We aimed to determine whether {a} {n} {v} {n} in patients with {a} {n}.",
    "A total of {i} participants (mean age {i}.{d} ± {d}.{d} years) were enrolled at {d} centers.",
    "{A} {n} {v} {n} by {i}% compared with {n} (P&lt;0.0{d}).",
    "Samples were analyzed by {n} and {n}, and {a} {n} was measured at baseline and at {d} months.",
    "The odds ratio for {n} was {d}.{i} (95% CI, {d}.{d} to {i}.{d}; P &lt; 0.001) after adjustment.",
    "Multivariable regression showed that {a} {n}, {a} {n} and {n} were independently associated.",
    "No significant difference was found between the groups in {n} or in {a} {n} (p = 0.{i}).",
    "These findings suggest that {a} {n} may be a target for the treatment of {a} {n}.",
    "Further studies with longer follow-up are needed to confirm the role of {n} in {a} {n}.",
    "In vitro, {n} {v} the {a} {n} of {n} in a dose-dependent manner at {i} μg/mL.",
    "Patients were followed for {i} months, and {a} {n} was recorded with a {d}-point scale.",
    "Of {i} records screened, {d} met the criteria; the I<sup>2</sup> for {n} was {i}%.",
    "Expression of <i>{N}{d}</i> was {d}.{d}-fold higher in {a} {n} than in {a} {n}.",
    "This review summarizes what is known of {a} {n} and discusses {a} {n}, {n} and {n}.",
    "Data on {n} were taken from a {a} registry covering {i} hospitals between 2009 and 2021.",
)
TOPIC_SENTENCES = (
    "Micro-coring with hollow needles removes skin of the lower face without a scar.",
    "{i} women with moderate to severe facial wrinkles had two treatments with the micro-coring "
    "device.",
    "Fitzpatrick skin types I to IV were eligible; {d} participants had type V.",
    "{i} patients with Fitzpatrick skin types II-VI and acne scars were enrolled.",
    "Wrinkle severity improved by {d}.{d} grades at day 90, and skin laxity improved in {i}%.",
    "No post-inflammatory hyperpigmentation and no scarring occurred; erythema lasted {d} days.",
    "Dermal coring with {i} punctures per cm<sup>2</sup> was compared with fractional laser.",
)
PARTS = (
    (("BACKGROUND", "BACKGROUND"), ("INTRODUCTION", "BACKGROUND"), ("OBJECTIVE", "OBJECTIVE")),
    (("METHODS", "METHODS"), ("MATERIALS AND METHODS", "METHODS"), ("PATIENTS AND METHODS", "METHODS")),
    (("RESULTS", "RESULTS"), ("FINDINGS", "RESULTS")),
    (("CONCLUSIONS", "CONCLUSIONS"), ("CONCLUSION", "CONCLUSIONS"), ("INTERPRETATION", "CONCLUSIONS")),
)  # fmt: skip
FAMILIES = [
    "Adeyemi",
    "Almeida",
    "Andersson",
    "Bauer",
    "Becker",
    "Bianchi",
    "Brown",
    "Chen",
    "Cohen",
    "Costa",
    "Da-Silva",
    "Díaz",
    "Dubois",
    "Eriksson",
    "Fernández",
    "Fischer",
    "Garcia",
    "García",
    "Gómez",
    "Gonzalez",
    "Gupta",
    "Hansen",
    "Hernández",
    "Hoffmann",
    "Huang",
    "Ivanov",
    "Jansen",
    "Johansson",
    "Jones",
    "Kaya",
    "Khan",
    "Kim",
    "Kowalski",
    "Kumar",
    "Larsen",
    "Lee",
    "Lefèvre",
    "Li",
    "Lin",
    "Liu",
    "López",
    "Martin",
    "Müller",
    "Nakamura",
    "Nguyen",
    "Nielsen",
    "Novák",
    "Okafor",
    "Olsen",
    "Park",
    "Patel",
    "Pereira",
    "Petrov",
    "Popescu",
    "Ramírez",
    "Rossi",
    "Sánchez",
    "Sato",
    "Schmidt",
    "Schröder",
    "Sharma",
    "Silva",
    "Singh",
    "Smith",
    "Suzuki",
    "Takahashi",
    "Tanaka",
    "Torres",
    "Tran",
    "Türk",
    "Van-der-Berg",
    "Wang",
    "Watanabe",
    "Weber",
    "Williams",
    "Wilson",
    "Wong",
    "Wu",
    "Yamamoto",
    "Yang",
    "Y\u0131lmaz",
    "Zhang",
    "Zhao",
    "Zhou",
    "Ågren",
    "Çelik",
    "Öztürk",
    "Øvergaard",
    "Łukasik",
    "Šimić",
]
GIVEN = [
    "Ada",
    "Ali",
    "Amir",
    "Ana",
    "Anders",
    "Anna",
    "Boris",
    "Carla",
    "Carlos",
    "Chiara",
    "Claire",
    "David",
    "Elena",
    "Emily",
    "Eva",
    "Fatima",
    "Felix",
    "Grace",
    "Hannah",
    "Hiroshi",
    "Ingrid",
    "Ivan",
    "James",
    "Jun",
    "José",
    "Julia",
    "Kenji",
    "Laura",
    "Lei",
    "Lukas",
    "Maria",
    "Marta",
    "Min",
    "Mohamed",
    "Nadia",
    "Nina",
    "Olga",
    "Omar",
    "Paul",
    "Priya",
    "Rafael",
    "Rosa",
    "Samuel",
    "Sara",
    "Sofia",
    "Tariq",
    "Thomas",
    "Wei",
    "Yan",
    "Yusuf",
    "Zoë",
]
UNITS = [
    "Department of Medicine",
    "Department of Surgery",
    "Department of Dermatology",
    "Institute of Physiology",
    "School of Public Health",
    "Division of Infectious Diseases",
    "Laboratory of Molecular Biology",
    "Center for Clinical Research",
    "Department of Chemistry",
    "Faculty of Nursing",
    "Department of Pediatrics",
]
CITIES = [
    "Zürich, Switzerland",
    "Seoul, Republic of Korea",
    "São Paulo, SP, Brazil",
    "Boston, MA, USA",
    "Wuhan, 430030, People's Republic of China",
    "Lyon, France",
    "Tokyo, Japan",
    "Toronto, ON, Canada",
    "Ibadan, Nigeria",
    "Kraków, Poland",
    "Madrid, Spain",
    "New Delhi, India",
    "Leeds, United Kingdom",
    "Göteborg, Sweden",
    "Ankara, Turkey",
    "Houston, Texas 77030, USA",
    "Melbourne, VIC, Australia",
]
JOURNALS = tuple(
    (f"{kind} of {field}", f"{kind[:1]} {field[:4]}", f"{1000 + n}-{2000 + n * 7}"[:9])
    for n, (kind, field) in enumerate(
        (kind, field)
        for kind in ("Journal", "Annals", "Archives", "International journal", "European journal")
        for field in ("medicine", "surgery", "dermatology", "physiology", "chemistry", "nursing",
                      "pediatrics", "infection", "oncology", "public health", "plant science")
    )
)  # fmt: skip
HEADINGS = [
    "Humans",
    "Female",
    "Male",
    "Adult",
    "Middle Aged",
    "Aged",
    "Animals",
    "Adolescent",
    "Child",
    "Young Adult",
    "Mice",
    "Retrospective Studies",
    "Prospective Studies",
    "Treatment Outcome",
    "Risk Factors",
    "Follow-Up Studies",
    "Cross-Sectional Studies",
    "Surveys and Questionnaires",
    "Double-Blind Method",
    "Prognosis",
    "Hypertension",
    "Asthma",
    "Melanoma",
    "Psoriasis",
    "Sepsis",
    "Stroke",
    "Osteoporosis",
    "Glioma",
    "Hepatitis B",
    "Malaria",
    "Rats, Sprague-Dawley",
    "Cell Line, Tumor",
    "Signal Transduction",
    "Gene Expression Regulation",
    "Dose-Response Relationship, Drug",
    "Anti-Bacterial Agents",
    "Drug Resistance, Bacterial",
    "Diabetes Mellitus, Type 2",
    "Neoplasms",
    "Quality of Life",
    "Skin",
    "Collagen",
    "Oxidative Stress",
    "Reproducibility of Results",
    "Sensitivity and Specificity",
    "China",
    "United States",
    "Time Factors",
]
QUALIFIERS = [
    "drug therapy",
    "metabolism",
    "genetics",
    "administration & dosage",
    "adverse effects",
    "epidemiology",
    "therapy",
    "diagnosis",
    "pathology",
    "physiology",
    "methods",
    "prevention & control",
    "surgery",
]
TYPES = ("Review", "Randomized Controlled Trial", "Case Reports", "Multicenter Study", "Letter",
         "Comparative Study", "Observational Study", "Research Support, Non-U.S. Gov't")  # fmt: skip
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def write_baseline_file(path: Path, articles: int) -> None:
    """Write a gzip-compressed file of so many articles; it appears only once it is complete."""
    unfinished = path.with_name(path.name + ".part")
    with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=6, newline="\n") as file:
        for lines in _file(articles):
            file.write(lines)
    unfinished.replace(path)


def _file(articles: int) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield (
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
        ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
    )
    chance = random.Random(20_250_101)  # noqa: S311 - texts, not secrets
    for number in range(articles):
        yield _Article(chance, number).xml()
    yield "  <DeleteCitation>\n"
    for number in range(min(DELETED, articles)):
        yield f'    <PMID Version="1">{FIRST_PMID - 1 - 3 * number}</PMID>\n'
    yield "  </DeleteCitation>\n</PubmedArticleSet>\n"


class _Article:
    """One article, drawn from the chance that it is given."""

    def __init__(self, chance: random.Random, number: int) -> None:
        self._chance = chance
        self._number = number
        self._pmid = FIRST_PMID + number
        self._doi = f"10.{1000 + number % 97}/jmu.{2000 + number % 25}.{number:05}"
        self._topic = number % ABOUT_THE_TOPIC == 17
        self._retracted = number % RETRACTED == 41
        self._indexed = chance.random() < 0.75
        self._year = 1990 + int(35 * chance.random() ** 0.5)

    def xml(self) -> str:
        return "".join(self._lines())

    def _lines(self) -> Iterator[str]:
        status = "MEDLINE" if self._indexed else "PubMed-not-MEDLINE"
        yield f'  <PubmedArticle>\n    <MedlineCitation Status="{status}" Owner="NLM">\n'
        yield f'      <PMID Version="1">{self._pmid}</PMID>\n'
        yield self._day("DateCompleted") if self._indexed else ""
        yield self._day("DateRevised")
        yield '      <Article PubModel="Print-Electronic">\n'
        yield from self._journal()
        yield f"        <ArticleTitle>{self._title()}</ArticleTitle>\n"
        first = self._chance.randint(1, 900)
        yield (
            f"        <Pagination>\n          <StartPage>{first}</StartPage>\n          <EndPage>"
            f"{first + 7}</EndPage>\n          <MedlinePgn>{first}-{first + 7}</MedlinePgn>\n"
            f"        </Pagination>\n"
            f'        <ELocationID EIdType="doi" ValidYN="Y">{self._doi}</ELocationID>\n'
        )
        yield from self._abstract()
        yield from self._authors()
        yield "        <Language>eng</Language>\n"
        yield from self._types()
        yield from self._electronic_date()
        yield "      </Article>\n"
        yield from self._rest_of_citation()
        yield "    </MedlineCitation>\n"
        yield from self._pubmed_part()
        yield "  </PubmedArticle>\n"

    def _day(self, tag: str, indent: str = "      ") -> str:
        month, day = self._chance.randint(1, 12), self._chance.randint(1, 28)
        return (
            f"{indent}<{tag}>\n{indent}  <Year>{self._year}</Year>\n{indent}  <Month>{month:02}"
            f"</Month>\n{indent}  <Day>{day:02}</Day>\n{indent}</{tag}>\n"
        )

    def _journal(self) -> Iterator[str]:
        title, short, issn = self._chance.choice(JOURNALS)
        month = self._chance.choice(MONTHS)
        yield (
            f'        <Journal>\n          <ISSN IssnType="Electronic">{issn}</ISSN>\n'
            f'          <JournalIssue CitedMedium="Internet">\n            <Volume>'
            f"{self._chance.randint(1, 120)}</Volume>\n            <Issue>"
            f"{self._chance.randint(1, 12)}</Issue>\n            <PubDate>\n              <Year>"
            f"{self._year}</Year>\n              <Month>{month}</Month>\n            </PubDate>\n"
            f"          </JournalIssue>\n          <Title>{title}</Title>\n"
            f"          <ISOAbbreviation>{short}</ISOAbbreviation>\n        </Journal>\n"
        )

    def _title(self) -> str:
        form = "{A} {n} and {a} {n} in {a} {n}: a study of {i} {n} with {a} {n}."
        if self._topic:
            form = "Micro-coring of the face in {i} people with {a} laxity, and {a} {n} after {d} visits."
        return ("RETRACTED: " if self._retracted else "") + self._words(form)

    def _words(self, form: str) -> str:
        parts = form.split("{")
        return parts[0] + "".join(self._drawn(part[0]) + part[2:] for part in parts[1:])

    def _drawn(self, kind: str) -> str:
        chance = self._chance
        if kind in "di":
            return str(
                int(chance.random() * 9) + 1 if kind == "d" else int(chance.random() * 400) + 12
            )
        word = chance.choice(
            {"n": NOUNS, "a": ADJECTIVES, "v": VERBS, "A": ADJECTIVES, "N": NOUNS}[kind]
        )
        return word.capitalize() if kind == "A" else word[:4].upper() if kind == "N" else word

    def _abstract(self) -> Iterator[str]:
        kind = self._chance.random()
        if kind > 0.85:
            return
        yield "        <Abstract>\n"
        if kind < 0.45:
            for choices in PARTS:
                label, category = self._chance.choice(choices)
                yield (
                    f'          <AbstractText Label="{label}" NlmCategory="{category}">'
                    f"{self._prose(self._chance.randint(2, 4))}</AbstractText>\n"
                )
        else:
            yield f"          <AbstractText>{self._prose(self._chance.randint(5, 12))}</AbstractText>\n"
        if kind < 0.4:
            yield (
                f"          <CopyrightInformation>Copyright © {self._year} The Authors."
                "</CopyrightInformation>\n"
            )
        yield "        </Abstract>\n"

    def _prose(self, sentences: int) -> str:
        forms = self._chance.choices(SENTENCES, k=sentences)
        if self._topic:
            forms += self._chance.choices(TOPIC_SENTENCES, k=2)
        return " ".join(self._words(form) for form in forms)

    def _authors(self) -> Iterator[str]:
        yield '        <AuthorList CompleteYN="Y">\n'
        for place in range(1 + int(self._chance.expovariate(0.2)) % 25):
            yield self._author(place)
        yield "        </AuthorList>\n"

    def _author(self, place: int) -> str:
        chance = self._chance
        family, given = chance.choice(FAMILIES).replace("-", " "), chance.choice(GIVEN)
        second = chance.choice("ABCDEFGHJKLMNPRSTW")
        orcid = f"0000-000{place % 3}-{chance.randint(1000, 9999)}-{chance.randint(1000, 9999)}"
        identifier = f'            <Identifier Source="ORCID">{orcid}</Identifier>\n'
        return (
            f'          <Author ValidYN="Y">\n            <LastName>{family}</LastName>\n'
            f"            <ForeName>{given} {second}</ForeName>\n"
            f"            <Initials>{given[0]}{second}</Initials>\n"
            f"{identifier if place == 0 else ''}{self._affiliation()}          </Author>\n"
        )

    def _affiliation(self) -> str:
        chance = self._chance
        if chance.random() > 0.8:
            return ""
        city = chance.choice(CITIES)
        place = f"{chance.choice(UNITS)}, University of {city.partition(',')[0]}, {city}."
        return (
            "            <AffiliationInfo>\n              <Affiliation>"
            f"{place}</Affiliation>\n            </AffiliationInfo>\n"
        )

    def _types(self) -> Iterator[str]:
        yield "        <PublicationTypeList>\n"
        stated = ["Journal Article"]
        if self._chance.random() < 0.4:
            stated.append(self._chance.choice(TYPES))
        if self._retracted:
            stated.append("Retracted Publication")
        for name in stated:
            yield f'          <PublicationType UI="D016428">{escape(name)}</PublicationType>\n'
        yield "        </PublicationTypeList>\n"

    def _electronic_date(self) -> Iterator[str]:
        if self._chance.random() < 0.6:
            whole = self._day("ArticleDate", "        ")
            yield whole.replace("<ArticleDate>", '<ArticleDate DateType="Electronic">', 1)

    def _rest_of_citation(self) -> Iterator[str]:
        yield (
            "      <MedlineJournalInfo>\n        <Country>United States</Country>\n"
            f"        <MedlineTA>J Made Up</MedlineTA>\n        <NlmUniqueID>{self._number % 9999}"
            "</NlmUniqueID>\n        <ISSNLinking>0028-4793</ISSNLinking>\n"
            "      </MedlineJournalInfo>\n"
        )
        yield from self._chemicals()
        yield "      <CitationSubset>IM</CitationSubset>\n"
        yield from self._links()
        yield from self._headings()
        yield from self._keywords()

    def _chemicals(self) -> Iterator[str]:
        if not self._indexed or self._chance.random() < 0.4:
            return
        yield "      <ChemicalList>\n"
        for name in self._chance.choices(NOUNS, k=self._chance.randint(1, 6)):
            yield (
                "        <Chemical>\n          <RegistryNumber>0</RegistryNumber>\n"
                f'          <NameOfSubstance UI="D001993">{name.capitalize()}</NameOfSubstance>\n'
                "        </Chemical>\n"
            )
        yield "      </ChemicalList>\n"

    def _links(self) -> Iterator[str]:
        links = []
        if self._retracted:
            links.append("RetractionIn")
        if self._chance.random() < 0.06:
            links.append(self._chance.choice(("CommentIn", "CommentOn", "ErratumIn", "UpdateOf")))
        if not links:
            return
        yield "      <CommentsCorrectionsList>\n"
        for link in links:
            yield (
                f'        <CommentsCorrections RefType="{link}">\n          <RefSource>J Made Up. '
                f"{self._year} Mar 3;12(4):19-40</RefSource>\n"
                f'          <PMID Version="1">{self._pmid + 40_000}</PMID>\n'
                "        </CommentsCorrections>\n"
            )
        yield "      </CommentsCorrectionsList>\n"

    def _headings(self) -> Iterator[str]:
        if not self._indexed:
            return
        yield "      <MeshHeadingList>\n"
        for name in self._chance.sample(HEADINGS, self._chance.randint(6, 16)):
            yield f'        <MeshHeading>\n          <DescriptorName UI="D000328" MajorTopicYN="N">{name}</DescriptorName>\n'
            if self._chance.random() < 0.5:
                qualifier = escape(self._chance.choice(QUALIFIERS))
                yield f'          <QualifierName UI="Q000188" MajorTopicYN="Y">{qualifier}</QualifierName>\n'
            yield "        </MeshHeading>\n"
        yield "      </MeshHeadingList>\n"

    def _keywords(self) -> Iterator[str]:
        if self._chance.random() < 0.5:
            return
        yield '      <KeywordList Owner="NOTNLM">\n'
        for _ in range(self._chance.randint(3, 7)):
            word = self._words("{a} {n}")
            yield f'        <Keyword MajorTopicYN="N">{word}</Keyword>\n'
        yield "      </KeywordList>\n"

    def _pubmed_part(self) -> Iterator[str]:
        yield "    <PubmedData>\n      <History>\n"
        for status in ("received", "accepted", "entrez", "pubmed", "medline")[
            :: 1 if self._indexed else 2
        ]:
            whole = self._day("PubMedPubDate", "        ")
            whole = whole.replace(
                "        </PubMedPubDate>",
                "          <Hour>6</Hour>\n          <Minute>0</Minute>\n        </PubMedPubDate>",
            )
            yield whole.replace("<PubMedPubDate>", f'<PubMedPubDate PubStatus="{status}">', 1)
        yield "      </History>\n      <PublicationStatus>ppublish</PublicationStatus>\n"
        yield "      <ArticleIdList>\n"
        yield f'        <ArticleId IdType="pubmed">{self._pmid}</ArticleId>\n'
        yield f'        <ArticleId IdType="doi">{self._doi}</ArticleId>\n'
        if self._chance.random() < 0.3:
            yield f'        <ArticleId IdType="pmc">PMC{6_000_000 + self._number}</ArticleId>\n'
        yield f'        <ArticleId IdType="pii">S0000-{self._number:05}(25)001-1</ArticleId>\n'
        yield "      </ArticleIdList>\n"
        yield from self._references()
        yield "    </PubmedData>\n"

    def _references(self) -> Iterator[str]:
        if self._chance.random() < 0.6:
            return
        yield "      <ReferenceList>\n"
        for place in range(self._chance.randint(8, 50)):
            names = f"{self._chance.choice(FAMILIES)} A, {self._chance.choice(FAMILIES)} B"
            words = self._words("{A} {n} and {a} {n} of {n}")
            yield (
                f"        <Reference>\n          <Citation>{names}. {words}. J Made Up. "
                f"{self._year - place % 20};{place + 3}:{self._chance.randint(1, 999)}-9.</Citation>\n"
                "          <ArticleIdList>\n"
                f'            <ArticleId IdType="doi">10.{1000 + place}/cited.{self._chance.randint(1, 99999)}</ArticleId>\n'
                f'            <ArticleId IdType="pubmed">{self._chance.randint(1_000_000, 29_000_000)}</ArticleId>\n'
                "          </ArticleIdList>\n        </Reference>\n"
            )
        yield "      </ReferenceList>\n"
