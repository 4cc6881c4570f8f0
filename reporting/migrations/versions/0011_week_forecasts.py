"""Where reports may come next after each week, and whether that beats counting"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'week_forecast',
        sa.Column('week', sa.String(), nullable=False),
        sa.Column('worked_out_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('settings', sa.JSON(), nullable=False),
        sa.Column('comparison', sa.JSON(), nullable=False),
        sa.Column('squares', sa.JSON(), nullable=False),
        sa.Column('n_withheld', sa.Integer(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_week_forecast')),
        sa.UniqueConstraint('week', name=op.f('uq_week_forecast_week')),
    )


def downgrade() -> None:
    op.drop_table('week_forecast')
