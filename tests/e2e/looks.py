"""The sizes and schemes that every page is looked at in."""

from collections.abc import Callable
from itertools import product
from typing import Literal

from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]

WIDTHS = {"wide": (1280, 900), "narrow": (390, 844)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LOOKS = tuple(product(WIDTHS, SCHEMES))


def take_look(page: Page, width: str, scheme: Scheme) -> None:
    """Change an open page to a width and a colour scheme."""
    wide, high = WIDTHS[width]
    page.set_viewport_size({"width": wide, "height": high})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
