//! 办事指南列表: found by words, by department, by theme, by who one is; page by page.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use daowei_api::Failure;
use daowei_app::catalog::{Directory, GuideQuery, GuideRow};
use daowei_app::{Error, Problem};
use daowei_domain::catalog::{Audience, PowerType};
use serde::{Deserialize, Serialize};

use super::Held;
use super::page::{Asked, Page, Reach, Section, Way, query};
use super::words::Words;

/// Guides of one page.
const SHOWN: u32 = 20;
/// Characters of a search that are read.
const LONGEST: usize = 100;

/// What a reader chose; empty where nothing.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filters {
    q: String,
    department: String,
    topic: String,
    #[serde(rename = "for")]
    audience: String,
    after: String,
}

/// One of the values of a filter.
#[derive(Debug, Serialize)]
pub(super) struct Choice {
    value: String,
    name: Words,
    guides: u64,
}

#[derive(Serialize)]
struct Listed {
    filters: Filters,
    rows: Vec<Row>,
    /// The query of the first page, and of the next one where more is there.
    first: String,
    next: Option<String>,
    /// More was found than is shown.
    narrow: bool,
    searched: bool,
    short: bool,
    filtered: bool,
    chosen: Vec<Words>,
    audiences: Vec<Choice>,
    topics: Vec<Choice>,
    departments: Vec<Choice>,
}

#[derive(Serialize)]
struct Row {
    item: String,
    name: String,
    department: String,
    power: Words,
    instant: bool,
}

impl Choice {
    pub(super) fn audiences(directory: &Directory) -> Vec<Self> {
        let told = directory.audiences.iter().filter(|(_, guides)| *guides > 0);
        let choice = |(audience, guides): &(Audience, u64)| Self {
            value: audience.id().to_owned(),
            name: audience.name().into(),
            guides: *guides,
        };
        told.map(choice).collect()
    }

    pub(super) fn topics(directory: &Directory) -> Vec<Self> {
        let choice = |(topic, guides): &(String, u64)| Self {
            value: topic.clone(),
            name: Words::new(topic, topic),
            guides: *guides,
        };
        directory.topics.iter().map(choice).collect()
    }

    /// Organs that have guides.
    pub(super) fn departments(directory: &Directory) -> Vec<Self> {
        let told = directory.organs.iter().filter(|organ| organ.guides > 0);
        let choice = told.map(|organ| Self {
            value: organ.department.id.to_string(),
            name: Words::new(&organ.department.name, &organ.department.name),
            guides: organ.guides,
        });
        choice.collect()
    }
}

impl From<GuideRow> for Row {
    fn from(row: GuideRow) -> Self {
        Self {
            item: row.item,
            name: row.name,
            department: row.department_name,
            power: PowerType::read(&row.power).unwrap_or(PowerType::Other).name().into(),
            instant: row.instant,
        }
    }
}

impl Filters {
    /// As they stand in an address, always in this order.
    fn fields(&self) -> Vec<(&'static str, &str)> {
        let Self { q, department, topic, audience, after } = self;
        vec![("q", q), ("department", department), ("topic", topic), ("for", audience), ("after", after)]
    }

    fn query(&self) -> Result<GuideQuery, Error> {
        fn given<T: std::str::FromStr>(name: &'static str, text: &str) -> Result<Option<T>, Error> {
            let wrong = |_| Error::input(name, Problem::Unknown);
            (!text.is_empty()).then(|| text.parse().map_err(wrong)).transpose()
        }
        let audience = (!self.audience.is_empty())
            .then(|| Audience::read(&self.audience).ok_or_else(|| Error::input("for", Problem::Unknown)));
        Ok(GuideQuery {
            department: given("department", &self.department)?,
            topic: (!self.topic.is_empty()).then(|| self.topic.clone()),
            audience: audience.transpose()?,
            words: (!self.q.is_empty()).then(|| self.q.clone()),
            after: given("after", &self.after)?,
            limit: SHOWN,
        })
    }
}

/// `GET /guides`.
pub(super) async fn page(
    State(portal): Held,
    asked: Asked,
    filters: Result<Query<Filters>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let Ok(Query(mut filters)) = filters else {
        return asked.refuse(&Failure::Request(StatusCode::BAD_REQUEST, "input.query"));
    };
    // What was pasted may hold a tab: for whoever searches it is a space.
    filters.q = filters.q.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect();
    let shown = async {
        let found = portal.app.guides(filters.query()?).await?;
        Ok::<_, Error>((found, portal.app.directory().await?))
    };
    let (found, directory) = match shown.await {
        Ok(shown) => shown,
        Err(error) => return asked.refuse(&Failure::App(error)),
    };
    let searched = !filters.q.is_empty();
    let last = found.rows.last().filter(|_| found.more && !searched).map(|row| row.item.clone());
    let next = last.map(|after| {
        let filters = Filters { after, ..filters.clone() };
        query(&filters.fields())
    });
    let first = Filters { after: String::new(), ..filters.clone() };
    let (audiences, topics, departments) =
        (Choice::audiences(&directory), Choice::topics(&directory), Choice::departments(&directory));
    let named = |choices: &[Choice], value: &str| {
        choices.iter().find(|choice| choice.value == value).map(|choice| choice.name.clone())
    };
    let chosen: Vec<Words> = [
        named(&departments, &filters.department),
        named(&topics, &filters.topic),
        named(&audiences, &filters.audience),
    ]
    .into_iter()
    .flatten()
    .collect();
    let about: Vec<(&str, &str)> = chosen
        .iter()
        .map(|words| (words.zh.as_str(), words.en.as_str()))
        .chain(searched.then_some((filters.q.as_str(), filters.q.as_str())))
        .collect();
    let title = if about.is_empty() {
        Words::new("办事指南", "Guides")
    } else {
        let (zh, en): (Vec<&str>, Vec<&str>) = about.into_iter().unzip();
        Words::new(format!("办事指南：{}", zh.join("，")), format!("Guides: {}", en.join(", ")))
    };
    let content = Listed {
        narrow: searched && found.more,
        searched,
        short: searched && filters.q.chars().count() < 2,
        filtered: searched || !chosen.is_empty(),
        rows: found.rows.into_iter().map(Row::from).collect(),
        first: query(&first.fields()),
        next,
        chosen,
        audiences,
        topics,
        departments,
        filters,
    };
    // What is found by a search, in the middle of a list or nowhere is no page to be found by.
    let beside = searched || !content.filters.after.is_empty() || content.rows.is_empty();
    let listed = if beside { Reach::Unlisted } else { Reach::Public };
    let page = Page {
        template: "guides.html",
        title,
        section: Section::Guides,
        reach: listed,
        way: Way::Address(content.filters.fields()),
        status: StatusCode::OK,
        content: &content,
    };
    page.shown(&asked, &portal.site)
}
