"""Persons, households and their cases, Folkeregisteret and applications."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from imdinett.kjerne.grunnmigrering import Grunnmigrering


class Migration(Grunnmigrering):
    replaces = [
        ("bosetting", navn)
        for navn in (
            "0019_avstemming",
            "0020_maanedsplan",
            "0021_sporsmaal",
            "0022_folkeregister",
            "0023_overtatt",
            "0024_indekser_for_landet",
            "0025_kilde_til_tidligere_nummer",
        )
    ]

    initial = True

    dependencies = [
        ('imdinett', '0003_forvaltning'),
    ]

    operations = [
        migrations.CreateModel(
            name='Husstand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('nummer', models.CharField(max_length=12, unique=True, verbose_name='husstandsnummer')),
                ('overstyring', models.CharField(blank=True, max_length=300, verbose_name='hvorfor familien deles')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
            ],
            options={
                'verbose_name': 'husstand',
                'verbose_name_plural': 'husstander',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('husstand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='personer', to='bosetting.husstand', verbose_name='husstand')),
                ('kommune', models.ForeignKey(help_text='Den kommunen som er tildelt, ellers tom.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('duf_nummer', models.CharField(max_length=12, unique=True, validators=[django.core.validators.RegexValidator('^\\d{12}$', 'DUF-nummer har 12 sifre.')], verbose_name='DUF-nummer')),
                ('fodselsnummer', models.CharField(blank=True, max_length=11, verbose_name='fødselsnummer eller D-nummer')),
                ('fornavn', models.CharField(max_length=100, verbose_name='fornavn')),
                ('etternavn', models.CharField(max_length=100, verbose_name='etternavn')),
                ('sokenavn', models.CharField(blank=True, editable=False, max_length=450, verbose_name='søkeform av navnet')),
                ('fodselsdato', models.DateField(verbose_name='fødselsdato')),
                ('kjonn', models.CharField(choices=[('kvinne', 'Kvinne'), ('mann', 'Mann'), ('annet', 'Annet eller ukjent')], max_length=6, verbose_name='kjønn')),
                ('statsborgerskap', models.CharField(max_length=60, verbose_name='statsborgerskap')),
                ('gradering', models.CharField(choices=[('ingen', 'ingen'), ('fortrolig', 'fortrolig adresse'), ('strengt_fortrolig', 'strengt fortrolig adresse'), ('strengt_fortrolig_utland', 'strengt fortrolig adresse, utland'), ('skjermet_identitet', 'skjermet identitet'), ('egne_ansatte', 'egne ansatte')], default='ingen', max_length=30, verbose_name='adressebeskyttelse')),
                ('adresse', models.CharField(blank=True, max_length=120, verbose_name='adresse nå')),
                ('postnummer', models.CharField(blank=True, max_length=4, verbose_name='postnummer')),
                ('poststed', models.CharField(blank=True, max_length=40, verbose_name='poststed')),
                ('representant_navn', models.CharField(blank=True, max_length=100, verbose_name='representant')),
                ('representant_adresse', models.CharField(blank=True, max_length=120, verbose_name='representantens adresse')),
                ('representant_postnummer', models.CharField(blank=True, max_length=4, verbose_name='representantens postnummer')),
                ('representant_poststed', models.CharField(blank=True, max_length=40, verbose_name='representantens poststed')),
                ('opprettet_tid', models.DateTimeField(verbose_name='registrert')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'personer',
                'ordering': ('etternavn', 'fornavn', 'pk'),
                'indexes': [models.Index(condition=models.Q(('gradering', 'ingen'), _negated=True), fields=['id'], name='bosetting_person_skjermet')],
                'constraints': [models.CheckConstraint(condition=models.Q(('duf_nummer__regex', '^\\d{12}$')), name='bosetting_person_duf'), models.CheckConstraint(condition=models.Q(models.Q(('gradering__in', frozenset(['skjermet_identitet', 'strengt_fortrolig', 'strengt_fortrolig_utland'])), _negated=True), models.Q(('adresse', ''), ('postnummer', ''), ('poststed', '')), _connector='OR'), name='bosetting_person_uten_adresse')],
            },
        ),
        migrations.CreateModel(
            name='Familierelasjon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slekt', to='bosetting.person')),
                ('slektning', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bosetting.person')),
                ('type', models.CharField(choices=[('ektefelle', 'ektefelle eller samboer'), ('forelder', 'mor eller far'), ('barn', 'barn'), ('sosken', 'søsken'), ('annen', 'annen nær familie')], max_length=10, verbose_name='slektskap')),
            ],
            options={
                'verbose_name': 'familierelasjon',
                'verbose_name_plural': 'familierelasjoner',
                'constraints': [models.UniqueConstraint(fields=('person', 'slektning'), name='bosetting_familierelasjon_par'), models.CheckConstraint(condition=models.Q(('person', models.F('slektning')), _negated=True), name='bosetting_familierelasjon_to')],
            },
        ),
        migrations.CreateModel(
            name='Sak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('nummer', models.CharField(max_length=12, unique=True, verbose_name='saksnummer')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sak', to='bosetting.person', verbose_name='person')),
                ('husstand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saker', to='bosetting.husstand', verbose_name='husstand')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('tilstand', models.CharField(choices=[('registrert', 'Registrert'), ('til_kartlegging', 'Til kartlegging'), ('bosettingsklar', 'Bosettingsklar'), ('fordelt', 'Fordelt'), ('akseptert', 'Akseptert'), ('sokt_ut', 'Søkt ut'), ('bosatt', 'Bosatt'), ('takket_nei', 'Takket nei'), ('selvbosatt', 'Selvbosatt'), ('avsluttet', 'Avsluttet')], default='registrert', max_length=16, verbose_name='status')),
                ('kategori', models.CharField(choices=[('mottak', 'Mottak'), ('privatboende', 'Privatboende'), ('amot', 'AMOT'), ('overforingsflyktning', 'Overføringsflyktning')], max_length=22, verbose_name='kategori')),
                ('er_em', models.BooleanField(default=False, verbose_name='enslig mindreårig')),
                ('er_folgeperson', models.BooleanField(default=False, verbose_name='følgeperson')),
                ('mottak', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.enhet', verbose_name='mottak')),
                ('amot_kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommunen som huser (AMOT)')),
                ('plassaar', models.PositiveSmallIntegerField(null=True, verbose_name='plassår')),
                ('tillatelse_type', models.CharField(blank=True, max_length=60, verbose_name='tillatelse')),
                ('tillatelse_dato', models.DateField(null=True, verbose_name='tillatelse gitt')),
                ('tillatelse_meldt_dato', models.DateField(null=True, verbose_name='fikk vite om tillatelsen')),
                ('kollektiv_beskyttelse', models.BooleanField(default=False, verbose_name='kollektiv beskyttelse')),
                ('tidligst_ankomst', models.DateField(null=True, verbose_name='tidligst mulig ankomst')),
                ('innreisefrist', models.DateField(null=True, verbose_name='innreisefrist')),
                ('klar_tid', models.DateTimeField(null=True, verbose_name='bosettingsklar')),
                ('utsokingsdato', models.DateField(null=True, verbose_name='utsøkingsdato')),
                ('bosettingsuke_aar', models.PositiveSmallIntegerField(null=True)),
                ('bosettingsuke', models.PositiveSmallIntegerField(null=True, verbose_name='bosettingsuke')),
                ('bosettingsdato', models.DateField(null=True, verbose_name='bosettingsdato')),
                ('avsluttet_grunn', models.CharField(blank=True, max_length=200, verbose_name='avsluttet fordi')),
                ('ansvarlig', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('versjon', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'sak',
                'verbose_name_plural': 'saker',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['kommune', 'tilstand', 'plassaar'], name='bosetting_sak_plass'), models.Index(fields=['tilstand', 'klar_tid'], name='bosetting_sak_ko'), models.Index(fields=['kommune', 'bosettingsdato'], name='bosetting_sak_bosatt'), models.Index(fields=['bosettingsdato'], name='bosetting_sak_bosettingsdato'), models.Index(fields=['utsokingsdato'], name='bosetting_sak_utsokingsdato'), models.Index(fields=['tillatelse_dato'], name='bosetting_sak_tillatelse')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('tilstand__in', frozenset(['akseptert', 'fordelt', 'sokt_ut'])), _negated=True), models.Q(('kommune__isnull', False), ('plassaar__isnull', False)), _connector='OR'), name='bosetting_sak_bundet_har_kommune'), models.CheckConstraint(condition=models.Q(('bosettingsdato', None), models.Q(('bosettingsdato__gte', models.F('utsokingsdato')), ('utsokingsdato__isnull', False)), _connector='OR'), name='bosetting_sak_dato_etter_utsoking'), models.CheckConstraint(condition=models.Q(('bosettingsuke', None), models.Q(('bosettingsuke__gte', 1), ('bosettingsuke__lte', 53)), _connector='OR'), name='bosetting_sak_uke'), models.CheckConstraint(condition=models.Q(models.Q(('tilstand', 'bosatt'), _negated=True), ('bosettingsdato__isnull', False), _connector='OR'), name='bosetting_sak_bosatt_har_dato')],
            },
        ),
        migrations.CreateModel(
            name='Kartlegging',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='kartlegging', to='bosetting.sak')),
                ('tilstand', models.CharField(choices=[('utkast', 'Påbegynt'), ('sendt', 'Sendt til IMDi'), ('returnert', 'Sendt tilbake'), ('godkjent', 'Godkjent')], default='sendt', max_length=9, verbose_name='status')),
                ('samtale_dato', models.DateField(null=True, verbose_name='bosettingssamtale holdt')),
                ('soknad_dato', models.DateField(help_text='For privatboende.', null=True, verbose_name='søknad mottatt')),
                ('morsmaal', models.CharField(max_length=40, verbose_name='morsmål')),
                ('tolkesprak', models.CharField(blank=True, max_length=40, verbose_name='tolkespråk')),
                ('tolk', models.CharField(blank=True, choices=[('oppmote', 'tolk til stede'), ('skjerm', 'skjermtolk'), ('telefon', 'telefontolk'), ('uten', 'tolk var ikke nødvendig')], max_length=8, verbose_name='tolk i samtalen')),
                ('andre_sprak', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='andre språk')),
                ('skolegang', models.CharField(blank=True, choices=[('ingen', 'ingen skolegang'), ('grunnskole', 'grunnskole'), ('videregaende', 'videregående skole'), ('fag', 'fag- eller yrkesutdanning'), ('hoyere', 'høyskole eller universitet')], max_length=12, verbose_name='skolegang')),
                ('utdanning', models.CharField(blank=True, max_length=120, verbose_name='utdanning')),
                ('yrke', models.CharField(blank=True, max_length=120, verbose_name='yrke')),
                ('arbeidserfaring', models.CharField(blank=True, max_length=300, verbose_name='arbeidserfaring')),
                ('planer', models.CharField(blank=True, max_length=300, verbose_name='planer for arbeid eller utdanning')),
                ('tilretteleggingsbehov', models.CharField(blank=True, max_length=300, verbose_name='tilretteleggingsbehov')),
                ('behov_for_helsetjenester', models.CharField(blank=True, max_length=300, verbose_name='behov for helsetjenester')),
                ('helse_samtykke', models.BooleanField(default=False, verbose_name='samtykke til helseopplysninger')),
                ('saerlige_forhold', models.CharField(blank=True, max_length=300, verbose_name='særlig sensitive opplysninger')),
                ('saerlige_forhold_grunn', models.CharField(blank=True, max_length=200, verbose_name='hvorfor de trengs')),
                ('onsker', models.CharField(blank=True, max_length=300, verbose_name='egne ønsker')),
                ('nettverk', models.CharField(blank=True, max_length=300, verbose_name='familie og nettverk i Norge')),
                ('kjaledyr', models.BooleanField(default=False, verbose_name='har kjæledyr')),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                ('registrert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('returnert_tid', models.DateTimeField(null=True, verbose_name='sendt tilbake')),
                ('returnert_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('returnert_tekst', models.CharField(blank=True, max_length=300, verbose_name='hva som mangler')),
                ('godkjent_tid', models.DateTimeField(null=True, verbose_name='godkjent')),
                ('godkjent_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kartlegging',
                'verbose_name_plural': 'kartlegginger',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('godkjent_av', None), ('godkjent_tid', None)), models.Q(('godkjent_av__isnull', False), ('godkjent_tid__isnull', False)), _connector='OR'), name='bosetting_kartlegging_godkjent_av'), models.CheckConstraint(condition=models.Q(('behov_for_helsetjenester', ''), ('helse_samtykke', True), _connector='OR'), name='bosetting_kartlegging_helse_samtykke'), models.CheckConstraint(condition=models.Q(('saerlige_forhold', ''), models.Q(('saerlige_forhold_grunn', ''), _negated=True), _connector='OR'), name='bosetting_kartlegging_saerlige_grunn'), models.CheckConstraint(condition=models.Q(models.Q(('returnert_av', None), ('returnert_tid', None)), models.Q(('returnert_av__isnull', False), ('returnert_tid__isnull', False)), _connector='OR'), name='bosetting_kartlegging_returnert_av'), models.CheckConstraint(condition=models.Q(models.Q(('tilstand', 'godkjent'), _negated=True), ('godkjent_tid__isnull', False), _connector='OR'), name='bosetting_kartlegging_godkjent_har_tid')],
            },
        ),
        migrations.CreateModel(
            name='Avvik',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='avvik', to='bosetting.sak')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('slag', models.CharField(choices=[('feil_kategori', 'Feil kategori'), ('feil_dato', 'Feil dato'), ('feil_identitet', 'Feil i identitet'), ('dobbelt', 'Registrert to ganger'), ('adresse', 'Adresse mangler eller er feil'), ('annet', 'Annet')], default='annet', max_length=16, verbose_name='slag')),
                ('beskrivelse', models.CharField(max_length=300, verbose_name='beskrivelse')),
                ('ansvarlig', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('aapnet_tid', models.DateTimeField(verbose_name='åpnet')),
                ('aapnet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lukket_tid', models.DateTimeField(null=True, verbose_name='lukket')),
                ('lukket_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lukket_grunn', models.CharField(blank=True, max_length=300, verbose_name='hva som er gjort')),
            ],
            options={
                'verbose_name': 'avvik',
                'verbose_name_plural': 'avvik',
                'ordering': ('-aapnet_tid',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lukket_av', None), ('lukket_tid', None)), models.Q(('lukket_av__isnull', False), ('lukket_tid__isnull', False)), _connector='OR'), name='bosetting_avvik_lukket_av')],
            },
        ),
        migrations.CreateModel(
            name='Folkeregisterstatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='folkeregister', to='bosetting.person', verbose_name='person')),
                ('bostatus', models.CharField(blank=True, choices=[('bosatt', 'bosatt'), ('utflyttet', 'utflyttet'), ('dod', 'død'), ('opphort', 'opphørt'), ('dublett', 'opphørt som dublett')], max_length=9, verbose_name='status')),
                ('bostedskommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='registrert i')),
                ('flyttedato', models.DateField(null=True, verbose_name='flyttet')),
                ('oppholdskommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='oppholder seg i')),
                ('mildere_nivaa', models.CharField(blank=True, choices=[('ingen', 'ingen'), ('fortrolig', 'fortrolig adresse'), ('strengt_fortrolig', 'strengt fortrolig adresse'), ('strengt_fortrolig_utland', 'strengt fortrolig adresse, utland'), ('skjermet_identitet', 'skjermet identitet'), ('egne_ansatte', 'egne ansatte')], max_length=30, verbose_name='mildere nivå')),
                ('mildere_tid', models.DateTimeField(null=True, verbose_name='mildere nivå meldt')),
                ('slas_opp_fra', models.DateTimeField(null=True, verbose_name='må slås opp på nytt siden')),
                ('dokument', models.CharField(blank=True, max_length=64, verbose_name='hendelsesdokument')),
                ('ajourfort_tid', models.DateTimeField(null=True, verbose_name='endret i Folkeregisteret')),
                ('kontrollert_tid', models.DateTimeField(null=True, verbose_name='sist hørt fra Folkeregisteret')),
            ],
            options={
                'verbose_name': 'status i Folkeregisteret',
                'verbose_name_plural': 'statuser i Folkeregisteret',
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(('flyttedato', None), ('bostedskommune__isnull', False), _connector='OR'), name='bosetting_folkeregisterstatus_flyttet_hvor'), models.CheckConstraint(condition=models.Q(models.Q(('mildere_nivaa', ''), ('mildere_tid', None)), models.Q(models.Q(('mildere_nivaa', ''), _negated=True), ('mildere_tid__isnull', False)), _connector='OR'), name='bosetting_folkeregisterstatus_mildere_tid')],
            },
        ),
        migrations.CreateModel(
            name='Folkeregisterpeker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sekvensnummer', models.PositiveBigIntegerField(verbose_name='sekvensnummer')),
                ('lest_tid', models.DateTimeField(verbose_name='sist lest')),
            ],
            options={
                'verbose_name': 'leseposisjon i Folkeregisteret',
                'verbose_name_plural': 'leseposisjoner i Folkeregisteret',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='bosetting_folkeregisterpeker_en')],
            },
        ),
        migrations.CreateModel(
            name='Tidligerenummer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tidligere_numre', to='bosetting.person', verbose_name='person')),
                ('nummer', models.CharField(max_length=11, verbose_name='tidligere nummer')),
                ('gjaldt_til', models.DateTimeField(verbose_name='gjaldt til')),
                ('kilde', models.CharField(choices=[('folkeregisteret', 'Folkeregisteret'), ('imdi', 'IMDi')], max_length=15, verbose_name='kilde')),
            ],
            options={
                'verbose_name': 'tidligere nummer',
                'verbose_name_plural': 'tidligere numre',
                'ordering': ('-gjaldt_til', '-pk'),
                'indexes': [models.Index(fields=['nummer'], name='bosetting_tidlnr_nummer')],
                'constraints': [models.UniqueConstraint(fields=('person', 'nummer'), name='bosetting_tidligerenummer_en_gang')],
            },
        ),
        migrations.CreateModel(
            name='Skjermingsmedlem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='skjermingsgruppe', to='bosetting.person')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='medlem')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('grunn', models.CharField(max_length=200, verbose_name='hvorfor')),
                ('lagt_til_tid', models.DateTimeField(verbose_name='lagt til')),
                ('lagt_til_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fjernet_tid', models.DateTimeField(null=True, verbose_name='fjernet')),
                ('fjernet_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'medlem av skjermingsgruppe',
                'verbose_name_plural': 'medlemmer av skjermingsgrupper',
                'ordering': ('lagt_til_tid', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('fjernet_tid', None)), fields=('person', 'bruker'), name='bosetting_skjermingsmedlem_en_gang'), models.CheckConstraint(condition=models.Q(models.Q(('fjernet_av', None), ('fjernet_tid', None)), models.Q(('fjernet_av__isnull', False), ('fjernet_tid__isnull', False)), _connector='OR'), name='bosetting_skjermingsmedlem_fjernet_av')],
            },
        ),
        migrations.CreateModel(
            name='Graderingsendring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='graderingsendringer', to='bosetting.person')),
                ('fra', models.CharField(choices=[('ingen', 'ingen'), ('fortrolig', 'fortrolig adresse'), ('strengt_fortrolig', 'strengt fortrolig adresse'), ('strengt_fortrolig_utland', 'strengt fortrolig adresse, utland'), ('skjermet_identitet', 'skjermet identitet'), ('egne_ansatte', 'egne ansatte')], max_length=30, verbose_name='fra')),
                ('til', models.CharField(choices=[('ingen', 'ingen'), ('fortrolig', 'fortrolig adresse'), ('strengt_fortrolig', 'strengt fortrolig adresse'), ('strengt_fortrolig_utland', 'strengt fortrolig adresse, utland'), ('skjermet_identitet', 'skjermet identitet'), ('egne_ansatte', 'egne ansatte')], max_length=30, verbose_name='til')),
                ('grunn', models.CharField(max_length=300, verbose_name='hvorfor')),
                ('foreslatt_tid', models.DateTimeField(verbose_name='foreslått')),
                ('foreslatt_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('avgjort_tid', models.DateTimeField(null=True, verbose_name='avgjort')),
                ('avgjort_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('godkjent', models.BooleanField(null=True, verbose_name='godkjent')),
                ('er_senking', models.BooleanField(verbose_name='mildere nivå')),
            ],
            options={
                'verbose_name': 'endring av adressebeskyttelse',
                'verbose_name_plural': 'endringer av adressebeskyttelse',
                'ordering': ('-foreslatt_tid', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('avgjort_tid', None)), fields=('person',), name='bosetting_graderingsendring_en_apen'), models.CheckConstraint(condition=models.Q(models.Q(('avgjort_av', None), ('avgjort_tid', None), ('godkjent', None)), models.Q(('avgjort_av__isnull', False), ('avgjort_tid__isnull', False), ('godkjent__isnull', False)), _connector='OR'), name='bosetting_graderingsendring_avgjort_av'), models.CheckConstraint(condition=models.Q(('er_senking', False), models.Q(('godkjent', True), _negated=True), models.Q(('avgjort_av', models.F('foreslatt_av')), _negated=True), _connector='OR'), name='bosetting_graderingsendring_to_personer')],
            },
        ),
        migrations.CreateModel(
            name='Privatsoknad',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('husstand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='soknader', to='bosetting.husstand', verbose_name='husstand')),
                ('tilstand', models.CharField(choices=[('mottatt', 'Mottatt'), ('innvilget', 'Får tilbud'), ('avvist', 'Kom for sent'), ('trukket', 'Trukket')], default='mottatt', max_length=9, verbose_name='status')),
                ('mottatt_dato', models.DateField(verbose_name='mottatt')),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                ('registrert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('behandlet_tid', models.DateTimeField(null=True, verbose_name='behandlet')),
                ('behandlet_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'søknad fra privatboende',
                'verbose_name_plural': 'søknader fra privatboende',
                'ordering': ('mottatt_dato', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('tilstand__in', frozenset(['avvist', 'innvilget', 'mottatt']))), fields=('husstand',), name='bosetting_privatsoknad_en_gjelder'), models.CheckConstraint(condition=models.Q(models.Q(('behandlet_av', None), ('behandlet_tid', None)), models.Q(('behandlet_av__isnull', False), ('behandlet_tid__isnull', False)), _connector='OR'), name='bosetting_privatsoknad_behandlet_av')],
            },
        ),
    ]
