from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import Settings, read_settings

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _fresh_settings() -> None:
    read_settings.cache_clear()


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_every_setting_is_documented(field: str) -> None:
    assert f"`COREGAP_{field.upper()}`" in DOCS.read_text(encoding="utf-8")


def test_without_an_environment_the_database_is_a_file_in_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("COREGAP_DATABASE_URL", raising=False)
    monkeypatch.setenv("COREGAP_HOME", str(tmp_path))
    assert read_settings().url == f"sqlite:///{tmp_path}/coregap.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_addresses_use_psycopg_3(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("COREGAP_DATABASE_URL", f"{scheme}://ada@db/coregap")
    assert read_settings().url == "postgresql+psycopg://ada@db/coregap"


def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_PORT", "eighty")
    with pytest.raises(SettingsError, match="COREGAP_PORT"):
        read_settings()


def test_a_password_in_the_address_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_DATABASE_URL", "postgresql://ada:hush@db/coregap")
    assert "hush" not in repr(read_settings())
