"""What indexers write into a title that is no part of it."""

import re

_LANGUAGES = (
    "arabic|chinese|croatian|czech|danish|dutch|english|finnish|french|german|greek|hebrew|hungarian|"
    "italian|japanese|korean|norwegian|persian|polish|portuguese|romanian|russian|serbian|spanish|"
    "swedish|turkish|ukrainian"
)
_WHOLE = (
    rf"(?:{_LANGUAGES})|in (?:{_LANGUAGES})|(?:{_LANGUAGES}) translation|review|\d+ refs?|see comments?|"
    r"author'?s'? transl(?:ation)?\.?|electronic resource|corrected|letter|editorial|abstract|(?:meeting|conference) abstract"
)
# A notice that the article itself was later corrected; "Erratum to ..." is another document.
_LATER = (
    r"(?:published )?(?:erratum|correction|retraction|comment|update|reprint|republished)(?: |:)"
)
_NOTE = re.compile(
    rf"\s*(?:[\[(](?:{_WHOLE})[\])]\.?|\[{_LATER}.*|\({_LATER}(?:appears|in)\b.*"
    r"|<\s*original>.*|(?-i:\b(?:LA|TO|OT)): .*)\s*",
    re.IGNORECASE | re.DOTALL,
)
_MAY_HAVE_ONE = re.compile(r"[\[(<]|\b(?:LA|TO|OT): ")


def without_notes(title: str) -> str:
    """The title as its authors wrote it: "[Review] [20 refs]", "[French]", "LA: Ara" and the like go.

    A title that is nothing but a note stays as it is.
    """
    if not _MAY_HAVE_ONE.search(title):
        return title
    return _NOTE.sub(" ", title).strip() or title
