"""What has been decided of a case's texts, with the pseudonyms of its people kept beside it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.models.case import Case
from app.models.deidentify.making import pseudonyms_to_keep
from app.models.deidentify.reviewing import Review
from app.widgets.services import ServiceFailed

if TYPE_CHECKING:
    from app.widgets.services import Services


def reviewed(services: Services, own: str, case: Case) -> Review:
    """Return what has been decided of a case, with everybody's pseudonym; new ones are kept in the library, where it
    can be written to. Raises ServiceFailed where it cannot be read."""
    review = services.review(own)
    new = pseudonyms_to_keep(case, review)
    if new:
        with suppress(ServiceFailed):  # a library that is only read: they are the same as long as nobody edits the case
            services.keep_review(own, new)
    return Review({**review.decisions, **new})
