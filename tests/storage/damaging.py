"""Ways in which a disk, a cable or another program spoils a file; each changes something that was written."""

from __future__ import annotations

import random
from collections.abc import Callable

PAGE = 4096


def flip_a_bit(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def zero_a_block(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) // 512) * 512
    content[at : at + 512] = bytes(512)


def cut_off(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(1, len(content)) :]


def swap_two_pages(content: bytearray, chance: random.Random) -> None:
    one, other = chance.sample(range(len(content) // PAGE), 2)
    first, second = slice(one * PAGE, (one + 1) * PAGE), slice(other * PAGE, (other + 1) * PAGE)
    content[first], content[second] = content[second], content[first]


def append_garbage(content: bytearray, chance: random.Random) -> None:
    content += chance.randbytes(chance.choice((1, 100, PAGE, 3 * PAGE)))


def write_garbage(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = chance.randbytes(PAGE)


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_a_bit,
    zero_a_block,
    cut_off,
    swap_two_pages,
    append_garbage,
    write_garbage,
)
