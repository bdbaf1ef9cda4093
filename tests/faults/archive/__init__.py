"""Kills, full disks and damage: the archive loses what was not whole, and nothing else."""
