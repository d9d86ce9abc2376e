from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("imdinett", "0012_overtakelse")]

    operations = [
        migrations.AddField(
            model_name="overtakelse",
            name="mangler",
            field=models.JSONField(default=dict, verbose_name="det radene mangler"),
        ),
    ]
