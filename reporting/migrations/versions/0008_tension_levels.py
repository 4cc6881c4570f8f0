"""The level of each ward and week, and what a person said instead"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'week_level',
        sa.Column('ward_code', sa.String(), nullable=False),
        sa.Column('week', sa.String(), nullable=False),
        sa.Column('level', sa.Integer(), nullable=True),
        sa.Column('reasons', sa.JSON(), nullable=False),
        sa.Column('disagrees', sa.String(), nullable=False),
        sa.Column('worked_out_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_week_level')),
        sa.UniqueConstraint('ward_code', 'week', name=op.f('uq_week_level_ward_code')),
    )
    op.create_index(op.f('ix_week_level_week'), 'week_level', ['week'])
    op.create_table(
        'said_level',
        sa.Column('ward_code', sa.String(), nullable=False),
        sa.Column('week', sa.String(), nullable=False),
        sa.Column('turn', sa.Integer(), nullable=False),
        sa.Column('level', sa.Integer(), nullable=False),
        sa.Column('said_by_id', sa.Uuid(), nullable=False),
        sa.Column('said_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['said_by_id'], ['person.id'], name=op.f('fk_said_level_said_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_said_level')),
        sa.UniqueConstraint('week', 'ward_code', 'turn', name=op.f('uq_said_level_week')),
    )


def downgrade() -> None:
    op.drop_table('said_level')
    op.drop_table('week_level')
