"""Agencies, accounts, roles, permissions, and who is signed in."""
