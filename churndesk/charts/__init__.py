"""Charts as values: what is drawn, without saying by what."""
