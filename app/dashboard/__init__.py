"""The pages."""

from app.dashboard.error_page import error_page
from app.dashboard.rendering import mount_static
from app.dashboard.routes import router as dashboard_router

__all__ = ["dashboard_router", "error_page", "mount_static"]
