"""demo, the window, the self-test: the commands that need Qt."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.terminal import Exit, Failure, has_display, paint_without_display, say
from app.i18n import _
from app.paths import default_library, resources

if TYPE_CHECKING:
    from app.models.case import Case

EXAMPLE = "case_a.yaml"
DEMO_FOLDER = Path("build") / "demo"
DEMO_PAPERS = (
    ("case-map", "case-map.pdf"),
    ("case-map", "case-map.png"),
    ("collaboration-map", "collaboration-map.pdf"),
    ("collaboration-map", "collaboration-map.png"),
    ("plan", "plan.pdf"),
)
SELF_TEST_PAPERS = (("case-map", "case-map.pdf"), ("plan", "plan.pdf"))


def show_window(options: argparse.Namespace) -> int:
    """Open the window on the library that was named, or the user's own."""
    if not has_display():
        sentence = _("Det finns ingen skärm att visa fönstret på. samkarta --help visar vad som går utan.")
        raise Failure.because(Exit.BLOCKED, sentence)
    if options.library is None:
        from app.commands.opening import make_home

        make_home()
    from app.starting import run_window

    return run_window(options.library or default_library())


def demo(options: argparse.Namespace) -> int:
    """Open the example in a library that is thrown away; where there is no display, render it to files."""
    if options.render is None and has_display():
        from app.starting import run_window

        return run_window(None)
    folder = options.render or DEMO_FOLDER
    if options.render is None:
        say(_("Det finns ingen skärm här, så exemplet ritas till filer i {folder}:").format(folder=folder))
    render(_example(), folder, say_each=True)
    return Exit.DONE


def render(
    case: Case, folder: Path, papers: Sequence[tuple[str, str]] = DEMO_PAPERS, *, say_each: bool = False
) -> None:
    """Write ``papers``, each a kind and a file name, to ``folder``, which is made if it is not there."""
    from app.export.base import ExportFailed, export

    paint_without_display()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, name in papers:
            export(case, kind, folder / name)
            if say_each:
                say(str(folder / name))
    except OSError as problem:
        sentence = _("Mappen {path} går inte att skapa. Inget har skrivits.").format(path=folder)
        raise Failure.because(Exit.BLOCKED, sentence) from problem
    except ExportFailed as problem:
        raise Failure.because(Exit.BLOCKED, str(problem)) from problem


def self_test(_options: argparse.Namespace) -> int:
    """Show that the program is whole: store and open the example, build its window, write its papers."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import tempfile

    from app.starting import build_window
    from app.storage.data_key import DataKey
    from app.storage.library import Library

    case, key = _example(), DataKey.fresh()
    with tempfile.TemporaryDirectory(prefix="samkarta-") as folder:
        path = Path(folder) / "demo.samkarta"
        with Library.open(path, key, create=True) as library:
            (case_id,) = library.add([case])
        if build_window(path, key, case_id):
            raise Failure.because(Exit.BROKEN, _("Självtestet gick inte: fönstret kunde inte byggas."))
        render(case, Path(folder), SELF_TEST_PAPERS)
        for _kind, name in SELF_TEST_PAPERS:
            if not (Path(folder) / name).stat().st_size:
                raise Failure.because(Exit.BROKEN, _("Självtestet gick inte: {name} är tom.").format(name=name))
    say(_("Självtestet gick bra."))
    return Exit.DONE


def _example() -> Case:
    from app.case_files import read_cases

    return read_cases([resources() / "examples" / EXAMPLE])[0]
