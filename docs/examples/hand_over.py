"""Hand an export over, ask the sources for what is new, and say what there is more.

    coregap serve &
    COREGAP_TOKEN=coregap_… python docs/examples/hand_over.py http://127.0.0.1:8000 scopus.ris

COREGAP_TOKEN is a token with the scope `import`.
"""

import os
import sys

from app.client import Client, Problem


def hand_over(gaps: Client, path: str) -> None:
    """Import a file and say what became of it."""
    done = gaps.import_file(path)
    print(f"{done.file}: {done.new} new, {done.updated} updated, {done.unchanged} unchanged.")
    for one in done.rejections:
        print(f"  Not read: {one.place}: {one.reason}")


def ask_sources(gaps: Client, sources: list[str]) -> None:
    """Start runs and wait until each has ended."""
    try:
        started = gaps.start_runs(*sources)
    except Problem as problem:
        if problem.kind != "run-at-work":
            raise
        print(problem.detail)
        return
    for begun in started.runs:
        run = gaps.wait_for_run(begun.id)
        print(f"{run.source}: {run.status}, {run.new} new of {run.received}. {run.reason}".rstrip())


if __name__ == "__main__":
    address, file, *names = sys.argv[1:]
    with Client(address, token=os.environ.get("COREGAP_TOKEN")) as service:
        before = service.list_studies(limit=1).total
        hand_over(service, file)
        ask_sources(service, names)
        service.wait_until_counted()
        print(f"Studies: {before} before, {service.list_studies(limit=1).total} now.")
