"""Tests of what Young Advisors and lay members say, and of what becomes of it."""
