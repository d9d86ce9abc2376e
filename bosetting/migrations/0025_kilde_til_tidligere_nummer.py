from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("bosetting", "0024_indekser_for_landet")]

    operations = [
        # What is stored so far came from Folkeregisteret's feed.
        migrations.AddField(
            model_name="tidligerenummer",
            name="kilde",
            field=models.CharField(
                choices=[("folkeregisteret", "Folkeregisteret"), ("imdi", "IMDi")],
                default="folkeregisteret",
                max_length=15,
                verbose_name="kilde",
            ),
            preserve_default=False,
        ),
    ]
