"""Bad weather through the real stack: the crawl as a process, the faults over real sockets."""
