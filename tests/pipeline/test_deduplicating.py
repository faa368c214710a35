from pathlib import Path

import pytest

from app.pipeline import dedupe_file

TITLE = "Coring of the lower face in twelve women"
HEADER = "record_id,dataset,Title,Author,Year,DOI\n"


def clusters_of(path: Path, text: str, processes: int = 1) -> list[tuple[str, str, str]]:
    path.write_text(text, encoding="utf-8")
    return dedupe_file(path, limit_mb=100, processes=processes)


def test_rows_without_a_name_are_named_as_records(tmp_path: Path) -> None:
    same = f",,{TITLE},Doe A,2024,10.1000/a\n"
    named = f"x,,{TITLE},Doe A,2024,10.1000/a\n"
    found = clusters_of(tmp_path / "a.csv", HEADER + same + named + same)
    assert found == [
        ("doi:10.1000/a", "doi:10.1000/a", "doi"),
        ("x", "doi:10.1000/a", "doi"),
        ("doi:10.1000/a#3", "doi:10.1000/a", "doi"),
    ]


def test_a_row_without_any_identifier_is_named_by_what_stands_in_it(tmp_path: Path) -> None:
    rows = f",,{TITLE},Doe A,2024,\n" * 2 + f",,{TITLE},Doe B,2023,\n"
    names = [name for name, _, _ in clusters_of(tmp_path / "a.csv", HEADER + rows)]
    assert names[1] == names[0] + "#2"
    assert names[0].startswith("sha:")
    assert names[2] not in names[:2]


def test_rows_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    rows = f'1,,{TITLE},"Doe A,2024,\n2,,,Doe A,2024,\n3,,{TITLE},Doe A,2024,\n'
    assert clusters_of(tmp_path / "a.csv", HEADER + rows) == [("3", "3", "only-record")]


def test_other_formats_are_grouped_too(tmp_path: Path) -> None:
    one = f"TY  - JOUR\nTI  - {TITLE}\nPY  - 2024\nDO  - 10.1000/a\nER  - \n"
    found = clusters_of(tmp_path / "a.ris", one + one)
    assert found == [
        ("doi:10.1000/a", "doi:10.1000/a", "doi"),
        ("doi:10.1000/a#2", "doi:10.1000/a", "doi"),
    ]


@pytest.mark.slow
def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    rows = "".join(
        f"{n if n % 3 else ''},{n % 2},{TITLE} and {n % 900} men,Doe {n % 7},2024,{f'10.1000/{n % 700}' if n % 2 else ''}\n"
        for n in range(1800)
    )
    one, two = (clusters_of(tmp_path / "a.csv", HEADER + rows, number) for number in (1, 2))
    assert one == two
    assert len({cluster for _, cluster, _ in one}) < 1800
