"""Themes at a glance: what one row or one card shows of each."""
