"""Where a request comes from and where a browser may be sent: hosts, networks, own paths."""

from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

HOME_NETWORK_BITS = 64  # of an IPv6 address: what one customer gets, RFC 6177


def is_loopback(host: str) -> bool:
    """Whether a host, with or without a port, is this machine by number or as localhost."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def network_of(address: str) -> str:
    """The network whose failed attempts are counted together; empty where it is no address."""
    try:
        found = ip_address(address)
    except (ValueError, AddressValueError):
        return ""
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    if isinstance(found, IPv4Address) or mapped:
        return str(mapped or found)
    return str(IPv6Network((int(found), HOME_NETWORK_BITS), strict=False))


def is_own_path(path: str) -> bool:
    """Whether it leads to a page here and nowhere else, in the eyes of every browser.

    Browsers read two slashes at the beginning as another host, backslashes as slashes, and drop
    tabs and line breaks inside an address.
    """
    return (
        path.startswith("/")
        and not path.startswith("//")
        and "\\" not in path
        and path.isprintable()
        and len(path) < 2000
    )
