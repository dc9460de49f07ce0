//! What can stand in a message: text and whole numbers.

use std::borrow::Cow;

/// An argument of a message.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

/// Text or a number on its way into a message. References count as what they point to,
/// because askama borrows the fields it passes.
pub trait IntoValue {
    /// The argument Fluent takes.
    fn value(&self) -> Value<'_>;
}

impl<V: IntoValue + ?Sized> IntoValue for &V {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

impl IntoValue for str {
    fn value(&self) -> Value<'_> {
        Value::from(self)
    }
}

impl IntoValue for String {
    fn value(&self) -> Value<'_> {
        Value::from(self.as_str())
    }
}

impl IntoValue for Cow<'_, str> {
    fn value(&self) -> Value<'_> {
        Value::from(&**self)
    }
}

macro_rules! numbers {
    ($($number:ty)+) => { $(
        impl IntoValue for $number {
            fn value(&self) -> Value<'_> {
                Value::from(self)
            }
        }
    )+ };
}

numbers!(i32 i64 u32 u64 usize);
