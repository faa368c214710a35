"""The version that the service reports."""

from importlib.metadata import PackageNotFoundError, version


def _version() -> str:
    try:
        return version("coregap")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


VERSION = _version()
