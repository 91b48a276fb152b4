"""The door to other people's files: tables in, tables out, data inside a PDF."""
