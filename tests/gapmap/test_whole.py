"""The cells of all maps at once are the cells of each map."""

from itertools import permutations

import pytest

from app.gapmap import NONE_STATED, Axis, Cell, CellKey, Layer, MapQuery, Reason, matrix, whole_map
from app.records import SkinType
from app.topic import Topic
from tests.gapmap.micro_coring import STUDIES

CHOSEN = MapQuery(indication=("acne_scars", "wrinkles"), outcome=("pain", "scarring", NONE_STATED))


def cells_by_key(query: MapQuery, topic: Topic, layers: tuple[Layer, ...]) -> dict[CellKey, Cell]:
    [layered] = [one for one in whole_map(STUDIES, query, topic).layered if one.layers == layers]
    return {cell.key: cell for cell in layered.cells}


@pytest.mark.slow
@pytest.mark.parametrize("layer", Layer)
@pytest.mark.parametrize(("rows", "columns"), list(permutations(Axis, 2)))
def test_every_map_is_part_of_it(topic: Topic, rows: Axis, columns: Axis, layer: Layer) -> None:
    cells = cells_by_key(MapQuery(), topic, (layer,))
    drawn = matrix(STUDIES, MapQuery(rows=rows, columns=columns, layers=(layer,)), topic)
    for cell in (one for line in drawn.cells for one in line):
        if cell.reason is Reason.NEVER_STUDIED and not cell.layers:
            assert cell.key not in cells
        else:
            assert cells[cell.key] == cell


def test_a_map_with_a_held_value_is_part_of_it(topic: Topic) -> None:
    cells = cells_by_key(MapQuery(), topic, (Layer.PRIMARY,))
    held = MapQuery(rows=Axis.OUTCOME, columns=Axis.FITZPATRICK, indication=("skin_laxity",))
    found = [cell for line in matrix(STUDIES, held, topic).cells for cell in line if cell.studies]
    assert found
    assert all(cells[cell.key] == cell for cell in found)


def test_values_that_were_chosen_bound_it_as_they_bound_the_map(topic: Topic) -> None:
    whole = whole_map(STUDIES, CHOSEN, topic)
    assert [value.id for value in whole.axes[Axis.INDICATION]] == ["wrinkles", "acne_scars"]
    cells = cells_by_key(CHOSEN, topic, (Layer.PRIMARY,))
    asked = MapQuery(
        rows=Axis.OUTCOME,
        columns=Axis.FITZPATRICK,
        indication=CHOSEN.indication,
        outcome=CHOSEN.outcome,
    )
    drawn = matrix(STUDIES, asked, topic)
    assert cells[CellKey()].studies == drawn.studies
    scarring = next(
        line for row, line in zip(drawn.rows, drawn.cells, strict=True) if row.id == "scarring"
    )
    assert cells[CellKey(SkinType.V, None, "scarring")] == scarring[4]


def test_the_layers_that_were_asked_for_come_first(topic: Topic) -> None:
    both = (Layer.PRIMARY, Layer.PLANNED)
    choices = [one.layers for one in whole_map(STUDIES, MapQuery(layers=both), topic).layered]
    assert choices == [both, *((layer,) for layer in Layer)]
