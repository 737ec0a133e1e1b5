"""Interactive charts: data in, a Plotly figure out, with the finding in words and the same as a table.

Every chart has explicit colours of its theme, text in the reader's language and a transparent ground: show it
with ``st.plotly_chart(chart.figure, theme=None, config=config(language))``. Must not know Streamlit or run a
query.
"""

from tracker.charts.chart import Chart, Table
from tracker.charts.theme import config

__all__ = ["Chart", "Table", "config"]
