"""What is kept ready for opening a visit.

The rows are found from the others; they are made when all steps are done.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dealer_pasts",
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Text(), nullable=False),
        sa.Column("minor_units", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_dealer_pasts_dealer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dealer_id", name=op.f("pk_dealer_pasts")),
    )
    op.create_table(
        "finished_orders",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("finished_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_orders.id"], name=op.f("fk_finished_orders_order_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_finished_orders")),
    )
