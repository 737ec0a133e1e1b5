"""Hearings: the calendar, the list and the check of a code; or one hearing, its life as steps."""

from tracker.access import permits
from tracker.queries.hearings import hearing as one_hearing
from tracker.queries.hearings import hearings as every_hearing
from tracker.text import N_
from tracker.ui.components import hearing_calendar, hearing_form, hearing_list, hearing_own, hearing_steps
from tracker.ui.components.acting import say_done
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def hearings(h: Here) -> None:
    wanted = h.chosen("hearing")
    if not permits(h.actor, "see_hearing"):
        return hearing_own.page(h, h.of(every_hearing))
    if wanted is not None:
        return hearing_steps.page(h, h.of(one_hearing, wanted))
    found = h.of(every_hearing)
    heading(h, hearing_list.sentence(h, found), h.t(N_("What is due, what is prepared, what was held.")))
    say_done()
    if h.chosen("code"):
        hearing_list.check_code(h)
    offered = hearing_form.places(h)
    if h.chosen("step") == "new" and offered:
        return hearing_form.new(h, offered)
    hearing_calendar.calendar(h, {one.code for one in offered})
    hearing_list.rows(h, found)
    if not h.chosen("code"):
        hearing_list.check_code(h)


hearings(here())
