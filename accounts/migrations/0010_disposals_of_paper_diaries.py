from django.db import migrations, models

KINDS = [
    ("enquiries", "Requests that came to nothing"),
    ("contacts", "Contacts of hirers not seen for long"),
    ("people", "Accounts not used for long"),
    ("letters", "Letters sent"),
    ("invitations", "Invitations not taken up"),
    ("journal", "Who did what, and who looked"),
    ("complaints", "Complaints that are closed"),
    ("commenters", "Who wrote about proposed prices"),
    ("comments", "What was written about proposed prices"),
    ("proofs", "Proof for lower prices that ended"),
    ("followed", "Addresses of followed calendars that were ended"),
    ("diaries", "Paper diaries not brought in"),
    ("browsers", "Browsers signed out"),
    ("erased", "Taken out because the person asked"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_disposals_of_calendar_addresses")]

    operations = [migrations.AlterField("disposal", "kind", models.CharField(choices=KINDS, max_length=20))]
