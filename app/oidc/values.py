"""The provider that we ask, and what it says of somebody."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Where to ask, and as whom. `domains`: of the addresses whose people may become readers."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    domains: frozenset[str] = frozenset()
    label: str = "Single sign-on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody, in the provider's words. `email` is empty unless the provider verified it."""

    issuer: str
    subject: str
    email: str
    name: str

    @property
    def key(self) -> str:
        """What stays the same however the person is called: no other provider can claim it."""
        return f"{self.issuer} {self.subject}"


def may_join(identity: Identity, provider: Provider) -> bool:
    """Whether somebody whom nobody invited may become a reader."""
    _, at, domain = identity.email.rpartition("@")
    return bool(at) and domain.casefold() in provider.domains
