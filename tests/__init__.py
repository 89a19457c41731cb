"""Tests: they mirror the code; tests/browser drives a real browser."""
