"""The held-out set: pages labelled before any tuning, by someone who had not seen the program."""
