"""The file `.samkarta-case`: one case, encrypted under a password of its own.

A line that says what it is, the length of a header, the header (JSON: version, the wrapped key, the nonce), then the
contents: JSON, packed with zlib and encrypted with AES-256-GCM under a random key, bound to the header. The key is
wrapped by Argon2id of the password, as a library's is (docs/security.md). Nothing of the case stands outside.
"""

from __future__ import annotations

import base64
import json
import secrets
import struct
import zlib
from pathlib import Path
from typing import Any

from app.i18n import _
from app.storage.errors import LibraryProblem
from app.storage.wrapping import NONCE_BYTES, Cost, calibrated, unwrap, wrap_by_password

SUFFIX = ".samkarta-case"
MAGIC = b"SAMKARTA-CASE\n"
VERSION = 1
LARGEST = 256 * 1024 * 1024
LARGEST_INSIDE = 512 * 1024 * 1024
LARGEST_HEADER = 16 * 1024
MOST_MEMORY_KIB, MOST_PASSES = 512 * 1024, 16
"""No file is let ask for more: a made-up one could hold the machine for minutes."""

_LENGTH = struct.Struct(">I")
_BOUND = b"samkarta-case/1"


class NotHandedOver(LibraryProblem):
    """The file is no case that was handed over, or is damaged, or a newer program's. Nothing was imported."""


class WrongCasePassword(LibraryProblem):
    """The password does not open the file."""


def seal(contents: dict[str, Any], password: str, cost: Cost | None = None) -> bytes:
    """Return the bytes of a file with ``contents``. Raises LibraryProblem: too large, no password."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not password:
        raise WrongCasePassword(_("Välj ett lösenord för filen. Inget har skrivits."))
    inside = json.dumps(contents, ensure_ascii=False, separators=(",", ":")).encode()
    packed = zlib.compress(inside, 6)
    if len(inside) > LARGEST_INSIDE or len(packed) > LARGEST - LARGEST_HEADER:
        raise LibraryProblem(_("Ärendet är för stort för en fil. Inget har skrivits. Lämna över det utan bilagor."))
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(NONCE_BYTES)
    slot = wrap_by_password(key, password, cost or calibrated(), _BOUND)
    header = {"version": VERSION, "nonce": base64.b64encode(nonce).decode(), "slot": slot}
    head = MAGIC + _framed(json.dumps(header, separators=(",", ":")).encode())
    return head + AESGCM(key).encrypt(nonce, packed, head)


def unseal(path: Path, password: str) -> dict[str, Any]:
    """Return what a file holds. Raises NotHandedOver, WrongCasePassword, or OSError if it cannot be read."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _bad(path, _("den är större än {most} MB").format(most=LARGEST // 2**20))
    try:
        head, header, sealed = _parts(data)
        packed = _opened(head, header, sealed, password, path)
        unpacker = zlib.decompressobj()
        inside = unpacker.decompress(packed, LARGEST_INSIDE)
        if not unpacker.eof or unpacker.unconsumed_tail:
            raise ValueError("too large")
        contents = json.loads(inside)
    except (ValueError, KeyError, TypeError, struct.error, zlib.error, RecursionError, MemoryError) as problem:
        raise _bad(path, _("den är skadad eller inte en sådan fil")) from problem
    if not isinstance(contents, dict):
        raise _bad(path, _("den är skadad eller inte en sådan fil"))
    return contents


def _parts(data: bytes) -> tuple[bytes, dict[str, Any], bytes]:
    """Return what stands before the contents, the header of it, and the contents."""
    if not data.startswith(MAGIC):
        raise ValueError("no such file")
    start = len(MAGIC) + _LENGTH.size
    (length,) = _LENGTH.unpack(data[len(MAGIC) : start])
    if length > LARGEST_HEADER:
        raise ValueError("the header is too long")
    header = json.loads(data[start : start + length])
    if not isinstance(header, dict):
        raise TypeError("no header")
    return data[: start + length], header, data[start + length :]


def _opened(head: bytes, header: dict[str, Any], sealed: bytes, password: str, path: Path) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if type(header["version"]) is int and header["version"] > VERSION:
        raise _bad(path, _("den är gjord av en nyare Samkarta. Uppdatera programmet"))
    slot = header["slot"]
    asked = slot["kdf"]
    if slot["kind"] != "password" or asked["memory_kib"] > MOST_MEMORY_KIB or asked["passes"] > MOST_PASSES:
        raise ValueError("no such key")
    key = unwrap(slot, password, _BOUND)
    if key is None:
        raise WrongCasePassword(_("Lösenordet öppnar inte {path}. Inget har lagts in. Försök igen.").format(path=path))
    try:
        return AESGCM(key).decrypt(base64.b64decode(header["nonce"], validate=True), sealed, head)
    except InvalidTag as problem:
        raise ValueError("the contents have been changed") from problem


def _framed(header: bytes) -> bytes:
    return _LENGTH.pack(len(header)) + header


def _bad(path: Path, why: str) -> NotHandedOver:
    return NotHandedOver(
        _("{path} går inte att lägga in: {why}. Inget har lagts in. Be om filen på nytt.").format(path=path, why=why)
    )
