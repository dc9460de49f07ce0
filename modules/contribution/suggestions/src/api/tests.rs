use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

/// Every operation of the document as a method and a path.
fn described(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone()))
        })
        .collect()
}

/// Every `$ref` anywhere in the document.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get("$ref") {
                found.insert(to.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn what_is_mounted_is_what_is_described() {
    let module = crate::module();
    let table = (module.routes)().table().to_vec();
    let mounted: BTreeSet<(String, String)> = table
        .iter()
        .filter(|route| route.path.starts_with("/api/"))
        .map(|route| (route.method.to_owned(), route.path.to_owned()))
        .collect();
    assert!(!mounted.is_empty());
    assert_eq!(mounted, described(&(module.openapi)()));
}

#[test]
fn every_reference_leads_somewhere() {
    let document = openapi();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 20);
    for to in found {
        let pointer = to.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{to}");
    }
}

#[test]
fn every_operation_names_itself_once_says_what_it_does_and_tells_problems() {
    let document = openapi();
    let mut names = BTreeSet::new();
    for (method, path) in described(&document) {
        let operation = &document["paths"][&path][method.to_lowercase()];
        assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{method} {path}");
        assert!(operation["summary"].as_str().is_some_and(|words| words.ends_with('.')), "{method} {path}");
        assert!(operation["responses"]["default"].is_object(), "{method} {path}");
        let public = path == "/api/v1/log/checkpoint";
        assert_eq!(operation["security"].as_array().unwrap().is_empty(), public, "{method} {path}");
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        for part in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            assert!(parameters.iter().any(|one| one["in"] == "path" && one["name"] == part), "{method} {path}");
        }
    }
}

#[test]
fn the_description_of_a_body_is_what_the_body_takes() {
    let document = openapi();
    let schema = &document["components"]["schemas"]["Plan"];
    assert_eq!(schema["required"], serde_json::json!(["owner", "plan", "starts", "ends"]));
    let person = "0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57";
    let least =
        serde_json::json!({ "owner": person, "plan": "先试一台", "starts": "2026-03-05", "ends": "2026-03-09" });
    assert!(serde_json::from_value::<asks::Plan>(least.clone()).is_ok());
    for field in ["owner", "plan", "starts", "ends"] {
        let mut without = least.clone();
        without.as_object_mut().unwrap().remove(field);
        assert!(serde_json::from_value::<asks::Plan>(without).is_err(), "{field}");
    }
}

#[test]
fn times_are_told_in_chinas_time() {
    let stamp = web::api::Stamp(kernel::Time::from_millis(1_772_674_957_120));
    assert_eq!(serde_json::to_value(stamp).unwrap(), "2026-03-05T09:42:37.120+08:00");
}
