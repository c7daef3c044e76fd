import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_groups_and_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="may_book",
            field=models.BooleanField(default=False, verbose_name="may ask for rooms"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="may_cancel",
            field=models.BooleanField(default=False, verbose_name="may cancel"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="may_see_money",
            field=models.BooleanField(default=False, verbose_name="may see prices and money"),
        ),
        migrations.AddField(
            model_name="membership",
            name="ending_asked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="ends_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="may_book",
            field=models.BooleanField(default=False, verbose_name="may ask for rooms"),
        ),
        migrations.AddField(
            model_name="membership",
            name="may_cancel",
            field=models.BooleanField(default=False, verbose_name="may cancel"),
        ),
        migrations.AddField(
            model_name="membership",
            name="may_see_money",
            field=models.BooleanField(default=False, verbose_name="may see prices and money"),
        ),
        migrations.AlterField(
            model_name="hirer",
            name="members",
            field=models.ManyToManyField(
                related_name="hirers",
                through="accounts.Membership",
                through_fields=("hirer", "user"),
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(
                choices=[
                    ("organiser", "Organiser: books, cancels, sees money and invites"),
                    ("member", "Member: sees the bookings"),
                ],
                max_length=10,
                verbose_name="part in the group",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("organiser", "Organiser: books, cancels, sees money and invites"),
                    ("member", "Member: sees the bookings"),
                ],
                max_length=10,
                verbose_name="part in the group",
            ),
        ),
    ]
