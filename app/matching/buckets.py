"""Numbers for what records share: those with the same number are looked at together."""

import hashlib


def bucket_id(name: str, value: object) -> int:
    """The number of a shared value, in 64 bits with a sign, as databases keep whole numbers.

    It follows from the value alone. Two values with one number would only be looked at in vain: at
    a million records the chance is one in a million.
    """
    written = repr((name, value)).encode(errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(written, digest_size=8).digest(), "big", signed=True)
