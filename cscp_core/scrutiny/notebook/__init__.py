"""The scrutineer's own notes, for nobody else."""
