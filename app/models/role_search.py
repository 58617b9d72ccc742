"""Finding the role that is meant by what has been typed, and the home of a role that the catalogue lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.i18n import language
from app.models.roles import Role, roles

_Fit = Callable[[str, str], bool]

SHORTEST_PART = 3
"""Letters that something must have to be found inside a name: fewer are inside most of them."""

SHORTEST_TAIL = 4
"""Letters of a name's end that are enough to mean it: ``sköterska`` is a Skolsköterska, ``are`` is nobody."""

MEANT = frozenset({0, 1, 3, 4, 5})
"""Ranks that Enter takes. Another word for a role (``syster``) is kept as it is, in the role's place; what is only
found inside a name is offered, never assumed: Ann is no Granne."""


def suggestions(words: str, limit: int = 7) -> list[Role]:
    """Return the roles that ``words`` may mean, best first.

    The name goes first (whole in either language, then its beginning in the one in use), then other words for the
    role, then words and ends inside the name, then the other language. Common roles go before others of the same rank.
    """
    return [role for _rank, role in _ranked(words)][:limit]


def meant(words: str) -> Role | None:
    """Return the role that Enter takes for ``words``, or None where they are better kept as they are."""
    best = next(iter(_ranked(words)), None)
    return best[1] if best is not None and best[0] in MEANT else None


def named(words: str) -> Role | None:
    """Return the role that is called exactly ``words``, in either language, or None."""
    wanted = " ".join(words.casefold().split())
    return next((role for role in roles() if wanted in (role.role.casefold(), role.english.casefold())), None)


def kin_of(words: str) -> Role | None:
    """Return a role called ``words`` that stands where its kin of the catalogue stand, or None without kin.

    Swedish compounds end with what they are: a Ridledare is a Ledare, a Fotbollstränare a Tränare. After a comma
    stands where someone works: ``Behandlare, första linjen`` belongs where Första linjen does, as a person.
    """
    head, _comma, place = words.partition(",")
    kin = _longest(head, _ends) or _longest(head, _has_words)
    if kin is not None:
        return _called(words, kin, kin.kind)
    where = _longest(place, _has_words)
    return _called(words, where, "person") if where is not None else None


def _ranked(words: str) -> list[tuple[int, Role]]:
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return []
    found = ((_rank(role, wanted), order, role) for order, role in enumerate(roles()))
    ranked = [(rank, not role.common, order, role) for rank, order, role in found if rank is not None]
    return [(rank, role) for rank, _rare, _order, role in sorted(ranked, key=lambda each: each[:3])]


def _rank(role: Role, wanted: str) -> int | None:
    here, there = role.role.casefold(), role.english.casefold()
    if language() == "en":
        here, there = there, here
    others = [each.casefold() for each in role.aliases]
    long = len(wanted) >= SHORTEST_PART
    tests = (
        wanted in (here, there),
        here.startswith(wanted),
        wanted in others,
        long and any(word.startswith(wanted) for word in here.split()),
        len(wanted) >= SHORTEST_TAIL and here.endswith(wanted),
        long and there.startswith(wanted),
        long and any(wanted in each for each in (here, there, *others)),
    )
    return next((rank for rank, holds in enumerate(tests) if holds), None)


def _longest(words: str, fits: _Fit) -> Role | None:
    text = " ".join(words.casefold().split())
    found = [
        (len(name), -order, role) for order, role in enumerate(roles()) for name in _names(role) if fits(text, name)
    ]
    return max(found, key=lambda each: each[:2])[2] if found else None


def _names(role: Role) -> Iterable[str]:
    return (each.casefold() for each in (role.role, role.english, *role.aliases))


def _ends(text: str, name: str) -> bool:
    return len(name) >= SHORTEST_TAIL and text.endswith(name)


def _has_words(text: str, name: str) -> bool:
    return f" {name} " in f" {text} "


def _called(words: str, kin: Role, kind: str) -> Role:
    name = " ".join(words.split())
    return kin.model_copy(update={"role": name, "english": name, "kind": kind, "aliases": (), "common": False})
