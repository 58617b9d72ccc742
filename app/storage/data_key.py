"""The key that a library is encrypted with."""

from __future__ import annotations

import secrets

LENGTH = 32


class DataKey:
    """A library's own random key, 256 bits. It is never written anywhere but wrapped, and never shown."""

    __slots__ = ("_bytes",)

    def __init__(self, raw: bytes) -> None:
        """Take the 32 bytes of a key. Raises ValueError for another length."""
        if len(raw) != LENGTH:
            raise ValueError("a data key has 32 bytes")
        self._bytes = bytes(raw)

    @classmethod
    def fresh(cls) -> DataKey:
        """Return a new random key."""
        return cls(secrets.token_bytes(LENGTH))

    @property
    def raw(self) -> bytes:
        """The key itself, for whoever wraps it or opens a library with it."""
        return self._bytes

    @property
    def pragma(self) -> str:
        """The statement that opens a database with this key; to be said to SQLCipher and to nobody else."""
        return f"""PRAGMA key = "x'{self._bytes.hex()}'\""""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and secrets.compare_digest(self._bytes, other._bytes)

    def __hash__(self) -> int:
        return hash(self._bytes)

    def __repr__(self) -> str:
        return "DataKey(…)"

    def __reduce__(self) -> str:
        raise TypeError("a data key is not to be stored")
