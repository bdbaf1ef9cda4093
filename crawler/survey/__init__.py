"""One look at one site, over the network and as politely as a crawl: what `probe`, `new-site` and `doctor` tell."""
