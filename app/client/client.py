"""The client: every read of the API as a method, and what stands beside them."""

import re
import time
from collections.abc import Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.client import models
from app.client.operations import Operations


class Client(Operations):
    """The API of one coregap service.

        with Client("https://gaps.example.org", token=token) as gaps:
            for study in gaps.iterate_studies(fitzpatrick=["V"]):
                print(study.citation)

    A failed request is sent again, waiting as long as the service says. An answer that is asked for
    again is sent only if it changed. A problem is raised as `Problem`. Not for two threads at once.
    """

    def count_studies(self, group_by: str, **filters: Any) -> models.StudyGroups:
        """Studies of some filters, as `list_studies` takes them, counted by what they say."""
        return self._read("/studies", models.StudyGroups, {"group_by": group_by, **filters})

    def get_studies(self, ids: Sequence[str]) -> models.StudyBatch:
        """Up to 100 studies by their identifiers, each with what became of it."""
        answer = self._sent("POST", self._address("/studies/batch"), json={"ids": [*ids]})
        return models.StudyBatch.model_validate_json(answer.content)

    def import_file(self, path: str | PathLike[str]) -> models.Imported:
        """Hand an export over; what came of it has been counted when this returns.

        Raises:
            Problem: If the file cannot be read, or may not be handed over with this token.
        """
        file = Path(path)
        answer = self._sent(
            "POST",
            self._address("/imports"),
            params={"name": name_of(file)},
            content=file.read_bytes(),
            headers={"Idempotency-Key": str(uuid4()), "Content-Type": "application/octet-stream"},
        )
        return models.Imported.model_validate_json(answer.content)

    def start_runs(
        self, *sources: str, since: date | None = None, full: bool = False
    ) -> models.Started:
        """Ask sources for what is new, or all that are asked by default; this does not wait.

        Raises:
            Problem: If there is no such source, or a run is at work already (`run-at-work`).
        """
        word = {"sources": [*sources], "since": since.isoformat() if since else None, "full": full}
        return models.Started.model_validate(self.write("/runs", word))

    def wait_for_run(self, run_id: int, *, pause: float = 1.0) -> models.Run:
        """The run when it is at work no more; the service is asked every so many seconds."""
        while (run := self.get_run(run_id)).status == "running":
            time.sleep(pause)
        return run

    def wait_until_counted(self, *, pause: float = 1.0) -> None:
        """Until all that was started has ended, and the gap map follows from what it brought."""
        while self.list_runs(limit=1).is_at_work:
            time.sleep(pause)


def name_of(file: Path) -> str:
    """The file's name in letters that the service takes."""
    return re.sub(r"[^A-Za-z0-9 ._()-]", "_", file.name).lstrip(" ._()-")[-100:] or "import"
