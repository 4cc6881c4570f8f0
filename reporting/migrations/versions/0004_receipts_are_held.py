"""Whose desk stays with which receipt, until the person holds it"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'receipt_hold',
        sa.Column('report_id', sa.Uuid(), nullable=False),
        sa.Column('person_id', sa.Uuid(), nullable=False),
        sa.Column('held_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_receipt_hold_person_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt_hold')),
        sa.UniqueConstraint('report_id', name=op.f('uq_receipt_hold_report_id')),
    )
    op.create_index(op.f('ix_receipt_hold_person_id'), 'receipt_hold', ['person_id'])


def downgrade() -> None:
    op.drop_table('receipt_hold')
