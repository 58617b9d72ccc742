"""What typed words mean: a role of the catalogue, a kin of one, or somebody without."""

from __future__ import annotations

import pytest

from app.i18n import use_language
from app.models.edits.newcase import empty_case
from app.models.figure_search import find_figures
from app.models.new_person import understood
from app.models.role_search import kin_of, meant, suggestions


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("mor", "Mormor"),
        ("MAMMA", "Mamma"),
        ("soc", "Socialsekreterare"),
        ("sköterska", "Skolsköterska"),
        ("school doc", "Skolläkare"),
        ("ann", None),
        ("syster", None),
        ("zorro", None),
    ],
)
def test_enter_takes_what_the_words_mean_and_nothing_that_they_only_are_part_of(words: str, role: str | None) -> None:
    found = meant(words)
    assert (found.role if found else None) == role


def test_other_words_for_a_role_offer_it_and_what_begins_so_goes_first() -> None:
    offered = [role.role for role in suggestions("mor")]
    assert offered[:3] == ["Mormor", "Morfar", "Morbror"] and "Mamma" in offered
    assert suggestions("syster")[0].role == "Syskon"


def test_in_english_the_english_names_go_first() -> None:
    use_language("en")
    found = meant("mot")
    assert found is not None and found.name == "Mother"


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Ridledare", ("leisure", 2, "person")),
        ("Fotbollstränare", ("leisure", 2, "person")),
        ("Psykolog, BUP", ("health", 3, "person")),
        ("Behandlare, första linjen", ("health", 3, "person")),
        ("Enhetschef, socialtjänsten Ekvik", ("social_services", 3, "person")),
        ("Halvbror", ("family", 1, "person")),
    ],
)
def test_a_role_that_the_catalogue_lacks_stands_where_its_kin_do(words: str, stands: tuple[str, int, str]) -> None:
    kin = kin_of(words)
    assert kin is not None and (kin.sector, kin.ring, kin.kind) == stands and kin.role == words


def test_a_name_has_no_kin() -> None:
    assert kin_of("Zorro") is None and kin_of("") is None


def test_role_and_name_are_told_apart() -> None:
    case = empty_case("Prov", "Elin")
    both = understood(case, "Kontaktperson, Amina", "", None)
    assert both is not None and (both.role, both.label) == ("Kontaktperson", "Amina")
    place = understood(case, "Psykolog, BUP", "", None)
    assert place is not None and (place.role, place.label) == ("Psykolog, BUP", "Psykolog, BUP")
    alone = understood(case, "Zorro", "", None)
    assert alone is not None and (alone.role, alone.label, alone.group) == (None, "Zorro", None)
    assert understood(case, "", "", None) is None


def test_an_age_is_taken_out_of_the_name() -> None:
    person = understood(empty_case("Prov", "Elin"), "Lillebror", "Hugo 7 år", None)
    assert person is not None and (person.label, person.value("age")) == ("Hugo", 7)


def test_figures_are_found_by_name_and_role_and_those_already_joined_come_last() -> None:
    case = empty_case("Prov", "Saga")
    child = case.child
    from app.models.edits.figures import add_figure

    made = []
    for label, role in (("Sara", "Mamma"), ("Samir", "Mentor"), ("Ali", "Skolkurator")):
        patch = add_figure(case, label=label, role=role, group=next(iter(case.groups)))
        case.apply(patch)
        made.append(patch.changes[0].key)
    sara, samir, ali = made
    everyone = [child, *made]
    assert find_figures(case, "sa", everyone) == [child, sara, samir]
    assert find_figures(case, "sa", everyone, later={child, sara}) == [samir, child, sara]
    assert find_figures(case, "kurator", everyone) == [ali]
    assert find_figures(case, "ment", everyone) == [samir]
    assert find_figures(case, "", everyone) == everyone


@pytest.mark.parametrize(
    ("typed", "role", "label"),
    [
        ("Mamma Sara", "Mamma", "Sara"),
        ("mentor Marie Ek", "Mentor", "Marie Ek"),
        ("Särskilt förordnad vårdnadshavare Åsa", "Särskilt förordnad vårdnadshavare", "Åsa"),
        ("Mentor i ettan", "Mentor i ettan", "Mentor i ettan"),
        ("BUP Ekvik", "BUP Ekvik", "BUP Ekvik"),
        ("Psykolog BUP", "Psykolog BUP", "Psykolog BUP"),
    ],
)
def test_a_role_and_a_name_without_a_comma_are_told_apart_by_the_capital(typed: str, role: str, label: str) -> None:
    person = understood(empty_case("Prov", "Elin"), typed, "", None)
    assert person is not None
    assert (person.role, person.label) == (role, label)
