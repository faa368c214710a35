"""The environment as one value: every COREGAP_* variable is read here and nowhere else."""

from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    InstanceOf,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.errors import SettingsError
from app.schedule import Schedule


def _none_if_blank(value: object) -> object:
    """A key without the blanks around it; an empty variable is no key, and is never sent."""
    return (value.strip() or None) if isinstance(value, str) else value


def _names(value: object) -> object:
    """Names with commas between, as a set."""
    if not isinstance(value, str):
        return value
    return frozenset(name.strip().lower() for name in value.split(",") if name.strip())


def _schedule_or_none(value: object) -> object:
    return (Schedule.parsed(value) if value.strip() else None) if isinstance(value, str) else value


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _domains(value: object) -> object:
    """`example.org, example.com`, in any letters."""
    if not isinstance(value, str):
        return value
    return frozenset(one.strip().casefold().removeprefix("@") for one in value.split(",")) - {""}


OPEN_WORDS = "anyone who reaches this address may read"
Key = Annotated[SecretStr | None, BeforeValidator(_none_if_blank)]
# An address without a query, a fragment or a password.
Address = Annotated[str, Field(pattern=r"^https?://[^\s/?#@]+(/[^\s?#]*)?$")]


class Settings(BaseSettings):
    """What a person may set. `docs/settings.md` names every field; a test keeps it complete."""

    model_config = SettingsConfigDict(env_prefix="COREGAP_", extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path.home() / ".local" / "share" / "coregap",
        description="Folder of the embedded database.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="SQLAlchemy address of another database, for example "
        "postgresql+psycopg://user@host/name. Unset: SQLite in `home`.",
    )
    topic: Path | None = Field(
        default=None, description="Topic file to use in place of the bundled one."
    )
    host: str = Field(default="127.0.0.1", description="Address that `coregap serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port of `coregap serve`.")
    log_level: str = Field(
        default="warning",
        pattern="(?i)^(debug|info|warning|error)$",
        description="Lowest level of log line written to standard error.",
    )
    log_form: Literal["words", "json"] = Field(
        default="words",
        description="How log lines are written: words for people, json (one object a line) for programs.",
    )
    hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(_names)] = Field(
        default=frozenset(),
        description="Further names that `coregap serve` answers to, with commas between; those of "
        "this machine, of `COREGAP_HOST` and of `COREGAP_PUBLIC_URL` are known.",
    )
    metrics_token: Key = Field(
        default=None,
        description="What a program must send as Bearer token to read /metrics; unset: nothing.",
    )
    shutdown_seconds: float = Field(
        default=20,
        ge=0.1,
        le=600,
        description="How long `coregap serve` lets requests end after SIGTERM.",
    )
    import_limit_mb: int = Field(
        default=512, ge=1, description="Largest file that `coregap import` opens, in megabytes."
    )

    watched_folder: Path | None = Field(
        default=None,
        description="Folder of exports from databases without an open API; read by every ingest.",
    )
    contact: Annotated[str, BeforeValidator(lambda value: str(value).strip())] = Field(
        default="",
        pattern=r"^$|^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$",
        description="E-mail address that upstreams may write to about the requests; sent to them.",
    )
    pubmed_url: Address = Field(
        default="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        description="Base address of NCBI E-utilities.",
    )
    europepmc_url: Address = Field(
        default="https://www.ebi.ac.uk/europepmc/webservices/rest",
        description="Base address of Europe PMC.",
    )
    clinicaltrials_url: Address = Field(
        default="https://clinicaltrials.gov/api/v2",
        description="Base address of ClinicalTrials.gov.",
    )
    crossref_url: Address = Field(
        default="https://api.crossref.org", description="Base address of Crossref."
    )
    openalex_url: Address = Field(
        default="https://api.openalex.org", description="Base address of OpenAlex."
    )
    openfda_url: Address = Field(
        default="https://api.fda.gov/device", description="Base address of openFDA's devices."
    )
    pubmed_key: Key = Field(default=None, description="NCBI API key: 10 requests/s in place of 3.")
    openalex_key: Key = Field(
        default=None, description="OpenAlex API key: ten times the daily budget."
    )
    openfda_key: Key = Field(
        default=None, description="openFDA API key: 120,000 requests a day in place of 1,000."
    )

    public_url: Annotated[Address | None, BeforeValidator(_none_if_blank)] = Field(
        default=None,
        description="Address under which readers reach the dashboard; digests and the feed link to it.",
    )

    open_to_all: Annotated[str, BeforeValidator(_stripped)] = Field(
        default="",
        description=f'"{OPEN_WORDS}": guests may then read, here and from other machines.',
    )
    oidc_issuer: Annotated[Address | None, BeforeValidator(_none_if_blank)] = Field(
        default=None, description="Address of the OpenID Connect provider for single sign-on."
    )
    oidc_client_id: Annotated[str, BeforeValidator(_stripped)] = Field(
        default="",
        validate_default=True,
        description="Name by which the provider knows this service.",
    )
    oidc_client_secret: Key = Field(
        default=None, description="Secret of that name; none for a public client."
    )
    oidc_domains: Annotated[frozenset[str], NoDecode, BeforeValidator(_domains)] = Field(
        default=frozenset(),
        description="Domains of verified addresses whose people become readers by themselves.",
    )
    oidc_label: Annotated[str, BeforeValidator(_stripped)] = Field(
        default="Single sign-on", max_length=60, description="What the button to sign in is called."
    )

    schedule: Annotated[
        InstanceOf[Schedule] | None, NoDecode, BeforeValidator(_schedule_or_none)
    ] = Field(
        default=None,
        description="When `coregap worker` asks the sources, as crontab says it, in UTC: "
        "`0 6 * * 1`, or by source `pubmed=0 5 * * *; *=0 6 * * 1`.",
    )

    webhook_url: Annotated[SecretStr | None, BeforeValidator(_none_if_blank)] = Field(
        default=None,
        description="Address that is told what changed after a run: https, or http on loopback.",
    )
    webhook_secret: Key = Field(
        default=None,
        validate_default=True,
        description="Key of the signature (HMAC-SHA256) of what the webhook is sent.",
    )

    @field_validator("open_to_all")
    @classmethod
    def _is_meant(cls, words: str) -> str:
        if words and words.casefold() != OPEN_WORDS:
            raise ValueError(f'write the words "{OPEN_WORDS}", or nothing')
        return words

    @field_validator("oidc_issuer")
    @classmethod
    def _is_encrypted(cls, issuer: str | None) -> str | None:
        parts = urlsplit(issuer or "https://none")
        if parts.scheme != "https" and not _is_loopback(parts.hostname or ""):
            raise ValueError("it must begin with https, unless it is on this machine")
        return issuer

    @field_validator("oidc_client_id")
    @classmethod
    def _is_named_where_needed(cls, client_id: str, info: ValidationInfo) -> str:
        if not client_id and info.data.get("oidc_issuer") is not None:
            raise ValueError("a provider needs the name by which it knows this service")
        return client_id

    @field_validator("webhook_url")
    @classmethod
    def _is_safe(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            _check_webhook(url.get_secret_value())
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _is_there_where_needed(
        cls, key: SecretStr | None, info: ValidationInfo
    ) -> SecretStr | None:
        if key is None and info.data.get("webhook_url") is not None:
            raise ValueError("a webhook needs a secret to sign with")
        return key

    @property
    def addresses(self) -> dict[str, str]:
        """Where each upstream is asked, by its name. Such an address holds no secret."""
        return {
            name.removesuffix("_url"): getattr(self, name)
            for name, field in type(self).model_fields.items()
            if field.annotation is str and name.endswith("_url")
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value that must stand in no log: keys, tokens, and the database's password."""
        values = [getattr(self, name) for name in type(self).model_fields]
        found = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        password = urlsplit(self.url).password
        return (*found, *((password, unquote(password)) if password else ()))

    @property
    def names(self) -> frozenset[str]:
        """The names under which `coregap serve` may be asked for, beside addresses in numbers."""
        public = urlsplit(self.public_url or "").hostname
        return self.hosts | {"localhost", self.host.lower()} | ({public} if public else set())

    @property
    def url(self) -> str:
        """The SQLAlchemy address of the database in use; may hold a password, never log it."""
        if self.database_url is not None:
            return _with_driver(self.database_url.get_secret_value())
        return f"sqlite:///{self.home / 'coregap.sqlite3'}"


def _check_webhook(url: str) -> None:
    """Refuse an address on which a message could be read or would not arrive.

    Raises:
        ValueError: Saying what is wrong with it; not the address.
    """
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError("not an address") from None
    if not host or parts.username or parts.password or parts.fragment or not url.isprintable():
        raise ValueError("not an address, or one with a password or a fragment")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise ValueError("it must begin with https, unless it is on this machine")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _with_driver(url: str) -> str:
    """Name psycopg 3 where an address says just `postgresql:` or the older `postgres:`."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


@cache
def read_settings() -> Settings:
    """Read the environment once.

    Raises:
        SettingsError: If a variable holds a value that cannot be used; names the variable.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"COREGAP_{'_'.join(str(part) for part in e['loc']).upper()}: {e['msg']}"
            for e in error.errors()
        )
        raise SettingsError(wrong) from error
