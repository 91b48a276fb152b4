"""The window: PySide6 pages and widgets. Nothing here knows a session or a query."""
