"""Vietnamese text as portals write it: Unicode, tones, dates, bylines, boilerplate labels. Pure functions only."""
