"""Item pipelines, one short duty each, in this order: normalise -> validate -> fingerprint -> store."""
