from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("imdinett", "0006_alarmer_og_uttak"),
    ]

    operations = [
        migrations.CreateModel(
            name='Kommunegrenser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('gyldig_fra', models.DateField(unique=True, verbose_name='gjelder fra')),
                ('kilde', models.CharField(max_length=100, verbose_name='kilde')),
                ('lisens', models.CharField(max_length=60, verbose_name='lisens')),
                ('stier', models.JSONField(verbose_name='omriss')),
                ('plasser', models.JSONField(verbose_name='plassering')),
                ('avtrykk', models.CharField(max_length=16, verbose_name='avtrykk')),
                ('lastet_tid', models.DateTimeField(verbose_name='lastet')),
            ],
            options={
                'verbose_name': 'kommunegrenser',
                'verbose_name_plural': 'kommunegrenser',
                'ordering': ('gyldig_fra',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kilde', ''), _negated=True), models.Q(('lisens', ''), _negated=True)), name='imdinett_kommunegrenser_kilde_og_lisens')],
            },
        ),
    ]
