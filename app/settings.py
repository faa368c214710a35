"""The environment as one value: every COREGAP_* variable is read here and nowhere else."""

from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import SettingsError


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
    import_limit_mb: int = Field(
        default=512, ge=1, description="Largest file that `coregap import` opens, in megabytes."
    )

    @property
    def url(self) -> str:
        """The SQLAlchemy address of the database in use; may hold a password, never log it."""
        if self.database_url is not None:
            return _with_driver(self.database_url.get_secret_value())
        return f"sqlite:///{self.home / 'coregap.sqlite3'}"


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
