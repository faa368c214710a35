"""A process of its own that turns a chart's specification into a file; it stands here to import little.

The renderer is a JavaScript engine with a font library. Whatever a specification makes of it, the
process that asked goes on.
"""

import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection

import vl_convert

VEGA_LITE = "6.4"
"""The version that Altair writes for."""
MOST_MEMORY = 3 * 1024**3
NO_NETWORK: list[str] = []
"""Addresses that a specification may load from."""
BROWSER = "window.drawGapMap = vegaEmbed;"
"""What the script for a page leaves in it: the one function that draws."""
Job = tuple[str, str, float]
"""What is wanted, the specification, and pixels a unit."""
Answer = tuple[bool, bytes]
"""Whether it was done, and the file; or else what was wrong."""


def serve(jobs: Connection, idle: float) -> None:
    """Answer one job after the other, until nobody asked for `idle` seconds or the asker is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this one
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    while jobs.poll(idle):
        try:
            job: Job = jobs.recv()
        except EOFError:
            return
        jobs.send(_answer(job))


def _answer(job: Job) -> Answer:
    wanted, text, scale = job
    try:
        return True, WAYS[wanted](text, scale)
    except ValueError as error:  # what the renderer raises, whatever went wrong
        return False, str(error).encode()


def _svg(specification: str, _scale: float) -> bytes:
    svg: str = vl_convert.vegalite_to_svg(
        specification, vl_version=VEGA_LITE, allowed_base_urls=NO_NETWORK
    )
    return svg.encode()


def _png(specification: str, scale: float) -> bytes:
    png: bytes = vl_convert.vegalite_to_png(
        specification, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=NO_NETWORK
    )
    return png


def _pdf(specification: str, _scale: float) -> bytes:
    pdf: bytes = vl_convert.vegalite_to_pdf(
        specification, vl_version=VEGA_LITE, allowed_base_urls=NO_NETWORK
    )
    return pdf


def _script(_specification: str, _scale: float) -> bytes:
    script: str = vl_convert.javascript_bundle(snippet=BROWSER, vl_version=VEGA_LITE)
    return script.encode()


WAYS: dict[str, Callable[[str, float], bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "script": _script,
}
