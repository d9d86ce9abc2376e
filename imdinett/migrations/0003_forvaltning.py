"""Invitations, messages, henvendelser, notices, the review of the access log, overtakelse and API keys."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from imdinett.kjerne.grunnmigrering import Grunnmigrering


class Migration(Grunnmigrering):
    replaces = [
        ("imdinett", navn)
        for navn in (
            "0001_initial",
            "0002_enhet_overordnet",
            "0003_lukket_opplasting",
        )
    ]

    initial = True

    dependencies = [
        ('imdinett', '0002_logg_og_utboks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitasjon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitasjoner', to=settings.AUTH_USER_MODEL)),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('nokkel_sha256', models.CharField(max_length=64, unique=True)),
                ('sendt_tid', models.DateTimeField(verbose_name='sendt')),
                ('sendt_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('utloper_tid', models.DateTimeField(verbose_name='går ut')),
                ('brukt_tid', models.DateTimeField(null=True, verbose_name='brukt')),
                ('kansellert_tid', models.DateTimeField(null=True, verbose_name='kansellert')),
            ],
            options={
                'verbose_name': 'invitasjon',
                'verbose_name_plural': 'invitasjoner',
                'ordering': ('-sendt_tid',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('brukt_tid', None), ('kansellert_tid', None)), fields=('bruker',), name='imdinett_invitasjon_en_apen')],
            },
        ),
        migrations.CreateModel(
            name='Melding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tittel_nb', models.CharField(max_length=120, verbose_name='tittel, bokmål')),
                ('tittel_nn', models.CharField(max_length=120, verbose_name='tittel, nynorsk')),
                ('tekst_nb', models.TextField(max_length=2000, verbose_name='tekst, bokmål')),
                ('tekst_nn', models.TextField(max_length=2000, verbose_name='tekst, nynorsk')),
                ('slag', models.CharField(choices=[('info', 'informasjon'), ('warning', 'viktig')], default='info', max_length=8, verbose_name='slag')),
                ('sted', models.CharField(choices=[('forsiden', 'forsiden'), ('status', 'siden om når flyktningene kommer')], default='forsiden', max_length=10, verbose_name='vises på')),
                ('maalgruppe', models.CharField(choices=[('alle', 'alle'), ('kommuner', 'kommunene'), ('imdi', 'IMDi')], default='alle', max_length=10, verbose_name='målgruppe')),
                ('vises_fra', models.DateTimeField(verbose_name='vises fra')),
                ('vises_til', models.DateTimeField(verbose_name='vises til')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('opprettet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'melding fra IMDi',
                'verbose_name_plural': 'meldinger fra IMDi',
                'ordering': ('-vises_fra',),
                'constraints': [models.CheckConstraint(condition=models.Q(('vises_fra__lt', models.F('vises_til'))), name='imdinett_melding_periode')],
            },
        ),
        migrations.CreateModel(
            name='Henvendelse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.CharField(max_length=12, unique=True, verbose_name='nummer')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('tema', models.CharField(max_length=30, verbose_name='tema')),
                ('emne', models.CharField(max_length=120, verbose_name='emne')),
                ('rettighet', models.CharField(max_length=40)),
                ('gjelder_type', models.CharField(blank=True, max_length=40)),
                ('gjelder_id', models.CharField(blank=True, max_length=40)),
                ('gjelder_navn', models.CharField(blank=True, max_length=60, verbose_name='gjelder')),
                ('tilstand', models.CharField(choices=[('ny', 'Ny'), ('under_behandling', 'Under behandling'), ('venter_kommune', 'Venter på kommunen'), ('lukket', 'Lukket')], default='ny', max_length=16, verbose_name='status')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('opprettet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ansvarlig', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saksbehandler i IMDi')),
                ('forste_svar_tid', models.DateTimeField(null=True, verbose_name='første svar fra IMDi')),
                ('tur_siden', models.DateTimeField(verbose_name='venter siden')),
                ('lukket_tid', models.DateTimeField(null=True, verbose_name='lukket')),
                ('lukket_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'henvendelse',
                'verbose_name_plural': 'henvendelser',
                'ordering': ('-opprettet_tid', '-pk'),
                'indexes': [models.Index(fields=['kommune', '-opprettet_tid'], name='imdinett_henvendelse_kommune'), models.Index(fields=['tilstand', 'tur_siden'], name='imdinett_henvendelse_tur')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lukket_av__isnull', False), ('lukket_tid__isnull', False), ('tilstand', 'lukket')), models.Q(models.Q(('tilstand', 'lukket'), _negated=True), ('lukket_av', None), ('lukket_tid', None)), _connector='OR'), name='imdinett_henvendelse_lukket'), models.CheckConstraint(condition=models.Q(models.Q(('gjelder_id', ''), ('gjelder_type', '')), models.Q(models.Q(('gjelder_type', ''), _negated=True), models.Q(('gjelder_id', ''), _negated=True)), _connector='OR'), name='imdinett_henvendelse_gjelder')],
            },
        ),
        migrations.CreateModel(
            name='Innlegg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('henvendelse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='innlegg', to='imdinett.henvendelse')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('part', models.CharField(choices=[('kommune', 'Kommunen'), ('imdi', 'IMDi')], max_length=8)),
                ('tekst', models.TextField(verbose_name='tekst')),
                ('skrevet_tid', models.DateTimeField(verbose_name='skrevet')),
                ('skrevet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('vedlegg', models.ManyToManyField(related_name='innlegg', to='imdinett.opplasting')),
            ],
            options={
                'verbose_name': 'innlegg',
                'verbose_name_plural': 'innlegg',
                'ordering': ('skrevet_tid', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='imdinett_innlegg_tekst')],
            },
        ),
        migrations.CreateModel(
            name='Kontrolluke',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mandag', models.DateField(unique=True, verbose_name='uke')),
                ('laget_tid', models.DateTimeField(verbose_name='laget')),
                ('frist_dato', models.DateField(verbose_name='vurderes innen')),
            ],
            options={
                'verbose_name': 'uke i loggkontrollen',
                'verbose_name_plural': 'uker i loggkontrollen',
                'ordering': ('-mandag',),
                'constraints': [models.CheckConstraint(condition=models.Q(('mandag__iso_week_day', 1)), name='imdinett_kontrolluke_mandag')],
            },
        ),
        migrations.CreateModel(
            name='Kontrollrad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uke', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rader', to='imdinett.kontrolluke', verbose_name='uke')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('enhet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.enhet', verbose_name='enhet')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bruker')),
                ('person_id', models.BigIntegerField(null=True)),
                ('saksnummer', models.CharField(blank=True, max_length=12, verbose_name='sak')),
                ('aarsaker', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('uten_oppgave', 'Uten oppgave i saken'), ('samme_etternavn', 'Samme etternavn'), ('natt', 'Om natten'), ('mange', 'Mange personer på kort tid'), ('kollega', 'Kollega'), ('skjermet', 'Skjermet person')], max_length=20), size=None, verbose_name='hvorfor')),
                ('antall', models.PositiveIntegerField(verbose_name='oppslag')),
                ('forste_tid', models.DateTimeField(verbose_name='første oppslag')),
            ],
            options={
                'verbose_name': 'rad i loggkontrollen',
                'verbose_name_plural': 'rader i loggkontrollen',
                'ordering': ('-uke__mandag', 'bruker__navn', 'pk'),
                'indexes': [models.Index(fields=['kommune', 'uke'], name='imdinett_kontrollrad_kommune')],
                'constraints': [models.UniqueConstraint(fields=('uke', 'kommune', 'enhet', 'bruker', 'person_id'), name='imdinett_kontrollrad_en', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('aarsaker', []), _negated=True), name='imdinett_kontrollrad_aarsaker'), models.CheckConstraint(condition=models.Q(('kommune', None), ('enhet', None), _connector='OR'), name='imdinett_kontrollrad_en_tilhorighet')],
            },
        ),
        migrations.CreateModel(
            name='Vurdering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rad', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vurderinger', to='imdinett.kontrollrad')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('versjon', models.PositiveSmallIntegerField(verbose_name='versjon')),
                ('utfall', models.CharField(choices=[('i_orden', 'I orden'), ('folges_opp', 'Må følges opp'), ('brudd', 'Brudd')], max_length=12, verbose_name='utfall')),
                ('begrunnelse', models.TextField(verbose_name='begrunnelse')),
                ('vurdert_tid', models.DateTimeField(verbose_name='vurdert')),
                ('vurdert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vurdert av')),
            ],
            options={
                'verbose_name': 'vurdering av oppslag',
                'verbose_name_plural': 'vurderinger av oppslag',
                'ordering': ('versjon',),
                'constraints': [models.UniqueConstraint(fields=('rad', 'versjon'), name='imdinett_vurdering_versjon'), models.CheckConstraint(condition=models.Q(('begrunnelse', ''), _negated=True), name='imdinett_vurdering_begrunnelse')],
            },
        ),
        migrations.CreateModel(
            name='Overtakelse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slag', models.CharField(max_length=30, verbose_name='slag')),
                ('filnavn', models.CharField(max_length=200, verbose_name='fil')),
                ('sha256', models.CharField(max_length=64, verbose_name='sjekksum')),
                ('innhold', models.BinaryField(null=True)),
                ('avtrykk', models.CharField(max_length=64)),
                ('tilstand', models.CharField(choices=[('provd', 'Prøvd, ikke lest inn'), ('lest', 'Lest inn'), ('forkastet', 'Forkastet')], default='provd', max_length=9, verbose_name='status')),
                ('antall_inn', models.PositiveIntegerField(default=0, verbose_name='går inn')),
                ('antall_kjent', models.PositiveIntegerField(default=0, verbose_name='kjent fra før')),
                ('antall_avvist', models.PositiveIntegerField(default=0, verbose_name='avvist')),
                ('mangler', models.JSONField(default=dict, verbose_name='det radene mangler')),
                ('tall', models.JSONField(default=list, verbose_name='tall per kommune')),
                ('lastet_opp_tid', models.DateTimeField(verbose_name='prøvd')),
                ('lastet_opp_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lest_tid', models.DateTimeField(null=True, verbose_name='lest inn')),
                ('lest_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('renset_tid', models.DateTimeField(null=True, verbose_name='radene slettet')),
            ],
            options={
                'verbose_name': 'overtakelse',
                'verbose_name_plural': 'overtakelser',
                'ordering': ('-lastet_opp_tid', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lest_av', None), ('lest_tid', None)), models.Q(('lest_av__isnull', False), ('lest_tid__isnull', False)), _connector='OR'), name='imdinett_overtakelse_lest_av'), models.CheckConstraint(condition=models.Q(models.Q(('tilstand', 'lest'), _negated=True), ('lest_tid__isnull', False), _connector='OR'), name='imdinett_overtakelse_lest_har_tid'), models.CheckConstraint(condition=models.Q(('tilstand', 'provd'), ('innhold', None), _connector='OR'), name='imdinett_overtakelse_uten_innhold')],
            },
        ),
        migrations.CreateModel(
            name='Overtakelsesrad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('overtakelse', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='avviste', to='imdinett.overtakelse')),
                ('linje', models.PositiveIntegerField(verbose_name='linje')),
                ('innhold', models.JSONField(default=dict, verbose_name='innhold')),
                ('grunn', models.CharField(max_length=400, verbose_name='hvorfor avvist')),
                ('forskjeller', models.JSONField(default=list, verbose_name='forskjeller')),
            ],
            options={
                'verbose_name': 'rad som ikke gikk inn',
                'verbose_name_plural': 'rader som ikke gikk inn',
                'ordering': ('overtakelse', 'linje'),
            },
        ),
        migrations.CreateModel(
            name='Tilgangsnokkel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('navn', models.CharField(max_length=50, verbose_name='system')),
                ('omfang', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='kan lese')),
                ('nokkel_sha256', models.CharField(max_length=64, unique=True)),
                ('kjennetegn', models.CharField(max_length=20, verbose_name='begynner med')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('opprettet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('utloper_tid', models.DateTimeField(verbose_name='går ut')),
                ('brukt_tid', models.DateTimeField(null=True, verbose_name='sist brukt')),
                ('tilbakekalt_tid', models.DateTimeField(null=True, verbose_name='tilbakekalt')),
                ('tilbakekalt_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tilgangsnøkkel',
                'verbose_name_plural': 'tilgangsnøkler',
                'ordering': ('-opprettet_tid', '-pk'),
                'indexes': [models.Index(fields=['kommune', '-opprettet_tid'], name='imdinett_tilgangsnokkel_komm')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('tilbakekalt_av', None), ('tilbakekalt_tid', None)), models.Q(('tilbakekalt_av__isnull', False), ('tilbakekalt_tid__isnull', False)), _connector='OR'), name='imdinett_tilgangsnokkel_tilbakekalt_av'), models.CheckConstraint(condition=models.Q(('utloper_tid__gt', models.F('opprettet_tid'))), name='imdinett_tilgangsnokkel_utloper'), models.CheckConstraint(condition=models.Q(('omfang__contained_by', ['fordelingslister', 'saker', 'plasser', 'brev', 'rapporter']), ('omfang__len__gt', 0)), name='imdinett_tilgangsnokkel_omfang')],
            },
        ),
        migrations.CreateModel(
            name='Varselvalg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='varselvalg', to=settings.AUTH_USER_MODEL)),
                ('tema', models.CharField(max_length=30, verbose_name='tema')),
                ('epost', models.CharField(choices=[('straks', 'Med en gang'), ('daglig', 'Samlet én gang om dagen'), ('av', 'Ikke send e-post')], max_length=8, verbose_name='e-post')),
            ],
            options={
                'verbose_name': 'varselvalg',
                'verbose_name_plural': 'varselvalg',
                'constraints': [models.UniqueConstraint(fields=('bruker', 'tema'), name='imdinett_varselvalg_ett')],
            },
        ),
        migrations.CreateModel(
            name='Brukervarsel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='varsler', to=settings.AUTH_USER_MODEL)),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('nokkel', models.CharField(help_text='Hindrer at det samme varselet kommer to ganger.', max_length=150)),
                ('tema', models.CharField(max_length=30, verbose_name='tema')),
                ('tekst', models.CharField(max_length=200, verbose_name='varsel')),
                ('lenke', models.CharField(max_length=200)),
                ('tid', models.DateTimeField(verbose_name='tid')),
                ('epost', models.CharField(choices=[('straks', 'Med en gang'), ('daglig', 'Samlet én gang om dagen'), ('av', 'Ikke send e-post')], max_length=8, verbose_name='e-post')),
                ('lest_tid', models.DateTimeField(null=True, verbose_name='lest')),
                ('oppsummert_tid', models.DateTimeField(null=True, verbose_name='med i oppsummering')),
            ],
            options={
                'verbose_name': 'varsel',
                'verbose_name_plural': 'varsler',
                'ordering': ('-tid', '-pk'),
                'indexes': [models.Index(fields=['bruker', '-tid'], name='imdinett_brukervarsel_tid'), models.Index(condition=models.Q(('lest_tid', None)), fields=['bruker'], name='imdinett_brukervarsel_ulest'), models.Index(condition=models.Q(('epost', 'daglig'), ('oppsummert_tid', None)), fields=['bruker'], name='imdinett_brukervarsel_daglig')],
                'constraints': [models.UniqueConstraint(fields=('bruker', 'nokkel'), name='imdinett_brukervarsel_ett')],
            },
        ),
    ]
