"""What two records of one report look like in the world, and what two reports that look alike do."""

import pytest

from app.matching import Candidate, group_into_reports
from app.matching.description import describe
from app.matching.likeness import Likeness
from app.matching.rules import contradiction, doubt, reason, rule_that_joins
from app.records import ReportKind
from tests.matching.candidates import a_candidate

ABSTRACT = ReportKind.CONFERENCE_ABSTRACT
PLACE = {"volume": "201", "year": 2009, "journal": "American Journal of Obstetrics and Gynecology"}
P16 = "Value of p16INK4a as a marker of progression in cervical neoplasia"
FALLS = "Characteristics associated with falls among the elderly within aged care wards"
DRAINAGE = "Chest tube removal after coronary artery bypass surgery"


def pair_of(one: dict, other: dict) -> Likeness:
    return Likeness(describe(a_candidate("a", **one)), describe(a_candidate("b", **other)))


def rule_of(one: dict, other: dict) -> str:
    rule = rule_that_joins(pair_of(one, other))
    mirrored = rule_that_joins(pair_of(other, one))
    assert mirrored == rule
    return rule.name if rule else ""


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        # brackets, hyphens and spelling of titles
        ({"title": P16, "pages": "488", **PLACE},
         {"title": P16.replace("INK4a", "(INK4a)"), "pages": "487-488", **PLACE}, "title-volume"),
        ({"title": "Paroxysmal nocturnal hemoglobinuria and thrombosis", "volume": "19", "pages": "425-9"},
         {"title": "Paroxsmal nocturnal hemoglobinuria and thrombosis. [French]", "volume": "19",
          "pages": "425-429"}, "title-place"),
        # notes of indexers
        ({"title": "Advances in cervical cancer control", "volume": "34", "pages": "731-736"},
         {"title": "Advances in cervical cancer control. [Review] [50 refs]", "volume": "34",
          "pages": "731-736"}, "title-place"),
        ({"title": DRAINAGE, "volume": "28", "pages": "25-33", "authors": ("Etesampour A",)},
         {"title": f"[{DRAINAGE}] LA: Per", "volume": "28", "pages": "25-33"}, "title-place"),
        # a journal under its abbreviation or a translated name
        ({"title": FALLS, "year": 2010, "journal": "Chin Med J"},
         {"title": FALLS, "year": 2010, "journal": "Chinese Medical Journal"}, "title-year"),
        ({"title": DRAINAGE, "volume": "9", "pages": "286-288", "journal": "Zhongguo Fei Ai Za Zhi",
          "authors": ("Cao D", "Hou M")},
         {"title": DRAINAGE, "volume": "9", "pages": "286-288", "authors": ("Cao D", "Hou M"),
          "journal": "Chinese Journal of Lung Cancer"}, "title-place"),
        # a translated title
        ({"title": "Estudio sobre las infecciones", "volume": "106", "pages": "397-403",
          "authors": ("Paganini H", "Muller O", "Roe B")},
         {"title": "Community-acquired infections in children", "volume": "106", "pages": "397-403",
          "authors": ("Paganini Hugo", "Muller Ottmar", "Roe Bo")}, "people-place"),
        # a subtitle that one source leaves out
        ({"title": "Optimal therapy of pleural effusions", "volume": "8", "pages": "183-190",
          "authors": ("Lynch T",)},
         {"title": "Optimal therapy of pleural effusions: report of a randomized trial", "volume": "8",
          "pages": "183-90", "authors": ("Lynch TJ",)}, "title-part-place"),
        # the article's number in place of a page, and no volume
        ({"title": "Corticosteroids for tuberculous pleurisy in adults", "pages": "CD001876", "year": 2007,
          "journal": "Cochrane Database of Systematic Reviews"},
         {"title": "Corticosteroids for tuberculous pleurisy in adults", "pages": "CD001876", "year": 2007,
          "journal": "Cochrane Database Syst Rev"}, "title-place"),
        # online first, then in print
        ({"title": FALLS, "year": 2010, "journal": "Drugs & Aging", "authors": ("Chen X", "Liu Y")},
         {"title": FALLS, "year": 2011, "journal": "Drugs Aging", "authors": ("Chen X", "Liu Y"),
          "volume": "27", "pages": "807-813"}, "title-online-first"),
        # the authors in another order
        ({"title": FALLS, "year": 2015, "authors": ("Hong Y", "Zheng A")},
         {"title": FALLS, "year": 2015, "authors": ("Zheng AZ", "Hong Y")}, "title-year"),
        # a publisher gave another DOI, or one is a misprint
        ({"title": FALLS, "volume": "7", "pages": "57-68", "doi": "10.1586/14737140.7.1.57",
          "authors": ("Levin AS",)},
         {"title": FALLS, "volume": "7", "pages": "57-68", "doi": "10.1586/14787210.7.1.57",
          "authors": ("Levin AS",)}, "title-place"),
        # a title that says little
        ({"title": "Coronary artery disease", "year": 2013, "volume": "15", "authors": ("Barbara F", "Max S"),
          "journal": "Journal of Clinical Hypertension"},
         {"title": "Coronary artery disease", "year": 2013, "volume": "15", "authors": ("Barbara F", "Max S"),
          "journal": "Journal of Clinical Hypertension. Conference: 28th Meeting"}, "title-issue"),
        # a wrong kind
        ({"title": FALLS, "kind": ABSTRACT, "volume": "490", "pages": "183-190", "authors": ("Monnik M",)},
         {"title": FALLS, "volume": "490", "pages": "183-190", "authors": ("Monnik M",)}, "title-place"),
    ],
)  # fmt: skip
def test_one_report(one: dict, other: dict, rule: str) -> None:
    assert rule_of(one, other) == rule


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # the abstract of a meeting, and the article
        ({"title": FALLS, "year": 2011, "journal": "Circulation", "volume": "124"},
         {"title": FALLS, "year": 2012, "journal": "Diabetologia", "volume": "55", "pages": "2267-75"}),
        ({"title": FALLS, "kind": ABSTRACT, "year": 2010}, {"title": FALLS, "year": 2010}),
        # abstracts of two meetings
        ({"title": FALLS, "year": 2009, "journal": "British Journal of Haematology", "volume": "145", "pages": "23"},
         {"title": FALLS, "year": 2009, "journal": "Haematologica", "volume": "94", "pages": "239-240"}),
        # a yearly column, a guest editorial
        ({"title": "Gateways to clinical trials of the year", "year": 2007, "volume": "29", "pages": "1-9"},
         {"title": "Gateways to clinical trials of the year", "year": 2006, "volume": "28", "pages": "1-9"}),
        ({"title": "Gateways to clinical trials of the year", "year": 2007, "volume": "29", "pages": "467-509"},
         {"title": "Gateways to clinical trials of the year", "year": 2006, "volume": "28", "pages": "185-206"}),
        ({"title": "Guest editorial", "year": 2007, "volume": "16", "issue": "6", "pages": "669-671",
          "authors": ("LeRouge C",)},
         {"title": "Guest editorial", "year": 2007, "volume": "16", "issue": "5", "pages": "527-530",
          "authors": ("Light B",)}),
        # reviews of one book
        ({"title": f"Review of: {FALLS}", "year": 2010, "authors": ("Balon R",), "volume": "22", "pages": "139"},
         {"title": f"Review of: {FALLS}", "year": 2010, "authors": ("Merker B",), "volume": "34", "pages": "320"}),
        # parts of a series, sexes, methods, doses, and whatever else one word turns
        *(({"title": f"{FALLS} {one}", "year": 2010}, {"title": f"{FALLS} {other}", "year": 2010})
          for one, other in (("Part I", "Part II"), ("in men", "in women"), ("in vitro", "in vivo"),
                             ("at 4 weeks", "at 8 weeks"), ("with statins", "without statins"),
                             ("in hypertension", "in hypotension"), ("in typical cases", "in atypical cases"),
                             ("of phase 2", "of phase 3"), ("before surgery", "after surgery"))),
        # the same, said to stand on the same pages
        *(({"title": f"{FALLS} {one}", "year": 2010, "volume": "53", "pages": "1-9", "authors": ("Doe A", "Roe B")},
           {"title": f"{FALLS} {other}", "year": 2010, "volume": "53", "pages": "1-9", "authors": ("Doe A", "Roe B")})
          for one, other in (("Part 1", "Part 2"), ("in men", "in women"), ("in vitro", "in vivo"))),
        # versions of a review
        ({"title": FALLS, "year": 2017, "pages": "CD006273", "doi": "10.1002/14651858.cd006273",
          "journal": "Cochrane Database Syst Rev", "authors": ("Doe A",)},
         {"title": FALLS, "year": 2018, "pages": "CD006273", "doi": "10.1002/14651858.cd006273.pub2",
          "journal": "Cochrane Database Syst Rev", "authors": ("Doe A",)}),
        # what was said of it later
        ({"title": f"Correction to: {FALLS}", "year": 2010}, {"title": FALLS, "year": 2010}),
        ({"title": FALLS, "year": 2010, "volume": "14", "issue": "5", "pages": "703-712", "journal": "Chest",
          "authors": ("Roe B",)},
         {"title": FALLS, "year": 2010, "volume": "14", "issue": "8", "pages": "1107", "journal": "Chest",
          "authors": ("Roe B",)}),
        # identifiers that cannot both be right
        ({"title": FALLS, "year": 2010, "pmid": "1"}, {"title": FALLS, "year": 2010, "pmid": "2"}),
        ({"title": FALLS, "year": 2010, "doi": "10.1/a"}, {"title": FALLS, "year": 2010, "doi": "10.1/b"}),
        # abstracts on one page of a supplement
        ({"title": "Gemigliptin prevents vascular remodelling", "volume": "58", "pages": "S34", "doi": "10.1/s",
          "authors": ("Khang A", "Choi S")},
         {"title": "Sitagliptin suppresses inflammation in cells", "volume": "58", "pages": "S34", "doi": "10.1/s",
          "authors": ("Hiromura M", "Choi S")}),
        # and on one page of a journal that counts its abstracts like its articles
        ({"title": "Eculizumab in a boy with an antibody", "volume": "25", "pages": "1888",
          "authors": ("Hofer J", "Riedl M", "Cortina G")},
         {"title": "Transplantation and a mutation of factor H", "volume": "25", "pages": "1888",
          "authors": ("Hofer J", "Riedl M", "Cortina G")}),
    ],
)  # fmt: skip
def test_two_reports(one: dict, other: dict) -> None:
    assert rule_of(one, other) == ""


def test_a_verdict_names_the_values_it_rests_on() -> None:
    pair = pair_of(
        {"title": P16, "pages": "488", "authors": ("del Pino M",), **PLACE},
        {"title": P16.replace("INK4a", "(INK4a)"), "pages": "488", "authors": ("Del Pino Marta",), **PLACE},
    )  # fmt: skip
    assert reason(pair) == (f'"{P16}" (2009), volume 201, page 488, first author del Pino')


def test_what_speaks_against_is_said() -> None:
    pair = pair_of({"title": FALLS, "pmid": "1", "volume": "2"}, {"pmid": "2", "volume": "3"})
    assert contradiction(pair) == "PMID 1 and 2"
    assert doubt(pair) == "volume 2 and 3"


def keys_together(records: list[Candidate]) -> set[frozenset[str]]:
    reports = group_into_reports(records)
    return {frozenset(joined.key for joined in report.records) for report in reports}


def test_a_group_takes_in_nothing_that_contradicts_one_of_it() -> None:
    at = {"title": FALLS, "volume": "7", "pages": "57-68", "year": 2010}
    records = [
        a_candidate("a", pmid="1", doi="10.1/a"),
        a_candidate("b", doi="10.1/a", **at),
        a_candidate("c", pmid="2", **at),
    ]
    assert keys_together(records) == {frozenset("ab"), frozenset("c")}


def test_a_long_row_of_exports_is_one_report() -> None:
    at = {"title": FALLS, "volume": "7", "pages": "57-68", "year": 2010, "authors": ("Levin AS",)}
    records = [a_candidate(f"r{n:03}", **at) for n in range(150)]
    assert len(keys_together(records)) == 1


def test_many_titles_that_begin_alike_are_still_compared_with_their_neighbours() -> None:
    records = []
    for n in range(120):
        title = f"A randomized controlled trial of treatment {chr(97 + n % 26)}{n // 26} for the skin of the neck"
        records += [a_candidate(f"{side}{n:03}", title=title, year=2010) for side in "ab"]
    assert len(keys_together(records)) == 120
