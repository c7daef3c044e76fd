from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0029_the_wage_of_london"),
    ]

    operations = [
        migrations.AddField(model_name="touched", name="since", field=models.DateTimeField(null=True)),
    ]
