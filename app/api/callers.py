"""Who asks, by a name that limits and repeated requests are counted under."""

from ipaddress import IPv6Address, ip_address

from starlette.requests import HTTPConnection

from app.accounts import Person

NETWORK_BITS = 64
"""Of an IPv6 address: what one household or one machine is given; it may use any address in it."""


def caller_of(request: HTTPConnection) -> str:
    """The caller's name, the same for all of their requests.

    Whoever has an account is that account, from wherever and with whichever token; anybody else is
    the address that they ask from.
    """
    person: Person | None = getattr(request.state, "person", None)
    if person is not None and person.account_id is not None:
        return f"account {person.account_id}"
    return _address_of(request)


def _address_of(request: HTTPConnection) -> str:
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS))
