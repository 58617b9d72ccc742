"""export: one paper of one case, written whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.deidentifying import deidentified_case, wants_deidentified
from app.commands.opening import opened
from app.commands.terminal import Exit, Failure, complain, paint_without_display
from app.i18n import _, language

if TYPE_CHECKING:
    from app.models.case import Case
    from app.models.disclosure.entries import Entry
    from app.models.replay import Growth


def export_case(options: argparse.Namespace) -> int:
    """Write what was asked for. The kind, the suffix and the folder are looked at before the library is opened."""
    from app.export.base import ExportFailed, StillShows, export

    kind, target = options.kind, options.to
    _see_to_it(kind, target, options.sheet)
    _see_to_how(kind, options.paper, options.dpi)
    if target.suffix.lower() == ".png":
        paint_without_display()
    with opened(options) as library:
        library_id = library.find(options.case)
        case = library.case(library_id)
        entries = library.disclosures(library_id) if kind == "withdrawal-letter" else []
        growth = library.growth(library_id) if kind == "edit-log" else None
        if wants_deidentified(options):
            _see_to_it_that_it_can(kind)
            case = deidentified_case(case, library, library_id, options)
    try:
        if kind == "withdrawal-letter":
            _write_letter(case, entries, target, options.paper)
        elif growth is not None:
            _write_log(case, growth, target, options.paper)
        else:
            looks = {"dpi": options.dpi, "transparent": options.transparent}
            smallest = export(case, kind, target, paper=options.paper, sheet=options.sheet, **looks)
            _tell_of_small_words(smallest)
    except StillShows as problem:
        raise Failure(Exit.FORBIDDEN, f"samkarta: R12. {problem}") from problem
    except ExportFailed as problem:
        raise Failure.because(Exit.BLOCKED, str(problem)) from problem
    return Exit.DONE


def _see_to_it_that_it_can(kind: str) -> None:
    """Raise Failure for papers that cannot be de-identified: they are made of who did what when."""
    if kind in ("edit-log", "withdrawal-letter", "calendar"):
        sentence = _("R12. {kind} kan inte avidentifieras. Inget har skrivits.").format(kind=kind)
        raise Failure(Exit.FORBIDDEN, f"samkarta: {sentence}")


def _tell_of_small_words(smallest: float | None) -> None:
    """Say so where a paper that was asked for makes words smaller than can be read; it is kept all the same."""
    from app.documents.map_page import SMALLEST_PT

    if smallest is None or smallest >= SMALLEST_PT - 0.05:
        return
    sentence = _(
        "De minsta orden blir {size} punkter, mindre än de 8 som går att läsa. Välj --paper auto, a2 eller tiled-a4."
    )
    size = f"{smallest:.1f}" if language() == "en" else f"{smallest:.1f}".replace(".", ",")
    complain([f"samkarta: {sentence.format(size=size)}"])


def _write_letter(case: Case, entries: Sequence[Entry], target: Path, paper: str) -> None:
    """Write the letters about withdrawn consents, with what the disclosure log says that each has."""
    from app.documents.base import Options
    from app.documents.withdrawal_letter import WithdrawalLetter, withdrawn_consents
    from app.export.base import write
    from app.models.disclosure.entries import holders

    wanted = Options(paper)
    write(WithdrawalLetter(holders(entries, withdrawn_consents(case, wanted))), case, target, wanted)


def _write_log(case: Case, growth: Growth, target: Path, paper: str) -> None:
    """Write the case's own record of edits."""
    from app.documents.base import Options
    from app.documents.edit_log import EditLog
    from app.export.base import write

    write(EditLog(growth), case, target, Options(paper))


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


def _see_to_how(kind: str, paper: str, dpi: int) -> None:
    """See to it that the paper is one that this kind is set on, and that a picture can be that sharp."""
    from app.documents.base import documents
    from app.documents.paper_sizes import AUTO
    from app.export.png import FINEST, ROUGHEST

    small = (AUTO, "a4", "a3")
    if paper not in small and not documents()[kind].posters and "pages" in documents()[kind].shapes:
        sentence = _("{kind} skrivs inte som affisch. Välj bland: {papers}.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(kind=kind, papers=", ".join(small)))
    if not ROUGHEST <= dpi <= FINEST:
        sentence = _("{dpi} punkter per tum går inte. Välj ett tal från {least} till {most}.")
        raise Failure.because(Exit.UNKNOWN, sentence.format(dpi=dpi, least=ROUGHEST, most=FINEST))


def kinds() -> dict[str, tuple[str, ...]]:
    """Return what can be exported, and with which suffixes (without dot), in menu order."""
    from app.export.base import papers

    return {each.kind: tuple(each.suffixes) for each in papers()}
