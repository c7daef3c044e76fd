from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bookings", "0022_paper_diaries_not_yet_brought_in")]

    operations = [
        migrations.AddField(
            "booking",
            "sound",
            models.CharField(
                blank=True,
                choices=[
                    ("quiet", "It needs quiet, for example counselling"),
                    ("loud", "It is loud, for example amplified music"),
                ],
                max_length=5,
                verbose_name="how loud it is",
            ),
        ),
    ]
