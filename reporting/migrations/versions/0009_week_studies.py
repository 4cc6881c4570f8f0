"""The early warning of each week, as it was found"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'week_study',
        sa.Column('week', sa.String(), nullable=False),
        sa.Column('studied_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('settings', sa.JSON(), nullable=False),
        sa.Column('n_reports', sa.Integer(), nullable=False),
        sa.Column('n_incidents', sa.Integer(), nullable=False),
        sa.Column('is_too_few', sa.Boolean(), nullable=False),
        sa.Column('n_withheld', sa.Integer(), nullable=False),
        sa.Column('clusters', sa.JSON(), nullable=False),
        sa.Column('surges', sa.JSON(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_week_study')),
        sa.UniqueConstraint('week', name=op.f('uq_week_study_week')),
    )
    op.create_table(
        'warning_outcome',
        sa.Column('week', sa.String(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('turn', sa.Integer(), nullable=False),
        sa.Column('outcome', sa.String(), nullable=False),
        sa.Column('said_by_id', sa.Uuid(), nullable=False),
        sa.Column('said_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['said_by_id'], ['person.id'], name=op.f('fk_warning_outcome_said_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_warning_outcome')),
        sa.UniqueConstraint('week', 'number', 'turn', name=op.f('uq_warning_outcome_week')),
    )


def downgrade() -> None:
    op.drop_table('warning_outcome')
    op.drop_table('week_study')
