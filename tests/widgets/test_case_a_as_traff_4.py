"""Case A as Träff 4 through the real window: from an empty case to a plan, and nothing of the case is missing."""

from __future__ import annotations

from case_a_driving import Documenter
from key_counting import Typist, enter
from pytestqt.qtbot import QtBot
from window_driving import EXAMPLES, click, open_case

from app.application import LibraryServices
from app.case_files import read_cases
from app.models.promises import offered_but_not_planned, promised_but_not_planned
from app.models.records import FAMILIES
from app.settings import Settings
from app.widgets.rounds.lock import lock_of


def test_case_a_is_written_as_traeff_4_from_an_empty_case_to_its_plan(services: LibraryServices, qtbot: QtBot) -> None:
    (model,) = read_cases([EXAMPLES / "case_a.yaml"])
    own = services.create(model.info.title, model.figures[model.child].label)
    window = open_case(services, qtbot, own, Settings(values={"page": "case_map"}))
    window.showNormal()
    window.resize(1366, 768)
    case, by = window.document.case, Documenter(window, model)
    enter(Typist(window), model)
    by.write_facts()
    by.write_organisations()
    by.describe_figures()
    by.choose_people()
    by.write_consent()
    by.write_timeline()

    by.hold_meeting()
    asked = by.say_support()
    there = [figure in model.meetings["m01"].present for figure in dict.fromkeys(asked)]
    assert there == sorted(there, reverse=True), "those who are there are asked first"
    by.say_needs()
    assert lock_of(window.document).locked
    assert by.try_to_answer().startswith("Svaren är låsta")
    assert not any(wish.answer for wish in case.wishes.values())
    click(window.banner.offered)
    assert not lock_of(window.document).locked
    by.answer_all()
    by.lock_answers()

    by.write_voices()
    by.write_goals()
    by.write_plan()

    promised, offered = promised_but_not_planned(case), offered_but_not_planned(case)
    twins = by.twins
    assert promised == [twins.of[key] for key in ("w01", "w05", "w09", "w16", "w19")]
    assert set(offered) == {twins.of[key] for key in ("s02", "s03", "s05", "s07", "s14", "s16")}
    for family in FAMILIES:
        if family != "frame":  # which keys a file was written with
            assert twins.written(family) == twins.meant(family)
