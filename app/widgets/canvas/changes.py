"""What the canvas changes in the case: each gesture ends in one patch, one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from app.document import Document
from app.drawing.geometry import Point
from app.i18n import N_, _
from app.kinds.options import PLAIN, Options
from app.kinds.registry import sheet_kinds
from app.kinds.tidying import tidied
from app.models.case import Case, PatchRefused
from app.models.edits import EditRefused, fields, figures, groups, notes, pinning, removal, sheets, ties
from app.models.patch import Patch
from app.models.records import Figure, Relation, Wish
from app.widgets.canvas.slips import NOTES

Key = tuple[str, str]
FIGURES = "figures"
Edit = Callable[[Case], Patch]

PLACE, MOVE = N_("Ställ ut figur"), N_("Flytta figur")
RELATE, ASK = N_("Dra relation"), N_("Ställ önskemål")
ARRANGE = N_("Ordna kartan")
REMOVE = N_("Ta bort")


class Changes:
    """Makes the canvas' edits on a document and says in a sentence why one could not be made.

    Figures that are moved or joined by hand stay put with all the others from then on: the places that the layout
    found (``standing``) are stored in the same step, so that nobody jumps when the next line is drawn.
    """

    def __init__(
        self,
        document: Document,
        sheet_kind: str,
        say: Callable[[str], None],
        standing: Callable[[], Mapping[str, Point]],
    ) -> None:
        self._document = document
        self._sheet_kind = sheet_kind
        self._say = say
        self._standing = standing

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return self._document.case

    def may_edit(self) -> bool:
        """Return whether the case may be changed; say so if not."""
        if self._document.read_only:
            self._say(_("Ärendet är öppnat bara för läsning. Inget har ändrats."))
        return not self._document.read_only

    def place(
        self,
        standing: Iterable[str],
        *,
        group: str | None,
        sector: str | None = None,
        at: Point | None = None,
        **values: Any,
    ) -> str | None:
        """Put a new figure (label, ring, kind, role …) on the sheet and return its id.

        Without ``at`` the layout finds it a place. ``standing`` is who stands on the sheet now: they are named
        together with the new one if the sheet's kind would not show it by itself. Without ``group`` the case gets
        an area of ``sector`` first.
        """
        made: list[str] = []

        def add(case: Case, sheet: str, named: Iterable[str] | None = None) -> Patch:
            first = Patch(PLACE) if group is not None else groups.add_group(case, sector or "")
            home = group if group is not None else first.changes[0].key
            after = case_after(case, first)
            patch = figures.add_figure(after, group=home, sheet=sheet, place=at, standing=named, **values)
            made[:] = [change.key for change in patch.changes if change.family == "figures"]
            return Patch(PLACE, first.changes + patch.changes)

        def edit(case: Case, sheet: str) -> Patch:
            patch = add(case, sheet)
            after = case_after(case, patch)
            shown = sheet_kinds()[self._sheet_kind].figures(after, after.sheets[sheet])
            return patch if made[0] in shown else add(case, sheet, standing)

        return made[0] if self.push_on_sheet(PLACE, edit) else None

    def move(
        self,
        places: Mapping[str, Point],
        areas: Mapping[str, str] | None = None,
        *,
        rings: Mapping[str, int] | None = None,
        slips: Mapping[str, Point] | None = None,
    ) -> bool:
        """Store where figures stand, the area and ring of those that came into another one, and where notes lie."""

        def edit(case: Case, sheet: str) -> Patch:
            patch = figures.move_figures(case, sheet, {**self._standing(), **places})
            for field, values in (("group", areas or {}), ("ring", rings or {})):
                for key, value in values.items():
                    patch = patch.then(fields.set_field(case_after(case, patch), "figures", key, field, value))
            patch = patch.then(notes.move_notes(case_after(case, patch), sheet, slips or {}))
            return Patch(label, patch.changes)

        label = MOVE if places else notes.MOVE
        return self.push_on_sheet(label, edit)

    def to_area(self, names: Iterable[str], area: str) -> bool:
        """Let figures stand in another area, where the layout finds them places; everyone else stays."""
        moved = [name for name in names if name != self.case.child]

        def edit(case: Case, sheet: str) -> Patch:
            patch = figures.move_figures(case, sheet, {**self._standing(), **dict.fromkeys(moved)})
            return reduce(Patch.then, (fields.set_field(case, FIGURES, key, "group", area) for key in moved), patch)

        return self.push_on_sheet(MOVE, edit)

    def pinned(self) -> tuple[str, ...]:
        """Return the figures that are pinned on the sheet."""
        sheet = self.case.sheet_of_kind(self._sheet_kind)
        return sheet.pinned if sheet is not None else ()

    def pin(self, names: Iterable[str]) -> bool:
        """Pin figures where they stand, or let them loose if all of them are pinned; say which."""
        standing = self._standing()
        wanted = [name for name in names if name != self.case.child and name in standing]
        loose = set(wanted) <= set(self.pinned())

        def edit(case: Case, sheet: str) -> Patch:
            if loose:
                return pinning.unpin_figures(case, sheet, wanted)
            return pinning.pin_figures(case, sheet, {key: standing[key] for key in wanted})

        done = bool(wanted) and self.push_on_sheet(pinning.UNPIN if loose else pinning.PIN, edit)
        if done:
            self._say(_("Figuren är lös igen.") if loose else _("Figuren är fastnålad. Ordna flyttar den inte."))
        return done

    def arrange(self, options: Options = PLAIN) -> bool:
        """Tidy the sheet: everyone but the pinned gets a place of the layout's near their own, which is stored.

        As long as nobody has been moved by hand the sheet is tidy, and nobody moves.
        """
        near = self._standing()

        def edit(case: Case, sheet: str) -> Patch:
            record = case.sheets[sheet]
            loose = [key for key in record.places if key not in record.pinned]
            if not loose:
                return Patch(ARRANGE)
            places = {**dict.fromkeys(loose), **tidied(case, self._sheet_kind, near, options)}
            moved = {key: place for key, place in places.items() if key not in record.pinned}
            return Patch(ARRANGE, figures.move_figures(case, sheet, moved).changes)

        if not self.may_edit():
            return False
        done = self.push_on_sheet(ARRANGE, edit)
        if not done:
            self._say(_("Kartan är redan ordnad. Ingen har flyttats."))
        return done

    def rename(self, figure: str, label: str) -> bool:
        """Give a figure another name."""
        return self.set_field("figures", figure, "label", label)

    def set_field(self, family: str, key: str, field: str, value: object) -> bool:
        """Set one field of one record."""
        return self.push(lambda case: fields.set_field(case, family, key, field, value))

    def set_fields(self, values: Iterable[tuple[str, str, str, object]]) -> bool:
        """Set fields (family, key, field, value) of several records in one step."""

        def edit(case: Case) -> Patch:
            patches = [fields.set_field(case, *value) for value in values]
            return reduce(Patch.then, patches, Patch(fields.CHANGE))

        return self.push(edit)

    def relate(
        self, from_: str, to: str, quality: str, *, energy: str = "none", label: str | None = None
    ) -> str | None:
        """Draw a relation and return its id."""
        return self._join("relations", RELATE, lambda case: ties.add_relation(case, from_, to, quality, energy, label))

    def ask(self, from_: str, to: str, text: str, *, helps: str | None = None) -> str | None:
        """Ask a wish and return its id."""
        return self._join("wishes", ASK, lambda case: ties.ask_wish(case, from_, to, text, helps=helps))

    def answer(self, wish: str, status: str) -> bool:
        """Answer a wish in the shortest way: can, partly, blocked or unanswered."""
        return self.push(lambda case: ties.answer_wish(case, wish, status=status))

    def remove(self, keys: Iterable[Key], label: str = REMOVE) -> bool:
        """Take away figures, ties and notes; the child in the middle stays."""
        gone = [key for key in keys if key != ("figures", self.case.child)]
        if not gone:
            self._say(_("Barnet i mitten kan inte tas bort."))
            return False
        slips = [name for family, name in gone if family == NOTES]
        records = [key for key in gone if key[0] != NOTES]
        if not slips:
            return self.push(lambda case: Patch(label, removal.remove(case, records).changes))

        def edit(case: Case, sheet: str) -> Patch:
            patch = removal.remove(case, records)
            return Patch(label, patch.then(notes.remove_notes(case_after(case, patch), sheet, slips)).changes)

        return self.push_on_sheet(label, edit)

    def name(self, figure: str) -> str:
        """Return what a figure is called in sentences: its role, else its name."""
        record = self._document.shown.record("figures", figure)
        return (record.role or record.label) if isinstance(record, Figure) else ""

    def tie(self, key: Key) -> Relation | Wish | None:
        """Return the record of a relation or wish."""
        record = self.case.record(*key)
        return record if isinstance(record, Relation | Wish) else None

    def standing(self) -> Mapping[str, Point]:
        """Return where everyone on the sheet stands."""
        return self._standing()

    # On the way to the document

    def push_on_sheet(self, label: str, edit: Callable[[Case, str], Patch]) -> bool:
        """Push an edit of the sheet, which is made first if the case has none."""

        def whole(case: Case) -> Patch:
            first, sheet = sheets.ensure_sheet(case, self._sheet_kind)
            if not first:
                return edit(case, sheet)
            return Patch(label, first.changes + edit(case_after(case, first), sheet).changes)

        return self.push(whole)

    def _join(self, family: str, label: str, edit: Edit) -> str | None:
        """Push a new tie together with the places of everyone on the sheet, and return its id."""
        made: list[str] = []

        def whole(case: Case, sheet: str) -> Patch:
            patch = edit(case)
            made.extend(c.key for c in patch.changes if c.family == family and c.before is None)
            return Patch(label, patch.changes + figures.move_figures(case, sheet, self._standing()).changes)

        return made[0] if self.push_on_sheet(label, whole) and made else None

    def push_with_places(self, label: str, edit: Callable[[Case, str], Patch]) -> bool:
        """Push an edit of the sheet together with the places of everyone on it, so that nobody jumps."""

        def whole(case: Case, sheet: str) -> Patch:
            patch = edit(case, sheet)
            places = figures.move_figures(case_after(case, patch), sheet, self._standing())
            return Patch(label, patch.then(places).changes) if patch else patch

        return self.push_on_sheet(label, whole)

    def push(self, edit: Edit) -> bool:
        """Make an edit and store it; say why if it could not be made. Return whether it was."""
        if not self.may_edit():
            return False
        try:
            return self._document.push(edit(self.case))
        except EditRefused as refusal:
            self._say(str(refusal))
        except PatchRefused:
            self._say(_("Det gick inte att ändra: uppgiften passar inte i ärendet. Allt är som förut."))
        return False


def case_after(case: Case, patch: Patch) -> Case:
    """Return the case as it is to be after a patch; the case itself is untouched."""
    after = Case(case.records())
    after.apply(patch)
    return after
