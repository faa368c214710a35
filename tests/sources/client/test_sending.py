import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.client import Host, NoAnswerError
from app.sources.client.sending import Sending, first_sending, redirected

HOST = Host(
    name="openalex",
    base_url="https://api.openalex.org",
    per_second=1,
    secrets={"api_key": "k3y"},
    allowed_hosts=frozenset({"content.openalex.org"}),
)
PLAIN = Host(name="mirror", base_url="http://mirror.example.org/v1", per_second=1)


def asked(host: Host) -> Sending:
    return first_sending(host, "/works/W1", {"select": "id"}, None)


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("https://api.fda.gov/device", "event.json", "https://api.fda.gov/device/event.json"),
        ("https://api.fda.gov/device/", "/event.json", "https://api.fda.gov/device/event.json"),
    ],
)
def test_a_path_lies_below_the_base_address(base: str, path: str, address: str) -> None:
    host = Host(name="openfda", base_url=base, per_second=1)
    assert str(first_sending(host, path, {}, None).url) == address


@pytest.mark.parametrize(
    ("location", "leads_to", "trusted"),
    [
        ("/works/W2", "https://api.openalex.org/works/W2", True),
        ("https://api.openalex.org:443/works/W2", "https://api.openalex.org/works/W2", True),
        ("https://API.openalex.org/W2", "https://api.openalex.org/W2", True),
        ("/works/W2?api_key=k3y&select=id", "https://api.openalex.org/works/W2?select=id", True),
        ("https://content.openalex.org/a", "https://content.openalex.org/a", False),
        ("https://content.openalex.org/a?api_key=k3y", "https://content.openalex.org/a", False),
        ("https://u:p@api.openalex.org/W2#x", "https://api.openalex.org/W2", True),
    ],
)
def test_redirects_that_are_followed(location: str, leads_to: str, trusted: bool) -> None:
    sending = redirected(HOST, asked(HOST), 302, location)
    assert (str(sending.url), sending.trusted) == (leads_to, trusted)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://api.openalex.org/works/W2", "not encrypted"),
        ("http://content.openalex.org/a", "not encrypted"),
        ("https://evil.example.org/works/W1", "another host, evil.example.org"),
        ("//evil.example.org/works/W1", "another host"),
        ("https://api.openalex.org.evil.example.org/", "another host"),
        ("https://api.openalex.org@evil.example.org/", "another host"),
        ("https://api.openalex.org:8443/works/W1", "another host, api.openalex.org:8443"),
        ("javascript:alert(1)", "no address"),
        ("", "no address"),
    ],
)
def test_redirects_that_are_refused(location: str, reason: str) -> None:
    with pytest.raises(NoAnswerError, match=reason) as caught:
        redirected(HOST, asked(HOST), 302, location)
    assert not caught.value.again


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_an_upstream_that_is_not_encrypted_may_stay_so_or_become_it(scheme: str) -> None:
    there = f"{scheme}://mirror.example.org/v2"
    assert redirected(PLAIN, asked(PLAIN), 301, there).url == httpx.URL(there)


@given(st.text())
def test_any_location_is_followed_or_refused(location: str) -> None:
    try:
        sending = redirected(HOST, asked(HOST), 302, location)
    except NoAnswerError:
        return
    assert sending.url.host in ("api.openalex.org", "content.openalex.org")
    assert sending.url.scheme == "https"


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_any_path_makes_an_address_of_the_host_or_none(path: str, params: dict[str, str]) -> None:
    try:
        sending = first_sending(HOST, path, params, None)
    except NoAnswerError:
        return
    assert sending.url.host == "api.openalex.org"
