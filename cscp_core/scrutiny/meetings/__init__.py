"""Meetings: agendas, what is on the screen, what was decided."""
