"""The import wizard without its windows: a draft that goes forward and back without loss."""
