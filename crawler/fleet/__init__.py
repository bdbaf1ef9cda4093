"""What holds for the fleet as a whole: `lint` of site files and platforms, and its figures."""
