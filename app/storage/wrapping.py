"""How a data key is wrapped: by Argon2id of a password, or by a recovery code, with AES-256-GCM.

What each number means stands in docs/security.md.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SALT_BYTES = 16
NONCE_BYTES = 12
GOAL_SECONDS = 0.65
LANES = 4
PASSES = 3
MOST_PASSES = 16
MEMORY_KIB = 128 * 1024
LEAST_MEMORY_KIB = 64 * 1024
HIGHEST_MEMORY_KIB = 1024 * 1024
MOST_WORK_KIB = 4 * 1024 * 1024
"""No key file is let take more memory, or memory times passes: a made-up one could fill or hold the machine."""

CODE_BYTES = 20
WORD_BYTES = 32
GROUP = 4
_NUMBERS = "123456789"
"""What stands before the groups of a code on its sheet."""
_RFC_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_OUR_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: what is written by hand is read again
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a password costs, in the terms of Argon2id: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int = LANES

    def __post_init__(self) -> None:
        if not (8 * self.lanes <= self.memory_kib <= HIGHEST_MEMORY_KIB and 1 <= self.passes <= 64):
            raise ValueError("no such cost")
        if self.memory_kib * self.passes > MOST_WORK_KIB:
            raise ValueError("no such cost")
        if not 1 <= self.lanes <= 16:
            raise ValueError("no such cost")


def calibrated() -> Cost:
    """Return what costs 0.5 to 0.8 seconds on this machine; never less than 64 MiB and three passes."""
    memory = MEMORY_KIB
    taken = _seconds(Cost(memory, PASSES))
    if taken > GOAL_SECONDS * 1.25:
        memory = LEAST_MEMORY_KIB
        taken = _seconds(Cost(memory, PASSES))
    # Getting the memory takes as long for one pass as for many. Whatever else the machine does only adds to a time.
    one = min(_seconds(Cost(memory, 1)), _seconds(Cost(memory, 1)))
    each = max(taken - one, 1e-3) / (PASSES - 1)
    passes = 1 + round((GOAL_SECONDS - one) / each)
    return Cost(memory, min(max(passes, PASSES), MOST_PASSES))


def _seconds(cost: Cost) -> float:
    begun = time.perf_counter()
    _derive("samkarta", b"0" * SALT_BYTES, cost)
    return time.perf_counter() - begun


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    """Return the key of a password. The same letters count as the same however a keyboard composed them."""
    spelled = unicodedata.normalize("NFC", password).encode("utf-8", "surrogateescape")
    derivation = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return derivation.derive(spelled)


def wrap_by_password(secret: bytes, password: str, cost: Cost, bound: bytes) -> dict[str, Any]:
    """Return ``secret`` wrapped by a password, as data for a key file that has ``bound`` in it."""
    salt = secrets.token_bytes(SALT_BYTES)
    kdf = {
        "name": "argon2id",
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "lanes": cost.lanes,
        "salt": _text(salt),
    }
    return {"kind": "password", "kdf": kdf, **_sealed(secret, _derive(password, salt, cost), b"password" + bound)}


def wrap_by_code(secret: bytes, code: str, bound: bytes) -> dict[str, Any]:
    """Return ``secret`` wrapped by a recovery code. Raises ValueError if it is no code."""
    salt = secrets.token_bytes(SALT_BYTES)
    kdf = {"name": "hkdf-sha256", "salt": _text(salt)}
    return {"kind": "recovery", "kdf": kdf, **_sealed(secret, _stretched(code, salt), b"recovery" + bound)}


def wrap_by_machine(secret: bytes, word: str, bound: bytes) -> dict[str, Any]:
    """Return ``secret`` wrapped by the random ``word`` that a machine's own keyring keeps; see `new_word`."""
    salt = secrets.token_bytes(SALT_BYTES)
    kdf = {"name": "hkdf-sha256", "salt": _text(salt)}
    return {"kind": "keyring", "kdf": kdf, **_sealed(secret, _stretched_word(word, salt), b"keyring" + bound)}


def unwrap(slot: dict[str, Any], word: str, bound: bytes) -> bytes | None:
    """Return what a slot holds, or None if the password, code or word is not the right one.

    Raises ValueError, KeyError or TypeError if the slot cannot be read.
    """
    kdf, kind = slot["kdf"], str(slot["kind"])
    salt = _bytes(kdf["salt"])
    if kind == "password":
        key = _derive(word, salt, Cost(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"])))
    else:
        key = _stretched_word(word, salt) if kind == "keyring" else _stretched(word, salt)
    try:
        return AESGCM(key).decrypt(_bytes(slot["nonce"]), _bytes(slot["wrapped"]), kind.encode() + bound)
    except InvalidTag:
        return None


def _sealed(secret: bytes, key: bytes, bound: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return {"nonce": _text(nonce), "wrapped": _text(AESGCM(key).encrypt(nonce, secret, bound))}


def _stretched(code: str, salt: bytes) -> bytes:
    """Return the key of a recovery code: 160 random bits need no slow derivation."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"samkarta recovery").derive(read_code(code))


def new_word() -> str:
    """Return a new random word for a machine's keyring: 256 bits."""
    return secrets.token_hex(WORD_BYTES)


def _stretched_word(word: str, salt: bytes) -> bytes:
    spelled = word.encode("utf-8", "surrogateescape")
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"samkarta keyring").derive(spelled)


def new_code() -> str:
    """Return a new recovery code: 160 random bits in eight groups of four, and a ninth by which a slip is noticed."""
    raw = secrets.token_bytes(CODE_BYTES)
    letters = _letters(raw) + _letters(_check(raw))[:GROUP]
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def read_code(text: str) -> bytes:
    """Return the bits of a recovery code as somebody wrote it, or copied it from its sheet with the groups' numbers.

    Raises ValueError if a letter of it is wrong.
    """
    letters = _unnumbered("".join(each for each in text.upper() if each.isalnum()).translate(_MISREAD))
    code, check = letters[:-GROUP], letters[-GROUP:]
    try:
        raw = base64.b32decode(code.translate(str.maketrans(_OUR_LETTERS, _RFC_LETTERS)))
    except ValueError as problem:
        raise ValueError("no recovery code") from problem
    if len(raw) != CODE_BYTES or _letters(_check(raw))[:GROUP] != check:
        raise ValueError("no recovery code")
    return raw


def _unnumbered(letters: str) -> str:
    """Return the letters without the number before each group, where every group has one."""
    each = GROUP + 1
    numbered = len(letters) == each * len(_NUMBERS) and letters[::each] == _NUMBERS
    return "".join(letters[at + 1 : at + each] for at in range(0, len(letters), each)) if numbered else letters


def _letters(raw: bytes) -> str:
    return base64.b32encode(raw).decode().rstrip("=").translate(str.maketrans(_RFC_LETTERS, _OUR_LETTERS))


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(b"samkarta recovery code" + raw).digest()[:5]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
