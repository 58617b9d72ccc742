"""Hands out packages: made in full under another name, written in the log, and only then given their names.

If the log cannot be written nothing leaves; if a package does not get its name, the log says so. Several are handed
out all or none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from app.export.base import ExportFailed, StillShows, look_through, reason_in_words
from app.i18n import _
from app.models.deidentify.hidden import Hidden
from app.models.disclosure.entries import Entry, failed, next_version
from app.models.disclosure.extract import Extract
from app.package.contents import Wishes, fill
from app.package.naming import PATTERN, package_name
from app.package.problems import Cancelled, Forbidden, HandingFailed, Stop
from app.paths import settle_folder
from app.unfinished import hidden_beside

Progress = Callable[[int, int, str], None]
"""Told how many packages are done, of how many, and whose is made now."""


class Log(Protocol):
    """Who keeps the disclosure log: an open library."""

    def disclosures(self, library_id: str) -> Sequence[Entry]:
        """Return the case's entries, oldest first."""

    def write_disclosures(self, entries: Sequence[tuple[str, Entry]]) -> Sequence[Entry]:
        """Write entries of cases, all or none, durably; return them with their numbers. Raises if it cannot."""


@dataclass(frozen=True, slots=True)
class Order:
    """One package to be made: of which case, what, where to, and how its recipient wants it."""

    library_id: str
    extract: Extract
    target: Path
    zipped: bool = False
    wishes: Wishes = field(default_factory=Wishes)
    pattern: str = PATTERN
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    hidden: Hidden | None = None

    @property
    def deidentified(self) -> bool:
        """Whether it is: ``hidden`` is what is looked for in every byte of it then."""
        return self.hidden is not None


@dataclass(slots=True)
class _Made:
    """A package that is whole under another name."""

    order: Order
    entry: Entry
    hidden: Path
    path: Path
    named: bool = False


def hand_out(
    orders: Sequence[Order],
    log: Log,
    *,
    by: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Path]:
    """Make the packages, write the log, and give them their names; return their paths in the same order.

    Raises Forbidden where a rule forbids one of them, Cancelled, HandingFailed if one cannot be made or the log not
    written. In each case nobody has been given anything.
    """
    stops = [
        Stop(each.extract.recipient.words, each.extract.refusal.rule, each.extract.refusal.why)
        for each in orders
        if each.extract.refusal is not None
    ]
    if stops:
        raise Forbidden(stops)
    made: list[_Made] = []
    noted = contextlib.ExitStack()
    new_folders = _make_folders(orders)
    try:
        for number, order in enumerate(orders):
            if cancelled is not None and cancelled():
                raise Cancelled(_("Du avbröt. Inget har lämnats ut."))
            if progress is not None:
                progress(number, len(orders), order.extract.recipient.words)
            hidden = noted.enter_context(hidden_beside(order.target / "package"))
            made.append(_make(order, hidden, log, by, made))
        if cancelled is not None and cancelled():
            raise Cancelled(_("Du avbröt. Inget har lämnats ut."))
        _log_and_name(made, log)
        if progress is not None:
            progress(len(orders), len(orders), "")
        return [each.path for each in made]
    except (ExportFailed, ValueError) as problem:
        raise HandingFailed(_told(problem)) from problem
    except OSError as problem:
        sentence = _("Paketet kunde inte skrivas i {folder}. Inget har lämnats ut. {reason}")
        folder = orders[0].target if orders else ""
        raise HandingFailed(sentence.format(folder=folder, reason=reason_in_words(problem))) from problem
    finally:
        noted.close()
        for folder in new_folders:
            with contextlib.suppress(OSError):  # something stands in it
                folder.rmdir()


def _told(problem: Exception) -> str:
    """Return the sentence for a package that could not be made; of a fault in the program not the values it tells."""
    why = f" {problem}" if isinstance(problem, ExportFailed) else ""
    return _("Paketet kunde inte göras. Inget har lämnats ut.") + why


def _make_folders(orders: Sequence[Order]) -> list[Path]:
    """Make the folders that packages are to stand in, where only the last of their names is new; return those made."""
    made = []
    for folder in dict.fromkeys(each.target for each in orders):
        if not folder.exists() and folder.parent.is_dir():
            with contextlib.suppress(OSError):
                folder.mkdir()
                made.append(folder)
    return made


def _make(order: Order, hidden: Path, log: Log, by: str, earlier: Sequence[_Made]) -> _Made:
    """Make one package, whole and on the disk, in the folder ``hidden``, which is made beside where it is to stand."""
    if not order.target.is_dir():
        sentence = (
            _("{folder} är en fil, inte en mapp. Inget har lämnats ut. Välj en mapp.")
            if order.target.exists()
            else _("Mappen {folder} finns inte. Inget har lämnats ut. Skapa mappen eller välj en annan.")
        )
        raise HandingFailed(sentence.format(folder=order.target))
    entries = [
        *log.disclosures(order.library_id),
        *(m.entry for m in earlier if m.order.library_id == order.library_id),
    ]
    version, name, path = _free_name(order, entries, {each.path for each in earlier})
    hidden.mkdir(0o700)
    try:
        folder = hidden / name
        folder.mkdir()
        digests = fill(folder, order.extract, version, order.wishes)
        if order.hidden is not None:
            _look_through(folder, order, order.hidden)
        ready = _zipped(folder) if order.zipped else folder
        _settle(ready)
    except BaseException:
        _discard(hidden)
        raise
    decision = order.extract.decision
    entry = Entry(
        at=datetime.now(UTC),
        by=by,
        recipient=order.extract.recipient.id,
        recipient_words=order.extract.recipient.file_words,
        version=version,
        items=order.extract.items,
        consents=order.extract.consents,
        decision=None
        if decision is None
        else {
            "by": decision.by,
            "paragraph": decision.paragraph,
            "because": decision.because,
            "on": decision.on.isoformat(),
        },
        choices={key: sorted(value) for key, value in order.choices.items()},
        package=path.name,
        target=str(order.target),
        files=digests,
        deidentified=order.deidentified,
    )
    return _Made(order, entry, ready, path)


def name_of(order: Order, entries: Sequence[Entry]) -> str:
    """Return what a package would be called now. Raises HandingFailed where something of its name is in the way."""
    return _free_name(order, entries, set())[2].name


def version_of(order: Order, entries: Sequence[Entry]) -> int:
    """Return the version that a package would have now. Raises HandingFailed as `name_of` does."""
    return _free_name(order, entries, set())[0]


def _look_through(folder: Path, order: Order, hidden: Hidden) -> None:
    """Raise Forbidden where a de-identified package still tells something (rule R12)."""
    try:
        look_through(folder, hidden)
    except StillShows as problem:
        raise Forbidden([Stop(order.extract.recipient.words, "R12", str(problem))]) from problem


def _free_name(order: Order, entries: Sequence[Entry], taken: set[Path]) -> tuple[int, str, Path]:
    """Return the version, the name, and the path of a package that nothing stands in the way of."""
    handed = order.extract.handed
    version = next_version(entries, order.extract.recipient.id)
    number = handed.number or order.library_id[:8]
    if handed.recipient_kind == "steering_group":
        number = _("samverkan")
    while True:
        words = order.extract.recipient.file_words
        name = package_name(number, words, handed.day, version, order.pattern)
        path = order.target / (f"{name}.zip" if order.zipped else name)
        if not path.exists() and path not in taken:
            return version, name, path
        version += 1
        if "{version}" not in order.pattern:
            raise HandingFailed(
                _("Det finns redan ett paket som heter {name} i {folder}. Inget har lämnats ut.").format(
                    name=path.name, folder=order.target
                )
            )


def _log_and_name(made: Sequence[_Made], log: Log) -> None:
    """Write that the packages are given, then give them. What is not given after all is written too."""
    try:
        written = log.write_disclosures([(each.order.library_id, each.entry) for each in made])
    except Exception as problem:
        sentence = _("Utlämnandet kunde inte antecknas. Inget har lämnats ut.")
        raise HandingFailed(sentence + " " + str(problem)) from problem
    for each, entry in zip(made, written, strict=True):
        each.entry = entry
    try:
        for each in made:
            if each.path.exists():
                raise FileExistsError(17, _("det finns redan"), str(each.path))
            each.hidden.rename(each.path)
            each.named = True
        for folder in {each.path.parent for each in made}:
            settle_folder(folder)
    except BaseException as problem:
        _take_back(made, log, str(problem))
        raise


def _take_back(made: Sequence[_Made], log: Log, why: str) -> None:
    """Take away what got its name, and write that none was given."""
    for each in made:
        if each.named:
            _discard(each.path)
    lines = [(each.order.library_id, failed(each.entry, datetime.now(UTC), why)) for each in made]
    with contextlib.suppress(Exception):  # then the log says more than was given, never less
        log.write_disclosures(lines)


def _zipped(folder: Path) -> Path:
    """Return a zip file of the folder, beside it, with nothing in it that tells when or where it was made."""
    path = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{each.name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, each.read_bytes())
    return path


def _settle(path: Path) -> None:
    """Make what was written survive a power cut."""
    for each in sorted(path.iterdir()) if path.is_dir() else [path]:
        with each.open("rb") as file:
            os.fsync(file.fileno())
    settle_folder(path if path.is_dir() else path.parent)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
