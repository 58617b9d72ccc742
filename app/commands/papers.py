"""export: one paper of one case, written whole or not at all."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.libraries import opened
from app.commands.terminal import Exit, Failure, paint_without_display
from app.i18n import _


def export_case(options: argparse.Namespace) -> int:
    """Write what was asked for. The kind, the suffix and the folder are looked at before the library is opened."""
    from app.export.base import ExportFailed, export

    kind, target = options.kind, options.to
    _see_to_it(kind, target, options.sheet)
    if target.suffix.lower() == ".png":
        paint_without_display()
    with opened(options) as library:
        case = library.case(library.find(options.case))
    try:
        export(case, kind, target, paper=options.paper, sheet=options.sheet)
    except ExportFailed as problem:
        raise Failure.because(Exit.BLOCKED, str(problem)) from problem
    return Exit.DONE


def _see_to_it(kind: str, target: Path, sheet: str | None) -> None:
    suffixes = kinds()
    if kind not in suffixes:
        sentence = _("Det finns inget slag {kind}. Välj bland: {kinds}.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(kind=kind, kinds=", ".join(suffixes)))
    allowed = suffixes[kind]
    if target.suffix.lower().lstrip(".") not in allowed:
        sentence = _("{path}: {kind} skrivs som {suffixes}. Ge filen en sådan ändelse.")
        raise Failure.because(
            Exit.UNKNOWN, sentence.format(path=target, kind=kind, suffixes=", ".join("." + each for each in allowed))
        )
    if kind == "layout":
        from app.kinds.registry import sheet_kinds

        sheets = [each.command for each in sheet_kinds().values()]
        if sheet not in sheets:
            sentence = _("Ange vilken karta det gäller med --sheet: {sheets}.")
            raise Failure.because(Exit.UNKNOWN, sentence.format(sheets=", ".join(sheets)))
    if not target.parent.is_dir():
        sentence = _("Mappen {folder} finns inte. Inget har skrivits. Skapa mappen eller välj en annan.")
        raise Failure.because(Exit.BLOCKED, sentence.format(folder=target.parent))
    if target.is_dir():
        raise Failure.because(Exit.BLOCKED, _("{path} är en mapp. Ange en fil.").format(path=target))


def kinds() -> dict[str, tuple[str, ...]]:
    """Return what can be exported, and with which suffixes (without dot), in menu order."""
    from app.export.base import papers

    return {each.kind: tuple(each.suffixes) for each in papers()}
