"""What organisations and areas are called when no name of theirs is told: the kind of place that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.i18n import N_, _
from app.models.case import Case
from app.models.choices import SECTORS
from app.models.deidentify.vocabulary import common_words
from app.models.records import Organisation

KINDS = (
    ("förskol|preschool|nursery", N_("en förskola")),
    ("gymnasi|upper secondary", N_("en gymnasieskola")),
    ("resursskol", N_("en resursskola")),
    ("elevhälsa", N_("en elevhälsa")),
    ("skol|school", N_("en skola")),
    (r"\bbup\b|barn- och ungdomspsyk", N_("barn- och ungdomspsykiatrin")),
    ("habilitering", N_("en habilitering")),
    ("vårdcentral|hälsocentral", N_("en vårdcentral")),
    ("sjukhus|hospital", N_("ett sjukhus")),
    ("socialtj|socialkontor|social services|familjeenhet", N_("en socialtjänst")),
    ("familjehem", N_("ett familjehem")),
    ("polis|police", N_("polisen")),
    ("kyrka|församling|church", N_("en församling")),
    (r"förening|klubb|\bif\b|\bik\b|\bfk\b|\bbk\b|club", N_("en förening")),
    ("kommun", N_("en kommun")),
    ("region|landsting", N_("en region")),
)
BY_SECTOR = {
    "family": N_("en organisation"),
    "relatives": N_("en organisation"),
    "friends": N_("en organisation"),
    "leisure": N_("en förening"),
    "school": N_("en skola"),
    "social_services": N_("en socialtjänst"),
    "health": N_("en vårdenhet"),
    "other": N_("en organisation"),
}
SCHOOL, COMPULSORY, SECONDARY = "en skola", N_("en grundskola"), N_("en gymnasieskola")
GENERIC = frozenset(
    (
        *("skola", "skolan", "grundskola", "grundskolan", "gymnasiet", "gymnasieskolan", "förskola", "förskolan"),
        *("resursskolan", "särskolan", "högskolan", "friskolan", "kulturskolan", "musikskolan", "elevhälsa"),
        *("elevhälsan", "socialtjänst", "socialtjänsten", "bup", "habiliteringen", "polisen", "kyrkan", "kommunen"),
        *("regionen", "vårdcentralen", "sjukhuset", "familj", "fritid", "fritidsgården", "barn- och ungdomspsykiatrin"),
        *("hälso- och sjukvården", "hälso- och sjukvård", "föreningen", "fotbollsklubben", "familjehemmet"),
    )
)
"""Names of organisations that tell no one place from another."""


ADMINISTRATION = "(social|barn- och utbildnings|utbildnings|omsorgs|kultur- och fritids)(förvaltning(en)?|kontor(et)?)"


def is_generic(name: str) -> bool:
    """Return whether a name tells no one place from another."""
    said = " ".join(name.casefold().split())
    if said in GENERIC or re.fullmatch(ADMINISTRATION, said):
        return True
    capitals = [word.casefold() for word in re.findall(r"[^\W\d_]+", name) if not word.islower()]
    return all(word in common_words() or word in GENERIC for word in capitals)


def organisation_words(case: Case) -> Mapping[str, str]:
    """Return what each organisation is called: itself where its name says only what it is, else its kind."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for key, organisation in case.organisations.items():
        if is_generic(organisation.name):
            found[key] = organisation.name
            continue
        word = _(_kind(case, key, organisation))
        taken[word] = taken.get(word, 0) + 1
        found[key] = word if taken[word] == 1 else f"{word} ({taken[word]})"
    return found


def kind_of_place(text: str) -> str | None:
    """Return the kind of place (msgid) that words about one tell, or None."""
    said = text.casefold()
    return next((word for pattern, word in KINDS if re.search(pattern, said)), None)


def area_word(label: str, sector: str) -> str:
    """Return what an area of the sheet is called: itself where its name is a common one, else its sector's word."""
    common = {word.casefold() for word in SECTORS.values()}
    return label if label.strip().casefold() in common or is_generic(label) else _(SECTORS[sector])


def _kind(case: Case, key: str, organisation: Organisation) -> str:
    found = kind_of_place(organisation.name)
    sector = next((case.groups[each.group].sector for each in case.figures.values() if each.organisation == key), None)
    kind = found or (BY_SECTOR[sector] if sector else N_("en organisation"))
    age = case.figures[case.child].age
    if kind == SCHOOL and age is not None and 6 <= age <= 15:
        return COMPULSORY
    return SECONDARY if kind == SCHOOL and age is not None and 16 <= age <= 19 else kind


def place_phrases(case: Case) -> Iterator[tuple[str, str]]:
    """Yield every name that tells where people are, with what stands in its place (translated)."""
    words = organisation_words(case)
    for key, organisation in case.organisations.items():
        if not is_generic(organisation.name):
            yield organisation.name, words[key]
        for name, word in (
            (organisation.municipality, N_("en kommun")),
            (organisation.region, N_("en region")),
            (organisation.administration, N_("en förvaltning")),
        ):
            if name and not is_generic(name):
                yield name, _(word)
    for meeting in case.meetings.values():
        if meeting.place and not is_generic(meeting.place):
            yield meeting.place, _(kind_of_place(meeting.place) or N_("en lokal"))
    for group in case.groups.values():
        if area_word(group.label, group.sector) != group.label and kind_of_place(group.label):
            yield group.label, _(kind_of_place(group.label) or SECTORS[group.sector])


def stems(case: Case) -> Iterator[str]:
    """Yield the proper names inside the names of places, in small letters: Ekvik of Ekviks kommun and Ekviksskolan."""
    known = common_words()
    for phrase, _instead in place_phrases(case):
        for word in re.findall(r"[^\W\d_]+", phrase):
            if not word[0].isupper():
                continue
            low = word.casefold()
            low = re.sub(r"(förskola|skola|gymnasie?|förskole|skole|kyrka|gård|hem)(n|t|et|en|an|erna)?$", "", low)
            low = low.removesuffix("s") if len(low) > 4 else low
            if len(low) > 2 and low not in known and not kind_of_place(low) and low not in GENERIC:
                yield low
