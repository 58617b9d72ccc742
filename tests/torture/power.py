"""What a power cut leaves on a disk: some of what was written since the last sync, in no order, some of it torn.

Read from the log that `shim.c` writes. The rules of the disk: what was synced is there. Of the writes and cuts of a
file since its last sync any may be there, whole or in parts of 512 bytes, whatever came before or after. New names,
renames and removals are there in their order up to some point, at least to the last sync of a folder.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("<cQQQ")


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done: its letter in `shim.c`, the file's inode, an offset or length, and what was written."""

    what: str
    inode: int
    at: int
    data: bytes

    @property
    def names(self) -> tuple[str, str]:
        """The two names of a rename or link; the second is empty for a removal."""
        first, _gap, second = self.data.decode().partition("\n")
        return first, second


def read_log(path: Path) -> list[Done]:
    """Return what was done, in order."""
    raw, at, found = path.read_bytes(), 0, []
    while at < len(raw):
        what, inode, number, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        found.append(Done(what.decode(), inode, number, raw[at : at + length]))
        at += length
    return found


@dataclass(slots=True)
class _File:
    """A file: what is on the disk for sure, and what was done to it since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Done] = field(default_factory=list)

    def sync(self) -> None:
        for each in self.since:
            _do(self.sure, each, range(0, len(each.data), SECTOR))
        self.since.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """Return what may be found after a power cut."""
        left = bytearray(self.sure)
        since = [each for each in self.since if chance.random() < 0.6]
        chance.shuffle(since)
        for each in since:
            sectors = list(range(0, len(each.data), SECTOR))
            if chance.random() < 0.3:
                sectors = [at for at in sectors if chance.random() < 0.5]
            _do(left, each, sectors)
        return bytes(left)


def _do(content: bytearray, done: Done, sectors: list[int] | range) -> None:
    if done.what == "T":
        del content[done.at :]
        content.extend(bytes(done.at - len(content)))
        return
    for start in sectors:
        part = done.data[start : start + SECTOR]
        at = done.at + start
        content.extend(bytes(max(0, at + len(part) - len(content))))
        content[at : at + len(part)] = part


class Disk:
    """A folder's disk while a log is replayed."""

    def __init__(self, folder: Path) -> None:
        """Take the folder as it is, all of it for sure on the disk. The log must begin here."""
        self._names: dict[str, _File] = {}
        self._inodes: dict[int, _File] = {}
        self._since: list[tuple[Done, _File | None]] = []
        for path in folder.rglob("*"):
            if path.is_file():
                self._inodes[path.stat().st_ino] = self._names[str(path)] = _File(bytearray(path.read_bytes()))

    def take(self, done: Done) -> None:
        """Let one more thing be done."""
        if done.what == "C":
            self._inodes[done.inode] = made = _File()
            self._since.append((done, made))
        elif done.what in "WT" and done.inode in self._inodes:
            self._inodes[done.inode].since.append(done)
        elif done.what == "S" and done.inode in self._inodes:
            self._inodes[done.inode].sync()
        elif done.what in "URL":
            self._since.append((done, None))
        elif done.what == "D":
            self._names = self._named(len(self._since))
            self._since.clear()

    def _named(self, count: int) -> dict[str, _File]:
        names = dict(self._names)
        for done, made in self._since[:count]:
            first, second = done.names
            if made is not None:
                names[first] = made
            elif first in names:
                if done.what in "RL":
                    names[second] = names[first]
                if done.what in "RU":
                    del names[first]
        return names

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that may be found after a power cut now."""
        names = self._named(chance.randint(0, len(self._since)))
        found = {id(each): each.after_cut(chance) for each in names.values()}
        return {name: found[id(each)] for name, each in names.items()}


def cuts(
    disk: Disk, log: list[Done], count: int, chance: random.Random
) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Cut the power ``count`` times at random moments; yield the files that are left, and what had been told."""
    moments = sorted(chance.randrange(len(log) + 1) for _number in range(count))
    told: list[str] = []
    done = 0
    for moment in moments:
        for each in log[done:moment]:
            if each.what == "A":
                told.append(each.data.decode())
            else:
                disk.take(each)
        done = moment
        yield disk.after_cut(chance), list(told)


def lay_out(files: dict[str, bytes], old: Path, new: Path) -> None:
    """Write what a power cut left of the folder ``old`` into ``new``."""
    for name, content in files.items():
        if not Path(name).is_relative_to(old):
            continue  # a note in the data folder: it is no part of what is tried
        target = new / Path(name).relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
