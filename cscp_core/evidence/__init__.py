"""The report as data, read-only: sections, themes, indicators, figures, claims, reviews, glossary."""
