"""The first tables"""

from alembic import op
import sqlalchemy as sa
import reporting.database

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('anchor',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('easting', sa.Integer(), nullable=False),
    sa.Column('northing', sa.Integer(), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_anchor')),
    sa.UniqueConstraint('kind', 'easting', 'northing', name=op.f('uq_anchor_kind'))
    )
    with op.batch_alter_table('anchor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_anchor_kind'), ['kind'], unique=False)

    op.create_table('audit_entry',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('happened_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('actor_role', sa.String(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('object_id', sa.Uuid(), nullable=True),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('seal', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry')),
    sa.UniqueConstraint('number', name=op.f('uq_audit_entry_number'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_object_id'), ['object_id'], unique=False)

    op.create_table('centre',
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('postcode', sa.String(), nullable=False),
    sa.Column('status', sa.Enum('proposed', 'trained', 'active', 'dormant', 'suspended', 'closed', name='centrestatus', native_enum=False, length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_centre')),
    sa.UniqueConstraint('code', name=op.f('uq_centre_code'))
    )
    op.create_table('consent_event',
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('chosen_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('recorded_by_id', sa.Uuid(), nullable=True),
    sa.Column('sharing', sa.Enum('statistics_only', 'support_only', 'anonymous_to_police', 'identity_to_police', name='sharingchoice', native_enum=False, length=40), nullable=False),
    sa.Column('precision', sa.Enum('exact', 'street_or_estate', 'ward_only', name='precision', native_enum=False, length=40), nullable=False),
    sa.Column('recipients', reporting.database.Words(), nullable=False),
    sa.Column('shares_full_account', sa.Boolean(), nullable=False),
    sa.Column('shares_demographics', sa.Boolean(), nullable=False),
    sa.Column('wording', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consent_event'))
    )
    with op.batch_alter_table('consent_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_event_report_id'), ['report_id'], unique=False)

    op.create_table('digest',
    sa.Column('week', sa.String(), nullable=False),
    sa.Column('ward_code', sa.String(), nullable=False),
    sa.Column('ward_name', sa.String(), nullable=False),
    sa.Column('composed_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('n_reports', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digest')),
    sa.UniqueConstraint('week', 'ward_code', name=op.f('uq_digest_week'))
    )
    op.create_table('incident',
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident'))
    )
    op.create_table('named_place',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('easting', sa.Integer(), nullable=False),
    sa.Column('northing', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_named_place'))
    )
    with op.batch_alter_table('named_place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_named_place_name'), ['name'], unique=False)

    op.create_table('outgoing_mail',
    sa.Column('recipient_id', sa.Uuid(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('claim', sa.String(), nullable=False),
    sa.Column('written_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('delivered_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('problem', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outgoing_mail')),
    sa.UniqueConstraint('recipient_id', 'claim', name=op.f('uq_outgoing_mail_recipient_id'))
    )
    op.create_table('postcode',
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('easting', sa.Integer(), nullable=False),
    sa.Column('northing', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_postcode')),
    sa.UniqueConstraint('code', name=op.f('uq_postcode_code'))
    )
    op.create_table('published_summary',
    sa.Column('month', sa.String(), nullable=False),
    sa.Column('audience', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('checksum', sa.String(), nullable=False),
    sa.Column('content', sa.String(), nullable=False),
    sa.Column('frozen_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_published_summary')),
    sa.UniqueConstraint('month', 'audience', 'version', name=op.f('uq_published_summary_month'))
    )
    op.create_table('report_key',
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('destroyed_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_key')),
    sa.UniqueConstraint('report_id', name=op.f('uq_report_key_report_id'))
    )
    op.create_table('sealed_compartment',
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sealed_compartment')),
    sa.UniqueConstraint('report_id', 'name', name=op.f('uq_sealed_compartment_report_id'))
    )
    with op.batch_alter_table('sealed_compartment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sealed_compartment_report_id'), ['report_id'], unique=False)

    op.create_table('tally',
    sa.Column('id', sa.Uuid(), nullable=False),  # first: SQLite's integrity check expects the key of such a table there
    sa.Column('month', sa.String(), nullable=False),
    sa.Column('age_band', sa.String(), nullable=False),
    sa.Column('gender', sa.String(), nullable=False),
    sa.Column('ethnicity', sa.String(), nullable=False),
    sa.Column('main_language', sa.String(), nullable=False),
    sa.Column('interpreter', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tally')),
    sqlite_with_rowid=False,
    )
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tally_month'), ['month'], unique=False)

    op.create_table('ward_edition',
    sa.Column('borough', sa.String(), nullable=False),
    sa.Column('in_force_on', sa.Date(), nullable=False),
    sa.Column('imported_on', sa.Date(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ward_edition')),
    sa.UniqueConstraint('in_force_on', name=op.f('uq_ward_edition_in_force_on'))
    )
    op.create_table('person',
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('display_name', sa.String(), nullable=False),
    sa.Column('role', sa.Enum('volunteer', 'centre_lead', 'coordinator', 'officer', 'supervisor', 'panel_member', 'data_protection_lead', 'administrator', name='role', native_enum=False, length=40), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=True),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('password', sa.String(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(), nullable=False),
    sa.Column('last_seen_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_person_centre_id_centre')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('email', name=op.f('uq_person_email')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_person_fs_uniquifier'))
    )
    op.create_table('ward',
    sa.Column('edition_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('outline', sa.LargeBinary(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['edition_id'], ['ward_edition.id'], name=op.f('fk_ward_edition_id_ward_edition')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ward')),
    sa.UniqueConstraint('edition_id', 'code', name=op.f('uq_ward_edition_id'))
    )
    with op.batch_alter_table('ward', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ward_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_ward_edition_id'), ['edition_id'], unique=False)

    op.create_table('incident_report',
    sa.Column('reference', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('hate_incident', 'community_safety_concern', name='reportkind', native_enum=False, length=40), nullable=False),
    sa.Column('status', sa.Enum('submitted', 'in_review', 'accepted', 'kept_local', 'released', 'rejected', 'withdrawn', name='status', native_enum=False, length=40), nullable=False),
    sa.Column('submitted_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('accepted_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('released_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('taken_by_id', sa.Uuid(), nullable=False),
    sa.Column('channel', sa.String(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('happened_precision', sa.String(), nullable=False),
    sa.Column('part_of_day', sa.String(), nullable=False),
    sa.Column('disclosed_on', sa.Date(), nullable=False),
    sa.Column('ward_id', sa.Uuid(), nullable=True),
    sa.Column('place_scope', sa.Enum('in_borough', 'other_borough', 'online', 'unknown', name='placescope', native_enum=False, length=40), nullable=False),
    sa.Column('snapped_easting', sa.Integer(), nullable=True),
    sa.Column('snapped_northing', sa.Integer(), nullable=True),
    sa.Column('location_precision', sa.Enum('exact', 'street_or_estate', 'ward_only', name='precision', native_enum=False, length=40), nullable=False),
    sa.Column('place_type', sa.String(), nullable=False),
    sa.Column('strands', reporting.database.Words(), nullable=False),
    sa.Column('primary_strand', sa.String(), nullable=False),
    sa.Column('incident_types', reporting.database.Words(), nullable=False),
    sa.Column('main_type', sa.String(), nullable=False),
    sa.Column('severity', sa.Integer(), nullable=False),
    sa.Column('risk', sa.Enum('low', 'medium', 'high', name='risk', native_enum=False, length=40), nullable=False),
    sa.Column('repeat', sa.String(), nullable=False),
    sa.Column('first_ever_told', sa.String(), nullable=False),
    sa.Column('reported_elsewhere', reporting.database.Words(), nullable=False),
    sa.Column('sharing', sa.Enum('statistics_only', 'support_only', 'anonymous_to_police', 'identity_to_police', name='sharingchoice', native_enum=False, length=40), nullable=False),
    sa.Column('recipients', reporting.database.Words(), nullable=False),
    sa.Column('shares_full_account', sa.Boolean(), nullable=False),
    sa.Column('shares_demographics', sa.Boolean(), nullable=False),
    sa.Column('retention_due_on', sa.Date(), nullable=False),
    sa.Column('incident_id', sa.Uuid(), nullable=False),
    sa.Column('secret_hash', sa.String(), nullable=False),
    sa.Column('import_hash', sa.String(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_incident_report_centre_id_centre')),
    sa.ForeignKeyConstraint(['incident_id'], ['incident.id'], name=op.f('fk_incident_report_incident_id_incident')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['person.id'], name=op.f('fk_incident_report_taken_by_id_person')),
    sa.ForeignKeyConstraint(['ward_id'], ['ward.id'], name=op.f('fk_incident_report_ward_id_ward')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_incident_report')),
    sa.UniqueConstraint('import_hash', name=op.f('uq_incident_report_import_hash')),
    sa.UniqueConstraint('reference', name=op.f('uq_incident_report_reference'))
    )
    with op.batch_alter_table('incident_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_incident_report_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_report_disclosed_on'), ['disclosed_on'], unique=False)
        batch_op.create_index('ix_incident_report_figures', ['happened_on', 'status', 'sharing'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_report_incident_id'), ['incident_id'], unique=False)
        batch_op.create_index('ix_incident_report_queue', ['status', 'submitted_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_incident_report_taken_by_id'), ['taken_by_id'], unique=False)
        batch_op.create_index('ix_incident_report_ward_happened', ['ward_id', 'happened_on'], unique=False)

    op.create_table('report_draft',
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('started_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('saved_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_report_draft_centre_id_centre')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_report_draft_owner_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_draft'))
    )
    with op.batch_alter_table('report_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_report_draft_owner_id'), ['owner_id'], unique=False)

    op.create_table('ward_grant',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('ward_code', sa.String(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_ward_grant_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ward_grant'))
    )
    with op.batch_alter_table('ward_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ward_grant_person_id'), ['person_id'], unique=False)

    op.create_table('acknowledgement',
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('acknowledged_by_id', sa.Uuid(), nullable=False),
    sa.Column('acknowledged_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['acknowledged_by_id'], ['person.id'], name=op.f('fk_acknowledgement_acknowledged_by_id_person')),
    sa.ForeignKeyConstraint(['report_id'], ['incident_report.id'], name=op.f('fk_acknowledgement_report_id_incident_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_acknowledgement')),
    sa.UniqueConstraint('report_id', name=op.f('uq_acknowledgement_report_id'))
    )


def downgrade() -> None:
    op.drop_table('acknowledgement')
    with op.batch_alter_table('ward_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ward_grant_person_id'))

    op.drop_table('ward_grant')
    with op.batch_alter_table('report_draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_report_draft_owner_id'))

    op.drop_table('report_draft')
    with op.batch_alter_table('incident_report', schema=None) as batch_op:
        batch_op.drop_index('ix_incident_report_ward_happened')
        batch_op.drop_index(batch_op.f('ix_incident_report_taken_by_id'))
        batch_op.drop_index('ix_incident_report_queue')
        batch_op.drop_index(batch_op.f('ix_incident_report_incident_id'))
        batch_op.drop_index('ix_incident_report_figures')
        batch_op.drop_index(batch_op.f('ix_incident_report_disclosed_on'))
        batch_op.drop_index(batch_op.f('ix_incident_report_centre_id'))

    op.drop_table('incident_report')
    with op.batch_alter_table('ward', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ward_edition_id'))
        batch_op.drop_index(batch_op.f('ix_ward_code'))

    op.drop_table('ward')
    op.drop_table('person')
    op.drop_table('ward_edition')
    with op.batch_alter_table('tally', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tally_month'))

    op.drop_table('tally')
    with op.batch_alter_table('sealed_compartment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sealed_compartment_report_id'))

    op.drop_table('sealed_compartment')
    op.drop_table('report_key')
    op.drop_table('published_summary')
    op.drop_table('postcode')
    op.drop_table('outgoing_mail')
    with op.batch_alter_table('named_place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_named_place_name'))

    op.drop_table('named_place')
    op.drop_table('incident')
    op.drop_table('digest')
    with op.batch_alter_table('consent_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_event_report_id'))

    op.drop_table('consent_event')
    op.drop_table('centre')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_object_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_actor_id'))

    op.drop_table('audit_entry')
    with op.batch_alter_table('anchor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_anchor_kind'))

    op.drop_table('anchor')
