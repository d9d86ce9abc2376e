"""The looks at one person, also those that name several: built beside the writers, who must not wait for it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("imdinett", "0004_henvendelse"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="innsyn", index=GinIndex(fields=["person_ider"], name="imdinett_innsyn_personer")
        ),
    ]
