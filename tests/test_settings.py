import re
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


@pytest.mark.parametrize("source", ["PUBMED", "OPENALEX", "OPENFDA"])
def test_a_key_is_trimmed_and_never_printed(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setenv(f"COREGAP_{source}_KEY", " c0ffee\n")
    settings = read_settings()
    key = getattr(settings, f"{source.lower()}_key")
    assert key.get_secret_value() == "c0ffee"
    assert "c0ffee" not in repr(settings) + str(settings)


def test_an_empty_key_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_PUBMED_KEY", " ")
    assert read_settings().pubmed_key is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COREGAP_PUBMED_URL", "eutils.ncbi.nlm.nih.gov"),
        ("COREGAP_CROSSREF_URL", "ftp://api.crossref.org"),
        ("COREGAP_CROSSREF_URL", "https://ada:hush@api.crossref.org"),
        ("COREGAP_OPENFDA_URL", "https://api.fda.gov/device?limit=1"),
        ("COREGAP_CONTACT", "ada"),
        ("COREGAP_CONTACT", "ada@example.org\r\nX-Injected: 1"),
    ],
)
def test_a_setting_of_the_upstreams_that_cannot_be_used_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as caught:
        read_settings()
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("blank", ["", " "])
def test_an_empty_schedule_is_none(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    monkeypatch.setenv("COREGAP_SCHEDULE", blank)
    assert read_settings().schedule is None


def test_a_schedule_is_read_as_crontab_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_SCHEDULE", "pubmed=0 5 * * *; *=0 6 * * 1")
    schedule = read_settings().schedule
    assert schedule is not None
    assert schedule.cron_of("crossref") == "0 6 * * 1"


def test_a_schedule_that_never_comes_is_refused_with_what_to_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COREGAP_SCHEDULE", "0 0 30 2 *")
    with pytest.raises(SettingsError, match=r"COREGAP_SCHEDULE.*0 6 \* \* 1"):
        read_settings()


def test_a_source_can_be_asked_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_PUBMED_URL", "http://127.0.0.1:8123/eutils")
    assert read_settings().pubmed_url == "http://127.0.0.1:8123/eutils"
    assert read_settings().crossref_url == "https://api.crossref.org"


HOOK = "https://hooks.example.org/T0KEN?key=abc123"


def test_a_webhook_and_its_secret_are_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_WEBHOOK_URL", HOOK)
    monkeypatch.setenv("COREGAP_WEBHOOK_SECRET", "hush")
    settings = read_settings()
    assert settings.webhook_url is not None
    assert settings.webhook_url.get_secret_value() == HOOK
    assert not {"T0KEN", "abc123", "hush"} & set(re.findall(r"\w+", repr(settings)))


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "localhost", "[::1]:9000"])
def test_a_webhook_on_this_machine_needs_no_encryption(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("COREGAP_WEBHOOK_URL", f"http://{host}/hook")
    monkeypatch.setenv("COREGAP_WEBHOOK_SECRET", "hush")
    assert read_settings().webhook_url is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/T0KEN", "http://127.0.0.1.example.org/T0KEN", "http://10.0.0.1/T0KEN",
        "ftp://hooks.example.org/T0KEN", "https://ada:T0KEN@example.org/", "https://example.org/#T0KEN",
        "hooks.example.org/T0KEN", "https:///T0KEN", "https://example.org:99999/T0KEN",
        "https://[::1/T0KEN",
    ],
)  # fmt: skip
def test_a_webhook_that_could_be_overheard_is_refused(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("COREGAP_WEBHOOK_URL", url)
    monkeypatch.setenv("COREGAP_WEBHOOK_SECRET", "hush")
    with pytest.raises(SettingsError, match="COREGAP_WEBHOOK_URL") as caught:
        read_settings()
    assert "T0KEN" not in str(caught.value)


def test_a_webhook_without_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_WEBHOOK_URL", HOOK)
    monkeypatch.delenv("COREGAP_WEBHOOK_SECRET", raising=False)
    with pytest.raises(SettingsError, match=r"COREGAP_WEBHOOK_SECRET.*needs a secret"):
        read_settings()


def test_addresses_are_those_of_the_upstreams_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COREGAP_PUBMED_URL", "http://127.0.0.1:9999")
    monkeypatch.setenv("COREGAP_DATABASE_URL", "postgresql://ada:hush@db/coregap")
    addresses = read_settings().addresses
    assert addresses["pubmed"] == "http://127.0.0.1:9999"
    assert set(addresses) == {
        "pubmed", "europepmc", "clinicaltrials", "crossref", "openalex", "openfda",
    }  # fmt: skip


WORDS = "anyone who reaches this address may read"


@pytest.mark.parametrize(("said", "kept"), [("", ""), (" ", ""), (f" {WORDS} ", WORDS)])
def test_guests_are_let_in_by_words_alone(
    monkeypatch: pytest.MonkeyPatch, said: str, kept: str
) -> None:
    monkeypatch.setenv("COREGAP_OPEN_TO_ALL", said)
    assert read_settings().open_to_all == kept


@pytest.mark.parametrize("said", ["true", "1", "yes", "anyone may read"])
def test_a_flag_lets_no_guest_in(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("COREGAP_OPEN_TO_ALL", said)
    with pytest.raises(SettingsError, match=f"COREGAP_OPEN_TO_ALL.*{WORDS}"):
        read_settings()


def test_a_provider_is_read_with_its_domains_and_without_telling_its_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COREGAP_OIDC_ISSUER", "https://login.example.org/realm")
    monkeypatch.setenv("COREGAP_OIDC_CLIENT_ID", "coregap")
    monkeypatch.setenv("COREGAP_OIDC_CLIENT_SECRET", "hush")
    monkeypatch.setenv("COREGAP_OIDC_DOMAINS", "Example.org, @example.com ,")
    settings = read_settings()
    assert settings.oidc_domains == {"example.org", "example.com"}
    assert "hush" not in repr(settings)


@pytest.mark.parametrize(
    ("issuer", "client_id", "named"),
    [
        ("http://login.example.org", "coregap", "COREGAP_OIDC_ISSUER"),
        ("login.example.org", "coregap", "COREGAP_OIDC_ISSUER"),
        ("https://login.example.org", "", "COREGAP_OIDC_CLIENT_ID"),
    ],
)
def test_a_provider_that_could_be_overheard_or_does_not_know_us_is_refused(
    monkeypatch: pytest.MonkeyPatch, issuer: str, client_id: str, named: str
) -> None:
    monkeypatch.setenv("COREGAP_OIDC_ISSUER", issuer)
    monkeypatch.setenv("COREGAP_OIDC_CLIENT_ID", client_id)
    with pytest.raises(SettingsError, match=named):
        read_settings()
