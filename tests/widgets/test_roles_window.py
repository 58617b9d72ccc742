"""The window of roles: own ones are added, changed, removed, and seen at once."""

from __future__ import annotations

import pytest
from key_counting import Key, Typist
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from window_driving import LEFT, open_case, write

from app.application import LibraryServices
from app.models.roles import own_path, own_roles
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.roles.window import RolesWindow


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot) -> CaseWindow:
    return open_case(services, qtbot, services.create("Åk 5", "Tuva"), Settings(values={"page": "case_map"}))


def opened(window: CaseWindow) -> RolesWindow:
    """The window of roles as the menu opens it."""
    window.book.actions["roles"].trigger()
    return next(each for each in window.findChildren(RolesWindow) if each.isVisible())


def add(dialog: RolesWindow, role: str, sector: str, ring: int) -> None:
    QTest.mouseClick(dialog.new, LEFT)
    write(dialog.form.role, role)
    dialog.form.sector.setCurrentIndex(dialog.form.sector.findData(sector))
    QTest.mouseClick(dialog.form.ring.button(ring), LEFT)
    QTest.mouseClick(dialog.keep, LEFT)


def test_an_own_role_shows_in_the_palette_and_can_be_typed_at_once(window: CaseWindow, qtbot: QtBot) -> None:
    dialog = opened(window)
    assert not dialog.keep.isEnabled(), "a role without a name cannot be kept"
    add(dialog, "Skolvärd", "school", 1)
    assert dialog.said.text() == "Skolvärd är sparad."
    dialog.close()
    assert "Skolvärd" in [tile.role.role for tile in window.palette_panel.shown_tiles()]
    assert window.sheet is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.sheet.canvas.setFocus()
    typist = Typist(window)
    typist.write("skolv")
    typist.press(Key.Key_Return, Key.Key_Escape)
    made = list(window.document.case.figures.values())[-1]
    assert (made.role, made.ring) == ("Skolvärd", 1)
    assert window.document.case.groups[made.group].sector == "school"


def test_an_own_role_is_changed_and_taken_away(window: CaseWindow) -> None:
    dialog = opened(window)
    add(dialog, "Skolvärd", "school", 1)
    write(dialog.form.role, "Skolvärdinna")
    QTest.mouseClick(dialog.keep, LEFT)
    assert [role.role for role in own_roles().roles] == ["Skolvärdinna"]
    QTest.mouseClick(dialog.remove, LEFT)
    assert own_roles().roles == () and not dialog.remove.isEnabled()
    QTest.mouseClick(dialog.keep, LEFT)
    assert [role.role for role in own_roles().roles] == ["Skolvärdinna"], "what was taken away can be saved again"


def test_one_of_the_programs_roles_becomes_an_own_one_when_it_is_changed(window: CaseWindow) -> None:
    dialog = opened(window)
    (item,) = dialog.list.findItems("Mentor", Qt.MatchFlag.MatchExactly)
    dialog.list.setCurrentItem(item)
    assert not dialog.remove.isEnabled(), "the program's own roles stay"
    QTest.mouseClick(dialog.form.ring.button(3), LEFT)
    QTest.mouseClick(dialog.keep, LEFT)
    (mentor,) = own_roles().roles
    assert (mentor.role, mentor.ring, mentor.common) == ("Mentor", 3, True)


def test_enter_in_a_line_keeps_the_role_as_it_is(window: CaseWindow) -> None:
    dialog = opened(window)
    dialog.form.role.setText("Skolvärd")
    QTest.keyClick(dialog.form.role, Qt.Key.Key_Return)
    (role,) = own_roles().roles
    assert (role.role, role.ring, dialog.form.ring.value()) == ("Skolvärd", 2, 2) and dialog.isVisible()


def test_two_own_roles_cannot_have_the_same_name(window: CaseWindow) -> None:
    dialog = opened(window)
    add(dialog, "Skolvärd", "school", 1)
    add(dialog, "skolvärd", "other", 3)
    assert "redan" in dialog.said.text() and len(own_roles().roles) == 1


def test_a_damaged_file_is_told_in_the_window_and_kept(window: CaseWindow) -> None:
    own_path().write_text("- {role: Halv", "utf-8")
    dialog = opened(window)
    assert "går inte att läsa" in dialog.said.text()
    add(dialog, "Skolvärd", "school", 1)
    (kept,) = own_path().parent.glob("roles-*.bak")
    assert kept.read_text("utf-8") == "- {role: Halv" and kept.name in dialog.said.text()
