"""The user's own roles: kept in a file beside the settings, which is never lost."""

from __future__ import annotations

import pytest
import yaml

from app.models.role_search import meant
from app.models.roles import Role, RolesNotSaved, built_in, own_path, own_roles, roles, save_own

RIDING = Role(role="Ridlärare", english="Riding teacher", sector="leisure", ring=2, kind="person", aliases=("rid",))


def test_without_a_file_there_are_the_programs_roles() -> None:
    assert not own_path().exists()
    assert roles() == built_in() and own_roles().problem is None


def test_a_role_that_is_saved_is_there_at_once_and_in_the_file() -> None:
    save_own([RIDING])
    assert roles()[-1] == RIDING and meant("ridl") == RIDING
    assert yaml.safe_load(own_path().read_text("utf-8"))[0]["role"] == "Ridlärare"
    save_own([])
    assert roles() == built_in()


def test_a_role_called_as_one_of_the_programs_takes_its_place() -> None:
    mentor = Role(role="mentor", english="Mentor", sector="school", ring=2, kind="person")
    save_own([mentor])
    assert len(roles()) == len(built_in())
    assert meant("Mentor") == mentor


@pytest.mark.parametrize("text", ["- {role: Halv", "- {role: X}", "hej", "- {role: X, english: X, ring: 9}", "\x00"])
def test_a_damaged_file_is_told_and_left_and_the_programs_roles_are_used(text: str) -> None:
    own_path().write_text(text, "utf-8")
    assert roles() == built_in()
    problem = own_roles().problem
    assert problem is not None and str(own_path()) in problem
    assert own_path().read_text("utf-8") == text


def test_saving_over_a_damaged_file_keeps_it_under_another_name() -> None:
    own_path().write_text("- {role: Halv", "utf-8")
    aside = save_own([RIDING])
    assert aside is not None and aside.read_text("utf-8") == "- {role: Halv"
    assert own_roles().roles == (RIDING,) and own_roles().problem is None


def test_a_folder_in_the_files_place_is_told_and_nothing_half_written_is_left() -> None:
    own_path().mkdir()
    with pytest.raises(RolesNotSaved):
        save_own([RIDING])
    assert [each.name for each in own_path().parent.iterdir()] == [own_path().name]


_GLOSSARY = """
förälder syskon mormor morfar närstående familjehem nätverkshem jourhem ombud mentor pedagog vårdnadshavare
klasslärare resurspedagog rektor specialpedagog skolkurator skolsköterska skolläkare skolpsykolog elevhälsoteam
elevvårdsteam socialsekreterare kontaktsocialsekreterare familjehemssekreterare familjebehandlare biståndshandläggare
fältassistent fritidsledare polis ungdomsmottagning bup habilitering bvc mvc vårdcentral processledare processtöd
mötesledare dokumentatör initiativtagare anmälare brukare samordnare
"""


def test_every_role_of_the_glossary_is_there_with_english_words() -> None:
    glossary = _GLOSSARY.split()
    glossary += ["god man", "första linjen", "biträdande rektor", "särskilt förordnad vårdnadshavare"]
    known = {role.role.casefold(): role for role in built_in()}
    other = {alias.casefold() for role in built_in() for alias in role.aliases}
    assert not set(glossary) - known.keys()
    assert {"named person", "lead professional", "ordförande", "fältare", "kamrat", "målsman", "eht"} <= other
    assert all(role.english for role in built_in())
