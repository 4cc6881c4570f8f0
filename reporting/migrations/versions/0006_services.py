"""Services that can help"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('service',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('does', sa.String(), nullable=False),
    sa.Column('translations', sa.JSON(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('text_number', sa.String(), nullable=False),
    sa.Column('web', sa.String(), nullable=False),
    sa.Column('hours', sa.String(), nullable=False),
    sa.Column('languages', reporting.database.Words(), nullable=False),
    sa.Column('strands', reporting.database.Words(), nullable=False),
    sa.Column('wishes', reporting.database.Words(), nullable=False),
    sa.Column('age_from', sa.Integer(), nullable=True),
    sa.Column('age_to', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('last_verified_on', sa.Date(), nullable=True),
    sa.Column('verified_by', sa.String(), nullable=False),
    sa.Column('is_shown', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service')),
    sa.UniqueConstraint('name', name=op.f('uq_service_name'))
    )


def downgrade() -> None:
    op.drop_table('service')
