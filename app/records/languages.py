"""Languages of documents as ISO 639-1 codes, the form they are compared in."""

from functools import lru_cache

_CODES = {
    "en": "eng english", "de": "ger deu german deutsch", "fr": "fre fra french francais français",
    "es": "spa spanish espanol español", "it": "ita italian italiano", "pt": "por portuguese",
    "zh": "chi zho chinese", "ja": "jpn japanese", "ko": "kor korean", "ru": "rus russian",
    "nl": "dut nld dutch", "pl": "pol polish", "tr": "tur turkish", "fa": "per fas persian",
    "ar": "ara arabic", "he": "heb hebrew", "cs": "cze ces czech", "da": "dan danish",
    "sv": "swe swedish", "no": "nor norwegian", "fi": "fin finnish", "el": "gre ell greek",
    "hu": "hun hungarian", "ro": "rum ron romanian", "uk": "ukr ukrainian", "hr": "hrv croatian",
    "sr": "srp serbian", "bg": "bul bulgarian", "sk": "slo slk slovak", "sl": "slv slovenian",
    "th": "tha thai", "vi": "vie vietnamese", "id": "ind indonesian", "hi": "hin hindi",
}  # fmt: skip
_CODE_OF = {name: code for code, names in _CODES.items() for name in (code, *names.split())}


@lru_cache(maxsize=1024)
def canonical_language(text: str) -> str:
    """The code "en" from "eng", "English" or "en-US".

    An unknown name comes back in lower case; "undetermined" is no language.
    """
    first = text.replace(";", ",").split(",")[0].strip().casefold()
    if first in ("und", "undetermined", "mul"):
        return ""
    return _CODE_OF.get(first) or _CODE_OF.get(first.replace("_", "-").split("-")[0], first)
