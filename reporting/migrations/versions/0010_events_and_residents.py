"""What may explain more reports, and how many people live in each ward"""

from alembic import op
import sqlalchemy as sa

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'calendar_event',
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('first_on', sa.Date(), nullable=False),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.Column('ward_id', sa.Uuid(), nullable=True),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['ward_id'], ['ward.id'], name=op.f('fk_calendar_event_ward_id_ward')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_event')),
    )
    op.create_index(op.f('ix_calendar_event_last_on'), 'calendar_event', ['last_on'])
    op.create_table(
        'ward_population',
        sa.Column('ward_id', sa.Uuid(), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('residents', sa.Integer(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['ward_id'], ['ward.id'], name=op.f('fk_ward_population_ward_id_ward')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_ward_population')),
        sa.UniqueConstraint('ward_id', 'year', name=op.f('uq_ward_population_ward_id')),
    )


def downgrade() -> None:
    op.drop_table('ward_population')
    op.drop_table('calendar_event')
