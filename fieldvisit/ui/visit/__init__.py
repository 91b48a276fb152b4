"""The page on which a visit is written: task list, step, context."""
