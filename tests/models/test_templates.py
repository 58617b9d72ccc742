"""Templates: every one of the program's makes a whole case, and one made of a case tells nobody's name."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from app.case_files import read_cases, vocabulary
from app.i18n import use_language
from app.models.case import Case
from app.models.casefile import dump, parse
from app.models.edits.fields import set_field
from app.models.edits.making import EditRefused
from app.models.templates import (
    PRIVATE,
    Stand,
    Template,
    TemplateNotSaved,
    all_templates,
    own_folder,
    save_template,
    started,
    template_of,
)

DAY = date(2026, 11, 2)


@pytest.mark.parametrize("name", list(all_templates().by_id))
def test_every_template_makes_a_whole_case_with_all_its_roles(name: str) -> None:
    template = all_templates().by_id[name]
    case = started(template, "Nytt", "Kim", DAY)
    assert parse(dump(case, "yaml"), "yaml", vocabulary()) == case
    assert len(case.figures) == len(template.stands) + 1 and case.info.opened_on == DAY
    assert case.figures[case.child].label == "Kim" and case.info.title == "Nytt"
    assert case.sheet_of_kind("case_map") and case.sheet_of_kind("collaboration_map")
    assert template.english and template.about and template.about_english


def test_two_cases_out_of_one_template_share_no_id() -> None:
    template = all_templates().by_id["familjehem"]
    first, second = started(template, "Ett", "A", DAY), started(template, "Två", "B", DAY)
    assert first.info.id != second.info.id and not set(first.figures) & set(second.figures)


def test_the_roles_stand_in_the_language_in_use() -> None:
    use_language("en")
    case = started(all_templates().by_id["hog_franvaro"], "New", "Kim", DAY)
    assert "Class teacher" in [figure.role for figure in case.figures.values()]


def test_figures_stand_in_the_area_that_is_meant() -> None:
    case = started(all_templates().by_id["familjehem"], "Nytt", "Kim", DAY)
    where = {figure.role: case.groups[figure.group].label for figure in case.figures.values()}
    assert where["Familjehem"] == "Familjehem" and where["Klasslärare"] == "Skola" and where["Mamma"] == "Familj"


@pytest.mark.parametrize("name", ["case_a", "case_b"])
def test_a_template_of_a_case_holds_no_word_that_somebody_has_written(
    request: pytest.FixtureRequest, name: str, tmp_path: Path
) -> None:
    (case,) = read_cases([request.getfixturevalue(name)])
    text = save_template(template_of(case, "Vår mall")).read_text(encoding="utf-8")
    made = Template.model_validate(yaml.safe_load(text))
    written = {figure.label for figure in case.figures.values()} - {stand.role for stand in made.stands}
    written |= {each.name for each in case.organisations.values()} | {case.info.title, case.info.id}
    assert not [words for words in written if words in text]
    kept = Counter(stand.role for stand in made.stands)
    assert kept and len(made.areas) == len(case.groups)
    private = {f.role for f in case.figures.values() if case.groups[f.group].sector in PRIVATE}
    assert not private & set(kept)


def test_a_planted_name_in_a_role_or_an_areas_name_stays_at_home(case_a: Path) -> None:
    (case,) = read_cases([case_a])
    figure = next(key for key, each in case.figures.items() if each.role == "Rektor")
    case.apply(set_field(case, "figures", figure, "role", "Rektor för Vera Planteus"))
    case.apply(set_field(case, "groups", case.figures[figure].group, "label", "Planteusskolan"))
    made = template_of(case, "Mall")
    assert "plante" not in made.model_dump_json().casefold()


def test_an_own_template_is_offered_and_begins_a_case_like_the_one_it_was_made_of(case_a: Path) -> None:
    (case,) = read_cases([case_a])
    save_template(template_of(case, "Vår mall"))
    own = all_templates().by_id["own/vår_mall"]
    new = started(own, "Nytt", "Kim", DAY)
    assert [group.sector for group in new.groups.values()] == [
        group.sector for group in sorted(case.groups.values(), key=lambda each: each.order or 0)
    ]
    assert "Rektor" in [figure.role for figure in new.figures.values()]


def test_two_templates_of_one_name_both_stay(case_a: Path) -> None:
    made = template_of(read_cases([case_a])[0], "Samma")
    assert save_template(made) != save_template(made)
    assert len([name for name in all_templates().by_id if name.startswith("own/")]) == 2


def test_a_damaged_file_is_told_of_and_left_as_it_is() -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "trasig.yaml").write_text("title: [", encoding="utf-8")
    found = all_templates()
    assert found.broken == (own_folder() / "trasig.yaml",) and "hog_franvaro" in found.by_id
    assert (own_folder() / "trasig.yaml").read_text(encoding="utf-8") == "title: ["


def test_a_role_that_the_program_does_not_know_is_passed_over() -> None:
    template = Template(title="Prov", stands=(Stand(role="Trollkarl"), Stand(role="Mentor", area=99)))
    case: Case = started(template, "Nytt", "Kim", DAY)
    assert [figure.role for key, figure in case.figures.items() if key != case.child] == ["Mentor"]


def test_a_template_needs_a_name_and_somewhere_to_be_saved(case_a: Path) -> None:
    (case,) = read_cases([case_a])
    with pytest.raises(EditRefused):
        template_of(case, "  ")
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_text("i vägen", encoding="utf-8")
    with pytest.raises(TemplateNotSaved, match="Ärendet är som det var"):
        save_template(template_of(case, "Mall"))
