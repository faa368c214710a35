"""What is known in type V of acne scars, and which cells of type VI are empty?

    coregap serve &
    python docs/examples/what_is_known.py http://127.0.0.1:8000

Needs coregap to be installed, and nothing else: `app.client` imports nothing of the service. Where
people have accounts, COREGAP_TOKEN is a token with the scope `read`.
"""

import os
import sys

from app.client import Client
from app.client.models import People


def tell_cell(gaps: Client, fitzpatrick: str, indication: str) -> None:
    """Numbers and citations of one cell, and the words that they rest on."""
    answer = gaps.get_cell(fitzpatrick=fitzpatrick, indication=indication)
    cell = answer.cell
    label = cell.indication.label if cell.indication else indication
    print(f"Type {fitzpatrick}, {label}: {cell.sentence}")
    print(f"  Studies: {cell.studies}. People: {told(cell.people)}. Depth: {cell.depth}.")
    for study in answer.studies:
        print(f"  Counts: {study.citation}")
        for found in answer.evidence:
            if found.study_id == study.public_id and found.dimension == "fitzpatrick":
                print(f'    "{found.evidence.text}" ({found.evidence.kind})')
    for study in answer.other_studies:
        standing = study.standing[fitzpatrick].replace("_", " ")
        print(f"  Does not count ({study.layer}, {standing}): {study.citation}")


def tell_empty(gaps: Client, fitzpatrick: str) -> None:
    """Every outcome that nothing is known of in one skin type, and why."""
    found = gaps.get_gap_map(rows="outcome", columns="fitzpatrick", fitzpatrick=[fitzpatrick])
    empty = [
        (row.label, cell)
        for row, cells in zip(found.rows, found.cells, strict=True)
        for cell in cells
        if cell.studies == 0
    ]
    print(f"Type {fitzpatrick}: {len(empty)} of {len(found.rows)} outcomes are empty.")
    for outcome, cell in empty:
        print(f"  {outcome}: {cell.reason.replace('_', ' ')}")


def told(people: People) -> str:
    """Bounds in words: a study of several types does not say how many were of each."""
    if people.upper is None:
        return f"at least {people.lower}"
    if people.lower == people.upper:
        return str(people.lower)
    return f"{people.lower} to {people.upper}"


if __name__ == "__main__":
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with Client(address, token=os.environ.get("COREGAP_TOKEN")) as service:
        tell_cell(service, "V", "acne_scars")
        tell_empty(service, "VI")
