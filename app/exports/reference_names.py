"""Names of authors as reference managers want them: "Doe, A. B.", and groups whole."""

from dataclasses import dataclass

from app.records.names import author_name, name_of


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name in two parts; a group's, or one that cannot be taken apart, has no `given`."""

    family: str
    given: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the name must not be taken apart."""
        return not self.given

    @property
    def with_comma(self) -> str:
        """The form "Doe, A. B."; a whole name as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


def printed_name(name: str) -> PrintedName:
    """A canonical name ("Doe AB") in its parts: only where these, read again, give the same name."""
    family, _, initials = name.rpartition(" ")
    if family and initials.isupper():
        for given in (". ".join(initials) + ".", initials):
            parts = PrintedName(family, given)
            if name_of(family, given) == name == author_name(parts.with_comma):
                return parts
    return PrintedName(name)


def reads_as_itself(name: str) -> bool:
    """Whether a name that is written whole is understood as it stands."""
    return author_name(name) == name
