use super::history::History;
use super::source::Given;
use super::*;
use crate::place::Engine;
use daowei_store::Probes;

fn city(what: &str) -> (Place, Store, City, Arc<World>, Arc<Keys>) {
    let place = Place::make(Engine::Sqlite, None, what).unwrap();
    place.install().unwrap();
    let store = place.store(Probes::default()).unwrap();
    let city = City::make(&place, &store, 2, 1).unwrap();
    let world = world(&place.inside(&store).unwrap()).unwrap();
    let keys = Arc::new(place.keys().unwrap());
    (place, store, city, world, keys)
}

#[test]
fn a_stamped_case_is_what_the_domain_makes() {
    let (_place, _store, city, world, keys) = city("stamped");
    let maker = Maker::new(Arc::clone(&world), &city, keys.suite()).unwrap();
    let office = &city.offices[1];
    let firm = Firm::numbered(1).unwrap();
    // Far enough back for everything to have happened, and near enough for something to be open.
    for days in [400, 12, 2] {
        let today = legal_date(maker.until);
        let day = working_days(&world.calendar, today).unwrap().into_iter().rev().nth(days / 2).unwrap();
        let received = start_of_day(day).checked_add(Span::new().hours(10)).unwrap();
        for (_, acts) in SCRIPTS {
            let scene = Scene {
                world: &world,
                office,
                crew: &office.crews[0],
                firm: &firm,
                received,
                until: maker.until,
            };
            // Serials of its own, so that none grows longer; the second case's numbers are not those it was cut with.
            let mut serials = source::Serials::default();
            let template = Template::of(&scene, acts, &serials).unwrap();
            template.numbers(&mut serials).unwrap().unwrap();
            let numbers = template.numbers(&mut serials).unwrap().unwrap();
            let mut fresh = maker.fresh(&template).unwrap();
            let stamped = template.stamp(&mut fresh, &numbers, keys.suite()).unwrap();

            let mut source = Given { fresh: &fresh, suite: keys.suite(), serials: numbers, at: [0; 5] };
            let history = History::of(&scene, acts, &mut source).unwrap();
            let bodies: Vec<String> =
                history.records.iter().map(|record| serde_json::to_string(record).unwrap()).collect();
            assert_eq!(stamped.events.iter().map(|event| event.body.clone()).collect::<Vec<_>>(), bodies);
            let license = history.license.map(|(record, _)| serde_json::to_string(&record).unwrap());
            assert_eq!(stamped.license.map(|(_, event, _)| event.body), license);
            assert_eq!(stamped.stream, format!("case-{}", history.case.id));
            assert_eq!(stamped.row.number, history.case.number.to_string());
            let plain: Vec<String> = history.texts.iter().map(|text| text.plain.clone()).collect();
            assert_eq!(stamped.texts.iter().map(|text| text.plain.clone()).collect::<Vec<_>>(), plain);
            let ids: Vec<String> = history.texts.iter().map(|text| text.id.to_string()).collect();
            assert_eq!(stamped.texts.iter().map(|text| text.id.clone()).collect::<Vec<_>>(), ids);
        }
    }
}

#[test]
fn a_template_is_cut_anew_when_numbers_grow_longer() {
    let (_place, _store, city, world, keys) = city("longer");
    let mut maker = Maker::new(Arc::clone(&world), &city, keys.suite()).unwrap();
    let day = maker.days[100];
    let mut pages = Vec::new();
    maker
        .group((0, 3), day, 12, |(case, _)| {
            pages.push(case.events.last().unwrap().body.clone());
            true
        })
        .unwrap();
    assert_eq!(pages.len(), 12);
    assert!(pages[8].contains("〕9号") && pages[9].contains("〕10号"));
    // The text says how long it is: a number of two digits makes it longer by one.
    let length = |page: &str| {
        let value: serde_json::Value = serde_json::from_str(page).unwrap();
        value["event"]["data"]["text"]["length"].as_u64().unwrap()
    };
    assert_eq!(length(&pages[9]), length(&pages[8]) + 1);
}

#[test]
fn what_is_seeded_verifies_and_rebuilds_to_the_same_rows() {
    let place = Place::make(Engine::Sqlite, None, "seeded").unwrap();
    fill(&place, 300).unwrap();
    let store = place.store(Probes::default()).unwrap();
    let keys = Arc::new(place.keys().unwrap());
    let verified = daowei_store::verify::verify(&store, &keys, &[], &mut |_| {}).unwrap();
    assert!(verified.is_clean(), "{verified:?}");
    assert!(verified.covered_by_checkpoint > 3_000);
    let app = place.inside(&store).unwrap();
    let settings = world(&app).unwrap().settings.clone();
    let mode = daowei_store::view::rebuild::Mode::Check;
    let rebuilt = daowei_store::view::rebuild::rebuild(&store, &keys, &settings, mode, &mut |_| {}).unwrap();
    assert!(rebuilt.differences.is_empty(), "{:?}", rebuilt.differences);
    assert!(rebuilt.streams >= 300);
    // Nothing is left for the worker to find.
    assert_eq!(app.lapse_due(10).unwrap(), 0);
    let mut seen: Vec<_> = Vec::new();
    for department in world(&app).unwrap().facts.departments.keys() {
        let department = department.to_string();
        let counted = store.read(move |tx| {
            daowei_store::view::case::count(tx, &department)
                .map_err(daowei_store::Abort::<daowei_store::Error>::Store)
        });
        seen.extend(counted.unwrap_or_default());
    }
    let count =
        |stage: &str| seen.iter().filter(|(found, _)| found == stage).map(|(_, count)| count).sum::<i64>();
    assert_eq!(seen.iter().map(|(_, count)| count).sum::<i64>(), 300);
    for stage in
        ["delivered", "not_accepted", "withdrawn", "under_review", "awaiting_decision", "decided", "sealed"]
    {
        assert!(count(stage) > 0, "{stage}: {seen:?}");
    }
}
