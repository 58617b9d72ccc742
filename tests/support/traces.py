"""Looks for names in every byte of an encrypted library."""

from __future__ import annotations

from pathlib import Path

from tests.support.libraries import KEY, raw


def plain_bytes(path: Path) -> bytes:
    """Everything the encrypted file holds, what is left in free pages and between rows too; its journal is empty."""
    connection = raw(path)
    try:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    finally:
        connection.close()
    return decrypted(path)


def decrypted(path: Path) -> bytes:
    """Decrypt every page as SQLCipher 4 does: AES-256-CBC, the last 80 bytes of a page are IV and HMAC."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    size, reserved, salt = 4096, 80, 16
    data = path.read_bytes()
    assert data and len(data) % size == 0
    found = b""
    for start in range(0, len(data), size):
        page = data[start : start + size]
        body = page[salt if start == 0 else 0 : size - reserved]
        iv = page[size - reserved : size - reserved + 16]
        decryptor = Cipher(algorithms.AES(KEY.raw), modes.CBC(iv)).decryptor()
        found += decryptor.update(body) + decryptor.finalize()
    return found


def told(data: bytes, name: str) -> bool:
    return any(name.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be")) or (
        name.casefold().encode() in data.lower()
    )
