"""The first schema: reference data, visits with their rows, records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - one statement a table
    op.create_table(
        "dealers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_local", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("legal_form", sa.Text(), nullable=False),
        sa.Column("tax_number", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Integer(), nullable=True),
        sa.Column("opening_hours", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("consumers_only", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("payment_days", sa.Integer(), nullable=True),
        sa.Column("credit_limit", sa.Integer(), nullable=True),
        sa.Column("collateral", sa.Text(), nullable=False),
        sa.Column("stock_quota", sa.Integer(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("minor_units", sa.Integer(), nullable=False),
        sa.Column("price_list", sa.Text(), nullable=False),
        sa.Column("lead_time_days", sa.Integer(), nullable=True),
        sa.Column("visit_interval_days", sa.Integer(), nullable=True),
        sa.Column("class_label", sa.Text(), nullable=False),
        sa.Column("class_reason", sa.Text(), nullable=False),
        sa.Column("sales_area", sa.Text(), nullable=False),
        sa.Column("sales_staff", sa.Text(), nullable=False),
        sa.Column("storage", sa.Text(), nullable=False),
        sa.Column("brands", sa.Text(), nullable=False),
        sa.Column("competitors", sa.Text(), nullable=False),
        sa.Column("agreements", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dealers")),
        sa.UniqueConstraint("code", name=op.f("uq_dealers_code")),
    )
    op.create_index(op.f("ix_dealers_market"), "dealers", ["market"], unique=False)
    op.create_index(op.f("ix_dealers_name"), "dealers", ["name"], unique=False)
    op.create_table(
        "import_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    op.create_table(
        "news",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("changed_on", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_news")),
    )
    op.create_index("uq_news_key", "news", ["changed_on", "kind", "title"], unique=True)
    op.create_table(
        "photos",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_photos")),
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_local", sa.Text(), nullable=False),
        sa.Column("range", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("case_size", sa.Integer(), nullable=True),
        sa.Column("minimum_order", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("core", sa.Boolean(), nullable=False),
        sa.Column("profitable", sa.Boolean(), nullable=True),
        sa.Column("shelf_life_days", sa.Integer(), nullable=True),
        sa.Column("barcode", sa.Text(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("introduced_on", sa.Text(), nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("code", name=op.f("uq_products_code")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "competitor_products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("against_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["against_id"], ["products.id"], name=op.f("fk_competitor_products_against_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competitor_products")),
    )
    op.create_index(op.f("ix_competitor_products_against_id"), "competitor_products", ["against_id"], unique=False)
    op.create_index(op.f("ix_competitor_products_brand_name"), "competitor_products", ["brand", "name"], unique=True)
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("birthday", sa.Text(), nullable=True),
        sa.Column("decision_maker", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_contacts_dealer_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(op.f("ix_contacts_dealer_id_name"), "contacts", ["dealer_id", "name"], unique=True)
    op.create_table(
        "open_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('invoice', 'credit', 'prepayment')", name=op.f("ck_open_items_kind")),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_open_items_dealer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_items")),
    )
    op.create_index("uq_open_items_key", "open_items", ["dealer_id", "document", "occurrence"], unique=True)
    op.create_table(
        "open_promises",
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("made_on", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_open_promises_dealer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("dealer_id", "position", name=op.f("pk_open_promises")),
    )
    op.create_index(op.f("ix_open_promises_due"), "open_promises", ["due"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_payments_dealer_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("document", name=op.f("uq_payments_document")),
    )
    op.create_index(op.f("ix_payments_dealer_id_paid_on"), "payments", ["dealer_id", "paid_on"], unique=False)
    op.create_table(
        "planned_stops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_planned_stops_dealer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_stops")),
    )
    op.create_index(op.f("ix_planned_stops_dealer_id_day"), "planned_stops", ["dealer_id", "day"], unique=False)
    op.create_index("uq_planned_stops_key", "planned_stops", ["day", "dealer_id"], unique=True)
    op.create_table(
        "price_list_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("price_list", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name=op.f("ck_price_list_entries_period"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_price_list_entries_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_list_entries")),
    )
    op.create_index(
        "uq_price_list_entries_key",
        "price_list_entries",
        ["product_id", "market", "price_list", "valid_from"],
        unique=True,
    )
    op.create_table(
        "price_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("retail_recommended", sa.Integer(), nullable=True),
        sa.Column("retail_floor", sa.Integer(), nullable=True),
        sa.Column("retail_ceiling", sa.Integer(), nullable=True),
        sa.Column("resale_recommended", sa.Integer(), nullable=True),
        sa.Column("resale_floor", sa.Integer(), nullable=True),
        sa.Column("resale_ceiling", sa.Integer(), nullable=True),
        sa.Column("minimum_margin", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_price_policies_period")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_price_policies_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_policies")),
    )
    op.create_index("uq_price_policies_key", "price_policies", ["product_id", "market", "valid_from"], unique=True)
    op.create_table(
        "promotions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("uplift", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_promotions_period")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_promotions_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotions")),
        sa.UniqueConstraint("code", name=op.f("uq_promotions_code")),
    )
    op.create_index(op.f("ix_promotions_valid_from_valid_to"), "promotions", ["valid_from", "valid_to"], unique=False)
    op.create_table(
        "sales_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("ordered_on", sa.Text(), nullable=False),
        sa.Column("required_on", sa.Text(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_sales_orders_dealer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_orders")),
        sa.UniqueConstraint("number", name=op.f("uq_sales_orders_number")),
    )
    op.create_index(
        op.f("ix_sales_orders_dealer_id_ordered_on"), "sales_orders", ["dealer_id", "ordered_on"], unique=False
    )
    op.create_table(
        "shipments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("shipped_on", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_shipments_dealer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipments")),
        sa.UniqueConstraint("document", name=op.f("uq_shipments_document")),
    )
    op.create_index(op.f("ix_shipments_dealer_id_shipped_on"), "shipments", ["dealer_id", "shipped_on"], unique=False)
    op.create_index(op.f("ix_shipments_order_number"), "shipments", ["order_number"], unique=False)
    op.create_table(
        "superior_instructions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_superior_instructions_dealer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_superior_instructions")),
    )
    op.create_index(
        "uq_superior_instructions_key", "superior_instructions", ["dealer_id", "given_on", "text"], unique=True
    )
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("rep", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_targets_dealer_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_targets_product_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
    )
    op.create_index(op.f("ix_targets_dealer_id_month"), "targets", ["dealer_id", "month"], unique=False)
    op.create_index(op.f("ix_targets_month"), "targets", ["month"], unique=False)
    op.create_table(
        "visits",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("revises", sa.Text(), nullable=True),
        sa.Column("revision_reason", sa.Text(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("rep", sa.Text(), nullable=False),
        sa.Column("rep_title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_visits_state")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_visits_revision")),
        sa.ForeignKeyConstraint(["dealer_id"], ["dealers.id"], name=op.f("fk_visits_dealer_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["revises"], ["visits.id"], name=op.f("fk_visits_revises"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
    )
    op.create_index(op.f("ix_visits_day"), "visits", ["day"], unique=False)
    op.create_index(op.f("ix_visits_dealer_id_state_day"), "visits", ["dealer_id", "state", "day"], unique=False)
    op.create_index("ix_visits_open", "visits", ["day"], unique=False, sqlite_where=sa.text("state = 'open'"))
    op.create_index(op.f("ix_visits_revises"), "visits", ["revises"], unique=False)
    op.create_index("uq_visits_key", "visits", ["number", "revision"], unique=True)
    op.create_table(
        "account_dealer_book",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_account_dealer_book_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_account_dealer_book")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_old_problems",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_account_old_problems_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_account_old_problems")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_reconciliation",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("ours", sa.Text(), nullable=True),
        sa.Column("theirs", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_account_reconciliation_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_account_reconciliation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "communication_questions",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_communication_questions_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_communication_questions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drafts",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_drafts_visit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("visit_id", "address", name=op.f("pk_drafts")),
    )
    op.create_table(
        "guidance_advice",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_guidance_advice_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_guidance_advice")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "guidance_complaints",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("opened_on", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("solution", sa.Text(), nullable=True),
        sa.Column("compensation", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_guidance_complaints_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_guidance_complaints")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_guidance_complaints_number"), "guidance_complaints", ["number"], unique=False)
    op.create_table(
        "inventory_competitors",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("brand", sa.Text(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_inventory_competitors_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_inventory_competitors")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "inventory_products",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("batch", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_inventory_products_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_inventory_products")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_inventory_products_product"), "inventory_products", ["product"], unique=False)
    op.create_table(
        "order_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=True),
        sa.Column("discount", sa.Integer(), nullable=True),
        sa.Column("net", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_orders.id"], name=op.f("fk_order_lines_order_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_order_lines_product_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_lines")),
    )
    op.create_index(op.f("ix_order_lines_product_id"), "order_lines", ["product_id"], unique=False)
    op.create_index("uq_order_lines_key", "order_lines", ["order_id", "line"], unique=True)
    op.create_table(
        "preparation_objectives",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_preparation_objectives_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_preparation_objectives")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "prices_competitors",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("brand", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("against", sa.Text(), nullable=True),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("report", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_prices_competitors_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_prices_competitors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_prices_competitors_against"), "prices_competitors", ["against"], unique=False)
    op.create_table(
        "prices_products",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("purchase", sa.Integer(), nullable=True),
        sa.Column("resale", sa.Integer(), nullable=True),
        sa.Column("retail", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("report", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_prices_products_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_prices_products")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_prices_products_product"), "prices_products", ["product"], unique=False)
    op.create_table(
        "promotion_issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("dealer_id", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dealer_id"], ["dealers.id"], name=op.f("fk_promotion_issues_dealer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotions.id"], name=op.f("fk_promotion_issues_promotion_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_issues")),
    )
    op.create_index("uq_promotion_issues_key", "promotion_issues", ["dealer_id", "promotion_id"], unique=True)
    op.create_table(
        "reflection_instructions",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("instruction", sa.Text(), nullable=True),
        sa.Column("carried_out", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("how_today", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_reflection_instructions_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_reflection_instructions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reflection_promises",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("new_due", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_reflection_promises_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_reflection_promises")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reflection_unfinished",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_reflection_unfinished_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_reflection_unfinished")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sales_order_rows",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("accepted", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_sales_order_rows_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_sales_order_rows")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sales_order_rows_product"), "sales_order_rows", ["product"], unique=False)
    op.create_table(
        "shipment_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=True),
        sa.Column("discount", sa.Integer(), nullable=True),
        sa.Column("net", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_shipment_lines_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_shipment_lines_shipment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_lines")),
    )
    op.create_index(op.f("ix_shipment_lines_product_id"), "shipment_lines", ["product_id"], unique=False)
    op.create_index("uq_shipment_lines_key", "shipment_lines", ["shipment_id", "line"], unique=True)
    op.create_table(
        "step_records",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("skip_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_step_records_visit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("visit_id", "step", name=op.f("pk_step_records")),
    )
    op.create_table(
        "wrap_up_commitments",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_wrap_up_commitments_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_wrap_up_commitments")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_wrap_up_commitments_due"), "wrap_up_commitments", ["due"], unique=False)
    op.create_table(
        "wrap_up_results",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=True),
        sa.Column("objective", sa.Text(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("result", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_wrap_up_results_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "id", name=op.f("pk_wrap_up_results")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:  # noqa: PLR0915 - one statement a table
    op.drop_table("wrap_up_results")
    op.drop_index(op.f("ix_wrap_up_commitments_due"), table_name="wrap_up_commitments")
    op.drop_table("wrap_up_commitments")
    op.drop_table("step_records")
    op.drop_index("uq_shipment_lines_key", table_name="shipment_lines")
    op.drop_index(op.f("ix_shipment_lines_product_id"), table_name="shipment_lines")
    op.drop_table("shipment_lines")
    op.drop_index(op.f("ix_sales_order_rows_product"), table_name="sales_order_rows")
    op.drop_table("sales_order_rows")
    op.drop_table("reflection_unfinished")
    op.drop_table("reflection_promises")
    op.drop_table("reflection_instructions")
    op.drop_index("uq_promotion_issues_key", table_name="promotion_issues")
    op.drop_table("promotion_issues")
    op.drop_index(op.f("ix_prices_products_product"), table_name="prices_products")
    op.drop_table("prices_products")
    op.drop_index(op.f("ix_prices_competitors_against"), table_name="prices_competitors")
    op.drop_table("prices_competitors")
    op.drop_table("preparation_objectives")
    op.drop_index("uq_order_lines_key", table_name="order_lines")
    op.drop_index(op.f("ix_order_lines_product_id"), table_name="order_lines")
    op.drop_table("order_lines")
    op.drop_index(op.f("ix_inventory_products_product"), table_name="inventory_products")
    op.drop_table("inventory_products")
    op.drop_table("inventory_competitors")
    op.drop_index(op.f("ix_guidance_complaints_number"), table_name="guidance_complaints")
    op.drop_table("guidance_complaints")
    op.drop_table("guidance_advice")
    op.drop_table("drafts")
    op.drop_table("communication_questions")
    op.drop_table("account_reconciliation")
    op.drop_table("account_old_problems")
    op.drop_table("account_dealer_book")
    op.drop_index("uq_visits_key", table_name="visits")
    op.drop_index(op.f("ix_visits_revises"), table_name="visits")
    op.drop_index("ix_visits_open", table_name="visits", sqlite_where=sa.text("state = 'open'"))
    op.drop_index(op.f("ix_visits_dealer_id_state_day"), table_name="visits")
    op.drop_index(op.f("ix_visits_day"), table_name="visits")
    op.drop_table("visits")
    op.drop_index(op.f("ix_targets_month"), table_name="targets")
    op.drop_index(op.f("ix_targets_dealer_id_month"), table_name="targets")
    op.drop_table("targets")
    op.drop_index("uq_superior_instructions_key", table_name="superior_instructions")
    op.drop_table("superior_instructions")
    op.drop_index(op.f("ix_shipments_order_number"), table_name="shipments")
    op.drop_index(op.f("ix_shipments_dealer_id_shipped_on"), table_name="shipments")
    op.drop_table("shipments")
    op.drop_index(op.f("ix_sales_orders_dealer_id_ordered_on"), table_name="sales_orders")
    op.drop_table("sales_orders")
    op.drop_index(op.f("ix_promotions_valid_from_valid_to"), table_name="promotions")
    op.drop_table("promotions")
    op.drop_index("uq_price_policies_key", table_name="price_policies")
    op.drop_table("price_policies")
    op.drop_index("uq_price_list_entries_key", table_name="price_list_entries")
    op.drop_table("price_list_entries")
    op.drop_index("uq_planned_stops_key", table_name="planned_stops")
    op.drop_index(op.f("ix_planned_stops_dealer_id_day"), table_name="planned_stops")
    op.drop_table("planned_stops")
    op.drop_index(op.f("ix_payments_dealer_id_paid_on"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_open_promises_due"), table_name="open_promises")
    op.drop_table("open_promises")
    op.drop_index("uq_open_items_key", table_name="open_items")
    op.drop_table("open_items")
    op.drop_index(op.f("ix_contacts_dealer_id_name"), table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(op.f("ix_competitor_products_brand_name"), table_name="competitor_products")
    op.drop_index(op.f("ix_competitor_products_against_id"), table_name="competitor_products")
    op.drop_table("competitor_products")
    op.drop_table("settings")
    op.drop_table("products")
    op.drop_table("photos")
    op.drop_index("uq_news_key", table_name="news")
    op.drop_table("news")
    op.drop_table("import_runs")
    op.drop_index(op.f("ix_dealers_name"), table_name="dealers")
    op.drop_index(op.f("ix_dealers_market"), table_name="dealers")
    op.drop_table("dealers")
