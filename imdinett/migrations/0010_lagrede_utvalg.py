import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("imdinett", "0009_loggkjede"),
    ]

    operations = [
        migrations.CreateModel(
            name='Lagretutvalg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('side', models.CharField(max_length=60, verbose_name='liste')),
                ('navn', models.CharField(max_length=60, verbose_name='navn')),
                ('sporring', models.CharField(max_length=500, verbose_name='filter')),
                ('delt', models.BooleanField(default=False, verbose_name='delt')),
                ('lagret_tid', models.DateTimeField(verbose_name='lagret')),
                ('eier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='eier')),
                ('kommune', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='imdinett.kommune', verbose_name='kommune')),
            ],
            options={
                'verbose_name': 'lagret utvalg',
                'verbose_name_plural': 'lagrede utvalg',
                'ordering': ('navn', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('eier', 'side', 'navn'), name='imdinett_lagretutvalg_navn')],
            },
        ),
        migrations.CreateModel(
            name='Standardutvalg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(max_length=60)),
                ('bruker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('utvalg', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standard_for', to='imdinett.lagretutvalg')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bruker', 'side'), name='imdinett_standardutvalg_ett')],
            },
        ),
    ]
