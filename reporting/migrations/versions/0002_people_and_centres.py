"""People and centres: sessions, factors, appointments, training, the life of a centre, what stands out in the trail"""

from alembic import op
import sqlalchemy as sa
import reporting.database
from reporting import clock
from reporting.audit.models import guard_statements

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Rows that stand already get the value that says nothing: a centre's life counts from this moment.
    now = clock.now()
    moment = f"{now:%Y-%m-%d %H:%M:%S}+00:00" if op.get_bind().dialect.name == "postgresql" else f"{now:%Y-%m-%d %H:%M:%S.%f}"

    op.create_table('tension_key',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=False),
    sa.Column('wrapped', sa.LargeBinary(), nullable=True),
    sa.Column('destroyed_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tension_key')),
    sa.UniqueConstraint('about_id', name=op.f('uq_tension_key_about_id'))
    )
    op.create_table('tension_words',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('envelope', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tension_words')),
    sa.UniqueConstraint('about_id', 'part', 'number', name=op.f('uq_tension_words_about_id'))
    )
    op.create_table('throttle_bucket',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('n_tries', sa.Integer(), nullable=False),
    sa.Column('began_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('last_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('open_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_throttle_bucket')),
    sa.UniqueConstraint('key', name=op.f('uq_throttle_bucket_key'))
    )
    op.create_table('appointment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('occasion', sa.Enum('join', 'change', 'recover', name='occasion', native_enum=False, length=40), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('display_name', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('role', sa.Enum('volunteer', 'centre_lead', 'coordinator', 'officer', 'supervisor', 'panel_member', 'data_protection_lead', 'administrator', name='role', native_enum=False, length=40), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=True),
    sa.Column('ward_codes', reporting.database.Words(), nullable=False),
    sa.Column('wards_from_on', sa.Date(), nullable=True),
    sa.Column('wards_to_on', sa.Date(), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('asked_by_id', sa.Uuid(), nullable=True),
    sa.Column('asked_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('approved_by_id', sa.Uuid(), nullable=True),
    sa.Column('ready_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('used_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('ended_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['approved_by_id'], ['person.id'], name=op.f('fk_appointment_approved_by_id_person')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_appointment_asked_by_id_person')),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_appointment_centre_id_centre')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_appointment_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment'))
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_email'), ['email'], unique=False)

    op.create_table('certificate',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('passed_on', sa.Date(), nullable=False),
    sa.Column('valid_until_on', sa.Date(), nullable=False),
    sa.Column('n_right', sa.Integer(), nullable=False),
    sa.Column('n_modules', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_certificate_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_person_id'), ['person_id'], unique=False)

    op.create_table('conflict_of_interest',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('name', 'phone', 'place', name='conflictkind', native_enum=False, length=40), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_conflict_of_interest_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflict_of_interest'))
    )
    with op.batch_alter_table('conflict_of_interest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_of_interest_person_id'), ['person_id'], unique=False)

    op.create_table('known_device',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('last_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_known_device_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_device')),
    sa.UniqueConstraint('token_hash', 'person_id', name=op.f('uq_known_device_token_hash'))
    )
    with op.batch_alter_table('known_device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_known_device_person_id'), ['person_id'], unique=False)

    op.create_table('observation_draft',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=False),
    sa.Column('saved_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_observation_draft_owner_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_observation_draft')),
    sa.UniqueConstraint('owner_id', name=op.f('uq_observation_draft_owner_id'))
    )
    op.create_table('passkey',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('credential_id', sa.LargeBinary(), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('added_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('used_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_passkey_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_person_id'), ['person_id'], unique=False)

    op.create_table('person_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('began_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('last_seen_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('proven_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('locked_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('challenge', sa.String(), nullable=False),
    sa.Column('ended_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_session_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_person_session_token_hash'))
    )
    with op.batch_alter_table('person_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_session_person_id'), ['person_id'], unique=False)

    op.create_table('recovery_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.String(), nullable=False),
    sa.Column('used_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_recovery_code_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_code'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_code_person_id'), ['person_id'], unique=False)

    op.create_table('tension_observation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('taken_by_id', sa.Uuid(), nullable=False),
    sa.Column('observed_on', sa.Date(), nullable=False),
    sa.Column('ward_id', sa.Uuid(), nullable=True),
    sa.Column('eep', sa.String(), nullable=False),
    sa.Column('observation_types', reporting.database.Words(), nullable=False),
    sa.Column('provenance', sa.String(), nullable=False),
    sa.Column('direction', sa.String(), nullable=False),
    sa.Column('widely_held', sa.String(), nullable=False),
    sa.Column('judgement', sa.Integer(), nullable=False),
    sa.Column('submitted_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('is_practice', sa.Boolean(), nullable=False),
    sa.Column('standing', sa.Enum('new', 'approved', 'kept', name='standing', native_enum=False, length=40), nullable=False),
    sa.Column('decided_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_tension_observation_centre_id_centre')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['person.id'], name=op.f('fk_tension_observation_taken_by_id_person')),
    sa.ForeignKeyConstraint(['ward_id'], ['ward.id'], name=op.f('fk_tension_observation_ward_id_ward')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tension_observation'))
    )
    with op.batch_alter_table('tension_observation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tension_observation_centre_id'), ['centre_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tension_observation_observed_on'), ['observed_on'], unique=False)
        batch_op.create_index('ix_tension_observation_standing', ['standing', 'submitted_at'], unique=False)
        batch_op.create_index('ix_tension_observation_ward_observed', ['ward_id', 'observed_on'], unique=False)

    op.create_table('tension_return',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('centre_id', sa.Uuid(), nullable=False),
    sa.Column('week', sa.String(), nullable=False),
    sa.Column('given_by_id', sa.Uuid(), nullable=False),
    sa.Column('given_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('is_nil', sa.Boolean(), nullable=False),
    sa.Column('categories', reporting.database.Words(), nullable=False),
    sa.Column('had_coverage', sa.String(), nullable=False),
    sa.Column('was_reported', sa.String(), nullable=False),
    sa.Column('n_tellings', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['centre_id'], ['centre.id'], name=op.f('fk_tension_return_centre_id_centre')),
    sa.ForeignKeyConstraint(['given_by_id'], ['person.id'], name=op.f('fk_tension_return_given_by_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tension_return')),
    sa.UniqueConstraint('centre_id', 'week', name=op.f('uq_tension_return_centre_id'))
    )
    with op.batch_alter_table('tension_return', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tension_return_week'), ['week'], unique=False)

    op.create_table('training_answer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('course', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('module', sa.String(), nullable=False),
    sa.Column('chosen', sa.Integer(), nullable=False),
    sa.Column('is_right', sa.Boolean(), nullable=False),
    sa.Column('answered_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_training_answer_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_answer')),
    sa.UniqueConstraint('person_id', 'course', 'round', 'module', name=op.f('uq_training_answer_person_id'))
    )
    op.create_table('unusual_access',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('object_id', sa.Uuid(), nullable=True),
    sa.Column('first_number', sa.Integer(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.Column('n_seen', sa.Integer(), nullable=False),
    sa.Column('found_at', reporting.database.Moment(timezone=True), nullable=False),
    sa.Column('disposition', sa.String(), nullable=True),
    sa.Column('disposed_by_id', sa.Uuid(), nullable=True),
    sa.Column('disposed_at', reporting.database.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['disposed_by_id'], ['person.id'], name=op.f('fk_unusual_access_disposed_by_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_unusual_access_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unusual_access')),
    sa.UniqueConstraint('rule', 'person_id', 'first_number', 'seen_on', name=op.f('uq_unusual_access_rule'))
    )
    with op.batch_alter_table('unusual_access', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unusual_access_disposition'), ['disposition'], unique=False)
        batch_op.create_index(batch_op.f('ix_unusual_access_person_id'), ['person_id'], unique=False)

    op.create_table('conflict_hit',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_conflict_hit_person_id_person')),
    sa.ForeignKeyConstraint(['report_id'], ['incident_report.id'], name=op.f('fk_conflict_hit_report_id_incident_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conflict_hit')),
    sa.UniqueConstraint('person_id', 'report_id', name=op.f('uq_conflict_hit_person_id'))
    )
    with op.batch_alter_table('conflict_hit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conflict_hit_report_id'), ['report_id'], unique=False)

    op.create_table('unread_notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('told', sa.Enum('volunteer', 'centre_lead', 'coordinator', 'officer', 'supervisor', 'panel_member', 'data_protection_lead', 'administrator', name='role', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['incident_report.id'], name=op.f('fk_unread_notice_report_id_incident_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unread_notice')),
    sa.UniqueConstraint('report_id', 'told', name=op.f('uq_unread_notice_report_id'))
    )
    with op.batch_alter_table('centre', schema=None) as batch_op:
        batch_op.add_column(sa.Column('address', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('phone', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('email', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('opening_hours', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('languages', reporting.database.Words(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('step_free', sa.Enum('yes', 'no', 'not_known', name='stepfree', native_enum=False, length=40), nullable=False, server_default='not_known'))
        batch_op.add_column(sa.Column('contact_email', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('contact_language', sa.String(), nullable=False, server_default='en'))
        batch_op.add_column(sa.Column('moved_at', reporting.database.Moment(timezone=True), nullable=False, server_default=moment))
        batch_op.add_column(sa.Column('verified_at', reporting.database.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('verification_round', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('n_letters', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('last_letter_at', reporting.database.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('doubted_at', reporting.database.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('incident_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_incident_report_centre_id'))
        batch_op.create_index('ix_incident_report_centre_disclosed', ['centre_id', 'disclosed_on'], unique=False)

    with op.batch_alter_table('outgoing_mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('about_id', sa.Uuid(), nullable=True))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('totp_secret', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('totp_step', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('dbs_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('agreement_on', sa.Date(), nullable=True))

    with op.batch_alter_table('published_summary', schema=None) as batch_op:
        batch_op.add_column(sa.Column('trail_number', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('trail_seal', sa.String(), nullable=True))

    with op.batch_alter_table('report_draft', schema=None) as batch_op:
        batch_op.add_column(sa.Column('waited_at', reporting.database.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('is_practice', sa.Boolean(), nullable=False, server_default=sa.false()))

    for statement in guard_statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table('report_draft', schema=None) as batch_op:
        batch_op.drop_column('is_practice')
        batch_op.drop_column('waited_at')

    with op.batch_alter_table('published_summary', schema=None) as batch_op:
        batch_op.drop_column('trail_seal')
        batch_op.drop_column('trail_number')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('agreement_on')
        batch_op.drop_column('dbs_on')
        batch_op.drop_column('totp_step')
        batch_op.drop_column('totp_secret')

    with op.batch_alter_table('outgoing_mail', schema=None) as batch_op:
        batch_op.drop_column('about_id')

    with op.batch_alter_table('incident_report', schema=None) as batch_op:
        batch_op.drop_index('ix_incident_report_centre_disclosed')
        batch_op.create_index(batch_op.f('ix_incident_report_centre_id'), ['centre_id'], unique=False)

    with op.batch_alter_table('centre', schema=None) as batch_op:
        batch_op.drop_column('doubted_at')
        batch_op.drop_column('last_letter_at')
        batch_op.drop_column('n_letters')
        batch_op.drop_column('verification_round')
        batch_op.drop_column('verified_at')
        batch_op.drop_column('moved_at')
        batch_op.drop_column('contact_language')
        batch_op.drop_column('contact_email')
        batch_op.drop_column('step_free')
        batch_op.drop_column('languages')
        batch_op.drop_column('opening_hours')
        batch_op.drop_column('email')
        batch_op.drop_column('phone')
        batch_op.drop_column('address')

    op.drop_table('unread_notice')
    with op.batch_alter_table('conflict_hit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_hit_report_id'))

    op.drop_table('conflict_hit')
    with op.batch_alter_table('unusual_access', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unusual_access_person_id'))
        batch_op.drop_index(batch_op.f('ix_unusual_access_disposition'))

    op.drop_table('unusual_access')
    op.drop_table('training_answer')
    with op.batch_alter_table('tension_return', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tension_return_week'))

    op.drop_table('tension_return')
    with op.batch_alter_table('tension_observation', schema=None) as batch_op:
        batch_op.drop_index('ix_tension_observation_ward_observed')
        batch_op.drop_index('ix_tension_observation_standing')
        batch_op.drop_index(batch_op.f('ix_tension_observation_observed_on'))
        batch_op.drop_index(batch_op.f('ix_tension_observation_centre_id'))

    op.drop_table('tension_observation')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recovery_code_person_id'))

    op.drop_table('recovery_code')
    with op.batch_alter_table('person_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_session_person_id'))

    op.drop_table('person_session')
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passkey_person_id'))

    op.drop_table('passkey')
    op.drop_table('observation_draft')
    with op.batch_alter_table('known_device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_known_device_person_id'))

    op.drop_table('known_device')
    with op.batch_alter_table('conflict_of_interest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_conflict_of_interest_person_id'))

    op.drop_table('conflict_of_interest')
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_person_id'))

    op.drop_table('certificate')
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_email'))

    op.drop_table('appointment')
    op.drop_table('throttle_bucket')
    op.drop_table('tension_words')
    op.drop_table('tension_key')
