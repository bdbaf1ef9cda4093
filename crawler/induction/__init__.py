"""Selectors, address forms and listings proposed from a few pages of an unknown site; pure, nothing is fetched."""
