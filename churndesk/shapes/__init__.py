"""What a table means: its shape, the role of each column, and the Dataset that follows from them."""
