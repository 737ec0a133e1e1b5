"""The parts pages are put together from: each a function that draws one thing in the reader's language."""
