"""Project and dataset in, results out, each computed once."""
