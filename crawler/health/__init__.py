"""How a run went: one typed outcome from evidence, kept with the run."""
