import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from app.errors import InvalidQueryError, ListChangedError
from app.gapmap import Layer
from app.matching import ReportRole, public_id_of
from app.records import Dimension, SkinType, Standing
from app.screening import Screened
from app.store import (
    StudyFilter,
    list_mapped_studies,
    list_studies,
    list_summaries,
    replace_derived,
    writing,
)
from tests.store.builders import (
    ELIGIBLE,
    EXCLUDED,
    AStudy,
    a_count,
    a_report,
    a_result,
    a_study,
    a_tag,
    a_type,
    an_indication,
    an_outcome,
    derived,
    participants,
)


def corpus() -> list[AStudy]:
    return [
        a_study(
            a_report(
                "p:five",
                title="Types one to five",
                year=2024,
                tags=[
                    *(a_type(t) for t in ("I", "II", "III", "IV", "V")),
                    an_indication("wrinkles"),
                    an_indication("acne_scars"),
                    an_outcome("erythema"),
                    a_tag(Dimension.PROCEDURE, "micro_coring"),
                    a_tag(Dimension.DESIGN, "observational"),
                    a_tag(Dimension.BODY_SITE, "cheek"),
                ],
                participants=participants(38),
                results=(a_result("erythema"),),
            )
        ),
        a_study(
            a_report(
                "p:neck",
                title="The neck",
                year=2024,
                tags=[
                    a_type("III"),
                    a_type("IV"),
                    a_type("VI", EXCLUDED),
                    an_indication("skin_laxity"),
                    a_tag(Dimension.DESIGN, "nonrandomized_trial"),
                    a_tag(Dimension.BODY_SITE, "neck"),
                ],
                counts=(a_count("IV", 2),),
            )
        ),
        a_study(
            a_report(
                "r:plan",
                title="A plan",
                year=2026,
                role=ReportRole.REGISTRATION,
                tags=[a_type("V", ELIGIBLE), a_type("VI", ELIGIBLE), an_indication("wrinkles")],
                participants=participants(20, planned=True),
                status="recruiting",
                ends="2027-03",
            ),
            layer=Layer.PLANNED,
        ),
        a_study(a_report("p:silent", title="Silent on type", year=None)),
        a_study(
            a_report("p:pig", title="In pigs", year=2013, tags=[an_outcome("histology")]),
            layer=Layer.PRECLINICAL,
        ),
        a_study(a_report("p:trees", title="Trees", screened=Screened.EXCLUDED)),
        a_study(a_report("c:1", title="A comment alone", role=ReportRole.COMMENT)),
    ]


@pytest.fixture
def filled(db: Session) -> Session:
    replace_derived(db, derived(*corpus()))
    return db


def titles(db: Session, wanted: StudyFilter) -> set[str]:
    page = list_studies(db, wanted, limit=50)
    assert page.total == len(page.studies)
    found = {study.title for study in page.studies}
    assert {study.title for study in list_mapped_studies(db, wanted)} == found
    return found


ALL = {"Types one to five", "The neck", "A plan", "Silent on type", "In pigs"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (StudyFilter(), ALL),
        (StudyFilter(fitzpatrick=(SkinType.V,)), {"Types one to five"}),
        (StudyFilter(fitzpatrick=(SkinType.VI,)), set()),
        (StudyFilter(fitzpatrick=(SkinType.IV, SkinType.VI)), {"Types one to five", "The neck"}),
        (StudyFilter(fitzpatrick=(SkinType.VI,), standing=(ELIGIBLE,)), {"A plan"}),
        (
            StudyFilter(fitzpatrick=(SkinType.VI,), standing=(ELIGIBLE, EXCLUDED)),
            {"A plan", "The neck"},
        ),
        (
            StudyFilter(fitzpatrick=(SkinType.VI,), standing=(Standing.NOT_REPORTED,)),
            {"Types one to five", "Silent on type", "In pigs"},
        ),
        (
            StudyFilter(fitzpatrick=(SkinType.V,), standing=(Standing.NOT_REPORTED, ELIGIBLE)),
            ALL - {"Types one to five"},
        ),
        (StudyFilter(standing=(EXCLUDED,)), {"The neck"}),
        (StudyFilter(indication=("wrinkles",)), {"Types one to five", "A plan"}),
        (
            StudyFilter(indication=("acne_scars", "skin_laxity")),
            {"Types one to five", "The neck"},
        ),
        (StudyFilter(outcome=("histology",)), {"In pigs"}),
        (StudyFilter(body_site=("neck", "cheek")), {"The neck", "Types one to five"}),
        (StudyFilter(procedure=("micro_coring",)), {"Types one to five"}),
        (StudyFilter(design=("nonrandomized_trial",)), {"The neck"}),
        (StudyFilter(layer=(Layer.PLANNED, Layer.PRECLINICAL)), {"A plan", "In pigs"}),
        (StudyFilter(year_from=2024), {"Types one to five", "The neck", "A plan"}),
        (StudyFilter(year_to=2024, year_from=2014), {"Types one to five", "The neck"}),
        (StudyFilter(q="neck"), {"The neck"}),
        (
            StudyFilter(indication=("wrinkles",), year_to=2024, q="five"),
            {"Types one to five"},
        ),
        (StudyFilter(indication=("wrinkles",), layer=(Layer.PRECLINICAL,)), set()),
    ],
)
def test_a_filter_finds_what_it_says(filled: Session, wanted: StudyFilter, found: set[str]) -> None:
    assert titles(filled, wanted) == found


def test_a_list_runs_from_the_latest_year_to_the_unknown(filled: Session) -> None:
    years = [study.year for study in list_studies(filled, StudyFilter(), limit=50).studies]
    assert years == [2026, 2024, 2024, 2013, None]


def test_a_line_of_the_list_says_silence_aloud(filled: Session) -> None:
    [neck] = list_studies(filled, StudyFilter(q="neck"), limit=1).studies
    assert neck.public_id == public_id_of("p:neck")
    assert neck.standing == {
        SkinType.I: Standing.NOT_REPORTED,
        SkinType.II: Standing.NOT_REPORTED,
        SkinType.III: Standing.STUDIED,
        SkinType.IV: Standing.STUDIED,
        SkinType.V: Standing.NOT_REPORTED,
        SkinType.VI: Standing.EXCLUDED,
    }
    assert (neck.design, neck.participants, neck.body_sites) == (
        "nonrandomized_trial",
        None,
        ("neck",),
    )


def test_a_plan_shows_its_number_as_planned(filled: Session) -> None:
    [plan] = list_studies(filled, StudyFilter(layer=(Layer.PLANNED,)), limit=1).studies
    assert (plan.participants, plan.planned) == (None, 20)
    assert (plan.status, plan.ends) == ("recruiting", "2027-03")


def test_the_map_sees_all_that_it_needs(filled: Session) -> None:
    by_title = {study.title: study for study in list_mapped_studies(filled, StudyFilter())}
    five, neck = by_title["Types one to five"], by_title["The neck"]
    assert five.standing == {t: Standing.STUDIED for t in SkinType if t is not SkinType.VI}
    assert (five.participants, five.layer) == (38, Layer.PRIMARY)
    assert five.indications == {"wrinkles", "acne_scars"}
    assert five.results == (a_result("erythema"),)
    assert neck.counts == (a_count("IV", 2),)
    assert by_title["Silent on type"].standing == {}


def test_the_map_takes_as_many_queries_for_many_studies(engine: Engine) -> None:
    from sqlalchemy import event

    with writing(engine) as db:
        replace_derived(db, derived(*(a_study(a_report(f"p:{n}")) for n in range(60))))
        statements: list[str] = []
        event.listen(
            engine, "before_cursor_execute", lambda _c, _u, sql, *_: statements.append(sql)
        )
        assert len(list_mapped_studies(db, StudyFilter())) == 60
    assert len(statements) == 5


def test_overlaps_are_those_of_the_study(db: Session) -> None:
    other = public_id_of("p:2")
    replace_derived(
        db, derived(a_study(a_report("p:1"), overlaps=((other, "same site"),)), a_study())
    )
    overlaps = {s.public_id: s.overlaps for s in list_mapped_studies(db, StudyFilter())}
    assert overlaps[public_id_of("p:1")] == {other}


def test_summaries_come_in_the_order_asked_for(filled: Session) -> None:
    ids = [public_id_of("p:pig"), "S00000000", public_id_of("p:five")]
    assert [s.title for s in list_summaries(filled, ids)] == ["In pigs", "Types one to five"]


def many(years: list[int | None]) -> list[AStudy]:
    return [a_study(a_report(f"p:{n}", year=year)) for n, year in enumerate(years)]


YEARS = [2020, 2020, 2020, None, None, 2019, 2024, 2024, 2020, None]


@pytest.mark.parametrize("limit", [1, 2, 3, 9, 10, 11])
def test_pages_hold_every_study_once_whatever_their_size(db: Session, limit: int) -> None:
    replace_derived(db, derived(*many(YEARS)))
    whole = [s.public_id for s in list_studies(db, StudyFilter(), limit=50).studies]
    paged: list[str] = []
    cursor = None
    while True:
        page = list_studies(db, StudyFilter(), limit=limit, cursor=cursor)
        assert page.total == 10
        assert len(page.studies) <= limit
        paged += [s.public_id for s in page.studies]
        if (cursor := page.next_cursor) is None:
            break
    assert paged == whole
    assert len(set(whole)) == 10


def test_studies_that_come_in_between_are_told_of_and_repeat_and_hide_none(db: Session) -> None:
    replace_derived(db, derived(*many(YEARS)))
    before = {s.public_id for s in list_studies(db, StudyFilter(), limit=50).studies}
    first = list_studies(db, StudyFilter(), limit=4)
    replace_derived(db, derived(*many([*YEARS, 2020, 2024, None, 2000])))
    with pytest.raises(ListChangedError, match="Begin again") as changed:
        list_studies(db, StudyFilter(), limit=50, cursor=first.next_cursor)
    rest = list_studies(db, StudyFilter(), limit=50, cursor=changed.value.onward)
    seen = [s.public_id for s in (*first.studies, *rest.studies)]
    assert len(seen) == len(set(seen))
    assert before <= set(seen)
    assert rest.total == 14


def test_a_cursor_is_good_for_its_own_filter_only(db: Session) -> None:
    replace_derived(db, derived(*many(YEARS)))
    cursor = list_studies(db, StudyFilter(), limit=2).next_cursor
    with pytest.raises(InvalidQueryError, match="cursor"):
        list_studies(db, StudyFilter(year_from=2000), limit=2, cursor=cursor)
