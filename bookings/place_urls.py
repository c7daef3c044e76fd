"""The pages on which a place is kept: its rooms, prices, hours, access, people and keys."""

from django.urls import path

from bookings.views.place import access as place_access
from bookings.views.place import access_questions as place_access_questions
from bookings.views.place import access_work as place_access_work
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
from bookings.views.place import reports as place_reports
from bookings.views.place import rooms as place_rooms
from bookings.views.place import simulation as place_simulation
from bookings.views.place import terms as place_terms
from bookings.views.place import trying as place_trying
from bookings.views.place import walk as place_walk
from bookings.views.privacy import looks

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
    path("access/promise/", place_access_questions.promise, name="access_promise"),
    path("access/questions/<int:pk>/", place_access_questions.question, name="access_question"),
    path("access/out-of-order/", place_outages.outage_new, name="access_out"),
    path("access/out-of-order/<int:pk>/", place_outages.outage, name="access_out_change"),
    path("access/to-do/", place_access_work.work, name="access_work"),
    path("access/walk/", place_walk.walk, name="access_walk"),
    path("access/walk/<slug:fact>/", place_walk.ask, name="access_walk_ask"),
    path("access/walk/<slug:fact>/<slug:code>/", place_walk.ask, name="access_walk_ask"),
    path("access/different/", place_reports.reports, name="access_reports"),
    path("access/different/<int:pk>/", place_reports.report, name="access_report"),
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
