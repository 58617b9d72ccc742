"""One line of the disclosure log in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.i18n import _, ngettext
from app.kinds.edit_words import record_name
from app.models.case import Case
from app.models.consent_words import named
from app.models.disclosure.entries import Entry
from app.models.disclosure.extract import SUBSTANCE


def entry_lines(case: Case, entry: Entry, failed: Entry | None) -> list[str]:
    """Return what was given, on what, and in which files. ``case`` is the case as its names may be shown; ``failed``
    the line that says that the package never got its name.
    """
    by = _("Lämnat av {who}, till mappen {folder}").format(who=entry.by or _("ej angivet"), folder=entry.target)
    lines = [entry.package, by]
    if failed is not None:
        lines += [_("Paketet blev aldrig lämnat: {why}").format(why=failed.why)]
    if entry.deidentified:
        lines.append(_("Avidentifierat"))
    lines += ["", _("Vilar på"), *_lean(_ground(case, entry))]
    count = len(entry.items)
    heading = ngettext("Innehåll: {n} uppgift", "Innehåll: {n} uppgifter", count).format(n=count)
    lines += ["", heading, *_lean(_item(case, each) for each in entry.items)]
    for name, title in (("without", _("Bortvalt")), ("yes", _("Ja till just den uppgiften"))):
        chosen: Sequence[str] = entry.choices.get(name) or ()
        if chosen:
            lines += ["", title, *_lean(_item(case, each) for each in chosen)]
    lines += ["", _("Filer (SHA-256)"), *_lean(f"{name}  {digest}" for name, digest in sorted(entry.files.items()))]
    return lines


def _ground(case: Case, entry: Entry) -> Iterator[str]:
    for key in entry.consents:
        consent = case.consents.get(key)
        if consent is None:
            yield _("Samtycket {id}, som inte finns kvar i ärendet").format(id=key)
            continue
        by = named(case, consent.given_by)
        said = _("Samtycke från {who}").format(who=by) if by else _("Samtycke")
        yield _("{consent}, lämnat {day}").format(consent=said, day=consent.given_on) if consent.given_on else said
    if entry.decision:
        yield _("Beslut av {by} {on} enligt {paragraph}: {because}").format(**entry.decision)
    if not entry.consents and not entry.decision:
        yield _("Mottagarens egen rätt till kopian")


def _item(case: Case, id_: str) -> str:
    """Return what an item is called; one that is gone from the case by its id."""
    if id_ in case.figures:
        return record_name("figures", id_, case, case)
    family, _colon, key = id_.rpartition(":")
    if family:
        return record_name(family, key, case, case) if case.record(family, key) is not None else id_
    for each in (*SUBSTANCE, "case", "sip"):
        if case.record(each, id_) is not None:
            return record_name(each, id_, case, case)
    return _("{id}, som inte finns kvar i ärendet").format(id=id_)


def _lean(lines: Iterator[str] | Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]
