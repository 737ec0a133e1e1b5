"""The burden of reporting: fields asked of each branch a month, beside what a published figure stands on."""

from tracker.queries.burden import Burden, burden
from tracker.text import N_, number
from tracker.ui.components.foot import foot
from tracker.ui.components.heading import heading
from tracker.ui.components.html import a
from tracker.ui.components.table import Column, table
from tracker.ui.page import Here, here


def page(h: Here) -> None:
    t, found = h.t, h.of(burden)
    asked, used = sum(one.asked for one in found), sum(one.used for one in found)
    heading(h, t(_SENTENCE, branches=len(found), fields=number(asked, h.language, 0), used=number(used, h.language)),
            t(_BASE))  # fmt: skip

    def one_place(one: Burden) -> object:
        return a(h.link("branch", territory=one.territory), h.say(one.title))

    table(h, "burden", [
        Column(t(N_("Branch")), one_place, lambda one: h.say(one.title), "head"),
        Column(t(N_("Indicators")), lambda one: one.indicators, lambda one: one.indicators, "num", "whole"),
        Column(t(_ASKED), lambda one: number(one.asked, h.language, 1), lambda one: one.asked, "num", "number"),
        Column(t(_SENT), lambda one: number(one.sent_a_month, h.language, 1), lambda one: one.sent_a_month, "num",
               "number"),
        Column(t(_VERIFIED), lambda one: one.verified, lambda one: one.verified, "num", "whole"),
        Column(t(_USED), lambda one: one.used, lambda one: one.used, "num", "whole"),
    ], found, caption=t(_CAPTION), empty=t(_NONE))  # fmt: skip
    foot(h, (_HOW,))


_SENTENCE = N_(
    "{branches} branches are asked for {fields} fields a month; {used} values of the year stand in published figures"
)
_BASE = N_("A field is one value of one indicator, asked once a period.")
_ASKED = N_("Fields asked a month")
_SENT = N_("Values sent a month")
_VERIFIED = N_("Verified in the year")
_USED = N_("Used in a published figure")
_CAPTION = N_("The most burdened branch first; the year ends on the day shown.")
_NONE = N_("No branch is asked for anything.")
_HOW = N_(
    "An indicator reported once a quarter counts as a third of a field a month, once a year as a twelfth. Used is a "
    "value on which the verified figure of the day shown stands; what is asked and never used is a question to drop."
)

page(here())
