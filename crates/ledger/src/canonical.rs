//! One byte form for one JSON value: RFC 8785 (JCS) for values without fractions.
//!
//! The digest of an entry is taken over these bytes, so whoever holds the entry can recompute it in any language that
//! has a JCS library. Fractions are refused: their shortest decimal form is where implementations differ. Integers
//! beyond ±(2⁵³ − 1) are refused as well, since a reader in JavaScript would silently round them.

use serde_json::{Number, Value};

/// The largest integer every JSON reader keeps exactly, 2⁵³ − 1.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// A value that has no canonical form here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the number {0} is not a whole number within ±(2^53 - 1)")]
pub struct NotCanonical(pub String);

/// The canonical bytes of `value`: keys sorted by UTF-16 code units, no spaces, only the escapes JSON demands.
///
/// # Errors
///
/// [`NotCanonical`] if the value holds a fraction or an integer beyond [`MAX_INTEGER`].
pub fn canonical_json(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out.into_bytes())
}

fn write(value: &Value, out: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Null | Value::Bool(_) => out.push_str(&value.to_string()),
        Value::String(text) => write_string(text, out),
        Value::Number(number) => out.push_str(&integer(number)?.to_string()),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (i, (key, item)) in members.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                write(item, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn integer(number: &Number) -> Result<i64, NotCanonical> {
    number.as_i64().filter(|n| (-MAX_INTEGER..=MAX_INTEGER).contains(n)).ok_or_else(|| NotCanonical(number.to_string()))
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn text(value: &Value) -> String {
        String::from_utf8(canonical_json(value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_sorted_at_every_depth_and_nothing_is_padded() {
        let value = json!({"b": [1, {"z": null, "a": true}], "a": "燎原 \"x\"\n\u{1}"});
        assert_eq!(text(&value), r#"{"a":"燎原 \"x\"\n\u0001","b":[1,{"a":true,"z":null}]}"#);
    }

    #[test]
    fn keys_sort_by_utf16_units_as_rfc_8785_says() {
        // The example of RFC 8785, section 3.2.3. By code points, U+FB33 would come before U+1F600.
        let value = json!({
            "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7
        });
        assert_eq!(
            text(&value),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn fractions_and_unsafe_integers_are_refused() {
        for bad in [json!(1.5), json!(1.0), json!(-0.0), json!(MAX_INTEGER + 1), json!(u64::MAX)] {
            let deep = json!({"list": [0, bad]});
            assert!(canonical_json(&deep).is_err(), "{deep}");
        }
        assert_eq!(text(&json!([MAX_INTEGER, -MAX_INTEGER])), "[9007199254740991,-9007199254740991]");
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_the_bytes_gives_the_value_and_writing_it_gives_the_bytes(value in value()) {
            let bytes = canonical_json(&value).unwrap();
            let read: Value = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&read, &value);
            prop_assert_eq!(canonical_json(&read).unwrap(), bytes);
        }
    }
}
