from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("bosetting", "0005_kommuneprofil_og_bosted"),
    ]

    operations = [
        migrations.AddField(
            model_name='rapportfil',
            name='adresse',
            field=models.CharField(blank=True, default='', max_length=600, verbose_name='listen den er laget av'),
            preserve_default=False,
        ),
    ]
