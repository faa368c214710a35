"""The script that draws charts in a page; it comes with the renderer, so both draw alike."""

import gzip
from functools import cache
from http import HTTPStatus
from importlib.metadata import version

from fastapi import APIRouter, Request, Response

from app.dashboard import links
from app.exports import browser_script

router = APIRouter(include_in_schema=False)
FOR_A_YEAR = "public, max-age=31536000, immutable"
SCRIPT = "/gap-map/vega.js"


def script_href() -> str:
    """Its address; another version has another one."""
    return links.with_query(SCRIPT, {"v": version("vl-convert-python")})


@router.get(SCRIPT)
def get_script(request: Request) -> Response:
    """The script, which a browser keeps."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Cache-Control": FOR_A_YEAR, "Vary": "Accept-Encoding"}
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = _packed() if packed else browser_script()
    return Response(body, HTTPStatus.OK, headers, "text/javascript")


@cache
def _packed() -> bytes:
    return gzip.compress(browser_script(), mtime=0)
