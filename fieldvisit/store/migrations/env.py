"""Alembic's entrance: runs the steps on the connection, and in the transaction, that it is handed."""

from alembic import context

from fieldvisit.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
