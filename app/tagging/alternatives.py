"""Patterns of many words, written so that a text is not held against each of them in turn."""


def by_first_letter(alternatives: str) -> str:
    """The same alternatives, those with one first letter together: "at|be|an" is "a(?:t|n)|b(?:e)".

    Each must begin with a letter of its own and hold no group; those of one letter keep their order.
    """
    groups: dict[str, list[str]] = {}
    for alternative in alternatives.split("|"):
        groups.setdefault(alternative[0], []).append(alternative[1:])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items())
