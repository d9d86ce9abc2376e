"""All that a folder holds: how long a permit holds, contact and earlier places, relatives abroad, plans with a date."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bosetting", "0006_rapportfil_av_liste"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='kartlegging',
            name='aktiviteter',
            field=models.CharField(blank=True, max_length=300, verbose_name='aktiviteter'),
        ),
        migrations.AddField(
            model_name='kartlegging',
            name='interesser',
            field=models.CharField(blank=True, max_length=300, verbose_name='interesser'),
        ),
        migrations.AddField(
            model_name='kartlegging',
            name='merknad',
            field=models.CharField(blank=True, max_length=600, verbose_name='merknader til kompetansen'),
        ),
        migrations.AddField(
            model_name='mappedokument',
            name='dato',
            field=models.DateField(null=True, verbose_name='dokumentets dato'),
        ),
        migrations.AddField(
            model_name='mappedokument',
            name='enhet',
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name='+',
                to='imdinett.enhet',
                verbose_name='lagt inn av',
            ),
        ),
        migrations.AddField(
            model_name='person',
            name='bosted_fra',
            field=models.DateField(null=True, verbose_name='bor der fra'),
        ),
        migrations.AddField(
            model_name='person',
            name='kontakt_navn',
            field=models.CharField(blank=True, max_length=100, verbose_name='kontaktperson der personen bor'),
        ),
        migrations.AddField(
            model_name='person',
            name='kontakt_telefon',
            field=models.CharField(blank=True, max_length=20, verbose_name='telefon til kontaktpersonen'),
        ),
        migrations.AddField(
            model_name='sak',
            name='tillatelse_gyldig_til',
            field=models.DateField(null=True, verbose_name='tillatelsen er gyldig til'),
        ),
        migrations.AlterField(
            model_name='mappedokument',
            name='slag',
            field=models.CharField(
                choices=[
                    ('kartlegging', 'Kartleggingsskjema'),
                    ('brev', 'Brev'),
                    ('plan', 'Plan eller vurdering'),
                    ('samtykke', 'Samtykke'),
                    ('kopp', 'KOPP'),
                    ('mal_og_arbeidsplan', 'Mål- og arbeidsplan'),
                    ('em_kartlegging', 'Individuell kartlegging'),
                    ('tiltaksplan', 'Tiltaksplan'),
                    ('annet', 'Annet'),
                ],
                max_length=20,
                verbose_name='slag',
            ),
        ),
        migrations.AddConstraint(
            model_name='mappedokument',
            constraint=models.CheckConstraint(
                condition=models.Q(('kommune', None), ('enhet', None), _connector='OR'),
                name='bosetting_mappedokument_en_kilde',
            ),
        ),
        migrations.AddConstraint(
            model_name='mappedokument',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ('slag__in', ['em_kartlegging', 'kopp', 'mal_og_arbeidsplan', 'tiltaksplan']), _negated=True
                    ),
                    ('dato__isnull', False),
                    _connector='OR',
                ),
                name='bosetting_mappedokument_plan_dato',
            ),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            'gradering__in',
                            frozenset(['strengt_fortrolig', 'strengt_fortrolig_utland', 'skjermet_identitet']),
                        ),
                        _negated=True,
                    ),
                    models.Q(('kontakt_navn', ''), ('kontakt_telefon', '')),
                    _connector='OR',
                ),
                name='bosetting_person_uten_kontakt',
            ),
        ),
        migrations.AddConstraint(
            model_name='sak',
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ('tillatelse_gyldig_til', None),
                    models.Q(
                        ('tillatelse_dato__isnull', False),
                        ('tillatelse_gyldig_til__gt', models.F('tillatelse_dato')),
                    ),
                    _connector='OR',
                ),
                name='bosetting_sak_gyldig_etter_gitt',
            ),
        ),
        migrations.CreateModel(
            name='FamilieUte',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                (
                    'type',
                    models.CharField(
                        choices=[
                            ('ektefelle', 'ektefelle eller samboer'),
                            ('forelder', 'mor eller far'),
                            ('barn', 'barn'),
                            ('sosken', 'søsken'),
                            ('annen', 'annen nær familie'),
                        ],
                        max_length=10,
                        verbose_name='slektskap',
                    ),
                ),
                ('navn', models.CharField(blank=True, max_length=100, verbose_name='navn')),
                ('fodselsaar', models.PositiveSmallIntegerField(null=True, verbose_name='fødselsår')),
                ('land', models.CharField(max_length=60, verbose_name='land')),
                (
                    'gjenforening',
                    models.CharField(
                        choices=[
                            ('ukjent', 'ikke kjent'),
                            ('ikke_sokt', 'ikke søkt'),
                            ('sokt', 'søkt'),
                            ('innvilget', 'innvilget'),
                            ('avslatt', 'avslått'),
                        ],
                        default='ukjent',
                        max_length=9,
                        verbose_name='familiegjenforening',
                    ),
                ),
                ('registrert_tid', models.DateTimeField(verbose_name='registrert')),
                (
                    'person',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='familie_ute',
                        to='bosetting.person',
                        verbose_name='person',
                    ),
                ),
                (
                    'registrert_av',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                'verbose_name': 'familie i utlandet',
                'verbose_name_plural': 'familie i utlandet',
                'ordering': ('pk',),
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(('navn', ''), _negated=True), ('fodselsaar__isnull', False), _connector='OR'
                        ),
                        name='bosetting_familieute_navn_eller_aar',
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name='Tidligerebosted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('adresse', models.CharField(blank=True, max_length=120, verbose_name='adresse')),
                ('postnummer', models.CharField(blank=True, max_length=4, verbose_name='postnummer')),
                ('poststed', models.CharField(blank=True, max_length=40, verbose_name='poststed')),
                ('fra_dato', models.DateField(null=True, verbose_name='fra')),
                ('til_dato', models.DateField(verbose_name='til')),
                (
                    'enhet',
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='+',
                        to='imdinett.enhet',
                        verbose_name='mottak',
                    ),
                ),
                (
                    'person',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name='tidligere_bosteder',
                        to='bosetting.person',
                        verbose_name='person',
                    ),
                ),
            ],
            options={
                'verbose_name': 'tidligere bosted',
                'verbose_name_plural': 'tidligere bosteder',
                'ordering': ('-til_dato', '-pk'),
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(
                            ('enhet__isnull', False), models.Q(('adresse', ''), _negated=True), _connector='OR'
                        ),
                        name='bosetting_tidligerebosted_et_sted',
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ('fra_dato', None), ('til_dato__gte', models.F('fra_dato')), _connector='OR'
                        ),
                        name='bosetting_tidligerebosted_rekkefolge',
                    ),
                ],
            },
        ),
    ]
