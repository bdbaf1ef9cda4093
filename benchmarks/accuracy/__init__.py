"""Extraction against gold labels, beside trafilatura and newspaper4k: ``python -m benchmarks.accuracy``.

`sets` loads labelled pages, `readers` reads them, `scoring` says what was right, `floors` holds the project's own set
to what it once reached, `report` prints.
"""
