"""Rounds, the computed numbers, kommunenes vedtak and their places."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from imdinett.kjerne.grunnmigrering import Grunnmigrering


class Migration(Grunnmigrering):
    replaces = [
        ("bosetting", navn)
        for navn in (
            "0013_avvik_eier",
            "0014_rapportfiler",
            "0015_antall_plasser",
            "0016_tidsplan",
            "0017_innsynskopi",
            "0018_modell",
        )
    ]

    initial = True

    dependencies = [
        ('bosetting', '0001_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='Anmodningsrunde',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('aar', models.PositiveSmallIntegerField(verbose_name='år')),
                ('versjon', models.PositiveSmallIntegerField(verbose_name='versjon')),
                ('type', models.CharField(choices=[('ordinar', 'ordinær anmodning'), ('tillegg', 'tilleggsanmodning'), ('justert', 'justert anmodning')], default='ordinar', max_length=8, verbose_name='type')),
                ('behov', models.PositiveIntegerField(verbose_name='nasjonalt behov')),
                ('behov_em', models.PositiveIntegerField(default=0, verbose_name='herav enslige mindreårige')),
                ('frist', models.DateField(verbose_name='svarfrist')),
                ('kriterier', models.TextField(max_length=4000, verbose_name='kriterier i brevet, bokmål')),
                ('kriterier_nn', models.TextField(blank=True, max_length=4000, verbose_name='kriterier i brevet, nynorsk')),
                ('tilstand', models.CharField(choices=[('utkast', 'Utkast'), ('sendt', 'Sendt')], default='utkast', max_length=8, verbose_name='status')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('opprettet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sendt_tid', models.DateTimeField(null=True, verbose_name='sendt')),
                ('sendt_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('endret_nr', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'anmodningsrunde',
                'verbose_name_plural': 'anmodningsrunder',
                'ordering': ('-aar', '-versjon'),
                'constraints': [models.UniqueConstraint(fields=('aar', 'versjon'), name='bosetting_anmodningsrunde_versjon'), models.CheckConstraint(condition=models.Q(('behov_em__lte', models.F('behov'))), name='bosetting_anmodningsrunde_em'), models.CheckConstraint(condition=models.Q(models.Q(('sendt_av', None), ('sendt_tid', None)), models.Q(('sendt_av__isnull', False), ('sendt_tid__isnull', False)), _connector='OR'), name='bosetting_anmodningsrunde_sendt_av')],
            },
        ),
        migrations.CreateModel(
            name='Anmodning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('runde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anmodninger', to='bosetting.anmodningsrunde')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='anmodninger', to='imdinett.kommune', verbose_name='kommune')),
                ('aar', models.PositiveSmallIntegerField(verbose_name='år')),
                ('antall', models.PositiveIntegerField(verbose_name='anmodet')),
                ('herav_em', models.PositiveIntegerField(default=0, verbose_name='herav enslige mindreårige')),
                ('begrunnelse', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse')),
                ('tilstand', models.CharField(choices=[('utkast', 'Utkast'), ('sendt', 'Sendt'), ('purret', 'Purret'), ('besvart', 'Besvart'), ('erstattet', 'Erstattet')], default='utkast', max_length=9, verbose_name='status')),
                ('purret_tid', models.DateTimeField(null=True, verbose_name='sist purret')),
            ],
            options={
                'verbose_name': 'anmodning',
                'verbose_name_plural': 'anmodninger',
                'ordering': ('-aar', 'kommune__sortering', '-runde__versjon'),
                'constraints': [models.UniqueConstraint(fields=('runde', 'kommune'), name='bosetting_anmodning_en_per_runde'), models.UniqueConstraint(condition=models.Q(('tilstand__in', ('sendt', 'purret', 'besvart'))), fields=('kommune', 'aar'), name='bosetting_anmodning_en_gjeldende'), models.CheckConstraint(condition=models.Q(('herav_em__lte', models.F('antall'))), name='bosetting_anmodning_em')],
            },
        ),
        migrations.CreateModel(
            name='Kommunevedtak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kommunevedtak', to='imdinett.kommune', verbose_name='kommune')),
                ('aar', models.PositiveSmallIntegerField(verbose_name='år')),
                ('anmodning', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='kommunevedtak', to='bosetting.anmodning', verbose_name='svar på anmodning')),
                ('antall', models.PositiveIntegerField(verbose_name='vedtatt antall')),
                ('herav_em', models.PositiveIntegerField(default=0, verbose_name='herav enslige mindreårige')),
                ('vedtaksdato', models.DateField(verbose_name='dato for vedtaket')),
                ('dokument', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.opplasting', verbose_name='dokument')),
                ('merknad', models.TextField(blank=True, max_length=1000, verbose_name='merknad')),
                ('onsker', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('familier', 'Familier med barn'), ('store_husstander', 'Store husstander (fem personer eller flere)'), ('enslige', 'Enslige voksne'), ('em', 'Enslige mindreårige'), ('tilrettelagt_bolig', 'Personer som trenger tilrettelagt bolig'), ('helsebehov', 'Personer med store behov for helsetjenester')], max_length=20), blank=True, default=list, help_text='Binder ingen (B-023).', size=None, verbose_name='ønsker og kapasitet')),
                ('tilstand', models.CharField(choices=[('registrert', 'Registrert, ikke godkjent'), ('godkjent', 'Godkjent'), ('erstattet', 'Erstattet')], default='registrert', max_length=10, verbose_name='status')),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                ('registrert_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('godkjent_tid', models.DateTimeField(null=True, verbose_name='godkjent')),
                ('godkjent_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('versjon', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'kommunens vedtak',
                'verbose_name_plural': 'kommunenes vedtak',
                'ordering': ('-aar', '-registrert_tid', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('tilstand', 'godkjent')), fields=('kommune', 'aar'), name='bosetting_kommunevedtak_ett_gjeldende'), models.CheckConstraint(condition=models.Q(('herav_em__lte', models.F('antall'))), name='bosetting_kommunevedtak_em'), models.CheckConstraint(condition=models.Q(models.Q(('godkjent_av', None), ('godkjent_tid', None)), models.Q(('godkjent_av__isnull', False), ('godkjent_tid__isnull', False)), _connector='OR'), name='bosetting_kommunevedtak_godkjent_av')],
            },
        ),
        migrations.CreateModel(
            name='Plassendring',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plassendringer', to='imdinett.kommune', verbose_name='kommune')),
                ('aar', models.PositiveSmallIntegerField(verbose_name='år')),
                ('slag', models.CharField(choices=[('ordinaer', 'Gjøres om til ordinære plasser'), ('neste_aar', 'Flyttes til neste år')], max_length=9, verbose_name='endring')),
                ('antall', models.PositiveIntegerField(verbose_name='antall plasser')),
                ('begrunnelse', models.CharField(max_length=300, verbose_name='begrunnelse')),
                ('tilstand', models.CharField(choices=[('foreslatt', 'Foreslått'), ('bekreftet', 'Bekreftet'), ('avslatt', 'Avslått'), ('trukket', 'Trukket')], default='foreslatt', max_length=9, verbose_name='status')),
                ('foreslatt_part', models.CharField(choices=[('kommune', 'Kommunen'), ('imdi', 'IMDi')], max_length=7, verbose_name='foreslått av')),
                ('foreslatt_tid', models.DateTimeField(verbose_name='foreslått')),
                ('foreslatt_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('avgjort_tid', models.DateTimeField(null=True, verbose_name='avgjort')),
                ('avgjort_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'endring av plasser for enslige mindreårige',
                'verbose_name_plural': 'endringer av plasser for enslige mindreårige',
                'ordering': ('-foreslatt_tid', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('tilstand', 'foreslatt')), fields=('kommune', 'aar'), name='bosetting_plassendring_ett_forslag'), models.CheckConstraint(condition=models.Q(('antall__gt', 0)), name='bosetting_plassendring_antall'), models.CheckConstraint(condition=models.Q(models.Q(('avgjort_av', None), ('avgjort_tid', None), ('tilstand', 'foreslatt')), models.Q(models.Q(('tilstand', 'foreslatt'), _negated=True), ('avgjort_av__isnull', False), ('avgjort_tid__isnull', False)), _connector='OR'), name='bosetting_plassendring_avgjort_av')],
            },
        ),
        migrations.CreateModel(
            name='Plassbok',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune')),
                ('aar', models.PositiveSmallIntegerField()),
            ],
            options={
                'verbose_name': 'plassbok',
                'verbose_name_plural': 'plassbøker',
                'constraints': [models.UniqueConstraint(fields=('kommune', 'aar'), name='bosetting_plassbok_en')],
            },
        ),
        migrations.CreateModel(
            name='Kriteriemal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.SlugField(max_length=30, verbose_name='kode')),
                ('navn', models.CharField(max_length=80, verbose_name='navn, bokmål')),
                ('navn_nn', models.CharField(max_length=80, verbose_name='navn, nynorsk')),
                ('kilde', models.CharField(choices=[('folketall', 'folketallet i kommuneregisteret'), ('forrige', 'anmodningen som gjaldt før runden'), ('fil', 'fil')], default='fil', max_length=9, verbose_name='verdiene kommer fra')),
                ('grunnlag', models.CharField(choices=[('verdi', 'En mengde (verdien brukes som den er)'), ('per_innbygger', 'En andel eller rate (verdien ganges med folketallet)')], default='verdi', max_length=13, verbose_name='hva verdien er')),
                ('rekkefolge', models.PositiveSmallIntegerField(default=0)),
                ('vekt', models.PositiveSmallIntegerField(default=0, verbose_name='vekt i prosent')),
                ('vekt_em', models.PositiveSmallIntegerField(default=0, verbose_name='vekt i prosent, enslige mindreårige')),
                ('gyldig_fra', models.DateField(verbose_name='gjelder fra')),
                ('gyldig_til', models.DateField(blank=True, help_text='Første dag som ikke er med.', null=True, verbose_name='gjelder til')),
                ('status', models.CharField(choices=[('fastsatt', 'fastsatt'), ('forslag', 'forslag – avklares')], default='forslag', max_length=9, verbose_name='status')),
                ('hjemmel', models.CharField(blank=True, max_length=300, verbose_name='hvor det står')),
            ],
            options={
                'verbose_name': 'mal for kriterium',
                'verbose_name_plural': 'maler for kriterier',
                'ordering': ('rekkefolge', 'kode', 'gyldig_fra'),
                'constraints': [models.UniqueConstraint(fields=('kode', 'gyldig_fra'), name='bosetting_kriteriemal_en_start'), models.CheckConstraint(condition=models.Q(('vekt__lte', 100), ('vekt_em__lte', 100)), name='bosetting_kriteriemal_vekt')],
            },
        ),
        migrations.CreateModel(
            name='Rundekriterium',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.SlugField(max_length=30, verbose_name='kode')),
                ('navn', models.CharField(max_length=80, verbose_name='navn, bokmål')),
                ('navn_nn', models.CharField(max_length=80, verbose_name='navn, nynorsk')),
                ('kilde', models.CharField(choices=[('folketall', 'folketallet i kommuneregisteret'), ('forrige', 'anmodningen som gjaldt før runden'), ('fil', 'fil')], default='fil', max_length=9, verbose_name='verdiene kommer fra')),
                ('grunnlag', models.CharField(choices=[('verdi', 'En mengde (verdien brukes som den er)'), ('per_innbygger', 'En andel eller rate (verdien ganges med folketallet)')], default='verdi', max_length=13, verbose_name='hva verdien er')),
                ('rekkefolge', models.PositiveSmallIntegerField(default=0)),
                ('runde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rundekriterier', to='bosetting.anmodningsrunde')),
                ('status', models.CharField(choices=[('fastsatt', 'fastsatt'), ('forslag', 'forslag – avklares')], default='fastsatt', max_length=9, verbose_name='status')),
                ('verdier_fra', models.CharField(blank=True, max_length=200, verbose_name='hvor verdiene er hentet')),
                ('verdier_dato', models.DateField(null=True, verbose_name='verdiene gjelder per')),
            ],
            options={
                'verbose_name': 'kriterium i runden',
                'verbose_name_plural': 'kriterier i runden',
                'ordering': ('rekkefolge', 'kode'),
                'constraints': [models.UniqueConstraint(fields=('runde', 'kode'), name='bosetting_rundekriterium_en')],
            },
        ),
        migrations.CreateModel(
            name='Kriterieverdi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kriterium', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdier', to='bosetting.rundekriterium')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('verdi', models.DecimalField(decimal_places=4, max_digits=14, verbose_name='verdi')),
            ],
            options={
                'verbose_name': 'kriterieverdi',
                'verbose_name_plural': 'kriterieverdier',
                'constraints': [models.UniqueConstraint(fields=('kriterium', 'kommune'), name='bosetting_kriterieverdi_en'), models.CheckConstraint(condition=models.Q(('verdi__gte', 0)), name='bosetting_kriterieverdi_ikke_negativ')],
            },
        ),
        migrations.CreateModel(
            name='Variant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('runde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='varianter', to='bosetting.anmodningsrunde')),
                ('navn', models.CharField(max_length=60, verbose_name='navn')),
                ('minste', models.PositiveSmallIntegerField(verbose_name='minste antall til en kommune')),
                ('begrunnelse', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse for et lavere minsteantall')),
                ('opprettet_tid', models.DateTimeField(verbose_name='opprettet')),
                ('opprettet_av', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brukt_tid', models.DateTimeField(null=True, verbose_name='brukt i runden')),
                ('brukt_av', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brukt_nr', models.PositiveIntegerField(help_text='Endringen som ble brukt.', null=True)),
                ('endret_nr', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'variant av beregningen',
                'verbose_name_plural': 'varianter av beregningen',
                'ordering': ('runde', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('runde', 'navn'), name='bosetting_variant_navn'), models.UniqueConstraint(condition=models.Q(('brukt_tid__isnull', False)), fields=('runde',), name='bosetting_variant_en_brukt'), models.CheckConstraint(condition=models.Q(models.Q(('brukt_av', None), ('brukt_nr', None), ('brukt_tid', None)), models.Q(('brukt_av__isnull', False), ('brukt_nr__isnull', False), ('brukt_tid__isnull', False)), _connector='OR'), name='bosetting_variant_brukt_av')],
            },
        ),
        migrations.CreateModel(
            name='Variantvekt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='vekter', to='bosetting.variant')),
                ('kriterium', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bosetting.rundekriterium')),
                ('vekt', models.PositiveSmallIntegerField(verbose_name='vekt i prosent')),
                ('vekt_em', models.PositiveSmallIntegerField(verbose_name='vekt i prosent, enslige mindreårige')),
            ],
            options={
                'verbose_name': 'vekt i varianten',
                'verbose_name_plural': 'vekter i varianten',
                'constraints': [models.UniqueConstraint(fields=('variant', 'kriterium'), name='bosetting_variantvekt_en'), models.CheckConstraint(condition=models.Q(('vekt__lte', 100), ('vekt_em__lte', 100)), name='bosetting_variantvekt_vekt')],
            },
        ),
        migrations.CreateModel(
            name='Variantkommune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='valg', to='bosetting.variant')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('utelatt', models.BooleanField(default=False, verbose_name='holdes utenfor')),
                ('med_em', models.BooleanField(default=False, verbose_name='blir bedt om å ta imot enslige mindreårige')),
                ('antall', models.PositiveIntegerField(null=True, verbose_name='antall satt manuelt')),
                ('herav_em', models.PositiveIntegerField(null=True, verbose_name='herav enslige mindreårige, satt manuelt')),
                ('begrunnelse', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse')),
            ],
            options={
                'verbose_name': 'valg for en kommune',
                'verbose_name_plural': 'valg for kommuner',
                'constraints': [models.UniqueConstraint(fields=('variant', 'kommune'), name='bosetting_variantkommune_en'), models.CheckConstraint(condition=models.Q(models.Q(('antall', None), ('herav_em', None)), models.Q(('antall__isnull', False), ('herav_em__isnull', False), ('herav_em__lte', models.F('antall'))), _connector='OR'), name='bosetting_variantkommune_em'), models.CheckConstraint(condition=models.Q(models.Q(('begrunnelse', ''), _negated=True), models.Q(('antall', None), ('utelatt', False)), _connector='OR'), name='bosetting_variantkommune_begrunnet'), models.CheckConstraint(condition=models.Q(('utelatt', False), models.Q(('antall', None), ('med_em', False)), _connector='OR'), name='bosetting_variantkommune_ett_valg')],
            },
        ),
        migrations.CreateModel(
            name='Modelltall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('runde', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='modelltall', to='bosetting.anmodningsrunde')),
                ('kommune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
                ('ordinaere', models.PositiveIntegerField(verbose_name='beregnet, uten enslige mindreårige')),
                ('em', models.PositiveIntegerField(verbose_name='beregnet, enslige mindreårige')),
                ('minste', models.PositiveSmallIntegerField(verbose_name='minste antall')),
                ('utelatt', models.BooleanField(default=False, verbose_name='holdt utenfor')),
                ('antall', models.PositiveIntegerField(null=True, verbose_name='antall satt manuelt')),
                ('herav_em', models.PositiveIntegerField(null=True, verbose_name='herav enslige mindreårige, satt manuelt')),
                ('begrunnelse', models.CharField(blank=True, max_length=300, verbose_name='begrunnelse')),
                ('deler', models.JSONField(default=list, verbose_name='hva hvert kriterium gir')),
            ],
            options={
                'verbose_name': 'beregnet tall',
                'verbose_name_plural': 'beregnede tall',
                'ordering': ('runde', 'kommune__nummer'),
                'constraints': [models.UniqueConstraint(fields=('runde', 'kommune'), name='bosetting_modelltall_en')],
            },
        ),
    ]
