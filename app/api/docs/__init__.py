"""The documentation of the API as a page, made on the server from the OpenAPI document."""

from app.api.docs.routes import docs_router

__all__ = ["docs_router"]
