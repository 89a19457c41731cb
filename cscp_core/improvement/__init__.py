"""How far recommendations and actions have come, as their agencies say, beside what the report says."""
