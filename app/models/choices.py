"""The values that the format's fields may have, and the Swedish words (msgids) that people see for them."""

from __future__ import annotations

from typing import Literal

from app.i18n import N_

Sector = Literal["family", "relatives", "friends", "leisure", "school", "social_services", "health", "other"]
Principal = Literal["municipality", "region", "state", "private", "association", "contracted"]
Category = Literal["attendance", "support", "health", "family", "housing", "economy", "leisure", "other"]
Consentable = Literal["attendance", "support", "health", "family", "housing", "economy", "leisure", "other", "plan"]
Restriction = Literal["reporter", "protected_identity", "inquiry", "third_person", "test", "journal", "private_note"]
Domain = Literal["safe", "healthy", "achieving", "nurtured", "active", "respected", "responsible", "included"]

SECTORS = {
    "family": N_("Familj"),
    "relatives": N_("Släkt"),
    "friends": N_("Kamrater"),
    "leisure": N_("Fritid"),
    "school": N_("Skola"),
    "social_services": N_("Socialtjänst"),
    "health": N_("Hälso- och sjukvård"),
    "other": N_("Andra"),
}
PRINCIPALS = {
    "municipality": N_("Kommun"),
    "region": N_("Region"),
    "state": N_("Stat"),
    "private": N_("Enskild"),
    "association": N_("Förening"),
    "contracted": N_("Utförare på uppdrag"),
}
CASE_KINDS = {"type_case": N_("Typfall"), "real": N_("Verkligt ärende"), "deidentified": N_("Avidentifierat")}
CASE_STATUSES = {"open": N_("Pågår"), "follow_up": N_("Uppföljning"), "closed": N_("Avslutat")}
FIGURE_STATUSES = {
    "active": N_("Med"),
    "waiting": N_("Väntar"),
    "dormant": N_("Vilande"),
    "missing": N_("Saknas"),
}
RINGS = {
    0: N_("Barnet"),
    1: N_("Varje dag"),
    2: N_("Varje vecka"),
    3: N_("Mer sällan"),
}
LIVES = {"always": N_("Alltid"), "partly": N_("Delvis"), "never": N_("Aldrig")}
SYMBOLS = {"male": N_("Man"), "female": N_("Kvinna"), "other": N_("Annat"), "unknown": N_("Okänt")}
ENERGIES = {
    "none": N_("Ingen riktning"),
    "to": N_("Till den andra"),
    "from": N_("Från den andra"),
    "both": N_("Åt båda håll"),
}
CATEGORIES = {
    "attendance": N_("Närvaro"),
    "support": N_("Stödinsatser"),
    "health": N_("Hälsa"),
    "family": N_("Familj"),
    "housing": N_("Boende"),
    "economy": N_("Ekonomi"),
    "leisure": N_("Fritid"),
    "other": N_("Annat"),
}
CONSENTABLE = {**CATEGORIES, "plan": N_("Planen")}
"""The kinds of fact that a consent can be about."""

CONSENTED = ("attendance", "support", "plan")
"""Those that it is about where it does not say."""

RESTRICTIONS = {
    "reporter": N_("Anmälare"),
    "protected_identity": N_("Skyddade personuppgifter"),
    "inquiry": N_("Pågående utredning"),
    "third_person": N_("Tredje person"),
    "test": N_("Psykologiskt test"),
    "journal": N_("Journalutdrag"),
    "private_note": N_("Egen anteckning"),
}
HELPS = {"child": N_("Barnet"), "guardian": N_("Vårdnadshavaren"), "staff": N_("Personalen")}
ANSWERS = {
    "unanswered": N_("Inte besvarat"),
    "can": N_("Kan"),
    "partly": N_("Delvis"),
    "blocked": N_("Blockerat"),
}
CAUSES = {"regulation": N_("Regelverk"), "organisation": N_("Organisation"), "outlook": N_("Synsätt")}
RAISED = {
    "none": N_("Inte lyft"),
    "internal_forum": N_("Internt forum"),
    "joint_body": N_("Gemensamt samarbetsorgan"),
    "steering_group": N_("Styrgrupp"),
    "political": N_("Politiskt forum"),
}
PLAN_KINDS = {"child": N_("Barnets plan"), "collaboration": N_("Samverkansplan")}
PLAN_STATUSES = {
    "planned": N_("Planerad"),
    "started": N_("Pågår"),
    "done": N_("Klar"),
    "stopped": N_("Avbruten"),
}
GOAL_STATES = {"open": N_("Pågår"), "reached": N_("Uppnått"), "dropped": N_("Nedlagt")}
CONSENT_FORMS = {"written": N_("Skriftligt"), "oral": N_("Muntligt")}
DOMAINS = {
    "safe": N_("Trygg"),
    "healthy": N_("Hälsa"),
    "achieving": N_("Utvecklas"),
    "nurtured": N_("Omvårdad"),
    "active": N_("Aktiv"),
    "respected": N_("Respekterad"),
    "responsible": N_("Ansvarstagande"),
    "included": N_("Delaktig"),
}
VOICES = {"child": N_("Barnet"), "guardian": N_("Vårdnadshavare"), "professional": N_("Professionell")}
