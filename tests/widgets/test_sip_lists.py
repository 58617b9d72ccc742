"""The lists of the page "SIP": each entry is one undo step, an empty draft leaves nothing, and the paper has them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from form_driving import fill_form, fill_in, press, type_here
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click, open_case

from app.application import LibraryServices
from app.case_files import read_cases
from app.export.base import export
from app.models.edits.fields import set_field
from app.models.edits.goals import add_goal
from app.models.edits.plan import add_row
from app.models.edits.sip import Part
from app.models.records import VOICES, Approval, Deviation, Sip, SipNeed
from app.settings import Settings
from app.widgets.case_window import CaseWindow
from app.widgets.sip.entries import EntryCard, EntryList
from app.widgets.sip.page import SipPage

MORE = {
    "sequence": 2,
    "initiated_by": "f16",
    "question": "Hur får Tuva hjälp att komma till skolan\noch att sova?",
    "crisis": "Ring mobila teamet, också på helgen.",
    "needs": [
        {"voice": "child", "works": "Hästarna.", "worries": "Matsalen.", "important": "Att ingen tjatar."},
        {"voice": "guardian", "works": "Vi pratar.", "important": "En väg in till BUP."},
        {"voice": "professional", "worries": "Frånvaron ökar."},
    ],
    "approvals": [{"figure": "f02", "on": "2026-10-06"}, {"figure": "f01", "on": "2026-10-08"}],
    "deviations": [{"on": "2026-11-17", "text": "BUP kom inte.\nNytt möte inom tre veckor."}],
}
"""What case A's SIP could say beyond its file, so that every field is written."""


def _page(window: CaseWindow) -> SipPage:
    window.show_page("sip")
    found = window.more_pages.widgets["sip"]
    assert isinstance(found, SipPage)
    return found


def _opened(services: LibraryServices, bot: QtBot, folder: Path, families: set[str] | None = None) -> CaseWindow:
    """Return the window of case A without its SIP, or with these of its families only."""
    data = yaml.safe_load((EXAMPLES / "case_a.yaml").read_text("utf-8"))
    del data["sip"]
    if families is not None:
        data = {key: value for key, value in data.items() if key in {"schema", "case", "child", *families}}
        data["case"].pop("coordinator")
        data["figures"] = data["figures"][:3]
    path = folder / "without.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    (own,) = services.import_files([path])
    return open_case(services, bot, own, Settings(values={"page": "wishes"}))


@pytest.fixture
def window(services: LibraryServices, qtbot: QtBot, tmp_path: Path) -> CaseWindow:
    """A case with Tuva, her mother and her father."""
    return _opened(services, qtbot, tmp_path, {"figures", "groups", "organisations"})


@pytest.fixture
def page(window: CaseWindow) -> SipPage:
    """The page with a SIP that is just begun."""
    found = _page(window)
    click(found.begin)
    return found


def sip_of(window: CaseWindow) -> Sip:
    found = window.document.case.record("sip", "sip")
    assert isinstance(found, Sip)
    return found


def begin(entries: EntryList) -> EntryCard:
    """Press the list's button and return the draft."""
    entries.add.setFocus()
    press(Qt.Key.Key_Space)
    return entries.cards[-1]


def write_all(page: SipPage, part: Part, values: list[dict[str, Any]]) -> None:
    """Write a list's entries one after another; what the draft suggests is left where it is meant."""
    for said in values:
        card = begin(page.lists[part])
        for name, value in said.items():
            if card.editors[name].shown_value() != value:
                fill_in(card.editors[name], value)


def test_case_a_s_sip_written_on_the_page_is_the_file_s_and_stands_on_the_paper(
    services: LibraryServices, qtbot: QtBot, tmp_path: Path
) -> None:
    window = _opened(services, qtbot, tmp_path)
    page = _page(window)
    click(page.begin)
    data = yaml.safe_load((EXAMPLES / "case_a.yaml").read_text("utf-8"))
    data["sip"] |= MORE
    file = tmp_path / "full.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    (model,) = read_cases([file])
    meant = model.record("sip", "sip")
    assert isinstance(meant, Sip) and page.fields is not None
    page.fields.more.click()
    own = [name for name in page.fields.editors if getattr(meant, name) not in (None, True)]
    fill_form(lambda: page.fields, {name: getattr(meant, name) for name in own})  # type: ignore[arg-type,return-value]
    for part in ("needs", "approvals", "deviations"):
        write_all(page, part, [_values(each) for each in getattr(meant, part)])
    assert sip_of(window) == meant
    paper = tmp_path / "sip.pdf"
    export(window.document.case, "sip", paper, today=date(2026, 11, 20))
    text = " ".join(" ".join(each.extract_text() for each in PdfReader(paper).pages).split())
    said = ["Uppföljning nr 1", "Hästarna.", "Att ingen tjatar.", "En väg in till BUP.", "Frånvaron ökar."]
    said += ["Godkände 2026-10-08", "BUP kom inte. Nytt möte inom tre veckor.", "Ring mobila teamet"]
    assert [words for words in said if words not in text] == []


def _values(entry: SipNeed | Approval | Deviation) -> dict[str, Any]:
    """Return an entry's fields, its day and voice first, as a documenter fills them in."""
    order = ("voice", "on", "works", "worries", "important", "figure", "text")
    return {name: value for name in order if (value := getattr(entry, name, None)) is not None}


def test_an_entry_is_one_undo_step_and_the_keyboard_goes_on_in_it(window: CaseWindow, page: SipPage) -> None:
    card = begin(page.lists["needs"])
    assert QApplication.focusWidget() is card.editors["works"].focusProxy()
    type_here("Fotbollen.")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.editors["worries"].focusProxy()
    type_here("Nätterna.")
    press(Qt.Key.Key_Tab)
    assert sip_of(window).needs == (SipNeed(voice="child", works="Fotbollen.", worries="Nätterna."),)
    window.document.undo()
    assert sip_of(window).needs == (SipNeed(voice="child", works="Fotbollen."),)
    window.document.undo()
    assert sip_of(window).needs == () and page.lists["needs"].cards == []
    window.document.redo()
    (again,) = page.lists["needs"].cards
    assert again.editors["works"].shown_value() == "Fotbollen."


def test_each_new_voice_is_the_one_not_heard_yet(page: SipPage) -> None:
    heard = []
    for _voice in VOICES:
        card = begin(page.lists["needs"])
        heard.append(card.editors["voice"].shown_value())
        fill_in(card.editors["important"], "Lugn.")
    assert heard == list(VOICES)


def test_a_draft_that_says_nothing_leaves_nothing(window: CaseWindow, page: SipPage) -> None:
    before = window.document.case
    for part, entries in page.lists.items():
        card = begin(entries)
        if part == "needs":
            fill_in(card.editors["voice"], "professional")
        assert len(entries.cards) == 1
        begin(entries)
        assert len(entries.cards) == 1, "one draft at a time"
    sip = before.record("sip", "sip")
    window.show_page("wishes")
    assert sip_of(window) == sip
    assert [entries.cards for entries in _page(window).lists.values()] == [[], [], []]


def test_what_is_being_typed_in_a_draft_is_kept_when_one_goes_elsewhere(window: CaseWindow, page: SipPage) -> None:
    begin(page.lists["deviations"])
    type_here("Ingen tog initiativ.")
    window.show_page("wishes")
    today = date.today()
    assert sip_of(window).deviations == (Deviation(on=today, text="Ingen tog initiativ."),)
    window.more_pages.commit()
    assert len(sip_of(window).deviations) == 1


def test_nobody_approves_twice_and_a_day_that_is_none_is_refused_where_it_was_typed(
    window: CaseWindow, page: SipPage
) -> None:
    write_all(page, "approvals", [{"figure": "f02", "on": date(2026, 10, 6)}])
    again = begin(page.lists["approvals"])
    choice = again.editors["figure"]
    choice.combo.setCurrentIndex(choice.combo.findData("f02"))  # type: ignore[attr-defined]
    choice.commit()
    assert "redan godkänt" in choice.error.text() and choice.error.isVisible()
    fill_in(choice, "f03")
    day = again.editors["on"]
    day.line.setText("i morgon kanske")  # type: ignore[attr-defined]
    day.commit()
    assert "i morgon kanske" in day.error.text() and day.error.isVisible()
    assert sip_of(window).approvals == (
        Approval(figure="f02", on=date(2026, 10, 6)),
        Approval(figure="f03", on=date.today()),
    )


def test_one_in_the_middle_is_taken_away_and_comes_back_while_another_is_written_in(
    window: CaseWindow, page: SipPage
) -> None:
    write_all(page, "deviations", [{"text": f"Avvikelse {n}."} for n in (1, 2, 3)])
    entries = page.lists["deviations"]
    last = entries.cards[2]
    last.editors["text"].text.setPlainText("Avvikelse 3, utförligare.")  # type: ignore[attr-defined]
    entries.cards[1].trash.setFocus()
    entries.cards[1].removed.emit()
    assert [each.text for each in sip_of(window).deviations] == ["Avvikelse 1.", "Avvikelse 3."]
    assert entries.cards[1] is last
    window.document.undo()
    last.commit_all()
    assert [each.text for each in sip_of(window).deviations] == [
        "Avvikelse 1.",
        "Avvikelse 2.",
        "Avvikelse 3, utförligare.",
    ]


def test_while_names_are_hidden_no_pseudonym_can_be_written_into_the_sip(window: CaseWindow, page: SipPage) -> None:
    write_all(page, "needs", [{"voice": "child", "works": "Tuva rider."}])
    before = sip_of(window)
    window.document.hide_names(True)
    (card,) = page.lists["needs"].cards
    field = card.editors["works"].focusProxy()
    assert field.isReadOnly() and "Tuva" not in card.editors["works"].shown_value()  # type: ignore[union-attr]
    page.commit()
    window.document.hide_names(False)
    (card,) = page.lists["needs"].cards
    assert sip_of(window) == before and card.editors["works"].shown_value() == "Tuva rider."


def test_a_screen_reader_is_told_which_entry_a_field_belongs_to(page: SipPage) -> None:
    write_all(page, "approvals", [{"figure": "f02", "on": date(2026, 10, 6)}])
    (card,) = page.lists["approvals"].cards
    field = card.editors["on"].focusProxy()
    assert field is not None and "Mamma" in field.accessibleDescription()
    assert card.trash.accessibleName().startswith("Ta bort godkännandet: ")


def test_goals_and_measures_are_counted_and_led_to(window: CaseWindow, page: SipPage) -> None:
    for text in ("Sova", "Komma till skolan"):
        window.document.push(add_goal(window.document.case, "short_term", text))
    window.document.push(add_row(window.document.case, what="Möte", kind="child"))
    assert "2 mål och 1 insats." in page.plan_words.text()
    click(page.to_plan)
    assert window.page == "plan"


def test_a_figure_s_new_name_is_what_can_be_chosen(window: CaseWindow, page: SipPage) -> None:
    card = begin(page.lists["approvals"])
    fill_in(card.editors["figure"], "f02")
    window.document.push(set_field(window.document.case, "figures", "f02", "label", "Sarah"))
    QApplication.processEvents()
    (card,) = page.lists["approvals"].cards
    assert "Sarah" in card.editors["figure"].combo.currentText()  # type: ignore[attr-defined]
