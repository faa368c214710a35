"""The pages."""

from fastapi import APIRouter, Depends

from app.answers.identity import reading
from app.dashboard.account_routes import router as account_router
from app.dashboard.admin_routes import router as admin_router
from app.dashboard.entry_routes import router as entry_router
from app.dashboard.error_page import error_page
from app.dashboard.rendering import mount_static
from app.dashboard.routes import router as pages_router
from app.dashboard.single_sign_on_routes import router as single_sign_on_router

dashboard_router = APIRouter()
for _part in (pages_router, account_router, admin_router):
    dashboard_router.include_router(_part, dependencies=[Depends(reading)])
for _part in (entry_router, single_sign_on_router):  # the way in is open to everybody
    dashboard_router.include_router(_part)

__all__ = ["dashboard_router", "error_page", "mount_static"]
