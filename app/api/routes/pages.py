"""Lists page by page: the address of the next page, in the answer and in its header."""

from typing import TypeVar

from fastapi import Request, Response

from app.api.schemas import Shape

PageT = TypeVar("PageT", bound=Shape)


def linked(page: PageT, request: Request, response: Response) -> PageT:
    """The page with the address of the next one, said in the header `Link` too (RFC 8288)."""
    onward: str | None = getattr(page, "next_cursor", None)
    if onward is None:
        return page
    address = address_at(request, onward)
    response.headers["Link"] = f'<{address}>; rel="next"'
    return page.model_copy(update={"next": address})


def address_at(request: Request, cursor: str) -> str:
    """The address that was asked, at another place of the list."""
    url = request.url.include_query_params(cursor=cursor)
    return f"{url.path}?{url.query}"
