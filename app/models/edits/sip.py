"""The SIP (samordnad individuell plan): what it asks for beyond the joint plan."""

from __future__ import annotations

from app.i18n import N_, _
from app.models.case import Case
from app.models.edits.making import EditRefused, added, made
from app.models.patch import Patch
from app.models.records import Sip

FAMILY = "sip"
BEGIN = N_("Anteckna SIP")


def begin_sip(case: Case) -> Patch:
    """Note that a SIP is needed; the rest is filled in field by field. Raises EditRefused if the case has one."""
    if case.record(FAMILY, FAMILY) is not None:
        raise EditRefused(_("Ärendet har redan en SIP."))
    return Patch(BEGIN, (added(case, FAMILY, made(Sip, {"needed": True})),))
