"""The queue's tables: made once, brought up to date, apart from ours."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import URL, Engine, inspect, text

from app.errors import DatabaseUnavailableError
from app.store import job_connection, open_engine, prepare_job_schema
from app.store.engine import WRITES
from tests.postgresql_server import run

pytestmark = pytest.mark.postgres
LATEST = "procrastinate_trigger_function_status_events_update_v1"
"""What the last of Procrastinate's own migrations makes."""


@pytest.fixture
def dialect() -> str:
    return "postgresql"


def tables(engine: Engine, schema: str) -> set[str]:
    return set(inspect(engine).get_table_names(schema))


def test_the_queue_has_a_schema_of_its_own(engine: Engine) -> None:
    ours = tables(engine, "public")
    prepare_job_schema(engine)
    assert "procrastinate_jobs" in tables(engine, "coregap_jobs")
    assert tables(engine, "public") == ours


def test_workers_may_prepare_it_at_once_and_again(url: str) -> None:
    engines = [open_engine(url) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(prepare_job_schema, engines))
    prepare_job_schema(engines[0])
    assert "procrastinate_jobs" in tables(engines[0], "coregap_jobs")
    for engine in engines:
        engine.dispose()


def test_an_older_queue_is_brought_up_to_date(engine: Engine) -> None:
    prepare_job_schema(engine)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        connection.execute(text("SET LOCAL search_path TO coregap_jobs"))
        connection.execute(text(f"DROP FUNCTION {LATEST} CASCADE"))
        connection.execute(text("DELETE FROM applied WHERE name LIKE '03.04.00_50%'"))
    prepare_job_schema(engine)
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT to_regproc('coregap_jobs.{LATEST}')")).scalar()
        assert found is not None


def test_a_user_who_may_not_make_a_schema_is_told_what_to_do(url: str, postgresql: URL) -> None:
    name = open_engine(url).url.database
    owner = postgresql.set(database=name)
    run(owner, "CREATE ROLE reader LOGIN", "GRANT ALL ON ALL TABLES IN SCHEMA public TO reader")
    engine = open_engine(owner.set(username="reader").render_as_string(hide_password=False))
    with pytest.raises(DatabaseUnavailableError, match="CREATE SCHEMA coregap_jobs"):
        prepare_job_schema(engine)
    engine.dispose()
    run(owner, "DROP OWNED BY reader", "DROP ROLE reader")


def test_the_address_is_read_as_for_our_own_tables() -> None:
    engine = open_engine("postgresql://ada:hush@db.example.org:5433/evidence?sslmode=require")
    wanted = {"host": "db.example.org", "port": 5433, "user": "ada", "password": "hush"}
    given = job_connection(engine)
    assert wanted.items() <= given.items()
    assert (given["dbname"], given["sslmode"]) == ("evidence", "require")
