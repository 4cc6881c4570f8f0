"""What people said of two reports: the same event, or what happened before"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

VERDICTS = ('same_event', 'happened_before', 'different')


def upgrade() -> None:
    op.create_table(
        'report_link',
        sa.Column('report_id', sa.Uuid(), nullable=False),
        sa.Column('other_id', sa.Uuid(), nullable=False),
        sa.Column('verdict', sa.Enum(*VERDICTS, name='verdict', native_enum=False, length=40), nullable=False),
        sa.Column('said_by_id', sa.Uuid(), nullable=False),
        sa.Column('said_at', reporting.database.Moment(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['other_id'], ['incident_report.id'], name=op.f('fk_report_link_other_id_incident_report')),
        sa.ForeignKeyConstraint(['report_id'], ['incident_report.id'], name=op.f('fk_report_link_report_id_incident_report')),
        sa.ForeignKeyConstraint(['said_by_id'], ['person.id'], name=op.f('fk_report_link_said_by_id_person')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_report_link')),
        sa.UniqueConstraint('report_id', 'other_id', name=op.f('uq_report_link_report_id')),
    )
    op.create_index(op.f('ix_report_link_other_id'), 'report_link', ['other_id'])


def downgrade() -> None:
    op.drop_table('report_link')
