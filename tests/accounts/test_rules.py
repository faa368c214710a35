"""Roles, scopes, names, places, and how long somebody waits."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.accounts import (
    ALL_SCOPES,
    IDLE,
    LONGEST,
    OF_ACCOUNT,
    OF_ADDRESS,
    Role,
    Scope,
    allowed_to,
    display_name,
    hash_of,
    hint_of,
    is_loopback,
    is_over,
    is_own_path,
    is_token,
    name_bucket,
    name_key,
    network_of,
    new_token,
    wait_until,
    widened,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_each_role_may_all_that_the_one_before_may() -> None:
    reader, reviewer, admin = (allowed_to(role) for role in Role)
    assert reader == {Scope.READ}
    assert reader < reviewer < admin == ALL_SCOPES
    assert Scope.ADMIN not in reviewer


@pytest.mark.parametrize(
    ("role", "asked", "may"),
    [
        (Role.ADMIN, {Scope.READ}, "read"),
        (Role.ADMIN, {Scope.REVIEW}, "read review"),
        (Role.ADMIN, {Scope.ADMIN}, "admin import read review"),
        (Role.REVIEWER, {Scope.ADMIN}, "import read review"),
        (Role.READER, {Scope.REVIEW, Scope.IMPORT}, "read"),
        (Role.ADMIN, set(), ""),
    ],
)
def test_a_token_may_what_it_was_given_of_what_its_owner_may(
    role: Role, asked: set[Scope], may: str
) -> None:
    assert allowed_to(role, asked) == set(may.split())


@given(st.sets(st.sampled_from(Scope)), st.sampled_from(Role))
@settings(deadline=None)
def test_no_token_may_more_than_its_owner(asked: set[Scope], role: Role) -> None:
    assert allowed_to(role, asked) <= allowed_to(role)
    assert widened(widened(asked)) == widened(asked)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Søren O'Hara-Li 2nd", "Søren O'Hara-Li 2nd"),
        ("王小明", "王小明"),
        ("ada@example.org", "ada@example.org"),
        ("", ""),
        (".hidden", ""),
        ("Ada\x00", ""),
        ("Ada\u202eevol", ""),
        ("<b>Ada</b>", ""),
        ("=cmd()", ""),
        ("a:b", ""),
        ("x" * 101, ""),
    ],
)
def test_a_name_is_letters_digits_and_few_signs(written: str, name: str) -> None:
    assert display_name(written) == name


@pytest.mark.parametrize("other", ["ADA LOVELACE", "ada  lovelace", "\uff21\uff44\uff41 Lovelace"])
def test_letters_do_not_tell_people_apart(other: str) -> None:
    assert name_key(other) == name_key("Ada Lovelace")
    assert name_bucket(other) == name_bucket("Ada Lovelace")


def test_what_is_typed_as_a_name_cannot_be_found_again() -> None:
    """It may be a password: of two million words each bucket holds thirty."""
    words = {name_bucket(f"correct horse {n}") for n in range(2000)}
    assert all(len(bucket) == 4 for bucket in words)
    assert len({name_bucket(str(n)) for n in range(300_000)}) <= 16**4


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "127.8.9.1", "[::1]:8000", "[::1]"]
)
def test_this_machine_by_its_own_names(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["", "192.0.2.1", "example.org", "127.0.0.1.example.org", "localhost.example.org", "10.0.0.1",
     "[::]:80", "[::1", "a@b:c", "127.1"],
)  # fmt: skip
def test_other_machines(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("testclient", ""),
        ("", ""),
    ],
)
def test_attempts_of_one_network_are_counted_together(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("path", ["/", "/gap-map?rows=outcome", "/studies/S1#text", "/a//b"])
def test_a_path_of_ours(path: str) -> None:
    assert is_own_path(path)


@pytest.mark.parametrize(
    "path",
    ["", "gap-map", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
     "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "/" + "x" * 3000, " //evil.example",
     "/\x00", "///evil.example"],
)  # fmt: skip
def test_a_way_out_is_no_path_of_ours(path: str) -> None:
    assert not is_own_path(path)


def test_five_failures_are_free_and_then_the_wait_doubles() -> None:
    waits = []
    for number in range(1, 16):
        until = wait_until([NOON] * number, OF_ACCOUNT)
        waits.append(0 if until is None else (until - NOON).total_seconds())
    assert waits[:5] == [0, 0, 0, 0, 5]
    assert waits[5:12] == [10, 20, 40, 80, 160, 320, 640]
    assert waits[12:] == [900, 900, 900]


def test_a_day_of_guessing_brings_about_a_hundred_attempts() -> None:
    """NIST SP 800-63B-4, 3.2.2: at most 100 in a row."""
    failures, moment = [], NOON
    while moment < NOON + timedelta(days=1):
        until = wait_until(failures, OF_ACCOUNT)
        moment = max(moment, until or moment)
        failures.append(moment)
    assert 90 < len(failures) < 110


def test_an_address_that_many_share_has_more_patience() -> None:
    assert wait_until([NOON] * 19, OF_ADDRESS) is None
    assert wait_until([NOON] * 20, OF_ADDRESS) == NOON + timedelta(seconds=5)
    assert wait_until([], OF_ADDRESS) is None
    assert wait_until([NOON] * 100_000, OF_ADDRESS) == NOON + timedelta(minutes=15)


def test_a_sign_in_ends_after_idleness_and_at_the_latest_after_two_weeks() -> None:
    assert not is_over(NOON, NOON, NOON + IDLE - timedelta(seconds=1))
    assert is_over(NOON, NOON, NOON + IDLE)
    seen = NOON + LONGEST - timedelta(minutes=1)
    assert not is_over(NOON, seen, seen)
    assert is_over(NOON, seen, NOON + LONGEST)


def test_a_token_is_known_by_its_beginning_and_kept_as_a_hash() -> None:
    token = new_token()
    assert token.startswith("coregap_")
    assert len(token) == len("coregap_") + 43  # 256 bits in base 64
    assert is_token(token)
    assert not is_token("Bearer x")
    assert token not in hash_of(token)
    assert hint_of(token) == token[:12]
    assert len({new_token() for _ in range(100)}) == 100
