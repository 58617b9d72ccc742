"""Every way into the program, as a function that takes bytes from anybody.

Each writes them where the program would find them and reads them as the program does. What is refused in the way that
the program expects is no matter; anything else that is raised is a fault.
"""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from app.case_files import vocabulary
from app.models import agendas, domain_names, letterhead, roles, templates
from app.models.casefile import BadCaseFile, parse
from app.models.disclosure import profiles
from app.models.edits import copying
from app.models.edits.making import EditRefused
from app.models.standing_texts import own_path, own_texts, problem
from app.package.verifying import list_digest, verify
from app.paths import data_folder
from app.settings import Settings
from app.storage.check import check
from app.storage.errors import LibraryProblem
from app.storage.handing import read_handed
from app.storage.key_file import KeyFile, key_file_of, spare_of
from app.storage.library import Library
from app.storage.sealed import MAGIC
from tests.support.libraries import CHEAP, KEY, PASSWORD, opened
from tests.torture.works import EXAMPLES, prepared

Way = Callable[[bytes], None]


@cache
def folder() -> Path:
    """Return a folder of this process for what is tried; the data folder is in it too."""
    place = Path(tempfile.mkdtemp(prefix="samkarta-prov-"))
    (place / "data").mkdir()
    return place


def _in_data(name: str, data: bytes) -> None:
    path = data_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def case_yaml(data: bytes) -> None:
    """A case file as YAML."""
    _case(data, "yaml")


def case_json(data: bytes) -> None:
    """A case file as JSON."""
    _case(data, "json")


def _case(data: bytes, suffix: str) -> None:
    try:
        parse(data, suffix, vocabulary())
    except BadCaseFile as bad:
        assert bad.problems and all(each.sentence for each in bad.problems)


def handed_over(data: bytes) -> None:
    """A `.samkarta-case` file, its header and what stands after it."""
    path = folder() / "x.samkarta-case"
    path.write_bytes(data)
    _expecting_problem(lambda: read_handed(path, PASSWORD))


def handed_over_inside(data: bytes) -> None:
    """What is inside a `.samkarta-case` file of somebody who knows the password."""
    from app.storage.sealed import seal

    try:
        contents = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(contents, dict):
        try:
            sealed = seal(contents, PASSWORD, CHEAP)
        except (ValueError, RecursionError):
            return
        handed_over(sealed)


def library_file(data: bytes) -> None:
    """A library's file, with the right key beside it."""
    path = folder() / "fil" / "x.samkarta"
    path.parent.mkdir(exist_ok=True)
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    path.write_bytes(data)
    _expecting_problem(lambda: _read_all(path))
    _expecting_problem(lambda: check(path, KEY))


def library_page(data: bytes) -> None:
    """A sound library, a piece of which has been written over: two bytes of place, then what stands there."""
    if len(data) > 2:
        whole = bytearray(_sound_library())
        at = struct.unpack(">H", data[:2])[0] % len(whole)
        whole[at : at + len(data) - 2] = data[2:]
        library_file(bytes(whole))


@cache
def _sound_library() -> bytes:
    path = folder() / "hel" / "x.samkarta"
    path.parent.mkdir()
    prepared(path)
    return path.read_bytes()


def library_row(data: bytes) -> None:
    """An undamaged library in which somebody has written something else in a field: which, and what."""
    if len(data) < 2:
        return
    path = folder() / "rad" / "x.samkarta"
    path.parent.mkdir(exist_ok=True)
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    path.write_bytes(_sound_library())
    fields = [("cases", name) for name in ("title", "changed", "case_id", "protected", "searched")]
    fields += [("records", name) for name in ("body", "family", "key", "position")]
    fields += [("log", name) for name in ("at", "step", "label", "patch", "actor")]
    table, column = fields[data[0] % len(fields)]
    from tests.support.libraries import raw

    connection = raw(path)
    rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    said = data[2:].decode("utf-8", "replace")
    where = f"rowid = (SELECT rowid FROM {table} LIMIT 1 OFFSET {data[1] % max(rows, 1)})"
    connection.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE {where}', (said,))
    connection.close()
    _expecting_problem(lambda: _read_all(path))
    _expecting_problem(lambda: check(path, KEY))


def _read_all(path: Path) -> None:
    with Library.open(path, KEY, read_only=True) as library:
        for each in library.summaries():
            assert each.changed.tzinfo and each.created.tzinfo
            _expecting_problem(lambda own=each.id: library.load(own))  # type: ignore[misc]
            _expecting_problem(lambda own=each.id: library.growth(own))  # type: ignore[misc]


def key_file(data: bytes) -> None:
    """A key file; its checksum is made right, which anybody can."""
    path = folder() / "nyckel" / "x.samkarta"
    path.parent.mkdir(exist_ok=True)
    try:
        body = json.loads(data)
        if isinstance(body, dict) and "checksum" in body:
            from app.storage.key_file import _checksum

            del body["checksum"]
            data = json.dumps({**body, "checksum": _checksum(body)}).encode()
    except (ValueError, RecursionError):
        pass
    if b"memory_kib" in data and (b'"memory_kib": 64' not in data or b'"passes": 1' not in data):
        return  # a costly one is tried by a test of its own
    key_file_of(path).write_bytes(data)
    spare_of(path).write_bytes(data)
    _expecting_problem(lambda: KeyFile.load(path).unlock(PASSWORD))
    _expecting_problem(lambda: KeyFile.load(path).unlock_with_code("0000-0000"))


def agenda(data: bytes) -> None:
    """An agenda of the user's own."""
    _in_data("agendas/x.yaml", data)
    agendas.agendas(data_folder() / "agendas")


def role(data: bytes) -> None:
    """The user's own roles."""
    _in_data(roles.FILE_NAME, data)
    roles._read.cache_clear()
    roles.own_roles()


def template(data: bytes) -> None:
    """A template of the user's own."""
    _in_data("templates/x.yaml", data)
    templates.all_templates()


def head(data: bytes) -> None:
    """The letterhead, and its logo."""
    _in_data(letterhead.FILE_NAME, data)
    _in_data(letterhead.LOGO_NAME, data)
    letterhead.own_letterhead()


def profile(data: bytes) -> None:
    """The recipients' profiles."""
    _in_data(profiles.FILE_NAME, data)
    try:
        profiles.profiles()
    except profiles.ProfilesUnreadable as refused:
        assert str(refused)


def wheel(data: bytes) -> None:
    """The user's names of the wheel's domains."""
    _in_data(domain_names.FILE_NAME, data)
    domain_names._read.cache_clear()
    domain_names.own_names()


def paper_texts(data: bytes) -> None:
    """The user's own texts of a paper."""
    path = own_path("invitation")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    own_texts("invitation")
    problem("invitation")


def settings(data: bytes) -> None:
    """The settings."""
    _in_data("settings.json", data)
    found = Settings.load()
    assert found.idle_minutes >= 0 and isinstance(found.user_name, str)
    found.recall("case")


def package(data: bytes) -> None:
    """A package that is to be verified, as a zip file."""
    path = folder() / "paket.zip"
    path.write_bytes(data)
    verify(path)
    list_digest(path)


def package_data(data: bytes) -> None:
    """A package as a folder, in which the data and the list of files are anybody's."""
    path = folder() / "paket"
    path.mkdir(exist_ok=True)
    first, _gap, second = data.partition(b"\0")
    (path / "manifest-sha256.txt").write_bytes(first)
    (path / "plan.json").write_bytes(second)
    (path / "plan.pdf").write_bytes(second)
    verify(path)


def pasted(data: bytes) -> None:
    """Figures from the clipboard."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(found, dict):
        for ask in (copying.stood, copying.names, lambda said: copying.homes(_case_a(), said)):
            try:
                ask(found)
            except EditRefused as refused:
                assert str(refused)
        try:
            copying.paste(_case_a(), found, next(iter(_case_a().sheets)))
        except EditRefused as refused:
            assert str(refused)


@cache
def _case_a():  # type: ignore[no-untyped-def]
    return parse((EXAMPLES / "case_a.yaml").read_bytes(), "yaml", vocabulary())


def dragged(data: bytes) -> None:
    """A figure that is dragged over the map."""
    from PySide6.QtCore import QByteArray, QMimeData

    from app.widgets.canvas.drop import MIME_FIGURE, carried

    mime = QMimeData()
    mime.setData(MIME_FIGURE, QByteArray(data))
    carried(mime)


def _expecting_problem(do: Callable[[], object]) -> None:
    """Do it; a LibraryProblem with a sentence is expected."""
    try:
        do()
    except LibraryProblem as refused:
        assert str(refused)


WAYS: Mapping[str, Way] = {
    each.__name__: each
    for each in (
        *(case_yaml, case_json, handed_over, handed_over_inside, library_file, library_page, library_row, key_file),
        *(agenda, role, template, head, profile, wheel, paper_texts, settings, package, package_data, pasted, dragged),
    )
}


@cache
def seeds(way: str) -> list[bytes]:
    """Return a few good inputs of a way in, for a fuzzer to begin from."""
    from app.storage.handing import hand_over

    made = folder() / "fron"
    made.mkdir(exist_ok=True)
    path = made / "x.samkarta"
    if way in ("case_yaml",):
        return [each.read_bytes() for each in sorted(EXAMPLES.glob("*.yaml"))]
    if way in ("case_json", "pasted"):
        from app.models.casefile import dump

        case = _case_a()
        copied = copying.copied(case, [("figures", key) for key in case.figures])
        return [dump(case, "json").encode(), json.dumps(copied, default=str).encode()]
    if way.startswith("handed_over"):
        if not path.exists():
            prepared(path)
        with opened(path) as library:
            from app.storage.handing import _contents

            own = library.summaries()[0].id
            hand_over(library, own, made / "x.samkarta-case", PASSWORD, cost=CHEAP)
            inside = _contents(library, own, history=True, files=True, by="prov")
        sealed = (made / "x.samkarta-case").read_bytes()
        return [json.dumps(inside).encode()] if way.endswith("inside") else [sealed, MAGIC + b"\0\0\0\2{}"]
    if way == "library_file":
        return [_sound_library()[:8192]]
    if way == "key_file":
        return [KeyFile.made(KEY, PASSWORD, cost=CHEAP)[0].text().encode()]
    return _seeds_of_small_files(way)


def _seeds_of_small_files(way: str) -> list[bytes]:
    from app.paths import resources

    built_in = {"agenda": "agendas/*.yaml", "role": "roles.yaml", "template": "templates/*.yaml"}
    written = {
        "head": b"organisation: Skolan\nlogo: letterhead-logo.png\n",
        "profile": b"- name: BUP\n  zip: true\n  formats: [json]\n",
        "wheel": b"safe: Trygg\n",
        "settings": b'{"language": "sv", "values": {"idle_minutes": 5}, "windows": {"case": "AAAA"}}',
        "library_row": b"\x05\x01{}",
        "dragged": b'{"role": "r", "group": "g", "ring": 1, "kind": "person"}',
        "package_data": b"0" * 64 + b'  plan.json\n\0{"schema": "samkarta.handed/1"}',
    }
    if way in built_in:
        return [each.read_bytes() for each in sorted(resources().glob(built_in[way]))]
    return [written.get(way, b"x: y\n")]
