"""What is measured on: which page, which address, who reads it, and a browser's cookie for them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READER = "scrutineer"
LANDING = "My desk"
QUERY = {"theme": "front-door"}
TABS = ("Claims", "Measures")
"""The tab that the theme page opens with, and the one with the charts."""
