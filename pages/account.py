"""My account: who I am signed in as, in which roles and until when, and the end of all my sessions."""

from tracker.ui.components.own_account import own_account
from tracker.ui.page import Here, here


def account(h: Here) -> None:
    own_account(h)


account(here())
