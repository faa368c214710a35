"""What a line of the log looks like, and what never stands in one."""

import json
from collections.abc import Iterator

import pytest
import structlog

from app.logs import configure_logging


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_a_line_in_json_is_one_object_with_what_was_bound(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging("info", "json")
    with structlog.contextvars.bound_contextvars(run=12, source="pubmed"):
        structlog.get_logger().info("page_stored", records=200)
    line = json.loads(capsys.readouterr().err)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "page_stored", "level": "info", "run": 12, "source": "pubmed", "records": 200,
    }  # fmt: skip


def test_a_line_in_words_is_one_line_whatever_was_sent(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "words")
    structlog.get_logger().info("request", path="/a\n2026-11-22 [error] all is lost\x1b[31m")
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "\x1b" not in written
    assert "page_stored" not in written
    assert "request" in written


@pytest.mark.parametrize("form", ["json", "words"])
def test_a_secret_stands_in_no_line_whatever_brought_it(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    key = 'c0ff"ee\\ü'
    configure_logging("info", form, [key, "hush-hush"])
    log = structlog.get_logger()
    log.info("asked", url=f"https://example.org/?api_key={key}")
    log.error("broke", exc_info=RuntimeError(f"postgresql://ada:hush-hush@db/x {key}"))
    written = capsys.readouterr().err
    assert "c0ff" not in written
    assert "hush-hush" not in written
    assert written.count("[secret]") >= 3
    assert "RuntimeError" in written


def test_lines_below_the_level_are_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("warning")
    structlog.get_logger().info("request")
    assert capsys.readouterr().err == ""
