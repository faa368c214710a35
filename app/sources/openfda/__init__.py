"""openFDA: clearances and reported events of the device, signals and never studies."""

from app.sources.openfda.pages import OpenFda, host

__all__ = ["OpenFda", "host"]
