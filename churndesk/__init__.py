"""ChurnDesk: how many customers leave, what it costs, what to do about it, and whether it helped."""

__version__ = "0.1.0"
