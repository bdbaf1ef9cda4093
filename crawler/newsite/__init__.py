"""From a survey to a site: the file, its golden pages, and what a person must look at."""
