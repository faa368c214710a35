"""The digest in Markdown and as one HTML file that loads nothing."""

from datetime import UTC, date, datetime

import pytest
from lxml import html

from app.answers import Digest
from app.exports import digest_html, digest_markdown, digest_view
from app.exports.change_words import COUNTED, HEADINGS
from app.gapmap import Change, ChangeKind, facts
from app.store import SourceRun
from app.topic import read_topic
from tests.exports.test_atom import A_GAP, a_change

TOPIC = read_topic()
UNTIL = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def a_run(**fields: object) -> SourceRun:
    defaults: dict[str, object] = {
        "id": 2, "source": "pubmed", "status": "failed", "started_at": UNTIL, "ended_at": UNTIL,
        "counts": {"received": 4, "new": 3}, "search_id": 2, "query": "q", "since": None,
        "until": UNTIL.date(), "position": "", "announced": 9, "heard_at": UNTIL,
        "reason": "pubmed: HTTP 503.", "warnings": (),
    }  # fmt: skip
    return SourceRun(**(defaults | fields))  # type: ignore[arg-type]  # fields by name


def a_digest(*changes: Change, runs: tuple[SourceRun, ...] = ()) -> Digest:
    return Digest(
        since=date(2026, 11, 15), until=UNTIL, changes=changes, runs=runs, facts=facts(())
    )


def both(digest: Digest) -> tuple[str, str]:
    view = digest_view(digest, TOPIC)
    return digest_markdown(view), digest_html(view)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_kind_of_change_has_its_words(kind: ChangeKind) -> None:
    assert HEADINGS[kind]
    assert len(COUNTED[kind]) == 2


def test_it_counts_then_tells_each_change_under_its_heading() -> None:
    markdown, page = both(a_digest(a_change(), A_GAP, A_GAP))
    assert "**1 new study, 2 gaps closed.**" in markdown
    assert markdown.index("## New studies") < markdown.index("## Gaps that closed")
    words = " ".join(html.fromstring(page).text_content().split())
    assert "1 new study, 2 gaps closed." in words
    assert "Gap closed. Type VI: one study treated type VI." in words
    assert "SB7B4M18K" in words


def test_nothing_is_said_to_have_changed() -> None:
    for text in both(a_digest()):
        assert "Nothing changed." in text


def test_titles_are_text_in_both() -> None:
    nasty = a_change(sentence="New study: <script>alert(1)</script> *bold* [x](http://e.org)")
    markdown, page = both(a_digest(nasty))
    assert "\\<script\\>" in markdown
    assert "\\*bold\\* \\[x\\]" in markdown
    assert not html.fromstring(page).xpath("//script | //a")


def test_the_html_is_one_file() -> None:
    page = html.fromstring(both(a_digest(a_change()))[1])
    assert not page.xpath("//@src | //link | //script")
    assert "url(" not in page.xpath("string(//style)")
    assert "@media print" in page.xpath("string(//style)")
    assert page.get("lang") == "en"


def test_sources_that_were_asked_are_summed_and_a_failure_is_named() -> None:
    earlier = a_run(id=1, status="succeeded", reason="")
    markdown, page = both(a_digest(runs=(a_run(), earlier)))
    assert "PubMed asked 2 times: 8 received, 6 new" in markdown
    assert "failed: pubmed: HTTP 503." in markdown
    assert "pubmed: HTTP 503." in page
    assert "No source was asked." in both(a_digest())[0]


def test_absence_is_never_proof() -> None:
    for text in both(a_digest()):
        assert "not proof that no study exists" in text
