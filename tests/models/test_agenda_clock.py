"""The clock of an agenda: steps and meeting, paused, moved and stretched; late is shown, never enforced."""

from __future__ import annotations

import pytest

from app.models.agenda_clock import AgendaClock
from app.models.agendas import Agenda, Step, built_in

MINUTE = 60.0


class Wall:
    """A clock that stands until it is told how far to go."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def go(self, minutes: float) -> None:
        self.seconds += minutes * MINUTE


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def clock(wall: Wall) -> AgendaClock:
    steps = tuple(Step(title=name, minutes=minutes) for name, minutes in (("A", 20), ("B", 30), ("C", 10)))
    return AgendaClock(Agenda(id="prov", title="Prov", steps=steps), wall)


def test_it_stands_until_it_is_started(clock: AgendaClock, wall: Wall) -> None:
    wall.go(5)
    assert clock.paused and not clock.started
    assert (clock.step_spent(), clock.meeting_spent, clock.behind) == (0, 0, 0)


def test_the_step_is_announced_near_its_end_and_when_it_has_gone_over(clock: AgendaClock, wall: Wall) -> None:
    clock.go()
    wall.go(17.9)
    assert clock.step_mood == "calm"
    wall.go(0.2)
    assert clock.step_mood == "soon", "two minutes are left"
    wall.go(5)
    assert clock.step_mood == "over" and clock.at == 0, "late is shown; the clock does not go on by itself"
    assert clock.step_left == pytest.approx(-3.1 * MINUTE)


def test_a_short_step_is_announced_in_its_last_fifth(wall: Wall) -> None:
    short = AgendaClock(Agenda(id="kort", title="Kort", steps=(Step(title="A", minutes=5),)), wall)
    short.go()
    wall.go(3.9)
    assert short.step_mood == "calm"
    wall.go(0.2)
    assert short.step_mood == "soon"


def test_a_pause_is_nobodys_time(clock: AgendaClock, wall: Wall) -> None:
    clock.go()
    wall.go(4)
    clock.pause()
    wall.go(15)
    assert clock.step_spent() == 4 * MINUTE
    clock.go()
    wall.go(1)
    assert clock.step_spent() == clock.meeting_spent == 5 * MINUTE


def test_moving_keeps_what_each_step_took_and_coming_back_goes_on_from_there(clock: AgendaClock, wall: Wall) -> None:
    clock.go()
    wall.go(4)
    clock.move(2)
    wall.go(3)
    clock.move(0)
    wall.go(1)
    assert [clock.step_spent(step) for step in range(3)] == [5 * MINUTE, 0, 3 * MINUTE]
    with pytest.raises(IndexError):
        clock.move(3)


def test_a_paused_clock_is_moved_without_starting_it(clock: AgendaClock, wall: Wall) -> None:
    clock.go()
    clock.pause()
    clock.move(1)
    wall.go(9)
    assert clock.paused and clock.meeting_spent == 0


def test_a_stretched_step_makes_the_meeting_later_and_a_quick_one_earlier(clock: AgendaClock, wall: Wall) -> None:
    clock.go()
    clock.stretch(5)
    assert clock.step_allowed() == 25 * MINUTE and clock.behind == 5 * MINUTE
    wall.go(12)
    clock.move(1)
    assert clock.behind == -8 * MINUTE, "the first step took 12 of its 20 minutes"
    wall.go(40)
    assert clock.behind == 2 * MINUTE, "the second has gone ten minutes over"
    assert clock.meeting_left == 10 * MINUTE


def test_a_step_never_gets_less_than_a_minute(clock: AgendaClock) -> None:
    clock.stretch(-100, 2)
    assert clock.step_allowed(2) == MINUTE


def test_it_goes_on_when_the_agenda_is_edited_in_the_middle(clock: AgendaClock, wall: Wall) -> None:
    clock.go()
    wall.go(12)
    clock.move(1)
    clock.stretch(5)
    wall.go(4)
    a, b, c = clock.agenda.steps
    longer = clock.agenda.model_copy(update={"steps": (a, Step(title="Paus", minutes=15), b, c)})
    clock.follow(longer)
    assert clock.step.title == "B" and not clock.paused
    assert [clock.step_spent(step) for step in range(4)] == [12 * MINUTE, 0, 4 * MINUTE, 0]
    assert clock.step_allowed() == 35 * MINUTE
    renamed = longer.model_copy(update={"steps": (*longer.steps[:2], Step(title="Beta", minutes=40), c)})
    clock.follow(renamed)
    assert clock.step.title == "Beta" and clock.step_spent() == 4 * MINUTE
    clock.follow(clock.agenda.model_copy(update={"steps": (a,)}))
    assert clock.at == 0 and clock.step_spent() == 12 * MINUTE


@pytest.mark.parametrize("agenda", built_in().values(), ids=list(built_in()))
def test_every_agenda_of_the_program_can_be_led_to_its_end_in_time(agenda: Agenda, wall: Wall) -> None:
    clock = AgendaClock(agenda, wall)
    clock.go()
    for number, step in enumerate(agenda.steps):
        clock.move(number)
        wall.go(step.minutes)
    assert clock.last and clock.behind == 0 and clock.meeting_spent == agenda.minutes * MINUTE
