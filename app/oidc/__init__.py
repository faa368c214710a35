"""Single sign-on: asking an OpenID Connect provider who somebody is. Knows no accounts."""

from app.oidc.code_flow import Begun, begin, finish
from app.oidc.values import Identity, Provider, may_join

__all__ = [
    "Begun",
    "Identity",
    "Provider",
    "begin",
    "finish",
    "may_join",
]
