import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("venues", "0005_complaints")]

    operations = [
        migrations.AddField(
            model_name="postinvitation",
            name="hands_over",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="handed_over_by",
                to="venues.post",
            ),
        ),
    ]
