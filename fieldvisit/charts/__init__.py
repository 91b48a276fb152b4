"""Small pictures of figures, drawn by the same code in the window and on paper."""
