"""The house: every table."""

import sqlalchemy as sa
from alembic import op
import helpline.db
import helpline.vault.columns
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("desks", postgresql.ARRAY(sa.String(length=16)), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.String(length=8)), nullable=False),
        sa.Column(
            "gender",
            sa.Enum("woman", "man", name="gender", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("organisation", sa.String(length=60), nullable=True),
        sa.Column("is_supervisor", sa.Boolean(), nullable=False),
        sa.Column("ring_address", sa.String(length=120), nullable=True),
        sa.Column(
            "rings",
            sa.Enum("phone", "browser", name="rings", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("browser_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("rested_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("text_number", sa.String(length=120), nullable=True),
        sa.Column("mail_address", sa.String(length=120), nullable=True),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("wait_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("operator", "username", name=op.f("uq_account_operator")),
    )
    op.create_index(op.f("ix_account_operator"), "account", ["operator"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=120), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(op.f("ix_audit_entry_operator"), "audit_entry", ["operator"], unique=False)
    op.create_index(op.f("ix_audit_entry_subject_id"), "audit_entry", ["subject_id"], unique=False)
    op.create_table(
        "carrier_text",
        sa.Column("carrier_ref", sa.String(length=140), nullable=False),
        sa.Column("seen_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_text")),
        sa.UniqueConstraint("carrier_ref", name=op.f("uq_carrier_text_carrier_ref")),
    )
    op.create_index(op.f("ix_carrier_text_operator"), "carrier_text", ["operator"], unique=False)
    op.create_table(
        "code_guesses",
        sa.Column("since", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_guesses")),
        sa.UniqueConstraint("operator", "since", name=op.f("uq_code_guesses_operator")),
    )
    op.create_index(op.f("ix_code_guesses_operator"), "code_guesses", ["operator"], unique=False)
    op.create_table(
        "enquirer_text",
        sa.Column("desk", sa.String(length=120), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("callback_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("is_reminder", sa.Boolean(), nullable=False),
        sa.Column("address", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("words", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("time_zone", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "unclear",
                "queued",
                "sent",
                "delivered",
                "undelivered",
                "failed",
                "stopped",
                "withdrawn",
                name="textstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("useless_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("carrier_ref", sa.String(length=140), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquirer_text")),
    )
    op.create_index(
        op.f("ix_enquirer_text_callback_id"), "enquirer_text", ["callback_id"], unique=False
    )
    op.create_index(
        op.f("ix_enquirer_text_contact_id"), "enquirer_text", ["contact_id"], unique=False
    )
    op.create_index(op.f("ix_enquirer_text_desk"), "enquirer_text", ["desk"], unique=False)
    op.create_index(op.f("ix_enquirer_text_operator"), "enquirer_text", ["operator"], unique=False)
    op.create_table(
        "erasure",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("desk", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("erased_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("subject_id", name=op.f("uq_erasure_subject_id")),
    )
    op.create_index(op.f("ix_erasure_operator"), "erasure", ["operator"], unique=False)
    op.create_table(
        "mailbox",
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("locked_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("deletion_asked_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("shut_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("lookup", name=op.f("uq_mailbox_lookup")),
    )
    op.create_index(op.f("ix_mailbox_operator"), "mailbox", ["operator"], unique=False)
    op.create_table(
        "obligation",
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("desk", sa.String(length=120), nullable=False),
        sa.Column("queue", sa.String(length=120), nullable=False),
        sa.Column("created_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("lease_until", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("nudge_after", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("nudges", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "done", "cancelled", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("done_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("acknowledged_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
    )
    op.create_index(
        "ix_obligation_due",
        "obligation",
        [sa.literal_column("greatest(due_at, nudge_after, lease_until)")],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(op.f("ix_obligation_kind"), "obligation", ["kind"], unique=False)
    op.create_index(op.f("ix_obligation_operator"), "obligation", ["operator"], unique=False)
    op.create_index(op.f("ix_obligation_subject_id"), "obligation", ["subject_id"], unique=False)
    op.create_table(
        "outgoing",
        sa.Column(
            "medium",
            sa.Enum("mail", "text", name="medium", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("template", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("address", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("address_key_id", sa.String(length=120), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("link", sa.String(length=120), nullable=True),
        sa.Column("is_danger", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(length=200), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "unclear",
                "refused",
                "left",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("carrier_ref", sa.String(length=140), nullable=True),
        sa.Column("forgetting_owed", sa.Boolean(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
        sa.UniqueConstraint("carrier_ref", name=op.f("uq_outgoing_carrier_ref")),
        sa.UniqueConstraint("once", name=op.f("uq_outgoing_once")),
    )
    op.create_index(op.f("ix_outgoing_operator"), "outgoing", ["operator"], unique=False)
    op.create_index(op.f("ix_outgoing_state"), "outgoing", ["state"], unique=False)
    op.create_table(
        "partner",
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "counselling",
                "exit",
                "youth_work",
                "child_protection",
                "police",
                name="partnerkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("mail_address", sa.String(length=120), nullable=True),
        sa.Column("ring_address", sa.String(length=120), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("vetted_until", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("operator", "slug", name=op.f("uq_partner_operator")),
    )
    op.create_index(op.f("ix_partner_operator"), "partner", ["operator"], unique=False)
    op.create_table(
        "text_opt_out",
        sa.Column("number_hash", sa.LargeBinary(), nullable=False),
        sa.Column("since", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_opt_out")),
        sa.UniqueConstraint("number_hash", name=op.f("uq_text_opt_out_number_hash")),
    )
    op.create_index(op.f("ix_text_opt_out_operator"), "text_opt_out", ["operator"], unique=False)
    op.create_table(
        "webhook_answer",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("call_ref", sa.String(length=140), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_answer")),
        sa.UniqueConstraint("key", name=op.f("uq_webhook_answer_key")),
    )
    op.create_index(
        op.f("ix_webhook_answer_call_ref"), "webhook_answer", ["call_ref"], unique=False
    )
    op.create_index(
        op.f("ix_webhook_answer_operator"), "webhook_answer", ["operator"], unique=False
    )
    op.create_table(
        "advice_question",
        sa.Column("profession", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("setting", sa.String(length=120), nullable=False),
        sa.Column("noted_by", sa.Uuid(), nullable=False),
        sa.Column("noted_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["account.id"], name=op.f("fk_advice_question_noted_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_question")),
    )
    op.create_index(
        op.f("ix_advice_question_operator"), "advice_question", ["operator"], unique=False
    )
    op.create_table(
        "agreement",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("legal_basis", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_agreement_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_operator"), "agreement", ["operator"], unique=False)
    op.create_index(op.f("ix_agreement_partner_id"), "agreement", ["partner_id"], unique=False)
    op.create_table(
        "announcement",
        sa.Column("words", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("begun_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("ends_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_at >= begun_at", name=op.f("ck_announcement_ends_after_it_began")),
        sa.ForeignKeyConstraint(
            ["begun_by"], ["account.id"], name=op.f("fk_announcement_begun_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["account.id"], name=op.f("fk_announcement_ended_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    op.create_index(op.f("ix_announcement_operator"), "announcement", ["operator"], unique=False)
    op.create_table(
        "contact",
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("form", "call", "console", name="channel", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("wish", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "taken",
                "answered",
                "waiting",
                "returned",
                "closed",
                "erased",
                name="contactstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("received_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_activity_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("is_drill", sa.Boolean(), nullable=False),
        sa.Column("notice_version", sa.String(length=120), nullable=False),
        sa.Column("notice_language", sa.String(length=8), nullable=False),
        sa.Column("mailbox_id", sa.Uuid(), nullable=True),
        sa.Column("post_key", sa.LargeBinary(), nullable=True),
        sa.Column(
            "kept_as",
            sa.Enum(
                "support",
                "hotline_unfounded",
                "hotline",
                "advice",
                "danger",
                "call_detail",
                "draft",
                name="kept",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("kept_from", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("held_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("desk_key_id", sa.String(length=120), nullable=True),
        sa.Column("thread_for_desk", sa.LargeBinary(), nullable=True),
        sa.Column("file_for_desk", sa.LargeBinary(), nullable=True),
        sa.Column("thread_for_mailbox", sa.LargeBinary(), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "closed_at >= received_at", name=op.f("ck_contact_closed_after_received")
        ),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_contact_mailbox_id_mailbox")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["account.id"], name=op.f("fk_contact_taken_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("id", "desk", name=op.f("uq_contact_id")),
        sa.UniqueConstraint("post_key", name=op.f("uq_contact_post_key")),
    )
    op.create_index(op.f("ix_contact_desk"), "contact", ["desk"], unique=False)
    op.create_index(op.f("ix_contact_mailbox_id"), "contact", ["mailbox_id"], unique=False)
    op.create_index(op.f("ix_contact_operator"), "contact", ["operator"], unique=False)
    op.create_index(op.f("ix_contact_received_at"), "contact", ["received_at"], unique=False)
    op.create_index(op.f("ix_contact_state"), "contact", ["state"], unique=False)
    op.create_table(
        "hotline_signal",
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("picture_closed_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("picture_closed_by", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "no_concern",
                "monitor",
                "multi_agency",
                "police",
                name="outcome",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("decided_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("monitor_until", sa.Date(), nullable=True),
        sa.Column("review_due_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_closed_by"],
            ["account.id"],
            name=op.f("fk_hotline_signal_picture_closed_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["account.id"],
            name=op.f("fk_hotline_signal_responsible_id_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_signal")),
    )
    op.create_index(
        op.f("ix_hotline_signal_operator"), "hotline_signal", ["operator"], unique=False
    )
    op.create_table(
        "partner_account",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.String(length=120), nullable=False),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("wait_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partner_account_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_account")),
        sa.UniqueConstraint("operator", "username", name=op.f("uq_partner_account_operator")),
    )
    op.create_index(
        op.f("ix_partner_account_operator"), "partner_account", ["operator"], unique=False
    )
    op.create_table(
        "service",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("needs", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.String(length=8)), nullable=False),
        sa.Column("places", postgresql.ARRAY(sa.String(length=80)), nullable=False),
        sa.Column("capacity", sa.String(length=120), nullable=False),
        sa.Column("waiting_days", sa.Integer(), nullable=True),
        sa.Column("assured_on", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_service_partner_id_partner")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_operator"), "service", ["operator"], unique=False)
    op.create_index(op.f("ix_service_partner_id"), "service", ["partner_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("only_at", sa.String(length=16), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_shift_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_account_id"), "shift", ["account_id"], unique=False)
    op.create_index(op.f("ix_shift_operator"), "shift", ["operator"], unique=False)
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("desk", sa.String(length=120), nullable=True),
        sa.Column("phone_pass_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("started_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_staff_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(op.f("ix_staff_session_operator"), "staff_session", ["operator"], unique=False)
    op.create_table(
        "surge",
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("begun_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("ends_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_at >= begun_at", name=op.f("ck_surge_ends_after_it_began")),
        sa.ForeignKeyConstraint(
            ["begun_by"], ["account.id"], name=op.f("fk_surge_begun_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["account.id"], name=op.f("fk_surge_ended_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surge")),
    )
    op.create_index(op.f("ix_surge_operator"), "surge", ["operator"], unique=False)
    op.create_table(
        "attachment",
        sa.Column(
            "kind",
            sa.Enum("picture", "sound", name="sentkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("written_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("post_key", sa.LargeBinary(), nullable=True),
        sa.Column("body", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_attachment_contact_id_contact"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("post_key", name=op.f("uq_attachment_post_key")),
    )
    op.create_index(op.f("ix_attachment_contact_id"), "attachment", ["contact_id"], unique=False)
    op.create_index(op.f("ix_attachment_operator"), "attachment", ["operator"], unique=False)
    op.create_table(
        "call",
        sa.Column("carrier_ref", sa.String(length=140), nullable=False),
        sa.Column("room", sa.String(length=120), nullable=False),
        sa.Column("line", sa.String(length=16), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("wish", sa.String(length=120), nullable=True),
        sa.Column(
            "wanted_gender",
            sa.Enum("woman", "man", name="gender", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("wanted_organisation", sa.String(length=60), nullable=True),
        sa.Column("refused_organisation", sa.String(length=60), nullable=True),
        sa.Column("waits_for_wish", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "menu",
                "waiting",
                "accepted",
                "talking",
                "calling_back",
                "ended",
                name="callstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "scene",
            sa.Enum(
                "language",
                "desk",
                "waiting",
                "offer",
                "danger",
                "after",
                "code",
                "receipt_risk",
                "receipt",
                "gender",
                "organisation",
                "unmatched",
                "when",
                "which_number",
                "number",
                "number_check",
                "voicemail",
                name="scene",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "back_to",
            sa.Enum(
                "language",
                "desk",
                "waiting",
                "offer",
                "danger",
                "after",
                "code",
                "receipt_risk",
                "receipt",
                "gender",
                "organisation",
                "unmatched",
                "when",
                "which_number",
                "number",
                "number_check",
                "voicemail",
                name="scene",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("has_keyed", sa.Boolean(), nullable=False),
        sa.Column(
            "came_back_by",
            sa.Enum("code", "receipt", name="cameback", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("call_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("typed", sa.Text(), nullable=True),
        sa.Column("notice_version", sa.String(length=120), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("is_danger", sa.Boolean(), nullable=False),
        sa.Column("accepted_leg_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("waiting_since", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("patient_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "answerers",
            sa.Enum(
                "rung",
                "busy",
                "nobody",
                "unmatched",
                name="answerers",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("usual_minutes", sa.Integer(), nullable=True),
        sa.Column("joined_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("conference", sa.String(length=120), nullable=True),
        sa.Column("conference_ref", sa.String(length=140), nullable=True),
        sa.Column("conference_order", sa.Integer(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("hold_wanted", sa.Boolean(), nullable=False),
        sa.Column("held_since", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("rings_first_id", sa.Uuid(), nullable=True),
        sa.Column("rings_first_until", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=120), nullable=True),
        sa.Column(
            "marked",
            sa.Enum(
                "silent",
                "wrong_number",
                "prank",
                "abuse",
                "thanks",
                "complaint",
                name="notacase",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("forgetting_owed", sa.Boolean(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_call_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("carrier_ref", name=op.f("uq_call_carrier_ref")),
        sa.UniqueConstraint("room", name=op.f("uq_call_room")),
    )
    op.create_index(op.f("ix_call_desk"), "call", ["desk"], unique=False)
    op.create_index(op.f("ix_call_operator"), "call", ["operator"], unique=False)
    op.create_index(op.f("ix_call_state"), "call", ["state"], unique=False)
    op.create_table(
        "callback",
        sa.Column("number", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("name_to_say", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("code_word", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("voicemail_allowed", sa.Boolean(), nullable=False),
        sa.Column("texts_allowed", sa.Boolean(), nullable=False),
        sa.Column("number_hash", sa.LargeBinary(), nullable=True),
        sa.Column("safe_days", sa.String(length=8), nullable=False),
        sa.Column("safe_from", sa.Integer(), nullable=True),
        sa.Column("safe_until", sa.Integer(), nullable=True),
        sa.Column("wanted_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "agreed",
                "done",
                "missed",
                "cancelled",
                "unreached",
                name="callbackstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("reminded_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreed_by"], ["account.id"], name=op.f("fk_callback_agreed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_callback_contact_id_contact"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
    )
    op.create_index(op.f("ix_callback_contact_id"), "callback", ["contact_id"], unique=False)
    op.create_index("ix_callback_number_hash", "callback", ["number_hash"], unique=False)
    op.create_index(op.f("ix_callback_operator"), "callback", ["operator"], unique=False)
    op.create_table(
        "consent",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("partner_name", sa.String(length=120), nullable=False),
        sa.Column("what", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=120), nullable=False),
        sa.Column("given_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_consent_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_consent_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_consent_recorded_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_contact_id"), "consent", ["contact_id"], unique=False)
    op.create_index(op.f("ix_consent_operator"), "consent", ["operator"], unique=False)
    op.create_index(op.f("ix_consent_partner_id"), "consent", ["partner_id"], unique=False)
    op.create_table(
        "hotline_asked",
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column("whom", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("facts", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=120), nullable=False),
        sa.Column("answered", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_hotline_asked_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["hotline_signal.id"],
            name=op.f("fk_hotline_asked_signal_id_hotline_signal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_asked")),
    )
    op.create_index(op.f("ix_hotline_asked_operator"), "hotline_asked", ["operator"], unique=False)
    op.create_index(
        op.f("ix_hotline_asked_signal_id"), "hotline_asked", ["signal_id"], unique=False
    )
    op.create_table(
        "hotline_disclosure",
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(length=120), nullable=False),
        sa.Column("likelihood", sa.String(length=120), nullable=False),
        sa.Column("nearness", sa.String(length=120), nullable=False),
        sa.Column("consent", sa.String(length=120), nullable=False),
        sa.Column("told_first", sa.String(length=120), nullable=False),
        sa.Column("threshold", sa.String(length=120), nullable=False),
        sa.Column("asked_without_naming", sa.Boolean(), nullable=False),
        sa.Column("lesser_option", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("legal_basis", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("reasons", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("second_reader", sa.Uuid(), nullable=True),
        sa.Column("second_read_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "decided_by <> second_reader", name=op.f("ck_hotline_disclosure_two_readers")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_hotline_disclosure_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["second_reader"],
            ["account.id"],
            name=op.f("fk_hotline_disclosure_second_reader_account"),
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["hotline_signal.id"],
            name=op.f("fk_hotline_disclosure_signal_id_hotline_signal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_disclosure")),
    )
    op.create_index(
        op.f("ix_hotline_disclosure_operator"), "hotline_disclosure", ["operator"], unique=False
    )
    op.create_index(
        op.f("ix_hotline_disclosure_signal_id"), "hotline_disclosure", ["signal_id"], unique=False
    )
    op.create_table(
        "hotline_observation",
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "individual",
                "family",
                "social",
                "motivational",
                "ideological_cultural",
                name="level",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum("risk", "protective", name="side", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("factor", sa.String(length=120), nullable=False),
        sa.Column("presence", sa.String(length=120), nullable=False),
        sa.Column("trend", sa.String(length=120), nullable=False),
        sa.Column("basis", sa.String(length=120), nullable=False),
        sa.Column("confidence", sa.String(length=120), nullable=False),
        sa.Column("note", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("post_key", sa.LargeBinary(), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_hotline_observation_recorded_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["hotline_signal.id"],
            name=op.f("fk_hotline_observation_signal_id_hotline_signal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_observation")),
        sa.UniqueConstraint("post_key", name=op.f("uq_hotline_observation_post_key")),
    )
    op.create_index(
        op.f("ix_hotline_observation_operator"), "hotline_observation", ["operator"], unique=False
    )
    op.create_index(
        op.f("ix_hotline_observation_signal_id"), "hotline_observation", ["signal_id"], unique=False
    )
    op.create_table(
        "hotline_weighing",
        sa.Column("signal_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("assessor_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "no_concern",
                "monitor",
                "multi_agency",
                "police",
                name="outcome",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("monitor_until", sa.Date(), nullable=True),
        sa.Column("reasons", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("weighed_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessor_id"], ["account.id"], name=op.f("fk_hotline_weighing_assessor_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["hotline_signal.id"],
            name=op.f("fk_hotline_weighing_signal_id_hotline_signal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotline_weighing")),
        sa.UniqueConstraint(
            "signal_id", "round", "assessor_id", name=op.f("uq_hotline_weighing_signal_id")
        ),
    )
    op.create_index(
        op.f("ix_hotline_weighing_operator"), "hotline_weighing", ["operator"], unique=False
    )
    op.create_index(
        op.f("ix_hotline_weighing_signal_id"), "hotline_weighing", ["signal_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column("from_us", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("body", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("written_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("post_key", sa.LargeBinary(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_message_author_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_message_contact_id_contact"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("post_key", name=op.f("uq_message_post_key")),
    )
    op.create_index(op.f("ix_message_contact_id"), "message", ["contact_id"], unique=False)
    op.create_index(op.f("ix_message_operator"), "message", ["operator"], unique=False)
    op.create_index(op.f("ix_message_written_at"), "message", ["written_at"], unique=False)
    op.create_table(
        "note",
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("body", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("written_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("post_key", sa.LargeBinary(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_note_author_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_note_contact_id_contact"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("post_key", name=op.f("uq_note_post_key")),
    )
    op.create_index(op.f("ix_note_contact_id"), "note", ["contact_id"], unique=False)
    op.create_index(op.f("ix_note_operator"), "note", ["operator"], unique=False)
    op.create_table(
        "partner_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["partner_account.id"],
            name=op.f("fk_partner_session_account_id_partner_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_partner_session_token_hash")),
    )
    op.create_index(
        op.f("ix_partner_session_operator"), "partner_session", ["operator"], unique=False
    )
    op.create_table(
        "phone_code",
        sa.Column("mailbox_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_phone_code_contact_id_contact"),
        ),
        sa.ForeignKeyConstraint(
            ["mailbox_id"],
            ["mailbox.id"],
            name=op.f("fk_phone_code_mailbox_id_mailbox"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_phone_code_code_hash")),
        sa.UniqueConstraint("mailbox_id", name=op.f("uq_phone_code_mailbox_id")),
    )
    op.create_index(op.f("ix_phone_code_contact_id"), "phone_code", ["contact_id"], unique=False)
    op.create_index(op.f("ix_phone_code_operator"), "phone_code", ["operator"], unique=False)
    op.create_table(
        "support_clearing",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("warning_signs", sa.String(length=120), nullable=False),
        sa.Column("needs", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("behind_it", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("strengths", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("outcome", sa.String(length=120), nullable=False),
        sa.Column("cleared_by", sa.Uuid(), nullable=False),
        sa.Column("cleared_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cleared_by"], ["account.id"], name=op.f("fk_support_clearing_cleared_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_support_clearing_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_clearing")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_support_clearing_contact_id")),
    )
    op.create_index(
        op.f("ix_support_clearing_operator"), "support_clearing", ["operator"], unique=False
    )
    op.create_table(
        "support_referral_wanted",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("need", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("place", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("wanted_by", sa.Uuid(), nullable=False),
        sa.Column("wanted_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=120), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_support_referral_wanted_contact_id_contact"),
        ),
        sa.ForeignKeyConstraint(
            ["wanted_by"], ["account.id"], name=op.f("fk_support_referral_wanted_wanted_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_referral_wanted")),
    )
    op.create_index(
        op.f("ix_support_referral_wanted_contact_id"),
        "support_referral_wanted",
        ["contact_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_support_referral_wanted_operator"),
        "support_referral_wanted",
        ["operator"],
        unique=False,
    )
    op.create_table(
        "call_leg",
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("danger_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "handler",
                "danger",
                "callback",
                "consult",
                "listen",
                name="legpurpose",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("carrier_ref", sa.String(length=140), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "owed",
                "ringing",
                "accepted",
                "joined",
                "ended",
                name="legstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "third",
            sa.Enum(
                "interpreter",
                "colleague",
                "service",
                "police",
                name="thirdkind",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("third_name", sa.String(length=200), nullable=True),
        sa.Column("coaches", sa.String(length=140), nullable=True),
        sa.Column("conference_order", sa.Integer(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.Column("is_sent_out", sa.Boolean(), nullable=False),
        sa.Column("declined_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fate", sa.String(length=120), nullable=True),
        sa.Column("created_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("joined_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("left_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("rang_out", sa.Boolean(), nullable=False),
        sa.Column("forgetting_owed", sa.Boolean(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_call_leg_account_id_account")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_leg_call_id_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_leg")),
        sa.UniqueConstraint("carrier_ref", name=op.f("uq_call_leg_carrier_ref")),
    )
    op.create_index(op.f("ix_call_leg_account_id"), "call_leg", ["account_id"], unique=False)
    op.create_index(op.f("ix_call_leg_call_id"), "call_leg", ["call_id"], unique=False)
    op.create_index(op.f("ix_call_leg_danger_id"), "call_leg", ["danger_id"], unique=False)
    op.create_index(op.f("ix_call_leg_operator"), "call_leg", ["operator"], unique=False)
    op.create_table(
        "call_order",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("leg_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hold",
                "unhold",
                "consult",
                "bring_in",
                "together",
                "take_out",
                "leave",
                "listen",
                "whisper",
                name="orderkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "third",
            sa.Enum(
                "interpreter",
                "colleague",
                "service",
                "police",
                name="thirdkind",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("third_ref", sa.String(length=140), nullable=True),
        sa.Column("third_name", sa.String(length=200), nullable=True),
        sa.Column("third_leg_id", sa.Uuid(), nullable=True),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "under_way",
                "done",
                "failed",
                name="orderstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "busy",
                "no_answer",
                "declined",
                "no_key",
                "no_phone",
                "unreached",
                "stopped",
                "carrier",
                "gone",
                "unheard",
                name="orderoutcome",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("heard_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_call_order_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_call_order_call_id_call"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_order")),
    )
    op.create_index(op.f("ix_call_order_call_id"), "call_order", ["call_id"], unique=False)
    op.create_index(op.f("ix_call_order_operator"), "call_order", ["operator"], unique=False)
    op.create_table(
        "callback_try",
        sa.Column("callback_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("leg_id", sa.Uuid(), nullable=False),
        sa.Column("number", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("number_key_id", sa.String(length=120), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "handler", "them", "talking", "over", name="trystate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "answered",
                "no_answer",
                "busy",
                "failed",
                "no_handler",
                "voicemail",
                "not_them",
                name="tryoutcome",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("started_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_callback_try_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["callback_id"],
            ["callback.id"],
            name=op.f("fk_callback_try_callback_id_callback"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_callback_try_contact_id_contact"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback_try")),
    )
    op.create_index(op.f("ix_callback_try_call_id"), "callback_try", ["call_id"], unique=False)
    op.create_index(
        op.f("ix_callback_try_callback_id"), "callback_try", ["callback_id"], unique=False
    )
    op.create_index(
        op.f("ix_callback_try_contact_id"), "callback_try", ["contact_id"], unique=False
    )
    op.create_index(op.f("ix_callback_try_leg_id"), "callback_try", ["leg_id"], unique=False)
    op.create_index(op.f("ix_callback_try_operator"), "callback_try", ["operator"], unique=False)
    op.create_index(
        "ix_callback_try_under_way",
        "callback_try",
        ["callback_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "danger",
        sa.Column(
            "state",
            sa.Enum("open", "accepted", "ended", name="dangerstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("raised_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("is_drill", sa.Boolean(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("climbs_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("accepted_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("handed_over_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("handed_over_to", sa.String(length=200), nullable=True),
        sa.Column("taken_over_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "ending",
            sa.Enum(
                "contact_confirmed",
                "authority_took_over",
                "stood_down",
                name="ending",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("second_by", sa.Uuid(), nullable=True),
        sa.Column("second_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("named_person", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("unit", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("external_reference", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("reasons", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewed_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("erased_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ended_by <> second_by", name=op.f("ck_danger_two_people")),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["account.id"], name=op.f("fk_danger_accepted_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_danger_call_id_call"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["account.id"], name=op.f("fk_danger_ended_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["account.id"], name=op.f("fk_danger_reviewed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["second_by"], ["account.id"], name=op.f("fk_danger_second_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger")),
    )
    op.create_index(op.f("ix_danger_operator"), "danger", ["operator"], unique=False)
    op.create_index(op.f("ix_danger_state"), "danger", ["state"], unique=False)
    op.create_table(
        "danger_declaration",
        sa.Column(
            "source",
            sa.Enum("form", "call", "console", name="dangersource", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("declared_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("declared_by", sa.Uuid(), nullable=True),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("post_key", sa.LargeBinary(), nullable=True),
        sa.Column("is_drill", sa.Boolean(), nullable=False),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("where", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("who", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("what", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("how_to_reach", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"],
            ["call.id"],
            name=op.f("fk_danger_declaration_call_id_call"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["declared_by"], ["account.id"], name=op.f("fk_danger_declaration_declared_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_declaration")),
        sa.UniqueConstraint("call_id", name=op.f("uq_danger_declaration_call_id")),
        sa.UniqueConstraint("post_key", name=op.f("uq_danger_declaration_post_key")),
    )
    op.create_index(
        op.f("ix_danger_declaration_operator"), "danger_declaration", ["operator"], unique=False
    )
    op.create_table(
        "referral",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("wanted_id", sa.Uuid(), nullable=True),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("service_name", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "accepted",
                "rejected",
                "in-progress",
                "completed",
                "cancelled",
                name="referralstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("known_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decline_code", sa.String(length=120), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_referral_consent_id_consent")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_referral_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_referral_made_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_referral_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_referral_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_contact_id"), "referral", ["contact_id"], unique=False)
    op.create_index(op.f("ix_referral_operator"), "referral", ["operator"], unique=False)
    op.create_index(op.f("ix_referral_partner_id"), "referral", ["partner_id"], unique=False)
    op.create_table(
        "voicemail",
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "expected",
                "reported",
                "stored",
                "empty",
                "lost",
                name="voicemailstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("begun_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("left_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("recording_ref", sa.String(length=140), nullable=True),
        sa.Column("stored_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("heard_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("heard_by", sa.Uuid(), nullable=True),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("sound", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column(
            "desk",
            sa.Enum("hotline", "advice", "support", name="desk", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_voicemail_call_id_call"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id", "desk"],
            ["contact.id", "contact.desk"],
            name=op.f("fk_voicemail_contact_id_contact"),
        ),
        sa.ForeignKeyConstraint(
            ["heard_by"], ["account.id"], name=op.f("fk_voicemail_heard_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voicemail")),
        sa.UniqueConstraint("recording_ref", name=op.f("uq_voicemail_recording_ref")),
    )
    op.create_index(op.f("ix_voicemail_call_id"), "voicemail", ["call_id"], unique=False)
    op.create_index(op.f("ix_voicemail_contact_id"), "voicemail", ["contact_id"], unique=False)
    op.create_index(op.f("ix_voicemail_operator"), "voicemail", ["operator"], unique=False)
    op.create_table(
        "danger_note",
        sa.Column("danger_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("body", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("written_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_danger_note_author_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger.id"], name=op.f("fk_danger_note_danger_id_danger")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_danger_note")),
    )
    op.create_index(op.f("ix_danger_note_danger_id"), "danger_note", ["danger_id"], unique=False)
    op.create_index(op.f("ix_danger_note_operator"), "danger_note", ["operator"], unique=False)
    op.create_table(
        "ladder_step",
        sa.Column("danger_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=120), nullable=False),
        sa.Column("reference_id", sa.Uuid(), nullable=True),
        sa.Column("tried_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "owed",
                "tried",
                "unclear",
                "refused",
                "no_address",
                "overtaken",
                "accepted",
                name="outcome",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_ladder_step_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger.id"], name=op.f("fk_ladder_step_danger_id_danger")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_step")),
        sa.UniqueConstraint(
            "danger_id",
            "round",
            "rung",
            "account_id",
            "channel",
            name=op.f("uq_ladder_step_danger_id"),
        ),
    )
    op.create_index(op.f("ix_ladder_step_danger_id"), "ladder_step", ["danger_id"], unique=False)
    op.create_index(op.f("ix_ladder_step_operator"), "ladder_step", ["operator"], unique=False)
    op.create_index(
        op.f("ix_ladder_step_reference_id"), "ladder_step", ["reference_id"], unique=False
    )
    op.create_table(
        "package",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("support", "hotline", "danger", name="origin", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("consent_id", sa.Uuid(), nullable=True),
        sa.Column("danger_id", sa.Uuid(), nullable=True),
        sa.Column("signal_id", sa.Uuid(), nullable=True),
        sa.Column("disclosure_id", sa.Uuid(), nullable=True),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("body", helpline.vault.columns.SealedText(), nullable=False),
        sa.Column("released", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("held_back", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("sent_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answer_by", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("told_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("opened_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_at", helpline.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_package_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consent.id"], name=op.f("fk_package_consent_id_consent")
        ),
        sa.ForeignKeyConstraint(
            ["danger_id"], ["danger.id"], name=op.f("fk_package_danger_id_danger")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_package_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_package_referral_id_referral")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["account.id"], name=op.f("fk_package_sent_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package")),
        sa.UniqueConstraint("referral_id", name=op.f("uq_package_referral_id")),
    )
    op.create_index(op.f("ix_package_danger_id"), "package", ["danger_id"], unique=False)
    op.create_index(op.f("ix_package_operator"), "package", ["operator"], unique=False)
    op.create_index(op.f("ix_package_partner_id"), "package", ["partner_id"], unique=False)
    op.create_table(
        "partner_report",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("support", "hotline", "danger", name="origin", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("state", sa.String(length=120), nullable=False),
        sa.Column("words", helpline.vault.columns.SealedText(), nullable=True),
        sa.Column("key_id", sa.String(length=120), nullable=True),
        sa.Column("reported_by", sa.Uuid(), nullable=False),
        sa.Column("reported_by_name", sa.String(length=120), nullable=False),
        sa.Column("reported_at", helpline.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package_id"], ["package.id"], name=op.f("fk_partner_report_package_id_package")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name=op.f("fk_partner_report_partner_id_partner")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by"],
            ["partner_account.id"],
            name=op.f("fk_partner_report_reported_by_partner_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_report")),
    )
    op.create_index(
        op.f("ix_partner_report_operator"), "partner_report", ["operator"], unique=False
    )
    op.create_index(
        op.f("ix_partner_report_package_id"), "partner_report", ["package_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_partner_report_package_id"), table_name="partner_report")
    op.drop_index(op.f("ix_partner_report_operator"), table_name="partner_report")
    op.drop_table("partner_report")
    op.drop_index(op.f("ix_package_partner_id"), table_name="package")
    op.drop_index(op.f("ix_package_operator"), table_name="package")
    op.drop_index(op.f("ix_package_danger_id"), table_name="package")
    op.drop_table("package")
    op.drop_index(op.f("ix_ladder_step_reference_id"), table_name="ladder_step")
    op.drop_index(op.f("ix_ladder_step_operator"), table_name="ladder_step")
    op.drop_index(op.f("ix_ladder_step_danger_id"), table_name="ladder_step")
    op.drop_table("ladder_step")
    op.drop_index(op.f("ix_danger_note_operator"), table_name="danger_note")
    op.drop_index(op.f("ix_danger_note_danger_id"), table_name="danger_note")
    op.drop_table("danger_note")
    op.drop_index(op.f("ix_voicemail_operator"), table_name="voicemail")
    op.drop_index(op.f("ix_voicemail_contact_id"), table_name="voicemail")
    op.drop_index(op.f("ix_voicemail_call_id"), table_name="voicemail")
    op.drop_table("voicemail")
    op.drop_index(op.f("ix_referral_partner_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_operator"), table_name="referral")
    op.drop_index(op.f("ix_referral_contact_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index(op.f("ix_danger_declaration_operator"), table_name="danger_declaration")
    op.drop_table("danger_declaration")
    op.drop_index(op.f("ix_danger_state"), table_name="danger")
    op.drop_index(op.f("ix_danger_operator"), table_name="danger")
    op.drop_table("danger")
    op.drop_index(
        "ix_callback_try_under_way",
        table_name="callback_try",
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_callback_try_operator"), table_name="callback_try")
    op.drop_index(op.f("ix_callback_try_leg_id"), table_name="callback_try")
    op.drop_index(op.f("ix_callback_try_contact_id"), table_name="callback_try")
    op.drop_index(op.f("ix_callback_try_callback_id"), table_name="callback_try")
    op.drop_index(op.f("ix_callback_try_call_id"), table_name="callback_try")
    op.drop_table("callback_try")
    op.drop_index(op.f("ix_call_order_operator"), table_name="call_order")
    op.drop_index(op.f("ix_call_order_call_id"), table_name="call_order")
    op.drop_table("call_order")
    op.drop_index(op.f("ix_call_leg_operator"), table_name="call_leg")
    op.drop_index(op.f("ix_call_leg_danger_id"), table_name="call_leg")
    op.drop_index(op.f("ix_call_leg_call_id"), table_name="call_leg")
    op.drop_index(op.f("ix_call_leg_account_id"), table_name="call_leg")
    op.drop_table("call_leg")
    op.drop_index(op.f("ix_support_referral_wanted_operator"), table_name="support_referral_wanted")
    op.drop_index(
        op.f("ix_support_referral_wanted_contact_id"), table_name="support_referral_wanted"
    )
    op.drop_table("support_referral_wanted")
    op.drop_index(op.f("ix_support_clearing_operator"), table_name="support_clearing")
    op.drop_table("support_clearing")
    op.drop_index(op.f("ix_phone_code_operator"), table_name="phone_code")
    op.drop_index(op.f("ix_phone_code_contact_id"), table_name="phone_code")
    op.drop_table("phone_code")
    op.drop_index(op.f("ix_partner_session_operator"), table_name="partner_session")
    op.drop_table("partner_session")
    op.drop_index(op.f("ix_note_operator"), table_name="note")
    op.drop_index(op.f("ix_note_contact_id"), table_name="note")
    op.drop_table("note")
    op.drop_index(op.f("ix_message_written_at"), table_name="message")
    op.drop_index(op.f("ix_message_operator"), table_name="message")
    op.drop_index(op.f("ix_message_contact_id"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_hotline_weighing_signal_id"), table_name="hotline_weighing")
    op.drop_index(op.f("ix_hotline_weighing_operator"), table_name="hotline_weighing")
    op.drop_table("hotline_weighing")
    op.drop_index(op.f("ix_hotline_observation_signal_id"), table_name="hotline_observation")
    op.drop_index(op.f("ix_hotline_observation_operator"), table_name="hotline_observation")
    op.drop_table("hotline_observation")
    op.drop_index(op.f("ix_hotline_disclosure_signal_id"), table_name="hotline_disclosure")
    op.drop_index(op.f("ix_hotline_disclosure_operator"), table_name="hotline_disclosure")
    op.drop_table("hotline_disclosure")
    op.drop_index(op.f("ix_hotline_asked_signal_id"), table_name="hotline_asked")
    op.drop_index(op.f("ix_hotline_asked_operator"), table_name="hotline_asked")
    op.drop_table("hotline_asked")
    op.drop_index(op.f("ix_consent_partner_id"), table_name="consent")
    op.drop_index(op.f("ix_consent_operator"), table_name="consent")
    op.drop_index(op.f("ix_consent_contact_id"), table_name="consent")
    op.drop_table("consent")
    op.drop_index(op.f("ix_callback_operator"), table_name="callback")
    op.drop_index("ix_callback_number_hash", table_name="callback")
    op.drop_index(op.f("ix_callback_contact_id"), table_name="callback")
    op.drop_table("callback")
    op.drop_index(op.f("ix_call_state"), table_name="call")
    op.drop_index(op.f("ix_call_operator"), table_name="call")
    op.drop_index(op.f("ix_call_desk"), table_name="call")
    op.drop_table("call")
    op.drop_index(op.f("ix_attachment_operator"), table_name="attachment")
    op.drop_index(op.f("ix_attachment_contact_id"), table_name="attachment")
    op.drop_table("attachment")
    op.drop_index(op.f("ix_surge_operator"), table_name="surge")
    op.drop_table("surge")
    op.drop_index(op.f("ix_staff_session_operator"), table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_index(op.f("ix_shift_operator"), table_name="shift")
    op.drop_index(op.f("ix_shift_account_id"), table_name="shift")
    op.drop_table("shift")
    op.drop_index(op.f("ix_service_partner_id"), table_name="service")
    op.drop_index(op.f("ix_service_operator"), table_name="service")
    op.drop_table("service")
    op.drop_index(op.f("ix_partner_account_operator"), table_name="partner_account")
    op.drop_table("partner_account")
    op.drop_index(op.f("ix_hotline_signal_operator"), table_name="hotline_signal")
    op.drop_table("hotline_signal")
    op.drop_index(op.f("ix_contact_state"), table_name="contact")
    op.drop_index(op.f("ix_contact_received_at"), table_name="contact")
    op.drop_index(op.f("ix_contact_operator"), table_name="contact")
    op.drop_index(op.f("ix_contact_mailbox_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_desk"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_announcement_operator"), table_name="announcement")
    op.drop_table("announcement")
    op.drop_index(op.f("ix_agreement_partner_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_operator"), table_name="agreement")
    op.drop_table("agreement")
    op.drop_index(op.f("ix_advice_question_operator"), table_name="advice_question")
    op.drop_table("advice_question")
    op.drop_index(op.f("ix_webhook_answer_operator"), table_name="webhook_answer")
    op.drop_index(op.f("ix_webhook_answer_call_ref"), table_name="webhook_answer")
    op.drop_table("webhook_answer")
    op.drop_index(op.f("ix_text_opt_out_operator"), table_name="text_opt_out")
    op.drop_table("text_opt_out")
    op.drop_index(op.f("ix_partner_operator"), table_name="partner")
    op.drop_table("partner")
    op.drop_index(op.f("ix_outgoing_state"), table_name="outgoing")
    op.drop_index(op.f("ix_outgoing_operator"), table_name="outgoing")
    op.drop_table("outgoing")
    op.drop_index(op.f("ix_obligation_subject_id"), table_name="obligation")
    op.drop_index(op.f("ix_obligation_operator"), table_name="obligation")
    op.drop_index(op.f("ix_obligation_kind"), table_name="obligation")
    op.drop_index(
        "ix_obligation_due", table_name="obligation", postgresql_where=sa.text("state = 'open'")
    )
    op.drop_table("obligation")
    op.drop_index(op.f("ix_mailbox_operator"), table_name="mailbox")
    op.drop_table("mailbox")
    op.drop_index(op.f("ix_erasure_operator"), table_name="erasure")
    op.drop_table("erasure")
    op.drop_index(op.f("ix_enquirer_text_operator"), table_name="enquirer_text")
    op.drop_index(op.f("ix_enquirer_text_desk"), table_name="enquirer_text")
    op.drop_index(op.f("ix_enquirer_text_contact_id"), table_name="enquirer_text")
    op.drop_index(op.f("ix_enquirer_text_callback_id"), table_name="enquirer_text")
    op.drop_table("enquirer_text")
    op.drop_index(op.f("ix_code_guesses_operator"), table_name="code_guesses")
    op.drop_table("code_guesses")
    op.drop_index(op.f("ix_carrier_text_operator"), table_name="carrier_text")
    op.drop_table("carrier_text")
    op.drop_index(op.f("ix_audit_entry_subject_id"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_operator"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index(op.f("ix_account_operator"), table_name="account")
    op.drop_table("account")
