import pytest

from app.records.languages import canonical_language
from app.records.pages import canonical_pages


@pytest.mark.parametrize(
    ("start", "end", "pages"),
    [("183-92", "", "183-192"), ("349", "69", "349-369"), ("83--96", "", "83-96"), ("S12-S18", "", "S12-S18"),
     ("e12-9", "", "e12-e19"), ("e27850", "", "e27850"), ("pp. 1\u201310", "", "1-10"), ("11", "11", "11"),
     ("No", "Specified", ""), ("1-5", "5", "1-5"), ("", "", "")],
)  # fmt: skip
def test_pages_have_one_form(start: str, end: str, pages: str) -> None:
    assert canonical_pages(start, end) == pages


def test_languages_are_codes() -> None:
    assert [
        canonical_language(text) for text in ("eng", "English", "en-US", "ger", "und", "Klingon")
    ] == [
        "en",
        "en",
        "en",
        "de",
        "",
        "klingon",
    ]
