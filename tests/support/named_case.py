"""A case whose names stand in every field that people write, and in the ids. No person in it exists."""

from __future__ import annotations

from app.case_files import vocabulary
from app.models import casefile
from app.models.case import Case

CASE = """
schema: samkarta.case/1
case: {id: x, title: Anna och skolan, number: "2026-77", kind: type_case, fictional: true, status: open}
child: anna
organisations:
  - {id: o1, name: Björkskolan, principal: municipality, municipality: Ekviks kommun}
groups:
  - {id: family, label: Familj, sector: family, order: 1}
  - {id: school, label: Skola, sector: school, order: 2}
figures:
  - {id: anna, kind: person, label: Anna Lindqvist, group: family, age: 14}
  - {id: mor, kind: person, label: 'Margareta "Nillan" Lindqvist', role: Mamma, group: family, guardian: true, age: 41}
  - {id: bror, kind: person, label: Kasper, role: Bror, group: family, age: 5}
  - {id: rektor, kind: person, label: Åsa-Märta Öhrnblad, role: Rektor, group: school, organisation: o1,
     contact: "asa@exempel.se, 070-123 45 67"}
  - {id: kurator, kind: person, label: Ebba Vik, role: Kurator, group: school}
wishes:
  - {id: anna_w1, from: mor, to: rektor, text: "Att Annas rektor ringer 4 mars.",
     answer: {status: can, answered_by: rektor, text: "Ja, sade Åsa-Märta på Björkskolan."}}
  - {id: w2, from: anna, to: kurator, text: "Ebba följer Anna (14 år) till Ekviks kommun."}
plan:
  - {id: lindqvist_p1, kind: child, what: "Samtal med A.L. varje fredag", who: [kurator, anna], responsible: kurator,
     when: "före 2026-03-04", due: 2026-03-04, status: planned, how: "Ring 070-123 45 67"}
goals:
  long_term: [{id: anna_mal, text: "Lindqvists trivs i skolan.", target_date: 2026-03-04}]
meetings:
  - {id: m1, date: 2026-03-04}
  - {id: m2, date: 2025-12-31}
"""


def named_case() -> Case:
    """Return the case."""
    return casefile.parse(CASE, "yaml", vocabulary())
