"""The twelve retention strategies: the catalogue, and why each is suggested now."""
