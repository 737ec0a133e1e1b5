"""Nothing but a heading."""

import streamlit as st

st.write("")
