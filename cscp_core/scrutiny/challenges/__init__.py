"""The scrutineer's questions to agencies, from draft to re-check, and the answers."""
