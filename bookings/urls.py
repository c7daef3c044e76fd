"""The pages that show time or sessions: finding, venues and rooms, booking, the desk, the report."""

from django.urls import include, path

from bookings.views import (
    afterwards,
    agreed,
    asked_changes,
    cancelling,
    changing,
    clerk,
    conditions,
    desk,
    desk_letters,
    desk_link,
    desk_wait_add,
    desk_waiting,
    diary,
    ending,
    entitlements,
    extending,
    find,
    following,
    giving,
    gone,
    guest,
    health,
    hirers,
    home,
    leaving,
    letters,
    listing,
    mine,
    next_year,
    pencilled,
    phone,
    pictures,
    posts,
    proof,
    proposed,
    public_prices,
    report,
    rooms,
    some_dates,
    special_terms,
    this_week,
    told_price,
    undo,
    waiting,
    waiving,
    your_letters,
)
from bookings.views.calendars import pages as calendar_pages
from bookings.views.place import access as place_access
from bookings.views.place import another as place_another
from bookings.views.place import away, own_post, people
from bookings.views.place import categories as place_categories
from bookings.views.place import changes as place_changes
from bookings.views.place import closures as place_closures
from bookings.views.place import conditions as place_conditions
from bookings.views.place import details as place_details
from bookings.views.place import drafts as place_drafts
from bookings.views.place import entry as place_entry
from bookings.views.place import fairness as place_fairness
from bookings.views.place import halls as place_halls
from bookings.views.place import handover as place_handover
from bookings.views.place import home as place_home
from bookings.views.place import hours as place_hours
from bookings.views.place import keys as place_keys
from bookings.views.place import letters as place_letters
from bookings.views.place import outages as place_outages
from bookings.views.place import paper_diary as place_paper_diary
from bookings.views.place import parties as place_parties
from bookings.views.place import pictures as place_pictures
from bookings.views.place import price_history as place_price_history
from bookings.views.place import price_rule as place_price_rule
from bookings.views.place import price_rules as place_price_rules
from bookings.views.place import prices as place_prices
from bookings.views.place import privacy as place_privacy
from bookings.views.place import proposing as place_proposing
from bookings.views.place import publish as place_publish
from bookings.views.place import rooms as place_rooms
from bookings.views.place import simulation as place_simulation
from bookings.views.place import terms as place_terms
from bookings.views.place import trying as place_trying
from bookings.views.privacy import complaints, households, looks, notices, yours
from bookings.views.threads import about_booking, asking, own
from bookings.views.threads import desk as threads

venue_urls = [
    path("", rooms.venues, name="list"),
    path("<slug:slug>/", rooms.venue, name="venue"),
    path("<slug:slug>/prices/", public_prices.public_prices, name="prices"),
    path("<slug:slug>/prices/proposed/", proposed.proposed, name="proposed_prices"),
    path("<slug:slug>/calendar/", calendar_pages.public, name="calendar"),
    path("<slug:slug>/conditions/", conditions.conditions, name="conditions"),
    path("<slug:slug>/conditions/<int:number>/", conditions.conditions, name="conditions_version"),
    path("<slug:slug>/conditions/<int:number>.pdf", conditions.sheet, name="conditions_pdf"),
    path("<slug:slug>/this-week/", this_week.this_week, name="this_week"),
    path("<slug:slug>/this-week.pdf", this_week.poster, name="poster"),
    path("<slug:slug>/this-week.ics", this_week.feed, name="this_week_feed"),
    path("<slug:slug>/ask/", asking.ask, name="ask"),
    path("<slug:slug>/<slug:code>/", rooms.room, name="room"),
]
booking_urls = [
    path("", mine.mine, name="mine"),
    path("new/<slug:slug>/<slug:code>/", guest.book, name="book"),
    path("new/<slug:token>/", guest.by_letter, name="guest"),
    path("link/", guest.link_again, name="link_again"),
    path("follow/", following.mine, name="follow"),
    path("next-year/<slug:ref>/", next_year.hours, name="next_year"),
    path("waiting/<slug:ref>/", waiting.wait, name="wait"),
    path("waiting/<slug:ref>/take/", waiting.take, name="wait_take"),
    path("waiting/<slug:ref>/give-up/", waiting.give_up, name="wait_end"),
    path("waiting/<slug:ref>/keep/", waiting.keep, name="wait_keep"),
    path("<slug:ref>/", mine.booking, name="booking"),
    path("<slug:ref>/before-you-leave/", leaving.before_you_leave, name="leave"),
    path("<slug:ref>/keep/", guest.keep, name="keep"),
    path("<slug:ref>/calendar.ics", mine.calendar, name="calendar"),
    path("<slug:ref>/public/", listing.listing, name="listing"),
    path("<slug:ref>/answer/", about_booking.answer, name="answer"),
    path("<slug:ref>/change/", changing.change, name="change"),
    path("<slug:ref>/price/", told_price.price, name="price"),
    path("<slug:ref>/extend/", extending.extend, name="extend"),
    path("<slug:ref>/end/", ending.end, name="end"),
    path("<slug:ref>/change/take-back/", asked_changes.take_back, name="change_back"),
    path("<slug:ref>/cancel/", cancelling.cancel, name="cancel"),
    path("<slug:ref>/dates/<int:pk>/cancel/", cancelling.cancel_date, name="cancel_date"),
]
desk_urls = [
    path("<slug:slug>/", desk.requests, name="requests"),
    path("<slug:slug>/waiting/", desk_waiting.waiting, name="waiting"),
    path("<slug:slug>/waiting/add/", desk_wait_add.add, name="wait_add"),
    path("<slug:slug>/waiting/<slug:ref>/", desk_waiting.wait, name="wait"),
    path("<slug:slug>/bookings/<slug:ref>/", desk.booking, name="booking"),
    path("<slug:slug>/bookings/<slug:ref>/change/", changing.change_at_the_desk, name="change"),
    path("<slug:slug>/bookings/<slug:ref>/extend/", extending.extend_at_the_desk, name="extend"),
    path("<slug:slug>/bookings/<slug:ref>/end/", ending.end_at_the_desk, name="end"),
    path("<slug:slug>/bookings/<slug:ref>/dates/<int:pk>/cancel/", cancelling.cancel_at_the_desk, name="cancel_date"),
    path("<slug:slug>/changes/<int:pk>/", asked_changes.answer, name="asked_change"),
    path("<slug:slug>/bookings/<slug:ref>/confirm/", desk.confirm, name="confirm"),
    path("<slug:slug>/bookings/<slug:ref>/decline/", desk.decline, name="decline"),
    path("<slug:slug>/bookings/<slug:ref>/ask/", about_booking.ask, name="ask"),
    path("<slug:slug>/bookings/<slug:ref>/some/", some_dates.some, name="some"),
    path("<slug:slug>/bookings/<slug:ref>/price/", giving.category, name="category"),
    path("<slug:slug>/bookings/<slug:ref>/tell-price/", told_price.tell, name="tell_price"),
    path("<slug:slug>/bookings/<slug:ref>/they-accept/", told_price.accepted, name="price_accepted"),
    path("<slug:slug>/bookings/<slug:ref>/link/", desk_link.link, name="link"),
    path("<slug:slug>/bookings/<slug:ref>/standing/", desk.standing, name="standing"),
    path("<slug:slug>/gone/", gone.decline_gone, name="decline_gone"),
    path("<slug:slug>/acts/<int:pk>/undo/", undo.take_back, name="undo"),
    path("<slug:slug>/threads/", threads.threads, name="threads"),
    path("<slug:slug>/threads/<int:pk>/", threads.thread, name="thread"),
    path("<slug:slug>/threads/<int:pk>/answer/", threads.answer, name="answer"),
    path("<slug:slug>/hirers/", hirers.hirers, name="hirers"),
    path("<slug:slug>/hirers/<slug:ref>/", hirers.hirer, name="hirer"),
    path("<slug:slug>/hirers/<slug:ref>/kind/", hirers.kind, name="kind"),
    path("<slug:slug>/hirers/<slug:ref>/merge/<slug:other>/", hirers.merge, name="merge"),
    path("<slug:slug>/merges/<int:pk>/undo/", hirers.unmerge, name="unmerge"),
    path("<slug:slug>/hirers/<slug:ref>/price/", entitlements.start, name="entitle"),
    path("<slug:slug>/hirers/<slug:ref>/terms/new/", special_terms.new, name="terms_new"),
    path("<slug:slug>/hirers/<slug:ref>/terms/<int:pk>/end/", special_terms.end, name="terms_end"),
    path("<slug:slug>/agreed/", agreed.agreed, name="agreed"),
    path("<slug:slug>/prices/", entitlements.entitlements, name="entitlements"),
    path("<slug:slug>/prices/<int:pk>/", entitlements.entitlement, name="entitlement"),
    path("<slug:slug>/prices/<int:pk>/paper.jpg", entitlements.picture, name="entitlement_picture"),
    path("<slug:slug>/letters/", desk_letters.letters, name="letters"),
    path("<slug:slug>/letters/to-print.pdf", desk_letters.letters_pdf, name="letters_pdf"),
    path("<slug:slug>/letters/<int:pk>/", desk_letters.letter, name="letter"),
    path("<slug:slug>/letters/<int:pk>/letter.pdf", desk_letters.letter_pdf, name="letter_pdf"),
    path("<slug:slug>/diary/", diary.diary, name="diary"),
    path("<slug:slug>/calendar/", calendar_pages.desk, name="calendar"),
    path("<slug:slug>/calendar/follow/", following.desk, name="follow"),
    path("<slug:slug>/next-year/", next_year.desk, name="next_year"),
    path("<slug:slug>/next-year/<slug:ref>/answer/", next_year.for_them, name="slot"),
    path("<slug:slug>/next-year/undo/", undo.take_asking_back, name="next_year_undo"),
    path("<slug:slug>/next-year/end/", next_year.end, name="next_year_end"),
    path("<slug:slug>/phone/", phone.phone, name="phone"),
    path("<slug:slug>/book/", clerk.book, name="book"),
    path("<slug:slug>/bookings/<slug:ref>/confirmation.pdf", clerk.confirmation, name="confirmation"),
    path("<slug:slug>/pencilled/<int:pk>/", pencilled.book, name="hold"),
    path("<slug:slug>/pencilled/<int:pk>/let-go/", phone.let_go, name="let_go"),
    path("<slug:slug>/sessions/<int:pk>/count/", diary.count, name="count"),
    path("<slug:slug>/sessions/<int:pk>/afterwards/", afterwards.afterwards, name="afterwards"),
    path("<slug:slug>/sessions/<int:pk>/waive/", waiving.waive, name="waive"),
    path("<slug:slug>/report/", report.report, name="report"),
    path("<slug:slug>/report.pdf", report.pdf, name="report_pdf"),
    path("<slug:slug>/report.csv", report.csv, name="report_csv"),
    path("<slug:slug>/complaints/", complaints.complaints, name="complaints"),
    path("<slug:slug>/complaints/<slug:ref>/", complaints.complaint, name="complaint"),
    path("<slug:slug>/hirers/<slug:ref>/erase/", households.erase, name="erase"),
]
place_urls = [
    path("", place_home.home, name="home"),
    path("details/", place_details.details, name="details"),
    path("publish/", place_publish.publish, name="publish"),
    path("another/", place_another.another, name="another"),
    path("changes/", place_changes.changes, name="changes"),
    path("pictures/", place_pictures.pictures, name="pictures"),
    path("pictures/add/", place_pictures.add, name="pictures_add"),
    path("pictures/<int:pk>/", place_pictures.change, name="pictures_change"),
    path("pictures/<int:pk>/take-away/", place_pictures.take_away, name="pictures_take_away"),
    path("rooms/", place_rooms.rooms, name="rooms"),
    path("rooms/add/", place_rooms.add, name="rooms_add"),
    path("rooms/add-a-hall/", place_halls.add_hall, name="rooms_add_hall"),
    path("rooms/several-as-one/", place_halls.join, name="rooms_join"),
    path("rooms/room/<slug:code>/", place_rooms.room, name="rooms_room"),
    path("rooms/room/<slug:code>/divide/", place_halls.divide, name="rooms_divide"),
    path("rooms/room/<slug:code>/retire/", place_halls.retire, name="rooms_retire"),
    path("rooms/room/<slug:code>/bring-back/", place_halls.bring_back, name="rooms_bring_back"),
    path("prices/", place_prices.prices, name="prices"),
    path("prices/new/", place_prices.new, name="prices_new"),
    path("prices/history/", place_price_history.history, name="prices_history"),
    path("prices/kinds/", place_categories.categories, name="prices_categories"),
    path("prices/kinds/new/", place_categories.new, name="prices_category_new"),
    path("prices/kinds/<slug:code>/", place_categories.change, name="prices_category"),
    path("prices/<slug:first>/", place_prices.change, name="prices_change"),
    path("prices/<slug:first>/notice/", place_prices.notice, name="prices_notice"),
    path("prices/<slug:first>/try/", place_trying.try_prices, name="prices_try"),
    path("prices/<slug:first>/rules/", place_price_rules.rules, name="prices_rules"),
    path("prices/<slug:first>/rules/<slug:kind>/new/", place_price_rule.new, name="prices_rule_new"),
    path("prices/<slug:first>/rules/<slug:kind>/<int:number>/", place_price_rule.change, name="prices_rule"),
    path(
        "prices/<slug:first>/rules/<slug:kind>/<int:number>/away/",
        place_price_rules.take_away,
        name="prices_rule_away",
    ),
    path("prices/<slug:first>/draft/", place_drafts.draft, name="prices_draft"),
    path("prices/<slug:first>/propose/", place_proposing.propose, name="prices_propose"),
    path("prices/<slug:first>/comments/", place_proposing.comments, name="prices_comments"),
    path("prices/<slug:first>/would-mean/", place_simulation.simulation, name="prices_simulation"),
    path("hours/", place_hours.hours, name="hours"),
    path("hours/new/", place_hours.new, name="hours_new"),
    path("hours/<slug:key>/", place_hours.change, name="hours_change"),
    path("fair-use/", place_fairness.fair_use, name="fair"),
    path("fair-use/<slug:kind>/new/", place_fairness.new, name="fair_new"),
    path("fair-use/<slug:kind>/<int:number>/", place_fairness.change, name="fair_change"),
    path("closures/", place_closures.closures, name="closures"),
    path("closures/new/", place_closures.new, name="closures_new"),
    path("closures/<int:pk>/lift/", place_closures.lift, name="closures_lift"),
    path("getting-in/", place_entry.entry, name="entry"),
    path("parties/", place_parties.parties, name="parties"),
    path("conditions/", place_conditions.conditions, name="conditions"),
    path("terms/", place_terms.terms, name="terms"),
    path("terms/new/", place_terms.new, name="terms_new"),
    path("terms/<slug:code>/", place_terms.change, name="terms_change"),
    path("access/", place_access.access, name="access"),
    path("access/out-of-order/", place_outages.outage_new, name="access_out"),
    path("access/out-of-order/<int:pk>/", place_outages.outage, name="access_out_change"),
    path("access/building/", place_access.building, name="access_building"),
    path("access/entrances/<slug:code>/", place_access.entrance, name="access_entrance"),
    path("access/entrances/<slug:code>/name/", place_access.entrance_name, name="access_name"),
    path("access/rooms/<slug:code>/", place_access.room, name="access_room"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite, name="people_invite"),
    path("people/invitations/<int:pk>/take-back/", people.take_back, name="people_take_back"),
    path("people/posts/<int:pk>/end/", people.end, name="people_end"),
    path("people/posts/<int:pk>/keep-or-end/", people.ending, name="people_ending"),
    path("people/posts/<int:pk>/last-day/", people.until, name="people_until"),
    path("people/give-up/", own_post.leave, name="people_leave"),
    path("people/away/", away.away, name="people_away"),
    path("people/hand-over/", own_post.hand_over, name="people_hand_over"),
    path("keys/", place_keys.keys, name="keys"),
    path("keys/give/", place_keys.give, name="keys_give"),
    path("keys/<int:pk>/", place_keys.key, name="keys_key"),
    path("handover/", place_handover.handover, name="handover"),
    path("handover/notes/new/", place_handover.note_new, name="handover_note_new"),
    path("handover/notes/<int:pk>/", place_handover.note, name="handover_note"),
    path("letters/", place_letters.letters, name="letters"),
    path("diary/", place_paper_diary.diary, name="diary"),
    path("diary/<int:pk>/", place_paper_diary.check, name="diary_check"),
    path("diary/<int:pk>/out/", place_paper_diary.out, name="diary_out"),
    path("privacy/", place_privacy.privacy, name="privacy"),
    path("privacy/looks/", looks.looks_of_the_desk, name="privacy_looks"),
    path("privacy/deleted/", looks.gone, name="privacy_gone"),
]
post_urls = [
    path("<slug:token>/", posts.accept, name="accept"),
]
privacy_urls = [
    path("<slug:slug>/", notices.notice, name="notice"),
    path("<slug:slug>/complain/", notices.complain, name="complain"),
]
own_urls = [
    path("your-letters/", your_letters.your_letters, name="letters"),
    path("your-data/", yours.data, name="data"),
    path("your-data/download/", yours.download, name="download"),
    path("your-data/delete-account/", yours.erase, name="erase"),
    path("groups/<slug:ref>/calendar/", following.group, name="follow"),
    path("groups/<slug:ref>/looks/", looks.who_looked, name="looks"),
    path("groups/<slug:ref>/prices/", proof.entitlements, name="entitlements"),
    path("groups/<slug:ref>/prices/<int:pk>/", proof.proof, name="proof"),
    path("groups/<slug:ref>/prices/<int:pk>/paper.jpg", proof.picture, name="proof_picture"),
]
letter_urls = [
    path("", letters.letters, name="list"),
    path("<str:name>/", letters.letter, name="letter"),
]

urlpatterns = [
    path("", find.find, name="find"),
    path("home/", home.home, name="home"),
    path("help/", home.help, name="help"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("privacy/", notices.privacy, name="privacy"),
    path("privacy/", include((privacy_urls, "privacy"))),
    path("", include((own_urls, "own"))),
    path("healthz", health.healthz, name="healthz"),
    path("asked/<slug:token>/", own.asked, name="asked"),
    path("calendar/<slug:token>.ics", following.feed, name="feed"),
    path("media/pictures/<str:name>", pictures.picture, name="picture"),
    path("venues/", include((venue_urls, "venues"))),
    path("bookings/", include((booking_urls, "bookings"))),
    path("desk/", include((desk_urls, "desk"))),
    path("place/<slug:slug>/", include((place_urls, "place"))),
    path("posts/", include((post_urls, "posts"))),
    path("letters/", include((letter_urls, "letters"))),
]
