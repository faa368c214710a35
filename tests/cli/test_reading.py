"""Documents tagged and rows grouped without storing anything."""

import csv
import json
from pathlib import Path

from tests.cli.conftest import RIS, Run, lines


def test_tag_quotes_stand_at_their_offsets(run: Run, tmp_path: Path) -> None:
    given = {
        "doc": "one",
        "title": "Micro-coring for wrinkles in skin types I-III",
        "text": "We enrolled 12 women with Fitzpatrick skin types I to III. Pain was recorded.",
    }
    source, answer = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps(given) + "\n", encoding="utf-8")
    run("tag", str(source), "-o", str(answer))
    tagged = json.loads(answer.read_text(encoding="utf-8"))
    assert tagged["fitzpatrick"]["studied"] == [1, 2, 3]
    assert tagged["participants"] == 12
    for piece in tagged["evidence"]:
        field = given["title"] if piece["section"] == "title" else given["text"]
        assert field[piece["start"] : piece["end"]] == piece["quote"]


def test_a_line_that_is_no_document_is_named_and_the_rest_is_tagged(
    run: Run, tmp_path: Path
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"doc": "a", "text": "x"}\nnot json\n{"doc": "c", "text": "y"}\n')
    first, broken, last = lines(run("tag", str(source)))
    assert (first["doc"], last["doc"]) == ("a", "c")
    assert broken["doc"] == "in.jsonl, line 2"


def test_tag_reads_what_import_reads_and_gives_the_text_it_quotes(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "refs.ris"
    source.write_text(RIS, encoding="utf-8")
    tagged = lines(run("tag", str(source)))[0]
    assert tagged["doc"] == "10.1000/neck"
    text = str(tagged["text"])
    assert tagged["evidence"]
    for piece in tagged["evidence"]:  # type: ignore[attr-defined]
        assert text[piece["start"] : piece["end"]] == piece["quote"]


def test_dedupe_groups_rows_and_keeps_data_sets_apart(run: Run, tmp_path: Path) -> None:
    source, answer = tmp_path / "in.csv", tmp_path / "out.csv"
    row = "Doe A.,Coring of the lower face in twelve women,2024,10.1000/a"
    source.write_text(f"record_id,dataset,author,title,year,doi\n1,x,{row}\n2,x,{row}\n3,y,{row}\n")
    run("dedupe", str(source), "-o", str(answer))
    with answer.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["record_id"] for row in rows] == ["1", "2", "3"]
    clusters = [row["cluster_id"] for row in rows]
    assert clusters[0] == clusters[1] != clusters[2]
    assert rows[1]["rule"] == "doi"
