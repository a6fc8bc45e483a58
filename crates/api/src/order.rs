//! In which order lists come: `column`, or `-column` for the other way round.

use std::borrow::Cow;
use std::str::FromStr;

use daowei_app::{ByDay, Order, account, authority, catalog, license, organization};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! orders {
    ($($name:ident($by:ty) = $description:literal: $($word:literal = $column:ident),+;)+) => {
        $(
            #[doc = $description]
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub(crate) struct $name(pub(crate) Order<$by>);

            impl FromStr for $name {
                type Err = ();

                fn from_str(text: &str) -> Result<Self, ()> {
                    let (back, column) = text.strip_prefix('-').map_or((false, text), |column| (true, column));
                    let by = match column {
                        $($word => <$by>::$column,)+
                        _ => return Err(()),
                    };
                    Ok(Self(Order { by, back }))
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = Cow::<'de, str>::deserialize(deserializer)?;
                    text.parse().map_err(|()| D::Error::custom("no order of this list"))
                }
            }

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new()
                        .schema_type(SchemaType::Type(Type::String))
                        .description(Some($description))
                        .enum_values(Some([$($word, concat!("-", $word)),+]))
                        .into()
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed(stringify!($name))
                }
            }
        )+

        /// The orders as the description lists them: what only a parameter names, it does not find by itself.
        pub(crate) fn schemas() -> Vec<(String, RefOr<Schema>)> {
            vec![$(($name::name().into_owned(), $name::schema())),+]
        }
    };
}

orders! {
    ItemSort(catalog::By) = "The order of a list of items: by name as it is spelled in pinyin, by code, or by department in the order in which these were established.":
        "name" = Name, "code" = Code, "department" = Department;
    LicenseSort(license::By) = "The order of a list of licenses: by first day, by last day with those without one last, or by number.":
        "valid_from" = From, "valid_until" = Until, "number" = Number;
    PersonSort(organization::By) = "The order of a list of people: by staff number, by name as it is spelled in pinyin, or by department in the order in which these were established.":
        "staff_number" = StaffNumber, "name" = Name, "department" = Department;
    LetterSort(authority::By) = "The order of a list of letters: by number, by holder's name as it is spelled in pinyin, by department in the order in which these were established, or by end with those without one last.":
        "number" = Number, "holder" = Holder, "department" = Department, "to" = To;
    AccountSort(account::By) = "The order of a list of accounts: by login, by when they were made, or by when somebody last signed in with those that nobody has used first.":
        "login" = Login, "created_at" = Created, "last_used_at" = Used;
    EnquirySort(ByDay) = "The order of a list of enquiries: by the day of telling.":
        "told_on" = Day;
    ChangeSort(ByDay) = "The order of a list of changes of the lists: by the day of proposing.":
        "proposed_on" = Day;
    HandoverSort(ByDay) = "The order of a list of hand-overs: by the day of proposing.":
        "proposed_on" = Day;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_a_column_or_a_column_turned() {
        let by = |text: &str| text.parse::<PersonSort>().map(|sort| (sort.0.by, sort.0.back));
        assert_eq!(by("name"), Ok((organization::By::Name, false)));
        assert_eq!(by("-staff_number"), Ok((organization::By::StaffNumber, true)));
        let body = |text: &str| serde_json::from_value::<PersonSort>(text.into()).ok();
        assert_eq!(body("-name"), "-name".parse().ok());
        for foul in ["", "-", "--name", "+name", "id", "Name"] {
            assert_eq!(by(foul), Err(()), "{foul}");
            assert_eq!(body(foul), None, "{foul}");
        }
    }
}
