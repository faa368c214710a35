"""The stems of highlighting are those of the search, on both databases."""

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.store.engine import is_sqlite
from app.store.search import index_reports
from app.store.stemming import stem

WORDS = [
    "caresses",
    "ponies",
    "ties",
    "caress",
    "cats",
    "feed",
    "agreed",
    "plastered",
    "bled",
    "motoring",
    "sing",
    "conflated",
    "troubled",
    "sized",
    "hopping",
    "tanned",
    "falling",
    "hissing",
    "fizzed",
    "failing",
    "filing",
    "happy",
    "sky",
    "relational",
    "conditional",
    "rational",
    "valenci",
    "hesitanci",
    "digitizer",
    "conformabli",
    "radicalli",
    "differentli",
    "vileli",
    "analogousli",
    "vietnamization",
    "predication",
    "operator",
    "feudalism",
    "decisiveness",
    "hopefulness",
    "callousness",
    "formaliti",
    "sensitiviti",
    "sensibiliti",
    "triplicate",
    "formative",
    "formalize",
    "electriciti",
    "electrical",
    "hopeful",
    "goodness",
    "revival",
    "allowance",
    "inference",
    "airliner",
    "gyroscopic",
    "adjustable",
    "defensible",
    "irritant",
    "replacement",
    "adjustment",
    "dependent",
    "adoption",
    "homologou",
    "communism",
    "activate",
    "angulariti",
    "homologous",
    "effective",
    "bowdlerize",
    "probate",
    "rate",
    "cease",
    "controll",
    "roll",
    "coring",
    "cored",
    "cores",
    "microcoring",
    "hyperpigmentation",
    "erythema",
    "scarring",
    "scars",
    "treated",
    "treatment",
    "patients",
    "phototypes",
    "laxity",
    "wrinkles",
    "satisfaction",
    "iv",
    "vi",
    "i",
    "is",
    "as",
    "by",
    "yes",
    "say",
    "toy",
    "dying",
    "skies",
    "generalization",
    "oscillators",
]


def test_a_stem_is_what_the_databases_take_it_for(db: Session) -> None:
    if is_sqlite(db.connection()):
        db.connection().execute(text("CREATE VIRTUAL TABLE stems USING fts5vocab('search', 'row')"))
        for place, word in enumerate(WORDS):
            index_reports(db, [(f"r{place}", place + 1, word)])
            found = db.connection().execute(text("SELECT term FROM stems")).scalars().all()
            assert found == [stem(word)], word
            db.connection().execute(text("DELETE FROM search"))
        return
    for word in (w for w in WORDS if len(w) > 2):  # it also takes the s off "is"
        asked = text("SELECT ts_lexize('coregap_porter', :word)")
        assert db.connection().execute(asked, {"word": word}).scalar() == [stem(word)], word


@pytest.mark.parametrize("word", ["", "a", "naïve", "12", "0.33mm", "type4"])
def test_what_is_no_plain_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word
