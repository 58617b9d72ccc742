"""The search over all cases finds what stands in any record, and what has just been changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.models.case import Case
from app.models.edits.fields import set_field
from app.models.edits.newcase import empty_case
from app.models.folding import fold
from app.storage.search import excerpt, question
from tests.support.libraries import opened, raw


def named(name: str, title: str = "Prov") -> Case:
    """A case whose child has this name."""
    return empty_case(title, name)


@pytest.mark.parametrize(
    ("name", "found_by", "not_by"),
    [
        ("Nguyễn Thị Hương", ("nguyen", "Nguyễn", "thi huong", "HUONG"), ("nguyén x",)),
        ("Łukasz Żółć", ("lukasz", "Łukasz", "zolc", "żółc"), ("łukaszz",)),
        ("Åsa Öberg", ("åsa", "ÖBERG", "öb"), ("asa", "oberg")),
        ("Asa Oberg", ("asa", "oberg"), ("åsa", "öberg")),
        ("Şeyma Yıldız", ("seyma", "yildiz", "Yıldız"), ("sayma",)),
        ("Søren Kjær", ("sören", "søren", "kjär"), ("soren",)),
        ("Anna-Lisa O'Brien", ("anna", "lisa", "brien", "anna-lisa"), ("nna",)),
    ],
)
def test_names_are_found_with_and_without_their_marks_but_swedish_letters_are_their_own(
    library_file: Path, name: str, found_by: tuple[str, ...], not_by: tuple[str, ...]
) -> None:
    with opened(library_file) as library:
        (own,) = library.add([named(name)])
        for words in found_by:
            assert (own, "figures") in {(hit.case, hit.family) for hit in library.search(words)}, words
        for words in not_by:
            assert library.search(words) == [], words


def test_every_word_of_the_example_leads_to_its_record(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        for family, key, words in (
            ("figures", "f02", tuva.figures["f02"].label),
            ("wishes", "w01", tuva.wishes["w01"].text),
            ("plan", next(iter(tuva.plan)), next(iter(tuva.plan.values())).what),
            ("support_answers", "s02", tuva.support_answers["s02"].text),
            ("case", "case", tuva.info.title),
        ):
            hits = library.search(words)
            assert (own, family, key) in {(hit.case, hit.family, hit.key) for hit in hits}, (family, words)
            assert all(hit.title == tuva.info.title for hit in hits)


def test_what_is_written_undone_or_removed_is_searched_as_it_is_now(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        (own,) = library.add([tuva])
        assert library.search("Kvastbacken") == []
        case, sink = library.case(own), library.sink(own)
        patch = set_field(case, "case", "case", "summary", "Bor på Kvastbacken")
        sink(patch, "do")
        (hit,) = library.search("kvastb")
        assert hit.family == "case" and "Kvastbacken" in hit.said
        case.apply(patch)
        sink(patch.inverse(), "undo")
        assert library.search("Kvastbacken") == []
        library.remove(own)
        assert library.search("Tuva") == []
    connection = raw(library_file)
    assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)
    connection.execute("INSERT INTO search(search) VALUES ('integrity-check')")
    connection.close()


def test_somebody_with_protected_identity_is_not_found_by_name(library_file: Path) -> None:
    case = named("Wilhelmina Fjällkvist", "Wilhelmina")
    child = case.child
    assert child is not None
    case.apply(set_field(case, "figures", child, "protected_identity", True))
    with opened(library_file) as library:
        library.add([case])
        assert library.search("Wilhelmina") == library.search("Fjällkvist") == []
        (hit,) = [each for each in library.search("barnet") if each.family == "figures"]
        assert "Wilhelmina" not in hit.title + hit.said


@pytest.mark.parametrize(
    "words", ['"', "*", "a* OR b", "NEAR(x y)", "said:x", "(", "-tuva", "'; DROP TABLE words", "  "]
)
def test_no_sign_of_a_query_language_is_understood_or_fails(library_file: Path, tuva: Case, words: str) -> None:
    with opened(library_file) as library:
        library.add([tuva])
        library.search(words)
        assert library.search("Tuva")


def test_a_library_that_is_only_read_is_searched_as_far_as_it_was_indexed(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        library.add([tuva])
        assert library.search("mormor")
    with opened(library_file, read_only=True) as library:
        assert library.search("mormor")


def test_who_only_reads_finds_what_was_changed_since_the_last_search(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        own, other = library.add([tuva, tuva], copy=True)
        assert library.search("mormor")
        case, sink = library.case(own), library.sink(own)
        sink(set_field(case, "case", "case", "summary", "Åker skridskor med Zebulon på måndagar"), "do")
    with opened(library_file, read_only=True) as library:
        (hit,) = library.search("skridskor zeb")
        assert (hit.case, hit.family) == (own, "case") and "Zebulon" in hit.said
        assert {each.case for each in library.search("mormor")} == {own, other}
        before = library.search("mormor")
    with opened(library_file) as library:
        assert {(each.case, each.key, each.said) for each in library.search("mormor")} == {
            (each.case, each.key, each.said) for each in before
        }


def test_who_only_reads_does_not_find_somebody_protected_since_by_name(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        own = library.add([tuva])[0]
        assert library.search("Tuva")
        child = library.case(own).child
        library.sink(own)(set_field(library.case(own), "figures", child, "protected_identity", True), "do")
    with opened(library_file, read_only=True) as library:
        assert library.search("Tuva") == []


def test_an_older_library_is_searched_whole(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        library.add([tuva])
    connection = raw(library_file)
    connection.execute("DELETE FROM words")
    connection.execute("UPDATE cases SET searched = NULL")
    connection.close()
    with opened(library_file) as library:
        assert library.search("mormor")


def test_the_words_of_an_imported_case_are_read_with_it(library_file: Path, tuva: Case) -> None:
    with opened(library_file) as library:
        library.add([tuva])
    connection = raw(library_file)
    assert connection.execute("SELECT count(*) FROM cases WHERE searched = changed").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM words").fetchone()[0] > 0
    connection.close()


def test_the_excerpt_shows_what_was_found_whatever_stands_before_it() -> None:
    said = "ß" * 30 + " " + "ord " * 60 + "Nguyễn kommer på torsdag"
    assert "Nguyễn kommer" in excerpt(said, fold(said), "nguyen")
    assert excerpt("Nguyễn kommer", "nguyen kommer", "nguyen") == "Nguyễn kommer"
    assert len(excerpt("ord " * 500, "ord " * 500, "ord")) < 160
    with_marks = "e\u0301 " * 90 + "Nguyễn kommer"
    assert excerpt(with_marks, fold(with_marks), "nguyen").endswith("Nguyễn kommer")


def test_words_fold_as_swedes_read_them() -> None:
    assert fold("ÅSA Ærø Łódź Çelik İpek Straße") == "åsa ärö lodz celik ipek strasse"
    assert question('Anna "x" 2026') == '"anna"* "x"* "2026"*'


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_where_the_disk_is_full_what_has_just_been_changed_is_found_all_the_same(library_file: Path) -> None:
    import resource

    with opened(library_file) as library:
        (own,) = library.add([named("Nguyễn Thị Hương")])
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            assert {hit.case for hit in library.search("nguyen")} == {own}
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert {hit.case for hit in library.search("nguyen")} == {own}
