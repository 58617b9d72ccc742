"""The pictures of the papers, from the real window: empty, with the example cases, full, grey, to the group.

`make screenshots`. Needs no screen: Qt paints offscreen. The library is thrown away afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from made_up_case import made_up_case
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.application import LibraryServices
from app.i18n import use_language
from app.kinds.options import PLAIN, Options
from app.library_care import LibraryCare
from app.library_keys import LibraryKeys
from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.threeway import Sides
from app.paths import resources
from app.settings import Settings
from app.starting import make_application
from app.storage.data_key import DataKey
from app.storage.library import Library
from app.widgets.case_merging.window import MergeCasesWindow
from app.widgets.case_window import CaseWindow
from app.widgets.disclosing.opening import window_of
from app.widgets.erasing.person import ErasePersonDialog
from app.widgets.guide.window import show_guide
from app.widgets.projector.window import ProjectorWindow
from app.widgets.recovery.backups_dialog import BackupsDialog
from app.widgets.recovery.damage import DamageWindow
from app.widgets.shortcuts import ShortcutSheet
from app.widgets.unlock.window import UnlockWindow

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
README_SIZE = QSize(1440, 900)
SIZES = {"1920": QSize(1920, 1080), "1366": QSize(1366, 768)}
SETTLE_MS, PAGES_MS, WALL_MS, LONGEST_MS = 400, 5000, 6000, 60_000
LOCK_SIZE, CODE = QSize(760, 700), "7Q3M-0VXD-R8K1-T5WB-2NHC-Y9PA-4FJE-6GSZ-M1TQ"
PAGE_BYTES, LOST_PAGES = 4096, (50, 51, 52)
MAPS = {"casekarta": "case_map", "samverkanskarta": "collaboration_map"}


def settle(milliseconds: int) -> None:
    """Let windows live for so long; unlike QTest's own waiting this lets work in the background go on."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Shots:
    """Takes pictures of windows over one library."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.services, self.folder = LibraryServices(library), folder
        self.settings = Settings.load(folder / "settings.json")
        self.settings.values["theme"] = "light"

    def window(self, own: str) -> CaseWindow:
        """Return a window of a case."""
        return CaseWindow(self.services.open(own), self.services, self.settings, own)

    def take(self, window: QWidget, name: str, size: QSize, *, wait: int = SETTLE_MS, grey: bool = False) -> None:
        """Show a window at a size, let it settle, and write what it looks like to ``docs/pictures``."""
        window.setWindowState(Qt.WindowState.WindowNoState)  # on the small screen that is not there it fills it
        window.resize(size)
        window.show()
        settle(wait)
        if isinstance(window, CaseWindow) and window.sheet is not None:
            for _turn in range(LONGEST_MS // SETTLE_MS):
                if window.sheet.canvas.at_rest:
                    break
                settle(SETTLE_MS)
            settle(SETTLE_MS)
        image = window.grab().toImage()
        if grey:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        PICTURES.mkdir(parents=True, exist_ok=True)
        if not image.save(str(PICTURES / f"{name}.png"), quality=0):
            raise SystemExit(f"{PICTURES / name}.png could not be written")
        print(f"docs/pictures/{name}.png")


def main() -> int:
    """Make every picture, or those whose part is named. Return the exit code."""
    use_language("sv")
    application = make_application()
    sys.excepthook = sys.__excepthook__  # nobody is here to read a message box
    wanted = sys.argv[1:] or list(PARTS)
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "a.samkarta", DataKey.fresh(), create=True) as library,
    ):
        shots = Shots(library, Path(folder))
        a, b = shots.services.import_files([resources() / "examples" / f"case_{each}.yaml" for each in "ab"])
        (large,) = library.add([made_up_case()])
        for part in wanted:
            PARTS[part](shots, {"a": a, "b": b, "sextio": large})
            application.processEvents()
    return 0


def readme(shots: Shots, cases: dict[str, str]) -> None:
    """The three pictures of the README."""
    window = shots.window(cases["a"])
    wishes = window.document.case.wishes
    window.show_page("collaboration_map")
    window.select([("wishes", next(key for key, wish in wishes.items() if wish.status == "blocked"))])
    shots.take(window, "window", README_SIZE)
    window.show_page("case_map")
    window.select([])
    shots.take(window, "case-map", README_SIZE)
    window.show_page("plan")
    shots.take(window, "plan", README_SIZE)
    window.close()


def empty(shots: Shots, _cases: dict[str, str]) -> None:
    """A case in which nothing has been set out."""
    window = shots.window(shots.services.create("Nytt case", "Nova"))
    window.show_page("case_map")
    for name, size in SIZES.items():
        shots.take(window, f"tomt-{name}", size)
    window.close()


def examples(shots: Shots, cases: dict[str, str]) -> None:
    """Both sheets of both example cases, and one of them in grey."""
    for key in ("a", "b"):
        window = shots.window(cases[key])
        for name, page in MAPS.items():
            window.show_page(page)
            for wide, size in SIZES.items():
                shots.take(window, f"{key}-{name}-{wide}", size)
        if key == "a":
            shots.take(window, "a-samverkanskarta-gra", SIZES["1920"], grey=True)
        window.close()


def large(shots: Shots, cases: dict[str, str]) -> None:
    """Sixty figures and ninety wishes, with the plan folded away."""
    shots.settings.values["plan_folded"] = True
    window = shots.window(cases["sextio"])
    for name, page in MAPS.items():
        window.show_page(page)
        shots.take(window, f"sextio-{name}-1920", SIZES["1920"])
    window.close()
    shots.settings.values["plan_folded"] = None


def looks(shots: Shots, cases: dict[str, str]) -> None:
    """Genogram symbols with households, the dark theme, the overview while zoomed in, and F1."""
    window = shots.window(cases["a"])
    window.show_page("case_map")
    window.set_options(Options(genogram=True, households=True))
    shots.take(window, "genogram", SIZES["1366"])
    window.set_options(PLAIN)
    assert window.sheet is not None
    window.sheet.canvas.set_zoom(1.2)
    shots.take(window, "oversikt", SIZES["1366"])
    sheet = ShortcutSheet(window.pages, window)
    shots.take(sheet, "kortkommandon", QSize(1300, 700))
    sheet.close()
    window.close()


def group(shots: Shots, cases: dict[str, str]) -> None:
    """The map on the projector, light and dark."""
    for key, page in (("a", "collaboration_map"), ("b", "case_map")):
        size = SIZES["1920"]
        made = ProjectorWindow(shots.services.open(cases[key]), page, (size.width(), size.height()), lambda: None)
        made.show_sheet(page, PLAIN)
        for theme in ("light", "dark"):
            made.wear(theme)
            shots.take(made, f"projektor-{key}-{theme}", size, wait=WALL_MS)
        made.close()


def pages(shots: Shots, cases: dict[str, str]) -> None:
    """The page of the SIP, and the guide at the chapter about it."""
    window = shots.window(cases["a"])
    window.show_page("sip")
    shots.take(window, "sip", SIZES["1366"])
    book = show_guide(window, "planen")
    shots.take(book, "guide", QSize(1080, 720))
    book.close()
    window.close()


def giving(shots: Shots, cases: dict[str, str]) -> None:
    """Handing out the plan: what one recipient is given, and the pages as the recipient sees them."""
    window = shots.window(cases["a"])
    dialog = window_of(window)
    shots.take(dialog, "handing-out", SIZES["1366"], wait=PAGES_MS)
    dialog.reject()
    window.close()


def care(shots: Shots, _cases: dict[str, str]) -> None:
    """The library's backups, and the page that is seen where a library is damaged."""
    path = shots.folder / "care" / "bibliotek.samkarta"
    path.parent.mkdir()
    keys = LibraryKeys(path)
    keys.choose("korall mossa trumpet segel")
    assert keys.key is not None
    with Library.open(path, keys.key, create=True) as library:
        services = LibraryServices(library)
        services.import_files([resources() / "examples" / f"case_{each}.yaml" for each in "ba"])
        services.care.back_up("asked")
        services.create("Nova, förskolan", "Nova")
        services.care.back_up("close")
        listed = BackupsDialog(None, services.care, whole=True)
        shots.take(listed, "backups", QSize(900, 520))
        listed.close()
    damage(path)
    keeper = LibraryCare(path, lambda: keys.key)
    problem = f"Biblioteket {path.name} är skadat och kan inte läsas helt."
    window = DamageWindow(keeper, shots.settings, problem, str)
    while not window.restore.isEnabled():
        settle(SETTLE_MS)
    shots.take(window, "damaged", QSize(1080, 680))
    window.close()


def locks(shots: Shots, _cases: dict[str, str]) -> None:
    """The first start, the recovery code, and the lock."""
    path = shots.folder / "locks" / "bibliotek.samkarta"
    path.parent.mkdir()
    keys = LibraryKeys(path)
    first = UnlockWindow(keys, shots.settings, str, example=str)
    shots.take(first, "first-start", LOCK_SIZE)
    keys.choose("korall mossa trumpet segel")
    code = UnlockWindow(keys, shots.settings, str, code=CODE)
    shots.take(code, "recovery-code", LOCK_SIZE)
    locked = UnlockWindow(keys, shots.settings, str, locked=True)
    shots.take(locked, "locked", LOCK_SIZE)
    for window in (first, code, locked):
        window.close()


def parting(shots: Shots, cases: dict[str, str]) -> None:
    """Erasing a person for good, and two sides of a case that are merged."""
    case = shots.services.open(cases["a"]).case
    erase = ErasePersonDialog(shots.services, cases["a"], case, next(reversed(case.figures)), None)
    shots.take(erase, "erase", QSize(820, 640))
    wish, other, third = list(case.wishes)[:3]
    mine = changed(
        case, ("wishes", wish, "text", "Ett samtal varje fredag"), ("wishes", other, "text", "Dela veckobrevet")
    )
    theirs = changed(case, ("wishes", wish, "text", "Ett samtal varannan vecka"), ("wishes", third, "text", "Ring hem"))
    merge = MergeCasesWindow(Sides(case, mine, theirs), "Kim Ek", None)
    shots.take(merge, "merge", QSize(900, 640))
    for window in (erase, merge):
        window.close()


def changed(case: Case, *edits: tuple[str, str, str, str]) -> Case:
    """Return the case as it is after some fields (family, key, field, value) have been written over."""
    after = Case(case.records())
    for edit in edits:
        after.apply(set_field(after, *edit))
    return after


def damage(path: Path) -> None:
    """Let the disk lose some pages of a library, in the middle of one case."""
    with path.open("r+b") as file:
        for page in LOST_PAGES:
            file.seek(page * PAGE_BYTES)
            file.write(bytes(PAGE_BYTES))


PARTS: dict[str, Callable[[Shots, dict[str, str]], None]] = {
    each.__name__: each for each in (readme, empty, examples, large, looks, group, pages, giving, care, locks, parting)
}

if __name__ == "__main__":
    sys.exit(main())
