//! The written form of a value is the only form outside the program.

/// Serializes by `Display` and deserializes by `FromStr`, so that JSON can hold nothing that parsing would refuse.
macro_rules! text_form {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        $crate::text_form::text_input!($type);
    };
}

/// Deserializes by `FromStr` only, for values whose printed form is masked or absent.
macro_rules! text_input {
    ($type:ty) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::text_form::Text(std::marker::PhantomData))
            }
        }
    };
}

pub(crate) use {text_form, text_input};

/// Reads a text and parses it, whichever way the format hands it over.
pub(crate) struct Text<T>(pub(crate) std::marker::PhantomData<T>);

impl<T: std::str::FromStr<Err = crate::IdentError>> serde::de::Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}
