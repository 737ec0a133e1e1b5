"""Pictures as SVG text: the execution bar, tile grid, trajectory, badges, sparklines.

Pure functions: figures in, one ``<svg>`` out, the same for pages, light pages, documents. Text inside is
escaped here and nowhere else. Must not know Streamlit, Plotly or the database.
"""

from tracker.draw.svg import data_uri

__all__ = ["data_uri"]
