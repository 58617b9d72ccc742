"""What a library stores is read from its JSON text just as it would be from data, only more quickly."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import casefile
from app.models.case import ALWAYS, Case, PatchRefused
from app.models.fields import Record
from app.models.records import FAMILIES
from app.models.stored import FamilyTexts, read_families
from tests.support.case_strategies import cases

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**400), 10**400),
    st.floats(),
    st.text(max_size=3),
    st.sampled_from(["null", "2026-02-30", "2026-11", "13:00", "25:00", "a b", 10**309, -0.0, 1e308]),
)
ODD = ODD | st.lists(ODD, max_size=3) | st.dictionaries(st.text(max_size=3), ODD, max_size=2)


def as_texts(rows: list[tuple[str, str, dict[str, Any]]]) -> list[FamilyTexts]:
    """Return rows as a library hands them out."""
    return [
        together(family, [(key, json.dumps(data, ensure_ascii=False)) for _family, key, data in of_one])
        for family, of_one in groupby(rows, itemgetter(0))
    ]


def together(family: str, texts: list[tuple[str, str]]) -> FamilyTexts:
    """Return keys and texts of one family, those with a null apart."""
    apart = [text for _key, text in texts if "null" in text]
    said = ["null" if "null" in text else text for _key, text in texts]
    listed = f"[{','.join(apart)}]" if apart else None
    return FamilyTexts(family, "\n".join(key for key, _text in texts), f"[{','.join(said)}]", listed)


def read_as_text(family: str, text: str) -> Record | None:
    """Return a record as it is read from its text, None if it is refused."""
    try:
        return read_families([together(family, [("key", text)])])[family]["key"]
    except (ValueError, TypeError):
        return None


def read_as_data(family: str, text: str) -> Record | None:
    """Return a record as it is read from its data, None if it is refused."""
    try:
        return FAMILIES[family].model_validate(json.loads(text))
    except (ValueError, TypeError):
        return None


@settings(max_examples=10)
@given(cases())
def test_a_case_comes_back_from_its_texts_with_its_nulls_and_what_was_left_out(case: Case) -> None:
    rows = case.to_rows()
    again = Case.from_texts(as_texts(rows))
    assert again == case
    assert again.to_rows() == rows


@settings(max_examples=50)
@given(st.data())
def test_a_text_is_refused_where_its_data_is(data: st.DataObject) -> None:
    case = data.draw(cases(most=1))
    family, _key, record = data.draw(st.sampled_from(case.to_rows()))
    field = data.draw(st.sampled_from([*record, "unknown"]))
    inside = record.get(field)
    if isinstance(inside, dict | list) and inside and data.draw(st.booleans()):
        place = data.draw(st.sampled_from(list(inside) if isinstance(inside, dict) else range(len(inside))))
        inside[place] = data.draw(ODD)
    else:
        record[field] = data.draw(ODD)
    text = json.dumps(record, ensure_ascii=False)
    as_text, as_data = read_as_text(family, text), read_as_data(family, text)
    assert as_text == as_data
    assert as_text is None or as_data is None or repr(as_text.to_data()) == repr(as_data.to_data())


@pytest.mark.parametrize(
    "place",
    ["[1, 2]", "[1.0, -2e3]", "[1]", "[1, 2, 3]", '["1", 2]', "[true, 1]", "[NaN, 1]", "[1, -Infinity]", "[null, 1]",
     "{}", '"12"', f"[{10**308}, 1]", f"[{10**309}, 1]", "[1e400, 1]", f"[1, -{10**400}]"],
)  # fmt: skip
def test_a_place_is_two_finite_numbers_that_stay_as_they_are(place: str) -> None:
    text = f'{{"id":"m","kind":"case_map","places":{{"f1":{place}}}}}'
    as_text, as_data = read_as_text("maps", text), read_as_data("maps", text)
    assert as_text == as_data
    assert as_text is None or repr(as_text.to_data()["places"]["f1"]) == repr(json.loads(place))


@pytest.mark.parametrize(
    "texts",
    [
        ['{"id":"a","label":"A","sector":"school"},{"id":"b","label":"B","sector":"school"}'],
        ['{"id":"a","label":null,"sector":"school"', '"id":"b","label":"null","sector":"school"}'],
        ['{"id":"a","label":"null","sector":"school"},{"id":"b","label":"null","sector":"school"}'],
        ['{"id":"a","label":"A","sector":"school"}', ""],
        ["null"],
        ["null,null"],
    ],
)
def test_what_is_not_one_record_a_text_is_refused(texts: list[str]) -> None:
    with pytest.raises(ValueError):
        read_families([together("groups", [(f"g{number}", text) for number, text in enumerate(texts)])])


def test_a_key_stands_with_its_own_record_also_where_some_have_nulls() -> None:
    words = ["A", None, "null", "D", None]
    rows = [
        ("timeline", f"~{number}", {"text": word} if word != "D" else {"text": "D", "date": "2026"})
        for number, word in enumerate(words)
    ]
    read = read_families(as_texts(rows))["timeline"]
    assert [(key, record.to_data()) for key, record in read.items()] == [(key, data) for _family, key, data in rows]


def test_no_record_may_be_missing_that_another_refers_to(case_b: Path) -> None:
    case = casefile.read(case_b, casefile.Vocabulary())
    missed = 0
    for gone, key, _data in case.to_rows():
        if gone in ALWAYS:
            continue
        texts = as_texts([row for row in case.to_rows() if row[:2] != (gone, key)])
        wanted = [
            (family, other)
            for family, other, reference in case.referring(gone, key)
            if (family, other) != (gone, key)
            and not any(reference.id in case.family(f) for f in reference.families if f != gone)
        ]
        if wanted:
            missed += 1
            with pytest.raises(PatchRefused):
                Case.from_texts(texts)
        else:
            Case.from_texts(texts)
    assert missed > 30
