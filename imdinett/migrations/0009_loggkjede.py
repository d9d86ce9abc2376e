"""The access log in chains of hashes; both logs can only be added to."""

import django.db.models.deletion
from django.db import migrations, models

from imdinett.hendelse import kjede, vern

BIT = 5_000


def kjed_gamle(apps, schema_editor):
    """The lines that are there, in the order in which they were written: read as a stream, and put in by COPY."""
    forbindelse = schema_editor.connection
    Innsyn = apps.get_model("imdinett", "Innsyn")
    hoder, bit = {}, []
    alle = Innsyn.objects.using(forbindelse.alias).order_by("pk")
    for rad in alle.values_list("pk", *kjede.FELTER, named=True).iterator(chunk_size=BIT):
        navn = kjede.navn(kommune_id=rad.kommune_id, enhet=rad.enhet, bruker_id=rad.bruker_id)
        hode = hoder.setdefault(navn, kjede.Hode(navn))
        bit.append((rad.pk, *hode.neste(kjede.verdier(rad))))
        if len(bit) == BIT:
            _skriv(forbindelse, bit)
    _skriv(forbindelse, bit)
    with forbindelse.cursor() as markor, markor.copy("copy imdinett_kjedehode (kjede, siste_nr, siste_hash) from stdin") as kopi:
        for hode in hoder.values():
            kopi.write_row((hode.kjede, hode.nr, hode.hash))


def _skriv(forbindelse, bit):
    if not bit:
        return
    with forbindelse.cursor() as markor:
        markor.execute("create temporary table kjeding (id bigint, kjede text, nr bigint, forrige text, denne text) on commit drop")
        with markor.copy("copy kjeding from stdin") as kopi:
            for rad in bit:
                kopi.write_row(rad)
        markor.execute(
            "update imdinett_innsyn i set kjede = k.kjede, nr = k.nr, forrige_hash = k.forrige, hash = k.denne"
            " from kjeding k where k.id = i.id"
        )
        markor.execute("drop table kjeding")
    bit.clear()


class Migration(migrations.Migration):

    dependencies = [
        ("imdinett", "0008_oversettelse"),
    ]

    operations = [
        migrations.CreateModel(
            name='Kjedehode',
            fields=[
                ('kjede', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('siste_nr', models.BigIntegerField()),
                ('siste_hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'kjedehode',
                'verbose_name_plural': 'kjedehoder',
                'ordering': ('kjede',),
            },
        ),
        migrations.AddField('innsyn', 'slettet_fra', models.BigIntegerField(null=True)),
        migrations.AddField('innsyn', 'slettet_til', models.BigIntegerField(null=True)),
        migrations.AddField('innsyn', 'slettet_hash', models.CharField(blank=True, default='', max_length=64), preserve_default=False),
        migrations.AddField('innsyn', 'kjede', models.CharField(max_length=120, null=True)),
        migrations.AddField('innsyn', 'nr', models.BigIntegerField(null=True)),
        migrations.AddField('innsyn', 'forrige_hash', models.CharField(max_length=64, null=True)),
        migrations.AddField('innsyn', 'hash', models.CharField(max_length=64, null=True)),
        migrations.RunPython(kjed_gamle, migrations.RunPython.noop),
        migrations.AlterField('innsyn', 'kjede', models.CharField(max_length=120)),
        migrations.AlterField('innsyn', 'nr', models.BigIntegerField()),
        migrations.AlterField('innsyn', 'forrige_hash', models.CharField(max_length=64)),
        migrations.AlterField('innsyn', 'hash', models.CharField(max_length=64)),
        migrations.AddConstraint(
            model_name='innsyn',
            constraint=models.UniqueConstraint(fields=('kjede', 'nr'), name='imdinett_innsyn_kjede_nr'),
        ),
        migrations.AddConstraint(
            model_name='innsyn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('slettet_fra', None), ('slettet_hash', ''), ('slettet_til', None)), models.Q(models.Q(('slettet_fra', None), _negated=True), models.Q(('slettet_til', None), _negated=True), models.Q(('slettet_hash', ''), _negated=True), ('nr__gt', models.F('slettet_til')), ('slettet_fra__gte', 1), ('slettet_til__gte', models.F('slettet_fra'))), _connector='OR'), name='imdinett_innsyn_slettet_hva'),
        ),
        migrations.AddIndex(
            model_name='innsyn',
            index=models.Index(condition=models.Q(('slettet_til__isnull', False)), fields=['kjede'], name='imdinett_innsyn_slettet'),
        ),
        migrations.CreateModel(
            name='Kjedekontroll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('startet_tid', models.DateTimeField(verbose_name='startet')),
                ('ferdig_tid', models.DateTimeField(verbose_name='ferdig')),
                ('kjeder', models.PositiveIntegerField(verbose_name='kjeder')),
                ('linjer', models.PositiveBigIntegerField(verbose_name='linjer')),
                ('antall_funn', models.PositiveIntegerField(verbose_name='funn')),
            ],
            options={
                'verbose_name': 'kontroll av loggkjedene',
                'verbose_name_plural': 'kontroller av loggkjedene',
                'ordering': ('-startet_tid', '-pk'),
                'indexes': [models.Index(fields=['-startet_tid', '-id'], name='imdinett_kjedekontroll_sist')],
            },
        ),
        migrations.CreateModel(
            name='Kjedefunn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kontroll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funn', to='imdinett.kjedekontroll')),
                ('slag', models.CharField(choices=[('endret', 'Linje endret'), ('mangler', 'Linje mangler'), ('innsatt', 'Linje satt inn'), ('ombyttet', 'Linje byttet om'), ('hale_kuttet', 'Slutten mangler'), ('hode_endret', 'Hodet er endret'), ('sendt_hode_avviker', 'Avviker fra hodet som ble sendt'), ('slettet_for_tidlig', 'Slettet før tiden'), ('liste_ugyldig', 'Listen over hoder er forfalsket')], max_length=20, verbose_name='hva')),
                ('kjede', models.CharField(blank=True, max_length=120, verbose_name='kjede')),
                ('fra_nr', models.BigIntegerField(verbose_name='fra linje')),
                ('til_nr', models.BigIntegerField(verbose_name='til linje')),
            ],
            options={
                'verbose_name': 'funn i en loggkjede',
                'verbose_name_plural': 'funn i loggkjedene',
                'ordering': ('kjede', 'fra_nr', 'slag'),
                'constraints': [models.UniqueConstraint(fields=('kontroll', 'slag', 'kjede', 'fra_nr'), name='imdinett_kjedefunn_ett')],
            },
        ),
        migrations.CreateModel(
            name='Hodeliste',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('laget_tid', models.DateTimeField(verbose_name='laget')),
                ('antall', models.PositiveIntegerField(verbose_name='kjeder')),
                ('tekst', models.TextField(verbose_name='liste')),
                ('sendt_til', models.EmailField(blank=True, max_length=254, verbose_name='sendt til')),
            ],
            options={
                'verbose_name': 'liste over kjedehoder',
                'verbose_name_plural': 'lister over kjedehoder',
                'ordering': ('-laget_tid', '-pk'),
                'indexes': [models.Index(fields=['-laget_tid', '-id'], name='imdinett_hodeliste_sist')],
            },
        ),
        migrations.RunPython(
            lambda apps, schema_editor: vern.legg_paa(schema_editor.connection),
            lambda apps, schema_editor: vern.ta_av(schema_editor.connection),
        ),
    ]
