"""Arrivals, bosettingsdatoer and the folder, files read in, reports and copies."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from imdinett.kjerne.grunnmigrering import Grunnmigrering


class Migration(Grunnmigrering):
    replaces = [
        ("bosetting", navn)
        for navn in (
            "0001_initial",
            "0002_initial",
            "0003_husstand_overstyring",
            "0004_kriterier_nynorsk",
            "0005_plassendring_og_onsker",
            "0006_adressebeskyttelse",
        )
    ]

    initial = True

    dependencies = [
        ('bosetting', '0003_fordeling_og_vedtak'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ankomst',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('husstand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ankomster', to='bosetting.husstand', verbose_name='husstand')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('dato', models.DateField(verbose_name='ankomst')),
                ('sted', models.CharField(max_length=100, verbose_name='ankomststed')),
                ('reiserute', models.CharField(max_length=200, verbose_name='reiserute')),
                ('meldt_tid', models.DateTimeField(verbose_name='meldt')),
                ('meldt_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gjelder', models.BooleanField(default=True, verbose_name='gjelder')),
            ],
            options={
                'verbose_name': 'ankomstmelding',
                'verbose_name_plural': 'ankomstmeldinger',
                'ordering': ('-meldt_tid', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('gjelder', True)), fields=('husstand',), name='bosetting_ankomst_en_gjeldende')],
            },
        ),
        migrations.CreateModel(
            name='Avstemming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('aar', models.PositiveSmallIntegerField(verbose_name='år')),
                ('nr', models.PositiveSmallIntegerField(verbose_name='kvartal')),
                ('purret_tid', models.DateTimeField(null=True, verbose_name='sist purret')),
            ],
            options={
                'verbose_name': 'avstemming',
                'verbose_name_plural': 'avstemminger',
                'ordering': ('-aar', '-nr', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('kommune', 'aar', 'nr'), name='bosetting_avstemming_en'), models.CheckConstraint(condition=models.Q(('nr__gte', 1), ('nr__lte', 4)), name='bosetting_avstemming_kvartal')],
            },
        ),
        migrations.CreateModel(
            name='Avstemmingssvar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('avstemming', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='svar', to='bosetting.avstemming', verbose_name='avstemming')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('bosatt', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=3, verbose_name='bosatt per måned i registeret')),
                ('uten_dato', models.PositiveIntegerField(verbose_name='søkt ut uten bosettingsdato')),
                ('apne_avvik', models.PositiveIntegerField(verbose_name='åpne avvik')),
                ('avtrykk', models.CharField(max_length=64)),
                ('egne', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), null=True, size=3, verbose_name='kommunens tall per måned')),
                ('grunn', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse')),
                ('henvendelse', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.henvendelse', verbose_name='henvendelse')),
                ('svart_tid', models.DateTimeField(verbose_name='svart')),
                ('svart_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gjelder', models.BooleanField(default=True, verbose_name='gjelder')),
            ],
            options={
                'verbose_name': 'svar på avstemming',
                'verbose_name_plural': 'svar på avstemming',
                'ordering': ('-svart_tid', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('gjelder', True)), fields=('avstemming',), name='bosetting_avstemmingssvar_ett_gjeldende'), models.CheckConstraint(condition=models.Q(models.Q(('egne', None), ('grunn', '')), models.Q(('egne__isnull', False), models.Q(('grunn', ''), _negated=True)), _connector='OR'), name='bosetting_avstemmingssvar_begrunnet')],
            },
        ),
        migrations.CreateModel(
            name='Bosetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bosettinger', to='bosetting.sak')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('bosettingsdato', models.DateField(verbose_name='bosettingsdato')),
                ('kilde', models.CharField(choices=[('kommune', 'kommunen'), ('mottak', 'mottaket'), ('bufetat', 'Bufetat'), ('imdi', 'IMDi'), ('overtatt', 'overtatt fra systemet som var før')], max_length=8, verbose_name='registrert av')),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                ('registrert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grunn', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse for rettingen')),
                ('gjelder', models.BooleanField(default=True, verbose_name='gjelder')),
                ('opphevet_tid', models.DateTimeField(null=True, verbose_name='opphevet')),
            ],
            options={
                'verbose_name': 'bosetting',
                'verbose_name_plural': 'bosettinger',
                'ordering': ('-registrert_tid', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('gjelder', True)), fields=('sak',), name='bosetting_bosetting_en_gjeldende'), models.CheckConstraint(condition=models.Q(models.Q(('gjelder', True), ('opphevet_tid', None)), models.Q(('gjelder', False), ('opphevet_tid__isnull', False)), _connector='OR'), name='bosetting_bosetting_opphevet')],
            },
        ),
        migrations.CreateModel(
            name='Avslutning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='avslutning', to='bosetting.sak', verbose_name='sak')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('fra_tilstand', models.CharField(choices=[('registrert', 'Registrert'), ('til_kartlegging', 'Til kartlegging'), ('bosettingsklar', 'Bosettingsklar'), ('fordelt', 'Fordelt'), ('akseptert', 'Akseptert'), ('sokt_ut', 'Søkt ut'), ('bosatt', 'Bosatt'), ('takket_nei', 'Takket nei'), ('selvbosatt', 'Selvbosatt'), ('avsluttet', 'Avsluttet')], max_length=16, verbose_name='status før')),
                ('grunn', models.CharField(choices=[('frist_utlopt', 'Fristen på seks måneder er gått ut'), ('tillatelse_bortfalt', 'Tillatelsen gjelder ikke lenger'), ('reist_fra_norge', 'Reist fra Norge'), ('reist_for_adresse', 'Reist fra Norge før adressen ble registrert'), ('dod', 'Død'), ('takket_nei', 'Takket nei til tilbudet'), ('feilregistrert', 'Registrert ved en feil'), ('annet', 'Annet')], max_length=20, verbose_name='grunn')),
                ('dato', models.DateField(null=True, verbose_name='dato')),
                ('bosettingsdato', models.DateField(null=True, verbose_name='bosettingsdato')),
                ('merknad', models.CharField(blank=True, max_length=300, verbose_name='merknad')),
                ('avsluttet_tid', models.DateTimeField(verbose_name='avsluttet')),
                ('avsluttet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'avslutning',
                'verbose_name_plural': 'avslutninger',
                'ordering': ('-avsluttet_tid', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('grunn', 'reist_for_adresse'), _negated=True), models.Q(('bosettingsdato__isnull', False), ('dato__isnull', False), ('kommune__isnull', False)), _connector='OR'), name='bosetting_avslutning_reist_for_adresse')],
            },
        ),
        migrations.CreateModel(
            name='Notat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notater', to='bosetting.sak')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('tekst', models.TextField(max_length=4000, verbose_name='notat')),
                ('retter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rettet_av', to='bosetting.notat', verbose_name='retter')),
                ('skrevet_tid', models.DateTimeField(verbose_name='skrevet')),
                ('skrevet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'notat',
                'verbose_name_plural': 'notater',
                'ordering': ('-skrevet_tid', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='bosetting_notat_tekst'), models.CheckConstraint(condition=models.Q(('retter', models.F('pk')), _negated=True), name='bosetting_notat_retter_annet')],
            },
        ),
        migrations.CreateModel(
            name='Mappedokument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dokumenter', to='bosetting.sak')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('slag', models.CharField(choices=[('kartlegging', 'Kartleggingsskjema'), ('brev', 'Brev'), ('plan', 'Plan eller vurdering'), ('samtykke', 'Samtykke'), ('annet', 'Annet')], max_length=12, verbose_name='slag')),
                ('tittel', models.CharField(max_length=100, verbose_name='tittel')),
                ('opplasting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.opplasting')),
            ],
            options={
                'verbose_name': 'dokument i mappen',
                'verbose_name_plural': 'dokumenter i mappen',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Onskesvar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='onskesvar', to='bosetting.sak')),
                ('tekst', models.CharField(max_length=500, verbose_name='slik er ønsket vurdert')),
                ('svart_tid', models.DateTimeField(verbose_name='svart')),
                ('svart_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'svar på ønsker',
                'verbose_name_plural': 'svar på ønsker',
                'ordering': ('-svart_tid', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('tekst', ''), _negated=True), name='bosetting_onskesvar_tekst')],
            },
        ),
        migrations.CreateModel(
            name='Datoimport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slag', models.CharField(choices=[('mottak-bosettingsdato', 'Bosettingsdatoer fra mottak'), ('mottak-flytting', 'Flyttinger fra mottak'), ('udi-tillatelse', 'Tillatelser fra UDI'), ('udi-identitet', 'Personer fra UDI'), ('udi-overforing', 'Overføringsflyktninger fra UDI'), ('folkeregister-hendelser', 'Hendelser fra Folkeregisteret')], default='mottak-bosettingsdato', max_length=30, verbose_name='slag')),
                ('filnavn', models.CharField(max_length=200, verbose_name='fil')),
                ('sha256', models.CharField(max_length=64)),
                ('kjort_tid', models.DateTimeField(verbose_name='lest inn')),
                ('kjort_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('antall_inn', models.PositiveIntegerField(default=0, verbose_name='registrert')),
                ('antall_kjent', models.PositiveIntegerField(default=0, verbose_name='kjent fra før')),
                ('antall_avvist', models.PositiveIntegerField(default=0, verbose_name='avvist')),
            ],
            options={
                'verbose_name': 'fil utenfra',
                'verbose_name_plural': 'filer utenfra',
                'ordering': ('-kjort_tid', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Folkeregisterside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kjoring', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='side', to='bosetting.datoimport', verbose_name='fil')),
                ('fra', models.PositiveBigIntegerField(null=True, verbose_name='fra sekvensnummer')),
                ('til', models.PositiveBigIntegerField(null=True, verbose_name='til sekvensnummer')),
                ('mangler', models.PositiveBigIntegerField(default=0, verbose_name='sekvensnumre som mangler')),
                ('gjaldt_andre', models.PositiveIntegerField(default=0, verbose_name='gjaldt andre')),
                ('til_oppslag', models.PositiveIntegerField(default=0, verbose_name='må slås opp på nytt')),
                ('ukjente', models.JSONField(default=dict, verbose_name='ukjente hendelsestyper')),
            ],
            options={
                'verbose_name': 'side fra Folkeregisteret',
                'verbose_name_plural': 'sider fra Folkeregisteret',
            },
        ),
        migrations.CreateModel(
            name='Importrad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kjoring', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='avviste', to='bosetting.datoimport')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bosetting.person', verbose_name='person')),
                ('linje', models.PositiveIntegerField(verbose_name='linje')),
                ('innhold', models.JSONField(default=dict, verbose_name='innhold')),
                ('grunn', models.CharField(max_length=300, verbose_name='hvorfor avvist')),
                ('behandlet_tid', models.DateTimeField(null=True, verbose_name='behandlet')),
                ('behandlet_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'avvist rad',
                'verbose_name_plural': 'avviste rader',
                'ordering': ('kjoring', 'linje'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('behandlet_av', None), ('behandlet_tid', None)), models.Q(('behandlet_av__isnull', False), ('behandlet_tid__isnull', False)), _connector='OR'), name='bosetting_importrad_behandlet_av')],
            },
        ),
        migrations.CreateModel(
            name='Lestrad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('avtrykk', models.CharField(max_length=64, unique=True)),
                ('lest_tid', models.DateTimeField(verbose_name='lest inn')),
            ],
            options={
                'verbose_name': 'lest rad',
                'verbose_name_plural': 'leste rader',
            },
        ),
        migrations.CreateModel(
            name='Innsynskopi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bosetting.sak', verbose_name='sak')),
                ('sprak', models.CharField(max_length=2, verbose_name='målform')),
                ('laget_tid', models.DateTimeField(verbose_name='laget')),
                ('laget_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('oppslag', models.JSONField(default=list, verbose_name='oppslag')),
                ('pdf', models.BinaryField(null=True, verbose_name='PDF')),
            ],
            options={
                'verbose_name': 'kopi av innsynsloggen',
                'verbose_name_plural': 'kopier av innsynsloggen',
                'ordering': ('-laget_tid', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PublisertTall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aar', models.PositiveSmallIntegerField(verbose_name='år')),
                ('per_dato', models.DateField(null=True, verbose_name='per dato')),
                ('kommunenummer', models.CharField(max_length=4, verbose_name='kommunenummer det året')),
                ('navn', models.CharField(max_length=60, verbose_name='navn i kilden')),
                ('fylke', models.CharField(max_length=40, verbose_name='fylke i kilden')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publiserte_tall', to='imdinett.kommune')),
                ('anmodet', models.PositiveIntegerField(null=True, verbose_name='anmodet')),
                ('vedtatt', models.PositiveIntegerField(null=True, verbose_name='vedtatt')),
                ('vedtak_status', models.CharField(blank=True, choices=[('vedtatt', 'vedtatt'), ('avventer_vedtak', 'avventer vedtak'), ('ikke_anmodet_eller_uten_vedtak', 'ikke anmodet eller uten vedtak'), ('mangler_i_kilden', 'mangler i kilden')], max_length=32)),
                ('bosatt', models.PositiveIntegerField(null=True, verbose_name='bosatt')),
                ('bosatt_skjult', models.BooleanField(default=False)),
                ('bosatt_kollektiv', models.PositiveIntegerField(null=True, verbose_name='herav med kollektiv beskyttelse')),
                ('bosatt_kollektiv_skjult', models.BooleanField(default=False)),
                ('avtalt', models.PositiveIntegerField(null=True, verbose_name='avtalt, ikke bosatt')),
                ('avtalt_skjult', models.BooleanField(default=False)),
                ('avtalt_kollektiv', models.PositiveIntegerField(null=True)),
                ('avtalt_kollektiv_skjult', models.BooleanField(default=False)),
                ('em_anmodet', models.PositiveIntegerField(null=True)),
                ('bosatt_em', models.PositiveIntegerField(null=True)),
                ('bosatt_em_skjult', models.BooleanField(default=False)),
                ('merknad', models.CharField(blank=True, max_length=300)),
                ('kilde', models.CharField(max_length=20, verbose_name='kilde')),
            ],
            options={
                'verbose_name': 'publisert tall',
                'verbose_name_plural': 'publiserte tall',
                'ordering': ('aar', 'kommunenummer'),
                'constraints': [models.UniqueConstraint(fields=('aar', 'kommunenummer'), name='bosetting_publiserttall_en')],
            },
        ),
        migrations.CreateModel(
            name='PublisertNasjonalt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aar', models.PositiveSmallIntegerField(unique=True, verbose_name='år')),
                ('per_dato', models.DateField(null=True, verbose_name='per dato')),
                ('anmodet', models.PositiveIntegerField(null=True)),
                ('kommuner_anmodet', models.PositiveIntegerField(null=True)),
                ('vedtatt', models.PositiveIntegerField(null=True)),
                ('kommuner_vedtak', models.PositiveIntegerField(null=True)),
                ('bosatt', models.PositiveIntegerField(null=True)),
                ('bosatt_kollektiv', models.PositiveIntegerField(null=True)),
                ('avtalt_ikke_bosatt', models.PositiveIntegerField(null=True)),
                ('avtalt_kollektiv', models.PositiveIntegerField(null=True)),
                ('merknad', models.CharField(blank=True, max_length=300)),
                ('kilde', models.CharField(max_length=20)),
            ],
            options={
                'verbose_name': 'publisert landstall',
                'verbose_name_plural': 'publiserte landstall',
                'ordering': ('aar',),
            },
        ),
        migrations.CreateModel(
            name='Rapportfil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('rapport', models.CharField(max_length=30, verbose_name='rapport')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('aar', models.PositiveSmallIntegerField(null=True, verbose_name='år')),
                ('format', models.CharField(max_length=10, verbose_name='format')),
                ('formaal', models.CharField(blank=True, max_length=200, verbose_name='formål')),
                ('tilstand', models.CharField(choices=[('venter', 'Venter'), ('lages', 'Lages'), ('ferdig', 'Ferdig'), ('feilet', 'Feilet'), ('slettet', 'Slettet')], default='venter', max_length=8, verbose_name='status')),
                ('bestilt_tid', models.DateTimeField(verbose_name='bestilt')),
                ('bestilt_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rader', models.PositiveIntegerField(default=0, verbose_name='rader i alt')),
                ('ferdige_rader', models.PositiveIntegerField(default=0, verbose_name='rader skrevet')),
                ('sist_rad_tid', models.DateTimeField(null=True)),
                ('filnavn', models.CharField(blank=True, max_length=120, verbose_name='filnavn')),
                ('person_ider', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
            ],
            options={
                'verbose_name': 'rapportfil',
                'verbose_name_plural': 'rapportfiler',
                'ordering': ('-bestilt_tid', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Rapportbit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='biter', to='bosetting.rapportfil')),
                ('nr', models.PositiveIntegerField()),
                ('innhold', models.BinaryField()),
            ],
            options={
                'verbose_name': 'bit av rapportfil',
                'verbose_name_plural': 'biter av rapportfiler',
                'ordering': ('fil', 'nr'),
                'constraints': [models.UniqueConstraint(fields=('fil', 'nr'), name='bosetting_rapportbit_nr')],
            },
        ),
        migrations.CreateModel(
            name='Sok',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tekst', models.CharField(max_length=100, verbose_name='søketekst')),
                ('ip', models.GenericIPAddressField(null=True)),
                ('tid', models.DateTimeField(db_index=True, verbose_name='søkt')),
            ],
            options={
                'verbose_name': 'søk',
                'verbose_name_plural': 'søk',
                'ordering': ('-tid', '-pk'),
            },
        ),
    ]
