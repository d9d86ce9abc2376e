"""Kommuner, users, roles and files, and the sort order that generated columns call."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import guardian.mixins
from django.conf import settings
from django.db import migrations, models

from imdinett.kjerne.grunnmigrering import Grunnmigrering

SORTERING = """
create or replace function nb_sort_key(text) returns text language sql immutable strict parallel safe as $f$
select translate(
  replace(
    translate($1, 'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÄÖÜÉÈÊËÁÀÂÃÍÌÎÏÓÒÔÕÚÙÛÑÇÝÐÞŠŽČĆŁ',
                  'abcdefghijklmnopqrstuvwxyzæøåäöüéèêëáàâãíìîïóòôõúùûñçýðþšžčćł'),
    'aa','å'),
  'æäøöåüéèêëáàâãíìîïóòôõúùûñçýðšžčćł',
  '{{||}yeeeeaaaaiiiioooouuuncydszccl') collate "C"
$f$;
"""


class Migration(Grunnmigrering):
    replaces = [
        ("imdinett", navn)
        for navn in (
            "0009_vekket_tid",
            "0010_loggkontroll",
            "0011_melding_sted",
            "0012_overtakelse",
            "0013_overtakelse_mangler",
        )
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        # Norwegian order (æ ø å last, aa as å) on servers without ICU; generated columns call it.
        migrations.RunSQL(SORTERING, "drop function nb_sort_key(text)"),
        migrations.CreateModel(
            name='Fylke',
            fields=[
                ('nummer', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='fylkesnummer')),
                ('navn', models.CharField(max_length=60, verbose_name='navn')),
                ('orgnr', models.CharField(blank=True, max_length=9, verbose_name='fylkeskommunens organisasjonsnummer')),
            ],
            options={
                'verbose_name': 'fylke',
                'verbose_name_plural': 'fylker',
                'ordering': ('nummer',),
            },
        ),
        migrations.CreateModel(
            name='Kommune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nummer', models.CharField(max_length=4, verbose_name='kommunenummer')),
                ('navn', models.CharField(max_length=60, verbose_name='navn')),
                ('visningsnavn', models.CharField(max_length=80, verbose_name='visningsnavn')),
                ('navn_offisielt', models.CharField(blank=True, max_length=120, verbose_name='offisielt navn')),
                ('sortering', models.GeneratedField(db_persist=True, expression=models.Func(models.F('visningsnavn'), function='nb_sort_key'), output_field=models.TextField(db_collation='C'))),
                ('fylke', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='imdinett.fylke', verbose_name='fylke')),
                ('orgnr', models.CharField(blank=True, max_length=9, verbose_name='organisasjonsnummer')),
                ('maalform', models.CharField(choices=[('bokmål', 'bokmål'), ('nynorsk', 'nynorsk'), ('nøytral', 'nøytral')], default='nøytral', max_length=8, verbose_name='målform')),
                ('folketall', models.PositiveIntegerField(null=True, verbose_name='folketall')),
                ('folketall_dato', models.DateField(null=True, verbose_name='folketall per')),
                ('sentralitet', models.PositiveSmallIntegerField(null=True, verbose_name='sentralitet')),
                ('nettsted', models.CharField(blank=True, max_length=100, verbose_name='nettsted')),
                ('gyldig_til', models.DateField(help_text='Tom for kommuner som finnes i dag.', null=True, verbose_name='opphørt')),
            ],
            options={
                'verbose_name': 'kommune',
                'verbose_name_plural': 'kommuner',
                'ordering': ('sortering', 'pk'),
                'permissions': [('kommune_bosetter_skriv', 'kommune_bosetter_skriv'), ('kommune_bosetter_les', 'kommune_bosetter_les'), ('kommune_administrator', 'kommune_administrator'), ('kommune_nir_superbruker', 'kommune_nir_superbruker'), ('kommune_tilskudd', 'kommune_tilskudd'), ('kommune_ekstratilskudd', 'kommune_ekstratilskudd'), ('fylke_les', 'fylke_les'), ('se_sensitivt', 'se_sensitivt')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gyldig_til', None)), fields=('nummer',), name='imdinett_kommune_ett_gyldig_nummer'), models.UniqueConstraint(condition=models.Q(('orgnr', ''), _negated=True), fields=('orgnr',), name='imdinett_kommune_orgnr')],
            },
        ),
        migrations.CreateModel(
            name='Kommunenummer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='perioder', to='imdinett.kommune', verbose_name='kommune')),
                ('nummer', models.CharField(max_length=4, verbose_name='kommunenummer')),
                ('navn', models.CharField(max_length=120, verbose_name='navn')),
                ('gyldig_fra', models.DateField(null=True, verbose_name='fra og med')),
                ('gyldig_til', models.DateField(help_text='Første dag som ikke er med.', null=True, verbose_name='til')),
            ],
            options={
                'verbose_name': 'kommunenummer',
                'verbose_name_plural': 'kommunenumre',
                'ordering': ('nummer', models.OrderBy(models.F('gyldig_fra'), nulls_first=True)),
                'constraints': [models.CheckConstraint(condition=models.Q(('gyldig_fra', None), ('gyldig_til', None), ('gyldig_fra__lt', models.F('gyldig_til')), _connector='OR'), name='imdinett_kommunenummer_rekkefolge'), models.UniqueConstraint(fields=('nummer', 'gyldig_fra'), name='imdinett_kommunenummer_en_start', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Etterfolger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gammel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='etterfolgere', to='imdinett.kommune', verbose_name='opphørt kommune')),
                ('ny', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forgjengere', to='imdinett.kommune', verbose_name='ny kommune')),
                ('dato', models.DateField(verbose_name='dato')),
            ],
            options={
                'verbose_name': 'etterfølger',
                'verbose_name_plural': 'etterfølgere',
                'constraints': [models.UniqueConstraint(fields=('gammel', 'ny'), name='imdinett_etterfolger_par')],
            },
        ),
        migrations.CreateModel(
            name='Enhet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('navn', models.CharField(max_length=100, unique=True, verbose_name='navn')),
                ('type', models.CharField(choices=[('mottak', 'mottak'), ('omsorgssenter', 'omsorgssenter'), ('bufetat', 'Bufetat')], max_length=15, verbose_name='type')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='imdinett.kommune', verbose_name='ligger i')),
                ('overordnet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='underenheter', to='imdinett.enhet', verbose_name='hører til')),
            ],
            options={
                'verbose_name': 'enhet',
                'verbose_name_plural': 'enheter',
                'ordering': ('navn',),
                'constraints': [models.CheckConstraint(condition=models.Q(('overordnet', None), ('type', 'omsorgssenter'), _connector='OR'), name='imdinett_enhet_under_bufetat')],
            },
        ),
        migrations.CreateModel(
            name='Bruker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('epost', models.EmailField(max_length=254, unique=True, verbose_name='e-post')),
                ('navn', models.CharField(max_length=100, verbose_name='navn')),
                ('telefon', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('sprak', models.CharField(blank=True, choices=[('nb', 'bokmål'), ('nn', 'nynorsk')], max_length=2, verbose_name='språk')),
                ('farger', models.CharField(choices=[('auto', 'som enheten min'), ('light', 'lyst'), ('dark', 'mørkt')], default='auto', max_length=5, verbose_name='farger')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('stengt_tid', models.DateTimeField(null=True, verbose_name='stengt')),
                ('stengt_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stengt_grunn', models.CharField(blank=True, max_length=200, verbose_name='hvorfor stengt')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'bruker',
                'verbose_name_plural': 'brukere',
                'ordering': ('navn', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('epost', django.db.models.functions.text.Lower('epost'))), name='imdinett_bruker_epost_smaa'), models.CheckConstraint(condition=models.Q(models.Q(('stengt_av', None), ('stengt_tid', None)), models.Q(('stengt_av__isnull', False), ('stengt_tid__isnull', False)), _connector='OR'), name='imdinett_bruker_stengt_av')],
            },
            bases=(models.Model, guardian.mixins.GuardianUserMixin),
        ),
        migrations.CreateModel(
            name='Kontaktinformasjon',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kontakter', to='imdinett.kommune', verbose_name='kommune')),
                ('adresselinje', models.CharField(max_length=100, verbose_name='postadresse')),
                ('postnummer', models.CharField(max_length=4, verbose_name='postnummer')),
                ('poststed', models.CharField(max_length=40, verbose_name='poststed')),
                ('postmottak', models.EmailField(max_length=254, verbose_name='e-post til postmottaket')),
                ('telefon', models.CharField(blank=True, max_length=20, verbose_name='telefon')),
                ('kontaktperson', models.CharField(blank=True, max_length=100, verbose_name='kontakt for bosetting')),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                ('registrert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kontaktinformasjon',
                'verbose_name_plural': 'kontaktinformasjon',
                'ordering': ('-registrert_tid', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Kommunetilgang',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tilganger', to='imdinett.kommune')),
            ],
            options={
                'verbose_name': 'rolle i kommune',
                'verbose_name_plural': 'roller i kommuner',
                'abstract': False,
                'unique_together': {('user', 'permission', 'content_object')},
            },
        ),
        migrations.CreateModel(
            name='Enhetsmedlem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enheter', to=settings.AUTH_USER_MODEL)),
                ('enhet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='medlemmer', to='imdinett.enhet')),
                ('rolle', models.CharField(max_length=30, verbose_name='rolle')),
            ],
            options={
                'verbose_name': 'medlem av enhet',
                'verbose_name_plural': 'medlemmer av enheter',
                'constraints': [models.UniqueConstraint(fields=('bruker', 'enhet', 'rolle'), name='imdinett_enhetsmedlem_en_gang')],
            },
        ),
        migrations.CreateModel(
            name='Opplasting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('rettighet', models.CharField(blank=True, help_text='Retten som trengs for å lese filen.', max_length=40)),
                ('filnavn', models.CharField(max_length=200, verbose_name='filnavn')),
                ('type', models.CharField(max_length=80, verbose_name='filtype')),
                ('storrelse', models.PositiveIntegerField(verbose_name='størrelse i byte')),
                ('sha256', models.CharField(max_length=64)),
                ('tilstand', models.CharField(choices=[('venter', 'Venter på viruskontroll'), ('ren', 'Kontrollert'), ('smittet', 'Stoppet: filen har virus')], default='venter', max_length=8, verbose_name='status')),
                ('funn', models.CharField(blank=True, max_length=200, verbose_name='funn')),
                ('lastet_opp_tid', models.DateTimeField(verbose_name='lastet opp')),
                ('lastet_opp_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('skannet_tid', models.DateTimeField(null=True, verbose_name='kontrollert')),
            ],
            options={
                'verbose_name': 'opplasting',
                'verbose_name_plural': 'opplastinger',
                'ordering': ('-lastet_opp_tid', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('skannet_tid', None), ('tilstand', 'venter')), models.Q(models.Q(('tilstand', 'venter'), _negated=True), ('skannet_tid__isnull', False)), _connector='OR'), name='imdinett_opplasting_skannet')],
            },
        ),
        migrations.CreateModel(
            name='Databehandleravtale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='avtaler', to='imdinett.kommune', verbose_name='kommune')),
                ('versjon', models.CharField(max_length=20, verbose_name='versjon av avtalen')),
                ('signert_dato', models.DateField(verbose_name='signert')),
                ('signert_av', models.CharField(help_text='Navn og stilling.', max_length=100, verbose_name='signert av')),
                ('referanse', models.CharField(blank=True, help_text='Hvor den signerte avtalen ligger, for eksempel i arkivet.', max_length=60, verbose_name='referanse')),
                ('dokument', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.opplasting', verbose_name='dokument')),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                ('registrert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opphevet_tid', models.DateTimeField(null=True, verbose_name='opphevet')),
                ('opphevet_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'databehandleravtale',
                'verbose_name_plural': 'databehandleravtaler',
                'ordering': ('-registrert_tid',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('opphevet_tid', None)), fields=('kommune',), name='imdinett_databehandleravtale_en_gyldig'), models.CheckConstraint(condition=models.Q(models.Q(('opphevet_av', None), ('opphevet_tid', None)), models.Q(('opphevet_av__isnull', False), ('opphevet_tid__isnull', False)), _connector='OR'), name='imdinett_databehandleravtale_opphevet_av')],
            },
        ),
    ]
