"""What awaits the reader: the same digest that comes by mail, to be read here or copied to a messenger."""

from tracker.ui.components import digested
from tracker.ui.page import Here, here


def digest(h: Here) -> None:
    digested.page(h)


digest(here())
