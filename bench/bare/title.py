"""The least page that Streamlit can show: what a first load is held against."""

import streamlit as st

st.title("Bare")
