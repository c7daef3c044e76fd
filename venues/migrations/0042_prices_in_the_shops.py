from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("venues", "0041_how_many_of_the_hall_s_own_are_there"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportfact",
            name="source",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AlterField(
            model_name="reportfact",
            name="what",
            field=models.CharField(
                choices=[
                    ("cost", "Running cost of a year"),
                    ("volunteers", "Volunteers’ hours of a month"),
                    ("shop_prices", "Index of prices in the shops in a month"),
                    ("fire_risk", "Fire risk assessment"),
                    ("electrical", "Electrical safety report"),
                    ("gas", "Gas safety record"),
                    ("insurance", "Insurance"),
                    ("premises", "Premises licence"),
                    ("music", "Music licence"),
                    ("safeguarding", "Safeguarding policy"),
                    ("own_people", "How many of your own are there as well"),
                ],
                max_length=12,
            ),
        ),
    ]
