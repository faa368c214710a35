"""The client: every read of the API as a method, and what stands beside them."""

from collections.abc import Sequence
from typing import Any

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
