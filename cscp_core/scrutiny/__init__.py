"""What the scrutineer adds to the report: grades, questions, challenges, judgements, meetings, a notebook, the year."""
