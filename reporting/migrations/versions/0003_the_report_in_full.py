"""The report in full: three more countable facts about people, and what happened to a draft"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

FACTS = ('religion', 'disability', 'tenure')
MOMENTS = ('warned_at', 'handed_over_at', 'concern_raised_at')


def upgrade() -> None:
    # Nobody was asked until now, and that is what the rows that stand say.
    for name in FACTS:
        op.add_column('tally', sa.Column(name, sa.String(), server_default='not_asked', nullable=False))
    for name in MOMENTS:
        op.add_column('report_draft', sa.Column(name, reporting.database.Moment(timezone=True), nullable=True))


def downgrade() -> None:
    for name in reversed(MOMENTS):
        op.drop_column('report_draft', name)
    for name in reversed(FACTS):
        op.drop_column('tally', name)
