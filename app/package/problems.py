"""What can stop a package, each as a sentence for the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class HandingFailed(Exception):
    """A package could not be made; the message is a sentence for the user. Nothing has left."""


class Cancelled(HandingFailed):
    """The user has stopped it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A rule that forbids a recipient's package: who, which rule, and the sentence."""

    recipient: str
    rule: str
    why: str


class Forbidden(HandingFailed):
    """A rule forbids what was asked for. ``stops`` tells each recipient it concerns; nobody was given anything."""

    def __init__(self, stops: Sequence[Stop]) -> None:
        self.stops = tuple(stops)
        super().__init__("\n".join(f"{each.recipient}: {each.rule}. {each.why}" for each in stops))
