from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bosetting', '0004_bosatt_og_rapport'),
    ]

    operations = [
        migrations.AddField(
            model_name='rapportfil',
            name='adresse',
            field=models.CharField(blank=True, default='', max_length=600, verbose_name='listen den er laget av'),
            preserve_default=False,
        ),
    ]
