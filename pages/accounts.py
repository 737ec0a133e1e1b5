"""Accounts: who may sign in and in which roles; inviting, closing, ending sessions; the log of who did what."""

from tracker.text import N_
from tracker.ui.components import account_forms, account_list, foot
from tracker.ui.components.heading import heading
from tracker.ui.page import Here, here


def page(h: Here) -> None:
    t = h.t
    known = account_list.known(h)
    heading(h, t(N_("Accounts")), t(N_("Accounts in all: {count}"), count=len(known)))
    account_forms.said(h)
    account_list.listed(h, known)
    account_forms.new_account(h)
    account_forms.change(h, known)
    account_list.log(h, account_list.newest(h))
    foot.foot(
        h, (N_("Every change here stands in the log with who made it; nothing of the log can be changed."),)
    )


page(here())
