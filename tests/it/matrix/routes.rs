//! The routes as `src/routes.rs` has them: read from its text, so that none can be forgotten.

/// A path and its methods.
pub struct Route {
    pub path: String,
    pub methods: Vec<&'static str>,
}

/// Every route, in the order of the file.
pub fn all() -> Vec<Route> {
    let source = include_str!("../../../src/routes.rs");
    let code: Vec<&str> = source.lines().map(|l| l.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    for other in [".nest(", ".merge(", ".route_service(", ".nest_service(", ".method_not_allowed_fallback("] {
        assert!(!code.contains(other), "{other} hides routes from this reading");
    }
    let routes: Vec<Route> = code.split(".route(").skip(1).map(one).collect();
    assert!(routes.len() > 25, "{} routes", routes.len());
    routes
}

fn one(rest: &str) -> Route {
    let (_, rest) = rest.split_once('"').expect("a path");
    let (path, rest) = rest.split_once('"').expect("the end of a path");
    let mut depth = 1;
    let end = rest.find(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    let call = &rest[..end.expect("the end of a route")];
    let begins = |word: &str| {
        let before = |at: usize| call[..at].chars().next_back().unwrap_or(' ');
        call.match_indices(word).any(|(at, _)| !before(at).is_alphanumeric() && !"_:".contains(before(at)))
    };
    for word in ["any(", "on(", "put(", "delete(", "patch(", "head(", "options("] {
        assert!(!begins(word), "{path}: teach this test about {word}");
    }
    let methods: Vec<_> =
        [("get(", "GET"), ("post(", "POST")].into_iter().filter(|(w, _)| begins(w)).map(|(_, m)| m).collect();
    assert!(!methods.is_empty(), "{path}: no method");
    Route { path: path.to_owned(), methods }
}
