"""Members saw the prices of their group's bookings before it could be said who does: those there are go on seeing them."""

from django.db import migrations


def go_on_seeing(apps, schema_editor):
    apps.get_model("accounts", "Membership").objects.filter(role="member").update(may_see_money=True)
    apps.get_model("accounts", "Invitation").objects.filter(role="member").update(may_see_money=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_looks_and_disposals")]

    operations = [migrations.RunPython(go_on_seeing, migrations.RunPython.noop)]
