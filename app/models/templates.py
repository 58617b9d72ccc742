"""Templates that a case can begin from: areas, and the functions that usually stand there.

The program's stand in ``resources/templates``, the user's own in ``templates`` in the data folder, one YAML file each.
A template holds words from the list of roles and names of areas that the program knows, and a title: nothing of a
case can be in one, so it may stand outside the library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.i18n import _, language
from app.models.case import Case
from app.models.edits.figures import add_figure
from app.models.edits.making import EditRefused, made, new_id, with_values
from app.models.edits.newcase import GROUPS, empty_case
from app.models.own_files import NotReadable, read_file
from app.models.records import SECTORS, Group, Sector
from app.models.roles import Role, built_in
from app.paths import data_folder, resources, write_whole

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
PRIVATE = frozenset({"family", "relatives", "friends", "leisure"})
"""The sectors whose figures are a child's own people: no template is made of them."""


class Area(BaseModel):
    """An area of the sheet; ``label`` a name that the program knows, else the sector's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sector: Sector
    label: Words | None = None


class Stand(BaseModel):
    """A role that stands on the map; ``area`` which of the areas, from 1, where its own is not meant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Words
    area: Annotated[int, Field(ge=1)] | None = None


class Template(BaseModel):
    """A template: what it is called, what it is for, its areas (the usual ones where left out) and its roles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    english: Words | None = None
    about: Words | None = None
    about_english: Words | None = None
    areas: tuple[Area, ...] = ()
    stands: tuple[Stand, ...] = ()

    @property
    def name(self) -> str:
        """The title in the language in use."""
        return (self.english if language() == "en" else None) or self.title

    @property
    def words(self) -> str:
        """What it is for, in the language in use."""
        return (self.about_english if language() == "en" else None) or self.about or ""


class TemplateNotSaved(Exception):
    """A template could not be written; the message is a sentence for people. An old file is as it was."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Every template by the name of its file, the user's own last; ``broken`` are the files that cannot be read."""

    by_id: dict[str, Template]
    broken: tuple[Path, ...] = ()


def own_folder() -> Path:
    """Return the folder of the user's own templates, beside the settings; it need not exist."""
    return data_folder() / "templates"


def all_templates() -> Templates:
    """Return every template as the files are now. A file that cannot be read is left as it is."""
    found, broken = {}, []
    for prefix, folder in (("", resources() / "templates"), ("own/", own_folder())):
        for path in sorted(folder.glob("*.yaml")):
            try:
                found[prefix + path.stem] = Template.model_validate(read_file(path))
            except (OSError, NotReadable, ValidationError):
                broken.append(path)
    return Templates(found, tuple(broken))


def started(template: Template, title: str, child: str, day: date, kind: str = "type_case") -> Case:
    """Return a new case out of a template, opened on a day, of a `CASE_KINDS` kind.

    Raises EditRefused if a name is blank.
    """
    case = empty_case(title, child)
    info = with_values(case.info, opened_on=day, kind=kind)
    records = case.records()
    records["case"] = {"case": info}
    areas = [
        made(Group, {"id": new_id(), "label": _area_name(area), "sector": area.sector, "order": place})
        for place, area in enumerate(template.areas, 1)
    ]
    if areas:
        records["groups"] = {area.id: area for area in areas}
        home = next((area.id for area in areas if area.sector == "family"), areas[0].id)
        figure = case.figures[case.child]
        records["figures"] = {case.child: with_values(figure, group=home)}
    case = Case(records)
    for stand in template.stands:
        _set_out(case, stand, areas)
    return case


def _set_out(case: Case, stand: Stand, areas: list[Group]) -> None:
    role = _role(stand.role)
    if role is None:
        return
    group = areas[stand.area - 1] if stand.area is not None and stand.area <= len(areas) else role.group_in(case)
    case.apply(add_figure(case, label=role.name, role=role.name, group=group.id, ring=role.ring, kind=role.kind))


def template_of(case: Case, title: str) -> Template:
    """Return a template with a case's areas and functions. Raises EditRefused if it has no title.

    Only words that the program itself knows come along: a role of its list, an area's usual name. The child's own
    people do not, nor does anything that somebody has written.
    """
    if not title.strip():
        raise EditRefused(_("Skriv vad mallen ska heta."))
    groups = sorted(case.groups.values(), key=lambda group: (group.order is None, group.order or 0))
    places = {group.id: place for place, group in enumerate(groups, 1)}
    stands = []
    for figure in case.figures.values():
        role = _role(figure.role or "")
        if role is not None and figure.id != case.child and case.groups[figure.group].sector not in PRIVATE:
            stands.append(Stand(role=role.role, area=places[figure.group]))
    areas = tuple(Area(sector=group.sector, label=_known_name(group.label)) for group in groups)
    return Template(title=title.strip()[:120], areas=areas, stands=tuple(stands))


def save_template(template: Template) -> Path:
    """Write a template of the user's own under a name of its own and return its file. Raises TemplateNotSaved."""
    stem = re.sub(r"[^\w-]+", "_", template.title.casefold()).strip("_")[:60] or "mall"
    path, number = own_folder() / f"{stem}.yaml", 2
    while path.exists():
        path, number = own_folder() / f"{stem}_{number}.yaml", number + 1
    data = template.model_dump(exclude_none=True)
    try:
        write_whole(path, yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120))
    except OSError as problem:
        sentence = _("Mallen kunde inte sparas i {path}: {reason}. Ärendet är som det var.")
        raise TemplateNotSaved(sentence.format(path=path, reason=problem.strerror or problem)) from problem
    return path


def _area_name(area: Area) -> str:
    return _(area.label or SECTORS[area.sector])


def _role(words: str) -> Role | None:
    """Return the program's own role that words name in either language, or None."""
    wanted = words.strip().casefold()
    return next((role for role in built_in() if wanted in (role.role.casefold(), role.english.casefold())), None)


def _known_name(label: str) -> str | None:
    """Return the Swedish name of an area that the program itself gives, or None."""
    return _known_names().get(label.strip().casefold())


def _known_names() -> dict[str, str]:
    """Return the names of areas that the program gives, in Swedish and the language in use, with the Swedish one."""
    names = [*SECTORS.values(), *(label for label, _sector in GROUPS)]
    return {**{_(name).casefold(): name for name in names}, **{name.casefold(): name for name in names}}
