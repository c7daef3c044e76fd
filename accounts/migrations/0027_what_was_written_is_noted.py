from django.db import migrations, models

from accounts.migrations._triggers import AddTriggers
from accounts.models.touched import Touches


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0026_what_funders_were_shown"),
    ]

    operations = [
        migrations.CreateModel(
            name="Touched",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=8)),
                ("key", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["what", "key"], name="touched_by_what_it_belongs_to")],
            },
        ),
        AddTriggers(
            [
                ("hirer", Touches(what="hirer", key="id", name="a_hirer_touches_where_it_books")),
                ("livingwage", Touches(what="all", key="id", name="a_wage_touches_everything")),
            ]
        ),
    ]
