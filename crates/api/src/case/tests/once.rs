//! Commands to the other nouns are carried out once for each key, as those to cases are.

use std::collections::BTreeSet;

use daowei_app::{Caller, Once};
use daowei_domain::organization::Duty;
use serde_json::{Value, json};

use super::city::City;

/// Operations that change something and take no key: their answers hold a secret that is kept nowhere, or there is nothing
/// to be done twice.
const KEYLESS: [&str; 54] = [
    "askRating",
    "beginFile",
    "blankScreen",
    "changePassword",
    "checkChange",
    "choosePost",
    "closeHallScreens",
    "closeScreen",
    "completeFile",
    "confirm",
    "confirmSight",
    "confirmToken",
    "createAccount",
    "disableAccount",
    "drawAtScreen",
    "endAccountSessions",
    "endSession",
    "exportCases",
    "exportDocuments",
    "exportForeignCases",
    "exportItems",
    "exportLetters",
    "exportLicenses",
    "exportPeople",
    "findRelatedCases",
    "foreseeRecomputation",
    "forgetDraft",
    "importForeignCases",
    "issueToken",
    "keepDraft",
    "lookUpProgress",
    "objectToSight",
    "openHallScreen",
    "openScreen",
    "pairScreen",
    "printDocument",
    "printEnquiry",
    "rateVisit",
    "removeFile",
    "resetPassword",
    "revealDocument",
    "revealEnquiry",
    "revealFile",
    "revealForeignCase",
    "revealParty",
    "revealRating",
    "revealTexts",
    "revokeToken",
    "searchParties",
    "sendPart",
    "showData",
    "signIn",
    "signOut",
    "verifyEvidence",
];

/// The operations of the description that change something, with the noun and whether they take a key.
fn changing() -> Vec<(String, String, bool)> {
    let description: Value = serde_json::from_str(&crate::openapi()).unwrap();
    let items = description["paths"].as_object().unwrap().values();
    let operations = items.flat_map(|item| item.as_object().unwrap()).filter(|(method, _)| *method != "get");
    let read = |operation: &Value| {
        let parameters = operation["parameters"].as_array();
        let keyed =
            parameters.is_some_and(|all| all.iter().any(|parameter| parameter["name"] == "Idempotency-Key"));
        let said = |value: &Value| value.as_str().unwrap().to_owned();
        (said(&operation["operationId"]), said(&operation["tags"][0]), keyed)
    };
    operations.map(|(_, operation)| read(operation)).collect()
}

#[test]
fn every_command_takes_a_key_but_those_that_hand_out_secrets() {
    let keyless = changing().into_iter().filter(|(_, _, keyed)| !keyed).map(|(id, ..)| id);
    assert_eq!(keyless.collect::<BTreeSet<_>>(), KEYLESS.map(str::to_owned).into());
}

/// Sends commands, each twice under one key and once more under it in other bytes.
struct Twice<'c> {
    city: &'c City,
    done: BTreeSet<String>,
}

impl Twice<'_> {
    async fn send(&mut self, operation: &str, secret: &str, path: &str, body: Value) -> Value {
        let key = format!("key-{operation}");
        let headers = [("Idempotency-Key", key.as_str())];
        let send = |body| self.city.post_with(secret, path, body, &headers);
        let writes = |units: &[Vec<&str>]| {
            units.iter().flatten().any(|name| ["event.append", "queue_step.insert"].contains(name))
        };
        let (first, units) = self.city.statements(send(body.clone())).await;
        assert!(first.status.is_success(), "{operation}: {} {}", first.status, first.text);
        assert!(first.headers.get("idempotent-replayed").is_none(), "{operation}");
        assert!(writes(&units), "{operation}: {units:?}");
        let (again, units) = self.city.statements(send(body.clone())).await;
        assert_eq!((again.status, &again.text), (first.status, &first.text), "{operation}");
        assert_eq!(again.headers["idempotent-replayed"], "true", "{operation}");
        assert!(!writes(&units), "{operation}: {units:?}");
        // The same body in other bytes is another request.
        let reused = self.city.post_text(secret, path, format!(" {body}"), &headers).await;
        assert_eq!(reused.code(), (422, "key_reused".to_owned()), "{operation}");
        self.done.insert(operation.to_owned());
        first.json()
    }
}

daowei_store::on_both! {
    City:
    a_key_answers_again,
    a_request_that_comes_twice_in_one_moment_has_one_answer,
}

async fn a_request_that_comes_twice_in_one_moment_has_one_answer(city: City) {
    if city.app.store().file().is_some() {
        // One writer: nobody comes in between.
        return;
    }
    let once = || Once::new(&city.app, "POST /twice", "key-twice".to_owned(), "/twice", b"{}");
    let mut first = Some((city.app.clone(), once()));
    let answer = city.app.write_once(Caller::Host, Some(once()), move |_| match first.take() {
        Some((app, same)) => {
            // Before the end of this unit of work the same request is carried out by another, and so this one finds it done.
            let elsewhere = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
                runtime.block_on(app.write_once(Caller::Host, Some(same), |_| Ok(7)))
            });
            assert_eq!(elsewhere.join().unwrap()?.value, 7);
            Err(daowei_app::Error::Forbidden { what: "done already" })
        }
        None => Ok(8),
    });
    let answer = answer.await.unwrap();
    assert_eq!((answer.value, answer.replayed), (7, true));
}

async fn a_key_answers_again(mut city: City) {
    city.joined("legal", Duty::LegalOffice);
    let mut twice = Twice { city: &city, done: BTreeSet::new() };
    let (staffing, manager) = (city.session("staffing").await, city.session("manager").await);
    let (leader, system) = (city.session("leader").await, city.session("system").await);
    let id = |made: &Value| made["id"].as_str().unwrap().to_owned();
    let since = json!({"from": "2017-10-24"});

    let organ = json!({"unit": 40, "name": "资阳市数据局", "short_name": "资数", "division": "512000",
        "line": "data", "managed": "municipal", "validity": since});
    let organ = id(&twice.send("establishDepartment", &staffing, "/departments", organ).await);
    let path = format!("/departments/{organ}");
    let section = json!({"name": "行政审批科", "mode": "standalone"});
    let arranged = twice.send("arrangeSection", &staffing, &format!("{path}/sections"), section).await;
    assert_eq!(arranged["sections"].as_array().unwrap().len(), 1);

    let change = json!({"name": "资阳市数据和政务服务局", "line": "data", "managed": "municipal", "validity": since,
        "document": "资编发〔2017〕3号"});
    let changed = twice.send("changeDepartment", &staffing, &format!("{path}/change"), change).await;
    assert_eq!(
        (&changed["name"], &changed["short_name"]),
        (&json!("资阳市数据和政务服务局"), &json!("资数"))
    );

    let window = json!({"number": "C03", "kind": "department", "serves": [organ], "place": "二楼",
        "division": "512000", "validity": since});
    let window = id(&twice.send("openWindow", &manager, "/windows", window).await);
    let hall = format!("/windows/{window}");
    let served = format!("{hall}/departments");
    let waiting =
        twice.send("serveDepartments", &manager, &served, json!({"serves": [city.department]})).await;
    assert_eq!((&waiting["serves"], &waiting["waiting"]), (&json!([]), &json!([city.department])));
    let agree = format!("{served}/{}/confirmation", city.department);
    let window = twice.send("confirmWindow", &leader, &agree, json!({})).await;
    assert_eq!((&window["serves"], &window["waiting"]), (&json!([city.department]), &json!([])));
    twice.send("closeWindow", &manager, &format!("{hall}/closure"), json!({"on": "2017-12-01"})).await;

    let person = json!({"staff_number": "0099", "name": "某新人", "department": organ,
        "employment": {"kind": "contract", "validity": since}});
    let person = twice.send("registerPerson", &manager, "/people", person).await;
    assert_eq!(person["name"], "某新人");
    let someone = format!("/people/{}", id(&person));
    let post = json!({"duty": "assistant", "department": organ, "validity": since});
    let posted = twice.send("appoint", &manager, &format!("{someone}/posts"), post).await;
    let waiting = posted["proposed"][0]["post"]["id"].as_str().unwrap();
    let guard = city.session("security").await;
    let confirm = format!("{someone}/posts/{waiting}/confirmation");
    let posted = twice.send("confirmPost", &guard, &confirm, json!({})).await;
    assert_eq!((posted["posts"].as_array().unwrap().len(), &posted["proposed"]), (1, &json!([])));
    let end = format!("{someone}/posts/{}/end", posted["posts"][0]["id"].as_str().unwrap());
    twice.send("endPost", &manager, &end, json!({"on": "2017-12-01"})).await;
    let employment = json!({"kind": "regular", "approval": "资人社函〔2017〕8号",
        "validity": {"from": "2017-10-24", "to": "2018-10-24"}});
    let proposed =
        twice.send("changeEmployment", &manager, &format!("{someone}/employment"), employment).await;
    assert_eq!(
        (&proposed["employment"], &proposed["changing"]["employment"]),
        (&json!("contract"), &json!("regular"))
    );
    let confirm = format!("{someone}/employment/confirmation");
    let changed = twice.send("confirmEmployment", &guard, &confirm, json!({})).await;
    assert_eq!((&changed["employment"], &changed["changing"]), (&json!("regular"), &Value::Null));
    let absence = json!({"validity": {"from": "2017-11-01", "to": "2017-11-03"}});
    let absent = twice.send("recordAbsence", &manager, &format!("{someone}/absences"), absence).await;
    assert_eq!(absent["absences"].as_array().unwrap().len(), 1);

    let lead = json!({"person": id(&person), "leadership": "deputy_in_charge", "validity": since});
    let led = twice.send("appointLeader", &staffing, &format!("{path}/leaders"), lead).await;
    assert_eq!(led["leaders"].as_array().unwrap().len(), 1);
    let by = json!({"by": city.department, "on": "2017-12-31", "document": "资编发〔2017〕4号"});
    twice.send("succeedDepartment", &staffing, &format!("{path}/succession"), by).await;

    let letter = json!({"department": city.department, "holder": city.person("chief"),
        "grants": [{"power": "decide"}], "from": "2017-10-24"});
    let letter = id(&twice.send("signLetter", &leader, "/letters", letter).await);
    let reason = json!({"reason": "人员调整，撤回授权"});
    twice.send("revokeLetter", &leader, &format!("/letters/{letter}/revocation"), reason).await;

    let setting =
        json!({"key": "idle_minutes", "value": 30, "from": "2017-10-25", "document": "资政务〔2017〕1号"});
    let changed = twice.send("changeSetting", &system, "/settings", setting).await;
    assert_eq!(changed["changes"].as_array().unwrap().len(), 1);
    let days = json!({"local": {"days": [
        {"date": "2017-10-30", "kind": "rest_day", "name": "防汛", "authority": "资府办函〔2017〕9号"}]}});
    twice.send("publishCalendar", &system, "/calendar", days).await;
    let clerk = city.session("clerk").await;
    let enquiry = json!({"item": city.item, "papers": ["p1"], "asker": "欧阳某"});
    let told = twice.send("tellPapers", &clerk, "/enquiries", enquiry).await;
    assert_eq!(told["number"], "资市监咨告〔2017〕1号");
    let progress = json!({"received_at": "2017-10-23T02:00:00Z"});
    let foreign = json!({"system": "省专网", "number": "SC1", "item": city.item, "progress": progress});
    let foreign = id(&twice.send("registerForeignCase", &clerk, "/foreign-cases", foreign).await);
    let accepted = json!({"received_at": "2017-10-23T02:00:00Z", "accepted_at": "2017-10-23T03:00:00Z"});
    let accepted = json!({"reason": "progressed", "progress": accepted});
    twice.send("amendForeignCase", &clerk, &format!("/foreign-cases/{foreign}/amendments"), accepted).await;
    let chief = city.session("chief").await;
    let given = json!({"taker": city.person("chief"), "remarks": "今日无承办办件，印章凭证如数移交"});
    let proposed = id(&twice.send("proposeHandover", &clerk, "/handovers", given.clone()).await);
    twice.send("confirmHandover", &chief, &format!("/handovers/{proposed}/confirmation"), json!({})).await;
    let again = id(&city.post(&clerk, "/handovers", given.clone()).await.ok());
    let reason = json!({"reason": "空白收件凭证数量不符，请重新清点"});
    twice.send("returnHandover", &chief, &format!("/handovers/{again}/return"), reason).await;
    let last = id(&city.post(&clerk, "/handovers", given).await.ok());
    twice.send("withdrawHandover", &clerk, &format!("/handovers/{last}/withdrawal"), json!({})).await;
    let rating = super::screens::bad_rating(&city, &clerk).await;
    let what = json!({"what": "已电话核实并向办事人致歉，增设咨询引导岗"});
    twice.send("followUpRating", &chief, &format!("/ratings/{rating}/follow-up"), what).await;
    let kinds = json!({"kinds": [{"letter": "A", "name": "综合"}]});
    twice.send("arrangeQueue", &manager, "/queue/kinds", kinds).await;
    let ticket = id(&twice.send("drawTicket", &clerk, "/queue/tickets", json!({"kind": "A"})).await);
    twice.send("callNext", &clerk, "/queue/calls", json!({})).await;
    let ticket = format!("/queue/tickets/{ticket}");
    twice.send("callTicket", &clerk, &format!("{ticket}/call"), json!({})).await;
    twice.send("skipTicket", &clerk, &format!("{ticket}/skip"), json!({})).await;
    city.post(&clerk, &format!("{ticket}/call"), json!({})).await.ok();
    twice.send("finishTicket", &clerk, &format!("{ticket}/completion"), json!({})).await;
    city.post(&clerk, "/queue/tickets", json!({"kind": "A"})).await.ok();
    let next = id(&city.post(&clerk, "/queue/calls", json!({})).await.ok());
    let other = json!({"window": city.get(&clerk, "/queue").await.ok()["others"][0]["id"]});
    twice.send("transferTicket", &clerk, &format!("/queue/tickets/{next}/transfer"), other).await;
    changes(&mut twice, &city, [&leader, &staffing]).await;
    let stop = json!({"on": "2017-10-24", "document": "国发〔2017〕46号"});
    twice.send("stopItem", &staffing, &format!("/items/{}/stop", city.item), stop).await;

    let of_others = changing().into_iter().filter(|(_, noun, keyed)| *keyed && noun != "case");
    assert_eq!(twice.done, of_others.map(|(id, ..)| id).collect::<BTreeSet<_>>());
}

/// Every step of the procedure of the lists.
async fn changes(twice: &mut Twice<'_>, city: &City, [leader, staffing]: [&String; 2]) {
    let (legal, government) = (city.session("legal").await, city.session("government").await);
    let path = |made: &Value| format!("/list-changes/{}", made["id"].as_str().unwrap());
    let given = super::changes::amendment(city, "食品经营许可（新）");
    let reason = json!({"reason": "依据条文已经修订，请重新研究"});
    let change = path(&twice.send("proposeChange", leader, "/list-changes", given.clone()).await);
    twice.send("returnChange", staffing, &format!("{change}/return"), reason.clone()).await;
    twice.send("reviseChange", leader, &format!("{change}/revisions"), given.clone()).await;
    let opinions = format!("{change}/opinions");
    let opinion = |office: &str| json!({"office": office, "words": "依据充分，要素齐全，同意调整"});
    twice.send("agreeToChange", staffing, &opinions, opinion("staffing")).await;
    city.post(&legal, &opinions, opinion("legal")).await.ok();
    let document = json!({"document": "资府函〔2017〕18号"});
    twice.send("approveChange", &government, &format!("{change}/approval"), document).await;
    let effective = json!({"effective": "2017-11-01"});
    twice.send("publishChange", staffing, &format!("{change}/publication"), effective).await;
    let cancel = json!({"trigger": "law_changed", "occurred_on": "2017-10-20", "basis": ["国发〔2017〕46号"],
        "reason": "国务院决定取消该项行政许可事项", "plan": {"cancel": {"of": {"item": city.instant, "version": 1}}}});
    let first = path(&city.post(leader, "/list-changes", cancel.clone()).await.ok());
    twice.send("withdrawChange", leader, &format!("{first}/withdrawal"), reason.clone()).await;
    let second = path(&city.post(leader, "/list-changes", cancel).await.ok());
    for (secret, office) in [(staffing, "staffing"), (&legal, "legal")] {
        city.post(secret, &format!("{second}/opinions"), opinion(office)).await.ok();
    }
    twice.send("refuseChange", &government, &format!("{second}/refusal"), reason).await;
}
