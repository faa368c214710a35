"""How people come in here: what the application was told of it when it was made."""

from dataclasses import dataclass, field

from app.accounts import Passwords
from app.oidc import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """`open_to_all`: whoever reaches the service may read. `provider`: of the single sign-on."""

    open_to_all: bool = False
    passwords: Passwords = field(default_factory=Passwords)
    provider: Provider | None = None
