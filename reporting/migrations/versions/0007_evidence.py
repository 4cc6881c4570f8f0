"""Pictures, papers, recordings and things kept elsewhere, under the report's seal"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('evidence',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('held_by', sa.String(), nullable=False),
    sa.Column('shows_person', sa.Boolean(), nullable=False),
    sa.Column('added_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Uuid(), nullable=True),
    sa.Column('centre_id', sa.Uuid(), nullable=True),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('handed_over_on', sa.Date(), nullable=True),
    sa.Column('exhibit', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['person.id'], name=op.f('fk_evidence_added_by_id_person')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_evidence_centre_id_centre')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence')),
    sa.UniqueConstraint('report_id', 'number', name=op.f('uq_evidence_report_id'))
    )
    op.create_index(op.f('ix_evidence_report_id'), 'evidence', ['report_id'], unique=False)
    op.create_table('evidence_chunk',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('evidence_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_evidence_chunk_evidence_id_evidence')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_chunk')),
    sa.UniqueConstraint('evidence_id', 'number', name=op.f('uq_evidence_chunk_evidence_id'))
    )


def downgrade() -> None:
    op.drop_table('evidence_chunk')
    op.drop_index(op.f('ix_evidence_report_id'), table_name='evidence')
    op.drop_table('evidence')
