"""The two logs, the outbox and the letters."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from imdinett.kjerne.grunnmigrering import Grunnmigrering


class Migration(Grunnmigrering):
    replaces = [
        ("imdinett", navn)
        for navn in (
            "0004_henvendelse",
            "0005_innsyn_personer",
            "0007_tilgangsnokkel",
            "0008_varsel",
        )
    ]

    initial = True

    dependencies = [
        ('imdinett', '0001_kommune_og_bruker'),
    ]

    operations = [
        migrations.CreateModel(
            name='Forsendelse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Vår eksternReferanse.', unique=True)),
                ('nokkel', models.CharField(help_text='Hindrer at det samme legges i kø to ganger.', max_length=150, unique=True)),
                ('kanal', models.CharField(choices=[('epost', 'e-post'), ('svarut', 'SvarUT'), ('utskrift', 'utskrift')], max_length=8, verbose_name='kanal')),
                ('slag', models.CharField(max_length=50, verbose_name='slag')),
                ('tittel', models.CharField(max_length=200, verbose_name='tittel')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('gjelder_type', models.CharField(max_length=40)),
                ('gjelder_id', models.CharField(max_length=40)),
                ('mottaker_navn', models.CharField(max_length=120, verbose_name='mottaker')),
                ('mottaker', models.JSONField(default=dict, verbose_name='adresse')),
                ('innhold', models.JSONField(default=dict, verbose_name='innhold')),
                ('sprak', models.CharField(default='nb', max_length=2, verbose_name='språk')),
                ('tilstand', models.CharField(choices=[('klar', 'I kø'), ('sender', 'Sendes nå'), ('sendt', 'Sendt'), ('levert', 'Levert'), ('lest', 'Lest'), ('print', 'Sendt som brevpost'), ('feilet_levering', 'Ikke levert'), ('avvist', 'Avvist'), ('ukjent_utfall', 'Uklart om den kom fram'), ('avklares', 'Må avklares av IMDi'), ('avbrutt', 'Avbrutt før sending')], default='klar', max_length=16, verbose_name='status')),
                ('opprettet_tid', models.DateTimeField(verbose_name='lagt i kø')),
                ('opprettet_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forsok', models.PositiveSmallIntegerField(default=0, verbose_name='forsøk')),
                ('neste_forsok', models.DateTimeField(verbose_name='neste forsøk')),
                ('vekket_tid', models.DateTimeField(help_text='Når en arbeider sist ble bedt om å ta den.', null=True)),
                ('sender_tid', models.DateTimeField(null=True, verbose_name='siste forsøk')),
                ('sendt_tid', models.DateTimeField(null=True, verbose_name='sendt')),
                ('ukjent_tid', models.DateTimeField(null=True, verbose_name='uklart siden')),
                ('spurt_tid', models.DateTimeField(null=True, verbose_name='sist spurt')),
                ('feil', models.CharField(blank=True, max_length=500, verbose_name='siste feil')),
                ('ekstern_id', models.CharField(blank=True, max_length=36, verbose_name='SvarUT-id')),
                ('ekstern_status', models.CharField(blank=True, max_length=40, verbose_name='status fra SvarUT')),
                ('ekstern_status_tid', models.DateTimeField(null=True, verbose_name='status fra SvarUT endret')),
                ('erstatter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erstattet_av', to='imdinett.forsendelse')),
            ],
            options={
                'verbose_name': 'forsendelse',
                'verbose_name_plural': 'forsendelser',
                'ordering': ('-opprettet_tid', '-pk'),
                'indexes': [models.Index(models.F('neste_forsok'), condition=models.Q(('tilstand', 'klar')), name='imdinett_forsendelse_klar'), models.Index(fields=['gjelder_type', 'gjelder_id'], name='imdinett_forsendelse_gjelder'), models.Index(fields=['kommune', '-opprettet_tid'], name='imdinett_forsendelse_kommune')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('tilstand', 'sender'), _negated=True), ('sender_tid__isnull', False), _connector='OR'), name='imdinett_forsendelse_sender_tid'), models.CheckConstraint(condition=models.Q(models.Q(('kanal', 'svarut'), ('tilstand', 'sendt'), _negated=True), models.Q(('ekstern_id', ''), _negated=True), _connector='OR'), name='imdinett_forsendelse_sendt_har_id'), models.UniqueConstraint(condition=models.Q(('ekstern_id', ''), _negated=True), fields=('ekstern_id',), name='imdinett_forsendelse_ekstern_id')],
            },
        ),
        migrations.CreateModel(
            name='Brevfil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('forsendelse', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='fil', to='imdinett.forsendelse')),
                ('pdf', models.BinaryField(verbose_name='PDF')),
                ('sha256', models.CharField(max_length=64)),
                ('malversjon', models.CharField(max_length=20, verbose_name='versjon av malen')),
                ('laget_tid', models.DateTimeField(verbose_name='laget')),
            ],
            options={
                'verbose_name': 'brevfil',
                'verbose_name_plural': 'brevfiler',
            },
        ),
        migrations.CreateModel(
            name='Hendelse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tid', models.DateTimeField(verbose_name='tidspunkt')),
                ('type', models.CharField(max_length=40, verbose_name='hendelse')),
                ('bruker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bruker_navn', models.CharField(blank=True, max_length=100, verbose_name='utført av')),
                ('rolle', models.CharField(blank=True, max_length=100, verbose_name='rolle')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('gjelder_type', models.CharField(blank=True, max_length=40)),
                ('gjelder_id', models.CharField(blank=True, max_length=40)),
                ('gjelder_navn', models.CharField(blank=True, max_length=120, verbose_name='gjelder')),
                ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='opplysninger')),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('ip', models.GenericIPAddressField(null=True)),
            ],
            options={
                'verbose_name': 'hendelse',
                'verbose_name_plural': 'hendelser',
                'ordering': ('-tid', '-pk'),
                'indexes': [models.Index(fields=['gjelder_type', 'gjelder_id', '-tid'], name='imdinett_hendelse_gjelder'), models.Index(fields=['kommune', '-tid'], name='imdinett_hendelse_kommune'), models.Index(fields=['-tid'], name='imdinett_hendelse_tid')],
            },
        ),
        migrations.CreateModel(
            name='Innsyn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tid', models.DateTimeField(verbose_name='tidspunkt')),
                ('bruker_id', models.BigIntegerField(null=True)),
                ('bruker_navn', models.CharField(max_length=100, verbose_name='bruker')),
                ('enhet', models.CharField(blank=True, max_length=100, verbose_name='enhet')),
                ('rolle', models.CharField(blank=True, max_length=100, verbose_name='rolle')),
                ('kommune_id', models.BigIntegerField(null=True)),
                ('handling', models.CharField(max_length=12, verbose_name='handling')),
                ('utfall', models.CharField(max_length=8, verbose_name='utfall')),
                ('person_id', models.BigIntegerField(null=True)),
                ('person_ider', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('saksnummer', models.CharField(blank=True, max_length=12, verbose_name='sak')),
                ('del_av', models.CharField(blank=True, max_length=40, verbose_name='del av mappen')),
                ('formaal', models.CharField(blank=True, max_length=200, verbose_name='formål')),
                ('gradering', models.CharField(default='ingen', max_length=30, verbose_name='gradering')),
                ('kilde', models.CharField(default='web', max_length=5, verbose_name='kilde')),
                ('request_id', models.CharField(blank=True, max_length=32)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('beskrivelse', models.CharField(max_length=200, verbose_name='beskrivelse')),
            ],
            options={
                'verbose_name': 'innsyn',
                'verbose_name_plural': 'innsynslogg',
                'ordering': ('-tid', '-pk'),
                'indexes': [models.Index(fields=['person_id', '-tid'], name='imdinett_innsyn_person'), models.Index(fields=['bruker_id', '-tid'], name='imdinett_innsyn_bruker'), models.Index(fields=['kommune_id', '-tid'], name='imdinett_innsyn_kommune'), django.contrib.postgres.indexes.GinIndex(fields=['person_ider'], name='imdinett_innsyn_personer')],
            },
        ),
        migrations.CreateModel(
            name='Engangsnokkel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('nokkel', models.UUIDField()),
                ('tid', models.DateTimeField()),
                ('videre_til', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bruker', 'nokkel'), name='imdinett_engangsnokkel_en_gang')],
            },
        ),
    ]
