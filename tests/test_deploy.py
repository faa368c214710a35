"""What is in deploy/ names what there is, and gives away no more rights than it needs."""

import configparser
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from app.answers import Measures
from app.api.counting import RequestCounts
from app.api.metrics import metrics_text
from app.cli import cli
from app.settings import Settings
from app.store import RunCount, Upkeep, UpkeepKind

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*.service"))
AT = datetime(2026, 11, 22, tzinfo=UTC)
NOT_OURS = {"up"}
HARDENED = {
    "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
    "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "RestrictNamespaces": "yes",
    "SystemCallFilter": "@system-service", "User": "coregap", "UMask": "0077",
}  # fmt: skip


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def unit(path: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    found.read(path, encoding="utf-8")
    return found


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_has_few_rights_and_runs_a_command_that_there_is(path: Path) -> None:
    service = unit(path)["Service"]
    assert {name: service[name] for name in HARDENED} == HARDENED
    program, command, *_ = service["ExecStart"].split()
    assert program == "/opt/coregap/bin/coregap"
    assert command in get_command(cli).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("systemd/*.timer")), ids=lambda path: path.name)
def test_a_timer_has_its_service(path: Path) -> None:
    assert path.with_suffix(".service").exists()
    assert unit(path)["Timer"]["OnCalendar"]


def test_the_web_unit_waits_longer_than_the_server_lets_requests_end() -> None:
    wait = int(unit(DEPLOY / "systemd" / "coregap-web.service")["Service"]["TimeoutStopSec"])
    assert wait > Settings.model_fields["shutdown_seconds"].default


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\bCOREGAP_([A-Z_]+)\b", text))


@pytest.mark.parametrize(
    "path", [p for p in sorted(DEPLOY.rglob("*")) if p.is_file()], ids=lambda path: path.name
)
def test_every_setting_named_is_one(path: Path) -> None:
    known = {name.upper() for name in Settings.model_fields}
    assert names_in(path.read_text(encoding="utf-8")) <= known


def test_the_containers_have_few_rights() -> None:
    services = parsed(DEPLOY / "compose.yaml")["services"]
    assert set(services) == {"db", "web", "worker", "backup"}
    for name in ("web", "worker", "backup"):
        service = services[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert not any("ports" in services[name] for name in ("db", "worker", "backup"))


def test_the_image_is_made_of_what_the_lock_files_name_and_runs_as_nobody_special() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    installs = re.findall(r"pip install (\S+)", text)
    assert set(installs) == {"--require-hashes", "--no-deps"}
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d*:", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert not re.search(r"FROM \S*[./]\S*/", text)


def test_the_lock_of_the_build_names_what_the_project_is_built_with() -> None:
    root = DEPLOY.parent
    [wanted] = re.findall(
        r'^requires = \["(.*)"\]', (root / "pyproject.toml").read_text(), re.MULTILINE
    )
    lock = (root / "requirements" / "build.lock").read_text(encoding="utf-8")
    assert f"{wanted} \\" in lock
    assert "--hash=sha256:" in lock


def told() -> set[str]:
    """The names of all metrics, as /metrics writes them."""
    counts = RequestCounts()
    counts.count("GET", "/", 200, 0.1)
    done = [Upkeep(kind=k, began_at=AT, ended_at=AT, sound=True) for k in UpkeepKind]
    run = RunCount(kind="ingest", source="pubmed", status="succeeded", runs=1, last_ended_at=AT)
    measures = Measures(
        seconds=0.1, runs=(run,), received={"pubmed": 1}, rejected={"pubmed": 1},
        jobs={"todo": 1, "doing": 0}, studies=1, revision="r", last_check=done[0],
        last_backup=done[1],
    )  # fmt: skip
    text = (counts.as_text() + metrics_text(measures)).decode()
    return set(re.findall(r"^([a-z_]+)(?:\{| )", text, re.MULTILINE))


def test_every_alert_asks_for_a_metric_that_there_is() -> None:
    rules = [rule for group in parsed(DEPLOY / "alerts.yaml")["groups"] for rule in group["rules"]]
    assert len(rules) >= 10
    for rule in rules:
        asked = set(re.findall(r"\bcoregap_[a-z_]+\b", rule["expr"])) - NOT_OURS
        assert asked <= told(), rule["alert"]
        assert rule["annotations"]["summary"]


def test_every_metric_is_explained() -> None:
    text = (DEPLOY.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    names = {re.sub(r"_(bucket|count|sum)$", "", name) for name in told()}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []
