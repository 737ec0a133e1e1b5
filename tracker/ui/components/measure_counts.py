"""How many measures of a set are in which state: parts that add up to the total, and "done of those due"."""

from __future__ import annotations

from tracker.draw.palette import palette
from tracker.queries.measures import MeasureCounts
from tracker.text import N_
from tracker.text.vocab import capital, word
from tracker.ui.components.html import Html, a, drawing, joined, show, tag
from tracker.ui.page import Here

_WIDTH, _HEIGHT = 640, 20


def counted(here: Here, counts: MeasureCounts, address: str | None = None) -> None:
    """The sentence, the states as one bar with its legend, what is late; with a link to the measures themselves."""
    if not counts.total:
        show(tag("p", here.t(_NONE), class_="quiet"))
        return
    all_of_them = a(address, here.t(_ALL)) if address else None
    show(tag("p", sentence(here, counts), "."), states_bar(here, counts), beside(here, counts),
         tag("p", all_of_them) if all_of_them else None)  # fmt: skip


def sentence(here: Here, counts: MeasureCounts) -> str:
    """Done of those due in the calendar year of the day, with the base."""
    year = here.ask.as_of.year
    if not counts.due_in_year:
        return here.t(_NONE_DUE, year=year, total=counts.total)
    return here.t(_DONE, done=counts.done_in_year, due=counts.due_in_year, year=year)


def states_bar(here: Here, counts: MeasureCounts) -> Html:
    """The measures by state as one bar of the total's length, and the numbers that add up to it."""
    paints, start, parts, legend = _paints(here.theme), 0.0, [], []
    for state, number in counts.states.items():
        name = capital(word("measure_state", state, here.language))
        if number:
            width = _WIDTH * number / counts.total
            parts.append(f'<rect x="{start:.1f}" width="{max(width - 1, 1):.1f}" height="{_HEIGHT}" '
                         f'fill="{paints[state]}"/>')  # fmt: skip
            start += width
        swatch = tag("span", class_="swatch", style=f"background:{paints[state]}")
        legend.append(tag("span", swatch, name, " ", tag("strong", number)))
    legend.append(tag("span", here.t(_TOTAL), " ", tag("strong", counts.total)))
    said = ", ".join(f"{word('measure_state', s, here.language)}: {n}" for s, n in counts.states.items())
    svg = drawing(f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="100%" height="{_HEIGHT}" role="img" '
                  f'preserveAspectRatio="none" aria-label="{said}">{"".join(parts)}</svg>')  # fmt: skip
    return joined((svg, tag("div", joined(legend), class_="legend")))


def _paints(theme: str) -> dict[str, str]:
    of = palette(theme)
    return {"done": of.verified, "accepted": of.reported, "under_way": of.plan, "not_started": of.track,
            "replaced": of.amended, "removed": of.disputed}  # fmt: skip


def beside(here: Here, counts: MeasureCounts) -> Html:
    """What is said beside the states: late and moved measures are in one of them too."""
    return tag("p", here.t(_BESIDE, late=counts.late, moved=counts.moved), class_="quiet")


_NONE = N_("The program names no measure here.")
_ALL = N_("All of them, by month")
_NONE_DUE = N_("None of the {total} measures is due in {year}")
_DONE = N_("{done} of {due} measures due in {year} are done")
_TOTAL = N_("In all")
_BESIDE = N_("Of all of them, late: {late}; moved to a later day: {moved}.")
