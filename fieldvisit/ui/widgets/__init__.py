"""The small parts every page is made of; each paints from the theme in force."""
