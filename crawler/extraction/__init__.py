"""From one fetched page to field values, each with where it came from (`via`)."""
