"""The window before the library: first start, the lock, the forgotten password. One page at a time, no dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.i18n import LANGUAGES, _, language
from app.settings import Settings
from app.widgets.common.giving_way import give_way
from app.widgets.common.opening import open_where_it_was
from app.widgets.common.segmented import Segmented
from app.widgets.common.speaking import speak
from app.widgets.common.style import LOOKS, appearance_of, apply_style, scaled
from app.widgets.common.working import Work
from app.widgets.unlock.code_page import CodePage
from app.widgets.unlock.keys import KeyProblem, Keys, Way
from app.widgets.unlock.pages import ChoosePage, ForgottenPage, KeyPage, UnlockPage, WelcomePage, about_password

_SEEN_MS = 50
"""So long what is said on the page takes to be seen, before something that cannot wait beside the window is done."""
_ABOVE, _BELOW = 32, 24
"""Pixels above and below a page that are never its own."""
_WIDE = 520
"""Pixels, as designed: a page is no wider than its words are easy to read."""


class UnlockWindow(QWidget):
    """Leads the user to the open lock of a library.

    ``enter`` opens the library then and shows its windows; it returns a sentence if that cannot be done, and so does
    ``example``, which shows the example to who has no library yet. With ``locked`` the window stands where others have
    been put away; ``said`` is what could not be kept of them. ``code`` is the recovery code of a library that has just
    been given its password elsewhere: it is shown first.
    """

    def __init__(
        self,
        keys: Keys,
        settings: Settings,
        enter: Callable[[], str],
        *,
        locked: bool = False,
        said: str = "",
        code: str = "",
        example: Callable[[], str] | None = None,
    ) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_style(application, appearance_of(settings))
        super().__init__()
        self.setObjectName("unlock")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Låst") if locked else _("Samkarta"))
        self._keys, self._settings, self._enter = keys, settings, enter
        self._locked, self._example = locked, example
        self._settled = False
        self._begins = 0
        self.page: KeyPage
        self._build(said)
        open_where_it_was(self, 1080, 680, settings.recall("library"))
        self._show_code(code, Way.NEW) if code else self._begin()
        LOOKS.changed.connect(self._place)

    def _build(self, said: str) -> None:
        name = QLabel("Samkarta")
        name.setObjectName("wordmark")
        self.language = Segmented(dict(LANGUAGES), _("Språk"))
        self.language.setFixedWidth(180)
        self.language.show_value(language())
        self.language.chosen.connect(self._speak)
        head = QHBoxLayout()
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self.language)
        self.notice = QLabel(said)
        self.notice.setObjectName("guide")
        self.notice.setWordWrap(True)
        self.notice.setVisible(bool(said))
        self._middle = QWidget()
        self._column = QVBoxLayout(self._middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(18)
        self._column.addLayout(head)
        self._column.addWidget(self.notice)
        inside = QWidget()
        inside.setObjectName("unlockInside")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._middle)
        across.addStretch(1)
        self._outer = QVBoxLayout(inside)
        self._outer.addLayout(across)
        self._outer.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _fit(self) -> None:
        """Give the page the width it reads well at, and all the height that its words take at that width."""
        wide = max(300, min(scaled(_WIDE), self.width() - 64))
        self._middle.setFixedWidth(wide)
        self._column.invalidate()
        high = max(0, self._column.heightForWidth(wide))
        self._middle.setMinimumHeight(high)
        spare = max(0, self.height() - high - _ABOVE - _BELOW)
        self._outer.setContentsMargins(24, _ABOVE + min(self._begins, spare), 24, _BELOW)

    def _place(self) -> None:
        """Let the page begin at a third of the room it leaves; it stays there when words come and go on it."""
        for widget in self._middle.findChildren(QWidget):
            widget.ensurePolished()  # or its words would be measured in another font
        self._begins = self.height()
        self._fit()
        self._begins = max(0, self.height() - self._middle.minimumHeight() - _ABOVE - _BELOW) // 3
        self._fit()

    def _grown(self) -> None:
        """Make room for what has come on the page; what went wrong and the field it is about must be seen."""
        self._fit()
        if self.page.trouble.isVisibleTo(self):
            QTimer.singleShot(0, self.page, self._show_trouble)

    def _show_trouble(self) -> None:
        for widget in (self.page.trouble, self.page.focusWidget()):
            if widget is not None:
                self.area.ensureWidgetVisible(widget, 0, _BELOW)

    # The pages

    def _begin(self) -> None:
        """Show the page that the library's lock calls for."""
        way = Way.LOCKED if self._locked else self._keys.way()
        if way is Way.LOCKED:
            self._show_lock()
        else:
            self._show_choice(way)

    def _show(self, page: KeyPage) -> None:
        if hasattr(self, "page"):
            self.page.hide()
            self._column.removeWidget(self.page)
            self.page.deleteLater()
        self.page = page
        self.language.setVisible(isinstance(page, WelcomePage))
        self._column.addWidget(page)
        page.show()  # what is hidden takes no room
        page.grew.connect(self._grown)
        self._place()
        self.area.verticalScrollBar().setValue(0)
        page.begin()

    def _show_lock(self) -> None:
        if self._locked:
            heading, text = _("Samkarta är låst"), _("Skriv lösenordet så är du tillbaka där du var.")
            if not self.notice.text():
                text = _("Allt är sparat.") + " " + text
        else:
            heading, text = _("Lås upp biblioteket"), _("Skriv lösenordet till biblioteket {name}.")
        page = UnlockPage(heading, text.format(name=self._keys.library.name))
        page.text.setToolTip(str(self._keys.library))
        page.wanted.connect(self._unlock)
        page.forgotten.connect(self._show_forgotten)
        self._show(page)
        try:
            self._keys.check()
        except KeyProblem as problem:
            page.trouble.say(str(problem))
            page.way_out.hide()  # the recovery code opens the same file
            if self._keys.remedy():
                page.aside(_("Hämta nyckelfilen ur en säkerhetskopia"), self._mend, quiet=False).setFocus()

    def _mend(self) -> None:
        """Lay back what a backup has, and begin again."""
        try:
            self._keys.mend()
        except KeyProblem as problem:
            self.page.trouble.say(str(problem))
            return
        self.notice.setText("")
        self.notice.hide()
        self._begin()

    def _show_forgotten(self) -> None:
        page = ForgottenPage()
        page.wanted.connect(self._unlock_with_code)
        page.back.connect(self._show_lock)
        self._show(page)

    def _show_choice(self, way: Way) -> None:
        lost = way is Way.NEW and bool(self._keys.remedy())
        page: ChoosePage
        if way is Way.PLAIN:
            text = _(
                "Ditt bibliotek är från en äldre Samkarta och ligger läsbart på disken. Välj lösenordet som ska öppna "
                "det. Biblioteket kopieras krypterat, kopian jämförs med originalet, och först när allt stämmer skrivs "
                "den gamla filen över och tas bort."
            )
            page = ChoosePage(_("Biblioteket ska krypteras"), text, _("Kryptera biblioteket"))
        elif lost:
            page = ChoosePage(_("Välj ett lösenord"), about_password(), _("Välj lösenordet"))
        else:
            page = WelcomePage(with_example=self._example is not None)
            page.example.connect(self._go_to_example)
        page.wanted.connect(lambda: self._choose(way))
        self._show(page)
        if lost:
            sentence = _("Biblioteket {name} är borta, men det finns säkerhetskopior.")
            self.notice.setText(sentence.format(name=self._keys.library.name))
            self.notice.show()
            page.aside(_("Lägg tillbaka den nyaste säkerhetskopian"), self._mend, quiet=False)

    def _show_new_password(self) -> None:
        text = _("Koden stämmer. Välj ett nytt lösenord. Återställningskoden är densamma som förut.")
        page = ChoosePage(_("Välj ett nytt lösenord"), text, _("Byt lösenord och öppna"), _("Nytt lösenord"))
        page.wanted.connect(self._replace)
        self._show(page)

    def _show_code(self, code: str, way: Way) -> None:
        note = ""
        if way is Way.PLAIN:
            note = _(
                "Biblioteket är krypterat. Den gamla filen är överskriven och borttagen. På en SSD och i "
                "säkerhetskopior kan rester av den ligga kvar: be den som sköter datorn radera gamla kopior, och ha "
                "disken krypterad."
            )
        page = CodePage(code, self._keys, note)
        page.wanted.connect(self._go_in)
        self._show(page)

    # What is done

    def _do(self, what: str, do: Callable[[], object], then: Callable[[object], None]) -> None:
        page = self.page
        page.work(what)
        work = Work(self, do, calm=KeyProblem)
        work.done.connect(lambda _found: page.busy.rest())
        work.done.connect(then)
        work.failed.connect(lambda problem: page.rest(str(problem)))
        work.start()

    def _unlock(self) -> None:
        page = self.page
        assert isinstance(page, UnlockPage)
        password = page.password.text()
        self._do(_("Låser upp…"), lambda: self._keys.unlock(password), lambda _none: self._go_in())

    def _unlock_with_code(self) -> None:
        page = self.page
        assert isinstance(page, ForgottenPage)
        code = page.code.text()
        self._do(_("Prövar koden…"), lambda: self._keys.unlock_with_code(code), lambda _none: self._show_new_password())

    def _replace(self) -> None:
        page = self.page
        assert isinstance(page, ChoosePage)
        password = page.password.text()
        self._do(_("Byter lösenord…"), lambda: self._keys.replace_password(password), lambda _none: self._go_in())

    def _choose(self, way: Way) -> None:
        page = self.page
        assert isinstance(page, ChoosePage)
        password = page.password.text()
        what = _("Räknar fram nyckeln…") if way is Way.NEW else _("Krypterar biblioteket. Stäng inte av datorn…")
        self._do(what, lambda: self._keys.choose(password), lambda code: self._show_code(str(code), way))

    def _go_in(self) -> None:
        self._leave_for(self._enter)

    def _go_to_example(self) -> None:
        example = self._example
        assert example is not None
        self.page.work(_("Öppnar exemplet…"))
        QTimer.singleShot(_SEEN_MS, self, lambda: self._leave_for(example))

    def _leave_for(self, show: Callable[[], str]) -> None:
        """Show other windows and give them this one's place, or say why it cannot be done."""
        trouble = show()
        if trouble:
            self._keys.forget()
            self.page.rest(trouble)
            return
        self._settled = True
        give_way(self)

    def _speak(self, code: object) -> None:
        """Speak another language from here on, and show the page in it."""
        speak(str(code))
        self._settings.language = str(code)
        self._settings.save()
        self._begin()
        self.language.setFocus()

    def resizeEvent(self, event: object) -> None:
        """Keep the page as wide as there is room for."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user went away, if he did. While something is being written the window stays."""
        if not self._settled and self.findChild(Work) is not None:
            event.ignore()
            return
        super().closeEvent(event)
        self.deleteLater()
