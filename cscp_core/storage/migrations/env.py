"""Runs the migrations on the connection that `migrate.upgrade` hands over."""

from alembic import context

from cscp_core.storage.base import Table

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
