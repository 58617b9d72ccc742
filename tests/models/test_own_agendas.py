"""A process leader's own agendas: files in the data folder, written whole, never in the way of the built-in ones."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.models.agendas import Agenda, built_in, copied
from app.models.own_agendas import AgendaNotSaved, all_agendas, delete_agenda, own_folder, save_agenda

DAMAGED = (
    b"id: egen\ntitle: [",
    b"\xff\xfe\x00",
    b"id: egen\ntitle: Egen\nsteps: []\n",
    b"id: egen\ntitle: Egen\nsteps: [{title: A, minutes: noll}]\n",
    b"- en lista\n",
    b"id: egen\ntitle: 2026-13-45\n",
    b"",
)


def copy_of(agenda: str, title: str) -> Agenda:
    return copied(built_in()[agenda], title, all_agendas().by_id)


def test_an_own_agenda_is_read_back_as_it_was_written() -> None:
    made = copy_of("traff_4_casearbete", "Träff 4 hos oss – å, ä & ö")
    path = save_agenda(made)
    known = all_agendas()
    assert path.parent == own_folder() and path.name == f"{made.id}.yaml"
    assert known.by_id[made.id] == made and known.own(made.id) and not known.own("traff_4_casearbete")
    assert [each.name for each in own_folder().iterdir()] == [path.name], "nothing is left beside it"


def test_saving_again_writes_the_same_file() -> None:
    made = copy_of("sip_mote", "Vårt SIP-möte")
    path = save_agenda(made)
    assert save_agenda(made.model_copy(update={"title": "SIP"})) == path
    assert all_agendas().name(made.id) == "SIP" and len(list(own_folder().iterdir())) == 1


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_file_is_told_of_left_as_it_is_and_hides_no_other(text: bytes) -> None:
    good = save_agenda(copy_of("sip_mote", "Vårt SIP-möte"))
    damaged = own_folder() / "egen.yaml"
    damaged.write_bytes(text)
    known = all_agendas()
    assert known.problem is not None and str(damaged) in known.problem
    assert set(built_in()) < set(known.by_id) and good.exists() and damaged.read_bytes() == text


def test_a_damaged_file_is_never_written_over() -> None:
    made = copy_of("sip_mote", "Vårt SIP-möte")
    own_folder().mkdir(parents=True)
    damaged = own_folder() / f"{made.id}.yaml"
    damaged.write_text("id: [", encoding="utf-8")
    path = save_agenda(made)
    assert path != damaged and damaged.read_text(encoding="utf-8") == "id: ["
    assert all_agendas().by_id[made.id] == made


def test_a_deleted_agenda_is_gone_and_one_of_the_program_comes_back() -> None:
    made = built_in()["sip_mote"].model_copy(update={"title": "Vårt SIP-möte"})
    save_agenda(made)
    assert all_agendas().name("sip_mote") == "Vårt SIP-möte"
    delete_agenda("sip_mote")
    assert all_agendas().name("sip_mote") == built_in()["sip_mote"].name
    delete_agenda("sip_mote")
    assert "sip_mote" in all_agendas().by_id, "the program's own agendas cannot be deleted"


def test_an_agenda_that_is_not_here_goes_by_its_id() -> None:
    assert all_agendas().name("var_egen_traff") == "var_egen_traff"
    assert all_agendas().name(None) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be closed like this there")
def test_where_nothing_can_be_written_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    in_the_way = tmp_path / "fil"
    in_the_way.write_text("inte en mapp", encoding="utf-8")
    monkeypatch.setenv("SAMKARTA_DATA", str(in_the_way))
    with pytest.raises(AgendaNotSaved, match="kunde inte sparas"):
        save_agenda(built_in()["sip_mote"])
    assert in_the_way.read_text(encoding="utf-8") == "inte en mapp"
