"""How each recipient wants its packages: read from and kept in the user's file, or as long as the window is open."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.i18n import _
from app.models.case import Case
from app.models.disclosure.profiles import Profile, ProfilesUnreadable, profile_of, profiles, save
from app.models.disclosure.recipients import Recipient

_AUTHORITIES = ("municipality", "region", "state")


@dataclass(slots=True)
class Deliveries:
    """``folder`` is offered where a recipient has none. ``problem`` says why the user's file cannot be read."""

    case: Case
    folder: str
    problem: str = ""
    _stored: list[Profile] = field(default_factory=list)
    _others: dict[str, Profile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            self._stored = list(profiles())
        except ProfilesUnreadable as problem:
            self.problem = str(problem)

    def of(self, recipient: Recipient) -> Profile:
        """Return how a recipient wants its packages, with a folder."""
        found = self._others.get(recipient.id)
        if found is None and self.is_kept(recipient):
            found = profile_of(recipient.words, self._stored)
        found = found or Profile(name=recipient.words.strip()[:200] or "-")
        return found if found.folder else found.model_copy(update={"folder": self.folder})

    def is_kept(self, recipient: Recipient) -> bool:
        """Return whether it is remembered: for authorities, whose names may stand outside the library.

        A foster home or a private school may be called something that leads to the child.
        """
        if recipient.who != "organisation" or self.problem:
            return False
        found = self.case.organisations[recipient.id]
        return found.principal in _AUTHORITIES and found.name == recipient.words

    def words(self, recipient: Recipient) -> str:
        """Return in a sentence whether it is remembered."""
        if self.is_kept(recipient):
            return _("Samkarta kommer ihåg det här till nästa gång, i alla ärenden med {who}.").format(
                who=recipient.words
            )
        return _("Det här gäller bara den här gången.")

    def put(self, recipient: Recipient, profile: Profile) -> str:
        """Keep how a recipient wants its packages; return why it could not be remembered, or nothing."""
        self._others[recipient.id] = profile
        if not self.is_kept(recipient):
            return ""
        old = profile_of(recipient.words, self._stored)
        wanted = [profile if each is old else each for each in self._stored]
        wanted += [] if old is not None else [profile]
        try:
            save(wanted)
        except ProfilesUnreadable as problem:
            return str(problem)
        self._stored = wanted
        return ""
