"""Small files in the form of PubMed's yearly ones."""

import gzip
from collections.abc import Iterable
from pathlib import Path

ABOUT = "Micro-coring of the face in twelve women of skin type IV with acne scars"
NOT_ABOUT = "Statins in the elderly"


def article(pmid: int, title: str = NOT_ABOUT, *, version: int = 1, more: str = "") -> str:
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="{version}">{pmid}</PMID><Article>'
        f"<Journal><JournalIssue><PubDate><Year>2024</Year></PubDate></JournalIssue></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>Number {pmid}: {title}."
        f"</AbstractText></Abstract></Article>{more}</MedlineCitation></PubmedArticle>\n"
    )


def write_file(path: Path, articles: Iterable[str], deleted: Iterable[int] = ()) -> Path:
    gone = "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in deleted)
    parts = ['<?xml version="1.0"?>\n<PubmedArticleSet>\n', *articles]
    parts += [f"<DeleteCitation>{gone}</DeleteCitation>\n"] if gone else []
    path.write_bytes(gzip.compress("".join([*parts, "</PubmedArticleSet>\n"]).encode(), mtime=0))
    return path


def year_file(path: Path, articles: int) -> Path:
    """A file of so many articles, one in forty about the topic, with each kind of oddity."""
    return write_file(path, (_one(number) for number in range(1, articles + 1)), deleted=[3, 9_999])


def _one(number: int) -> str:
    if number % 97 == 0:
        return "<PubmedArticle><MedlineCitation/></PubmedArticle>\n"
    if number % 41 == 0:
        return article(number - 1, f"{ABOUT}, again")
    retracted = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J. 2025'
        "</RefSource></CommentsCorrections></CommentsCorrectionsList>"
    )
    title = f"{ABOUT}, centre {number}" if number % 40 == 0 else f"{NOT_ABOUT} {number}"
    return article(number, title, more=retracted if number % 80 == 0 else "")
