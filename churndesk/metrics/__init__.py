"""Every figure: its formula, its interval, its sentence, and why it is undefined where it is."""
