"""The windows. Only this package and the command line speak to a person."""
