import re
from pathlib import Path

import pytest

from app.claims.claims_file import KeptClaim
from app.errors import EvidenceFileError
from app.records import Extent
from app.sources.evidence import read_evidence
from app.sources.evidence.file import EvidenceFile, FdaReports, Scope
from app.topic import read_topic

PAGE = (Path(__file__).parents[2] / "docs" / "evidence-format.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0]
REGISTRATION = """
key = "nct01234567"
kind = "registration"
registrations = ["NCT01234567"]
design = "randomized_trial"
design_basis = "Registered as randomised."
confidence = "listing"
seen_at = ["https://example.org/nct01234567"]
notes = "Made up."

[procedure]
micro_coring = "Coring is planned."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "context").mkdir()
    (tmp_path / "studies").mkdir()
    (tmp_path / "studies" / "nct01234567.toml").write_text(REGISTRATION, encoding="utf-8")
    return tmp_path


def test_the_example_is_a_file_that_loads(folder: Path) -> None:
    (folder / "studies" / "lee-2024.toml").write_text(EXAMPLE, encoding="utf-8")
    record = read_evidence(folder, read_topic())[0]
    assert record.source_id == "lee-2024"
    assert record.reading is not None
    assert [result.types for result in record.reading.results][1][0].name == "V"
    assert record.reading.results[0].value == "75% (36 of 48 areas)"


def test_the_message_on_the_page_is_the_message_given(folder: Path) -> None:
    said = re.search(r"`lee-2020\.toml: (fitzpatrick\.counts\.VII: not a skin type)`", PAGE)
    assert said
    broken = EXAMPLE.replace("V = 5", "VII = 5", 1)
    (folder / "studies" / "lee-2024.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(EvidenceFileError) as caught:
        read_evidence(folder, read_topic())
    assert f"{caught.value.field}: {caught.value.reason}" == said.group(1)


@pytest.mark.parametrize(
    "field",
    sorted(
        {
            *EvidenceFile.model_fields,
            *Scope.model_fields,
            *FdaReports.model_fields,
            *KeptClaim.model_fields,
        }
    ),
)
def test_every_field_is_explained(field: str) -> None:
    tables = re.sub(r"```toml.*?```", "", PAGE, flags=re.DOTALL)
    assert re.search(rf"[`\[]{field}[`\]]", tables)


@pytest.mark.parametrize("confidence", Extent)
def test_every_confidence_is_explained(confidence: Extent) -> None:
    assert f"`{confidence.value}`" in PAGE


def test_the_example_shows_every_field_of_a_study() -> None:
    shown = set(re.findall(r"^\[*([a-z_]+)", EXAMPLE, re.MULTILINE))
    context_only = {"fda", "about_fda", "scope", "fda_reports"}
    elsewhere = {"status", "device_note"}
    assert set(EvidenceFile.model_fields) - context_only - elsewhere <= shown
