"""Everything that can be done in a case's window stands in its menu, with its keys."""

from __future__ import annotations

from collections import Counter

from app.widgets.actions.base import CHAPTERS, actions


def test_every_action_belongs_to_a_chapter_and_no_two_share_a_key() -> None:
    found = actions()
    assert {"undo", "redo", "fit", "arrange", "print"} <= found.keys()
    assert all(action.chapter in CHAPTERS for action in found.values())
    keys = Counter(key for action in found.values() for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
