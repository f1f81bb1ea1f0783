"""The plan as a calendar, read back by an independent program."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import icalendar

from generator.exports.ics import calendar
from generator.plan import Plan, Results, Settings
from generator.records import Action, Milestone
from generator.results import ScheduledAction

PLAN = Plan(
    settings=Settings(plan_title="Plan ; 2027, été", as_of=dt.date(2027, 1, 4)),
    milestones=(Milestone(id="J1", label="Salon, région", date=dt.date(2027, 4, 10)),),
    actions=(
        Action(
            id="A14",
            name="Campagne de lancement « randonnée pour tous », trois temps " + "é" * 60,
            owner="COM",
            live_until=dt.date(2027, 6, 30),
        ),
    ),
    results=Results(schedule=(ScheduledAction(id="A14", latest_start=dt.date(2027, 5, 4), latest_finish=dt.date(2027, 5, 18)),)),
)


def events(plan: Plan) -> dict[str, icalendar.Event]:
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(calendar(plan, "fr")).walk("VEVENT")}


class DescribeTheCalendar:
    def it_holds_any_text_a_cell_holds(self) -> None:
        strange = "Salon\x0bde\x07 la\r\nrégion\rici\ud800\x85là\x7f"
        action = replace(PLAN.actions[0], name=strange, live_until=None)
        written = calendar(replace(PLAN, actions=(action,)), "fr")
        assert all((line and line[:1].isalpha()) or line[:1] == b" " for line in written.removesuffix(b"\r\n").split(b"\r\n"))
        assert not any(character in written.replace(b"\r\n", b"") for character in b"\x07\x0b\r\n\x7f")
        assert str(events(replace(PLAN, actions=(action,)))["A14-action@planmo"]["SUMMARY"]) == "A14 Salon de la région ici là"

    def it_escapes_an_id_as_it_does_a_title(self) -> None:
        milestone = replace(PLAN.milestones[0], id="J1;a,b")
        assert b"UID:J1\\;a\\,b-milestone@planmo" in calendar(replace(PLAN, milestones=(milestone,)), "fr")

    def it_ends_an_all_day_event_the_day_after_its_last_day(self) -> None:
        event = events(PLAN)["A14-action@planmo"]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2027, 5, 4), dt.date(2027, 5, 19))

    def it_keeps_commas_semicolons_and_accents(self) -> None:
        assert str(events(PLAN)["J1-milestone@planmo"]["SUMMARY"]) == "◆ Salon, région"
        assert str(events(PLAN)["A14-action@planmo"]["SUMMARY"]) == f"A14 {PLAN.actions[0].name}"

    def it_shows_how_long_a_campaign_stays_live(self) -> None:
        event = events(PLAN)["A14-live@planmo"]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (dt.date(2027, 5, 19), dt.date(2027, 7, 1))

    def it_folds_lines_at_75_octets(self) -> None:
        assert all(len(line) <= 75 for line in calendar(PLAN, "fr").split(b"\r\n"))

    def it_leaves_out_what_is_done(self) -> None:
        done = replace(PLAN, actions=(replace(PLAN.actions[0], status="done", live_until=None),))
        assert list(events(done)) == ["J1-milestone@planmo"]

    def it_is_the_same_twice(self) -> None:
        assert calendar(PLAN, "fr") == calendar(PLAN, "fr")
