"""What an endpoint takes and gives is read once, not once for each application that has it.

FastAPI reads the signatures of all endpoints, and makes what checks their fields, when the first
request comes to an application. A service is one application; the tests make hundreds from the same
endpoints, and reading these anew was most of what such a test took.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from fastapi import routing
from fastapi.dependencies.models import Dependant


def read_signatures_once() -> None:
    """From now on every application of this process takes what another one has read."""
    routing.get_dependant = _remembering(routing.get_dependant)
    routing.get_parameterless_sub_dependant = cache(routing.get_parameterless_sub_dependant)
    routing.create_model_field = cache(routing.create_model_field)


def _remembering(read: Callable[..., Dependant]) -> Callable[..., Dependant]:
    known = cache(read)

    def remembered(**of: Any) -> Dependant:
        found = known(**of)
        # FastAPI puts those of the router into this list.
        return replace(found, dependencies=[*found.dependencies])

    return remembered
