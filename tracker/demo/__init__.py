"""Made-up material: roadmaps and progress that show the tracker at work, always marked as such.

Nothing in here may be mistaken for a published figure, and nothing outside the demonstration reads it.
"""

from tracker.demo.fill import Filled, fill

__all__ = ["Filled", "fill"]
