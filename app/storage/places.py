"""Where a library lies: on a network share or in a folder that is copied elsewhere, it is not safe."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.i18n import _

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav", "davfs", "9p"),
        *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "glusterfs", "fuse.glusterfs", "ceph"),
    }
)
_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "drivefs": "Google Drive",
    "my drive": "Google Drive",
    "min enhet": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
"""How a folder that is copied elsewhere begins, in small letters, and who copies it."""
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".sync_*.db": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
"""What the copying programs leave in the uppermost folder that they copy."""
_OCTAL = re.compile(r"\\([0-7]{3})")  # how the table writes a space in a name
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class Place:
    """Why a place is not safe for a library: a network share, or a folder that ``name`` copies elsewhere."""

    kind: Literal["network", "syncing"]
    name: str

    def told(self, library: Path) -> str:
        """Return what may happen, and what helps."""
        if self.kind == "network":
            return _(
                "Biblioteket {path} ligger på en nätverksdisk ({name}). Om nätet bryts kan den senaste ändringen gå "
                "förlorad, och två datorer kan inte använda det säkert samtidigt. Lägg biblioteket på den egna datorn "
                "och en kopia på nätverksdisken ibland."
            ).format(path=library, name=self.name)
        return _(
            "Biblioteket {path} ligger i en mapp som {name} kopierar till nätet. Kopian kan bli gjord mitt i en "
            "ändring, och två datorer kan skriva över varandra. Filerna är krypterade, men nyckelfilen följer med: "
            "bara lösenordet skyddar dem där. Flytta biblioteket till en vanlig mapp på datorn."
        ).format(path=library, name=self.name)


def place_of(library: Path) -> Place | None:
    """Return why the library's place is not safe, None if nothing is known against it."""
    folder = library.resolve().parent
    name = _syncing(folder)
    if name:
        return Place("syncing", name)
    share = _share(folder)
    return Place("network", share) if share else None


def mark_of(library: Path) -> str:
    """Return what the settings remember a library by, so that one is warned of its place once; no path is in it."""
    return hashlib.sha256(os.fsencode(library.resolve())).hexdigest()[:16]


def _syncing(folder: Path) -> str:
    for variable in _VARIABLES:
        root = os.environ.get(variable)
        if root and folder.is_relative_to(Path(root).resolve()):
            return "OneDrive"
    for each in (folder, *folder.parents):
        known = each.name.lower()
        for begin, name in _FOLDERS.items():
            if known == begin or known.startswith((begin + " -", begin + "-", begin + " (")):
                return name
        for mark, name in _MARKS.items():
            if next(_matching(each, mark), None) is not None and each != Path.home():
                return name
    return ""


def _matching(folder: Path, pattern: str) -> Iterator[Path]:
    try:
        yield from folder.glob(pattern)
    except OSError:
        return


def _share(folder: Path) -> str:
    """Return the kind of file system if it is one of the network, else nothing."""
    if sys.platform == "win32":
        return _windows_share(folder)
    try:
        if sys.platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False).stdout
            mounts = mounts_of_macos(listed)
        else:
            mounts = mounts_of_linux(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape"))
    except (OSError, subprocess.SubprocessError):
        return ""
    kind = kind_at(folder, mounts)
    return kind if kind in _NETWORK else ""


def _windows_share(folder: Path) -> str:
    if folder.drive.startswith("\\\\"):
        return "SMB"
    if sys.platform == "win32":
        import ctypes

        remote = 4
        if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote:
            return "SMB"
    return ""


def mounts_of_linux(table: str) -> dict[Path, str]:
    """Return the kind of file system at each place of a table like ``/proc/self/mounts``."""
    found = {}
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) >= 3:
            found[Path(_OCTAL.sub(lambda seen: chr(int(seen[1], 8)), parts[1]))] = parts[2]
    return found


def mounts_of_macos(listed: str) -> dict[Path, str]:
    """Return the kind of file system at each place of what ``mount`` says: ``//server/x on /Volumes/x (smbfs, …)``."""
    found = {}
    for line in listed.splitlines():
        before, _brace, kinds = line.rpartition(" (")
        _what, on, place = before.partition(" on ")
        if on and kinds:
            found[Path(place)] = kinds.rstrip(")").split(",")[0]
    return found


def kind_at(folder: Path, mounts: dict[Path, str]) -> str:
    """Return the kind of the file system that a folder lies on: that of the innermost place it is under."""
    under = [place for place in mounts if folder.is_relative_to(place)]
    return mounts[max(under, key=lambda place: len(place.parts))] if under else ""
