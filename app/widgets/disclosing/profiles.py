"""How each recipient wants its packages: read from and kept in the user's file, or as long as the window is open."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.i18n import _
from app.models.case import Case
from app.models.disclosure.profiles import Profile, ProfilesUnreadable, profile_of, profiles, save
from app.models.disclosure.recipients import Recipient

_AUTHORITIES = ("municipality", "region", "state")


@dataclass(slots=True)
class KeptProfiles:
    """The user's file, as all cases of a window share it. ``problem`` says why it cannot be read."""

    problem: str = ""
    all: list[Profile] = field(default_factory=list)

    def __post_init__(self) -> None:
        try:
            self.all = list(profiles())
        except ProfilesUnreadable as problem:
            self.problem = str(problem)

    def put(self, name: str, profile: Profile) -> str:
        """Keep a recipient's profile in the file; return why it could not be, or nothing."""
        old = profile_of(name, self.all)
        wanted = [profile if each is old else each for each in self.all]
        wanted += [] if old is not None else [profile]
        try:
            save(wanted)
        except ProfilesUnreadable as problem:
            return str(problem)
        self.all = wanted
        return ""


@dataclass(slots=True)
class Deliveries:
    """How the recipients of one case want it. ``folder`` is offered where a recipient has none."""

    case: Case
    folder: str
    kept: KeptProfiles = field(default_factory=KeptProfiles)
    _others: dict[str, Profile] = field(default_factory=dict)

    def of(self, recipient: Recipient) -> Profile:
        """Return how a recipient wants its packages, with a folder."""
        found = self._others.get(recipient.id)
        if found is None and self.is_kept(recipient):
            found = profile_of(recipient.words, self.kept.all)
        found = found or Profile(name=recipient.words.strip()[:200] or "-")
        return found if found.folder else found.model_copy(update={"folder": self.folder})

    def is_kept(self, recipient: Recipient) -> bool:
        """Return whether it is remembered: for authorities, whose names may stand outside the library.

        A foster home or a private school may be called something that leads to the child.
        """
        if recipient.who != "organisation" or self.kept.problem:
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
        if not self.is_kept(recipient):
            self._others[recipient.id] = profile
            return ""
        problem = self.kept.put(recipient.words, profile)
        if problem:
            self._others[recipient.id] = profile
        else:
            self._others.pop(recipient.id, None)
        return problem
