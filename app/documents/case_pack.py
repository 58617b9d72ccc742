"""The whole case in one PDF: a page of contents, then every paper that belongs in it, with the case's data inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.documents.base import Attachment, Document, Options, Pages, Shape, Story, documents
from app.documents.flowing import FlowingPaper, Setting, opening
from app.documents.joined import Part, number_pages
from app.documents.paper_style import paragraph, stacked
from app.documents.paper_table import Row, section
from app.drawing.ops import Drawing
from app.i18n import N_, _
from app.models import casefile
from app.models.case import Case
from app.models.deidentify.making import Deidentified, as_file


class CasePack(FlowingPaper):
    """Every paper after each other."""

    id = "case-pack"
    label = N_("Hela ärendet")
    order = 90
    shapes = frozenset[Shape]({"pages"})
    in_pack = False

    def pages(self, case: Case, options: Options) -> Pages:
        """Return the contents and then the papers; their pages are known when they have been set once."""
        setting = self.setting(case, options)
        inside = replace(options, letterhead=False)
        papers = [Part(paper, paper.pages(setting.case, inside)) for paper in in_the_pack()]

        def parts(total: int) -> Sequence[Drawing | Story]:
            number_pages(papers, total)
            contents = self.story(setting, self._contents(setting, papers))
            found: list[Drawing | Story] = [contents]
            for part in papers:
                found += part.set(total)
            return found

        return parts

    def attachments(self, case: Case, options: Options) -> Sequence[Attachment]:
        """Return the case as a case file, without what must never leave the program."""
        told = self.setting(case, options).case
        data = casefile.dump(as_file(told) if isinstance(told, Deidentified) else told, "json").encode()
        return [Attachment("arende.json", data, "application/json", "Source", _("Ärendet som data (samkarta.case/1)"))]

    @staticmethod
    def _contents(setting: Setting, papers: Sequence[Part]) -> list[Any]:
        rows = [
            Row([stacked((_(part.paper.label), "cell")), stacked((str(part.page) if part.page else "–", "cell"))])
            for part in papers
        ]
        title = [paragraph(_("Innehåll"), "heading")]
        return [
            *opening(setting, _(CasePack.label)),
            *stacked((setting.says("intro"), "body")),
            *section(title, (_("Dokument"), _("Sida")), rows, setting.widths(150, 32)),
        ]


def in_the_pack() -> list[Document]:
    """Return the papers that belong in the pack, in menu order: all that have pages, but letters."""
    return [paper for paper in documents().values() if "pages" in paper.shapes and paper.in_pack]
