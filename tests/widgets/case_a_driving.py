"""Case A written in the real window as Träff 4 goes: before the meeting, at it, and out of it a plan."""

from __future__ import annotations

from functools import partial
from typing import Any

from case_twins import Twins
from form_driving import CTRL, choose, fill_form, fill_in, in_dialog, press, put, type_here, wait_for
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from window_driving import LEFT, click

from app.models.case import Case
from app.models.records import Consent, PlanRow, Sip
from app.widgets.case_facts.facts import RecordDialog
from app.widgets.case_facts.page import CaseFactsPage
from app.widgets.case_window import CaseWindow
from app.widgets.consents.page import ConsentsPage
from app.widgets.meeting.page import MeetingPage
from app.widgets.plan.goal_dialog import GoalDialog
from app.widgets.properties.panels import FigurePanel
from app.widgets.rounds.answering import AnswersBody, AnswerTo
from app.widgets.rounds.needs import NeedsBody
from app.widgets.rounds.support import SupportBody
from app.widgets.rounds.view import RoundView
from app.widgets.timeline.page import TimelinePage

Key = Qt.Key


class Documenter:
    """Writes ``model`` in a case's window, with keys and mouse. Its chapters are called in the order of the day."""

    def __init__(self, window: CaseWindow, model: Case) -> None:
        self.window, self.model = window, model

    @property
    def case(self) -> Case:
        """The case as it is written now."""
        return self.window.document.case

    @property
    def twins(self) -> Twins:
        """The records that are written, matched with the model's."""
        return Twins(self.case, self.model)

    def _page(self, key: str) -> Any:
        self.window.show_page(key)
        QApplication.processEvents()
        return self.window.more_pages.widgets[key]

    # Before the meeting

    def write_facts(self) -> None:
        """The facts of the case, as they can be known before anyone is set out on the map."""
        page = self._page("case_facts")
        assert isinstance(page, CaseFactsPage)
        info = self.model.info
        values = {name: getattr(info, name) for name in ("kind", "fictional", "opened_on", "summary")}
        fill_form(lambda: page.facts, {**values, "keywords": ", ".join(info.keywords)})

    def write_organisations(self) -> None:
        """The organisations, each with its principal and what more there is to say; and the areas of this case."""
        page = self._page("case_facts")
        for record in self.model.organisations.values():
            write_line(page.organisations.new, record.name)
            row = page.organisations.rows[list(self.case.organisations)[-1]]
            choose(row.combo, record.principal)
            more = {name: getattr(record, name) for name in ("municipality", "region", "administration")}
            said = {name: words for name, words in more.items() if words is not None}
            if said:
                button = next(each for each in row.findChildren(QPushButton) if each.text() == "Mer…")
                fill = partial(_fill_dialog, values=said)
                in_dialog(RecordDialog, fill, partial(click, button))
        wanted = {group.label for group in self.model.groups.values()}
        for key in [key for key, group in self.case.groups.items() if group.label not in wanted]:
            bins = page.areas.rows[key].findChildren(QPushButton)
            click(next(each for each in bins if each.toolTip() == "Ta bort området"))

    def describe_figures(self) -> None:
        """What is said of the figures beside the map: organisation, age, notes."""
        self.window.show_page("case_map")
        for key, figure in self.model.figures.items():
            said = {name: getattr(figure, name) for name in ("organisation", "age", "note")}
            said["organisation"] = self.twins.of[str(figure.organisation)]
            assert self.window.sheet is not None
            self.window.select([("figures", self.twins.of[key])])
            panel = self.window.properties.panel
            assert isinstance(panel, FigurePanel)
            fill_form(lambda panel=panel: panel, {name: value for name, value in said.items() if value is not None})

    def choose_people(self) -> None:
        """Who coordinates the case and its SIP."""
        page = self._page("case_facts")
        fill_in(page.facts.editors["coordinator"], self.twins.of[str(self.model.info.coordinator)])
        sip = self.model.record("sip", "sip")
        assert isinstance(sip, Sip)
        page = self._page("sip")
        click(page.begin)
        of = self.twins.of
        values = {
            "coordinator": of[str(sip.coordinator)],
            "overall_responsible": of[str(sip.overall_responsible)],
            "next_meeting": sip.next_meeting,
            "copies_to": [of[each] for each in sip.copies_to],
        }
        fill_form(lambda: page.fields, values)

    def write_consent(self) -> None:
        """The consent, copied from the signed sheet."""
        page = self._page("consents")
        assert isinstance(page, ConsentsPage)
        for consent in self.model.consents.values():
            assert isinstance(consent, Consent)
            click(page.new)
            of = self.twins.of
            people = {name: [of[each] for each in getattr(consent, name)] for name in ("given_by", "organisations")}
            kept = {
                "not_covered": "\n".join(consent.not_covered),
                "stored_at": [of[each] for each in consent.stored_at],
            }
            plain = {
                name: getattr(consent, name) for name in ("scope", "given_on", "valid_until", "form", "child_informed")
            }
            fill_form(lambda: page.form, {**people, **plain, **kept})

    def write_timeline(self) -> None:
        """What was done before, a card at a time in everybody's lane, with who did it in the panel beside."""
        page = self._page("timeline")
        assert isinstance(page, TimelinePage)
        for card in self.model.family("timeline").values():
            data = card.to_data()
            write_line(page.board.lines[None], f"{data['date']}: {data['text']}")
            key = list(self.case.family("timeline"))[-1]
            page.board.cards[key].setFocus()
            click(page.board.cards[key])
            assert page.card is not None
            fill_in(page.card.editors["actor"], self.twins.of[data["actor"]])

    def write_voices(self) -> None:
        """The child's own words, on the plan's page."""
        self.window.show_page("plan")
        voices = self.window.plan.ground.voices
        for voice in self.model.family("child_voice").values():
            data = voice.to_data()
            write_line(voices.new, data["question"])
            type_here(data["text"])
            press(Key.Key_Return, CTRL)

    # The meeting

    def hold_meeting(self) -> None:
        """Begin a Träff 4, and write down when, where and who is there."""
        (meeting,) = self.model.meetings.values()
        page = self._page("meeting")
        assert isinstance(page, MeetingPage)
        menu = page.new.menu()
        menu.aboutToShow.emit()
        next(each for each in menu.actions() if each.text().startswith("Träff 4")).trigger()
        click(page.mode.button("about"))
        assert page.form is not None
        form = page.form
        names = ("date", "start", "end", "place", "facilitator", "documenter", "next_meeting")
        fill_form(lambda: form, {name: getattr(meeting, name) for name in names})
        of = self.twins.of
        for figure in meeting.present:
            box = form.presence.boxes[of[figure]]
            box.setFocus()
            QTest.keyClick(box, Key.Key_Space)

    def _round(self, key: str) -> RoundView:
        view = self._page(key)
        assert isinstance(view, RoundView) and view.isVisible()
        return view

    def say_support(self) -> list[str]:
        """Round 1: everyone in turn, those who are there first. Return who was asked, by the model's ids."""
        view, of = self._round("round_1"), self.twins.of
        body = view.body
        assert isinstance(body, SupportBody)
        assert view.question.text() == "Hur kan ni stödja barnet?"
        names = {own: key for key, own in of.items()}
        asked = []
        for _turn in view.seats():
            asked.append(names[view.figure])
            assert view.canvas is not None and view.canvas.selected() == [("figures", view.figure)]
            for answer in self.model.support_answers.values():
                if of[answer.figure] == view.figure:
                    type_here(answer.text)
                    if answer.reported_by is not None:
                        choose(body.teller, of[answer.reported_by])
                        body.text.setFocus()
            press(Key.Key_Return, CTRL)
        return asked

    def say_needs(self) -> None:
        """Round 2: what each needs of each of the others; every wish is an arrow at once."""
        view, of = self._round("round_2"), self.twins.of
        body = view.body
        assert isinstance(body, NeedsBody) and view.canvas is not None
        assert view.question.text() == "Vad behöver du/ni av de andra aktörerna för att kunna stödja barnet?"
        for wish in self.model.wishes.values():
            view.go_to(of[wish.from_])
            next(other for other in body.others if other.figure == of[wish.to]).line.setFocus()
            type_here(wish.text)
            press(Key.Key_Return)
            new = list(self.case.wishes)[-1]
            wait_for(partial(_drawn, view, new))

    def try_to_answer(self) -> str:
        """Press the key of an answer on the first wish, and return what the window says of it."""
        self._round("answers")
        press(Key.Key_1)
        return str(self.window.banner.text())

    def answer_all(self) -> None:
        """The answers: whoever is asked, one wish at a time, with digits and words."""
        view = self._round("answers")
        assert isinstance(view.body, AnswersBody)
        meant = {own: key for key, own in self.twins.of.items()}
        for _wish in self.model.wishes:
            card = QApplication.focusWidget()
            assert isinstance(card, AnswerTo)
            answer = self.model.wishes[meant[card.key]].answer
            assert answer is not None
            press(Qt.Key(Key.Key_1 + ("can", "partly", "blocked").index(answer.status)))
            if answer.cause is not None:
                press(Qt.Key(Key.Key_5 + ("regulation", "organisation", "outlook").index(answer.cause)))
            for name in ("text", "unlock"):
                if getattr(answer, name) is not None:
                    fill_in(card.editors[name], getattr(answer, name))
            press(Key.Key_Return, CTRL)

    def lock_answers(self) -> None:
        """Put the lock back when everyone has answered: it was opened for those who had nothing to wish."""
        body = self._round("answers").body
        assert isinstance(body, AnswersBody)
        click(body.locked.close_again)

    # The plan

    def write_goals(self) -> None:
        """The goals, each with a press on its button for what is more to say."""
        self.window.show_page("plan")
        for family in ("long_term", "short_term"):
            goals = self.window.plan.goals[family]
            for goal in self.model.family(family).values():
                data = goal.to_data()
                write_line(goals.new, data["text"])
                names = ("baseline", "measure", "target_date", "wellbeing")
                said = {name: data[name] for name in names if name in data}
                row = list(goals.texts.values())[-1].parentWidget()
                opens = next(each for each in row.findChildren(QPushButton) if each.text() in ("Mät…", "Mer…"))
                in_dialog(GoalDialog, partial(_fill_dialog, values=said), partial(click, opens))

    def write_plan(self) -> None:
        """The rows, each out of the first answer or wish it grew from in one gesture, and filled in as a table."""
        self.window.show_page("plan")
        for row in self.model.plan.values():
            self._write_row(row)

    def _write_row(self, row: PlanRow) -> None:
        plan, of = self.window.plan, self.twins.of
        self.window.book.actions["leaks"].trigger()
        shown = plan.drawer.list
        keys = [shown.item(at).data(Qt.ItemDataRole.UserRole) or ("", "") for at in range(shown.count())]
        at = next(at for at, (_family, key) in enumerate(keys) if key == of[row.origin[0]])
        shown.scrollToItem(shown.item(at))
        QTest.mouseClick(shown.viewport(), LEFT, pos=shown.visualItemRect(shown.item(at)).center())
        press(Key.Key_Return)
        made = list(self.case.plan)[-1]
        plan.close_drawer()
        first, follow = row.first_step, row.follow_up
        assert first is not None and follow is not None
        cells = {
            "what": row.what, "how": row.how, "who": [of[each] for each in row.who],
            "responsible": of[str(row.responsible)], "when": row.when, "goal": of[str(row.goal)], "kind": row.kind,
            "origin": [of[each] for each in row.origin],
            "first_step.text": first.text, "first_step.who": of[str(first.who)], "first_step.date": first.date,
            "follow_up.date": follow.date, "follow_up.who": of[str(follow.who)], "follow_up.how": follow.how,
        }  # fmt: skip
        for key, value in cells.items():
            put(plan.table, made, key, value)


def write_line(line: QLineEdit, words: str) -> None:
    """Write a line for something new, and press Enter."""
    line.setFocus()
    type_here(words)
    QTest.keyClick(line, Key.Key_Return)
    QApplication.processEvents()


def _fill_dialog(dialog: RecordDialog | GoalDialog, values: dict[str, Any]) -> None:
    fill_form(lambda: dialog.panel, values)


def _drawn(view: RoundView, wish: str) -> bool:
    return view.canvas is not None and wish in view.canvas.sheet.lines
