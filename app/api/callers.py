"""Who asks, by a name that limits and repeated requests are counted under."""

from ipaddress import IPv6Address, ip_address

from starlette.requests import HTTPConnection

NETWORK_BITS = 64
"""Of an IPv6 address: what one household or one machine is given; it may use any address in it."""


def caller_of(request: HTTPConnection) -> str:
    """The caller's name, the same for all of their requests: the address that they ask from."""
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
