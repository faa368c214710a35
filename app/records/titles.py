"""Text as a source printed it, made plain: titles for reading and for exact comparing."""

import html
import re
import unicodedata
from functools import lru_cache

_MARKUP_NAMES = (
    "a|abstract|article-title|b|bold|br|center|code|del|div|dl|dt|dd|em|ext-link|fn|font|h[1-6]|hr|i|"
    "inf|inline-formula|ins|italic|li|list|list-item|monospace|named-content|ol|overline|p|pre|roman|"
    "s|sans-serif|sc|scp|sec|section|small|span|strike|strong|styled-content|sub|sup|table|tbody|td|"
    "tex-math|tfoot|th|thead|title|tr|tt|u|ul|underline|uri|xref|mml:[a-z]+"
)
# Attributes must be well formed: "a<b and c>d" is arithmetic, not a tag called b.
_TAG = re.compile(
    rf"</?(?:jats:)?(?P<name>{_MARKUP_NAMES})"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))*\s*/?>",
    re.IGNORECASE,
)
_BLOCKS = re.compile(
    r"(?:br|dd|div|dl|dt|h[1-6]|hr|li|list|list-item|ol|p|pre|sec|section|table|td|th|title|tr|ul)$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT_ENDS = "-->"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")

# Unicode calls the letters by their names, but for "LAMDA" and the sigma at a word's end.
_GREEK = {
    chr(code): unicodedata.name(chr(code)).split()[-1].lower() for code in range(0x3B1, 0x3CA)
}
_GREEK |= {"\u03bb": "lambda"}
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
_SPELLED = str.maketrans(_GREEK | _LETTERS | {"&": " and ", "'": "", "\u2019": "", "\u2018": ""})
_NOT_WORD = re.compile(r"[\W_]+")
_WITHDRAWN = re.compile(r"^\W*(?:retracted|withdrawn)(?: article)?\W*:\s*", re.IGNORECASE)


def flatten_title(text: str) -> str:
    """One line without markup; a translated title's brackets and a title's own marks stay."""
    return flatten_text(text)


def flatten_text(text: str) -> str:
    """One line of plain text: known tags dropped and their words kept, entities resolved, NFC.

    `P<0.001` and `a<b and c>d` are no tags. Every kind of space becomes one space; what cannot be
    seen (soft hyphens, zero-width and control characters) goes.
    """
    if text.isprintable() and not ("<" in text or "&" in text or "  " in text):  # nine in ten
        return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()
    plain = strip_markup(text)
    if "  " in plain or not plain.isprintable():
        plain = _SPACES.sub(" ", plain)
    return plain.strip()


@lru_cache(maxsize=20_000)
def flatten_words(text: str) -> str:
    """As `flatten_text`, of what comes again and again: headings, types, names of journals."""
    return flatten_text(text)


def strip_markup(text: str) -> str:
    """As `flatten_text`, but white space and line breaks stay as they are."""
    if "<" in text or "&" in text:
        text = _without_tags(text)
        unescaped = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
        # Old PubMed records hold markup that was escaped twice ("&amp;lt;i&amp;gt;").
        text = _without_tags(unescaped) if unescaped != text else text
        if "&" in text:
            text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if not text.isprintable():  # one value in ten
        text = _INVISIBLE.sub("", _CONTROL.sub("", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def title_key(title: str) -> str:
    """A title's form for exact matching: lower-case words with single spaces between.

    Case, diacritics, punctuation, dashes, markup, final periods, brackets of translated titles and
    a "RETRACTED:" put before it do not matter; Greek letters are spelled.
    """
    text = _WITHDRAWN.sub("", flatten_text(title)).casefold()
    spelled = unicodedata.normalize("NFKD", text).translate(_SPELLED)
    if not spelled.isascii():
        spelled = "".join(c for c in spelled if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", spelled).strip()


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    closed = text.rfind(_COMMENT_ENDS) + len(_COMMENT_ENDS)
    if closed >= len(_COMMENT_ENDS):  # no comment is sought where none ends
        text = _COMMENT.sub("", text[:closed]) + text[closed:]
    return _TAG.sub(_space_of_tag, text)


def _space_of_tag(found: re.Match[str]) -> str:
    """Paragraphs and cells were apart on the page and stay apart; a raised 2 belongs to its unit."""
    return " " if _BLOCKS.match(found["name"]) else ""
