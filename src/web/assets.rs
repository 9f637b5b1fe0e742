//! The few static files, part of the program.

use axum::{
    extract::Path,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

const FILES: [(&str, &str, &[u8]); 6] = [
    ("balss.css", "text/css; charset=utf-8", include_bytes!("../../templates/assets/balss.css")),
    ("desk.css", "text/css; charset=utf-8", include_bytes!("../../templates/assets/desk.css")),
    ("desk.js", "text/javascript; charset=utf-8", include_bytes!("../../templates/assets/desk.js")),
    ("exit.js", "text/javascript; charset=utf-8", include_bytes!("../../templates/assets/exit.js")),
    ("form.js", "text/javascript; charset=utf-8", include_bytes!("../../templates/assets/form.js")),
    ("statistics.css", "text/css; charset=utf-8", include_bytes!("../../templates/assets/statistics.css")),
];

/// Media type and bytes of the asset called `name`.
#[must_use]
pub fn asset(name: &str) -> Option<(&'static str, &'static [u8])> {
    FILES.iter().find(|file| file.0 == name).map(|file| (file.1, file.2))
}

/// Handler of `GET /assets/{name}`.
pub async fn serve(Path(name): Path<String>) -> Response {
    match asset(&name) {
        Some((media_type, bytes)) => ([(CONTENT_TYPE, media_type)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, http::Request, routing::get};
    use tower::ServiceExt;

    #[tokio::test]
    async fn only_known_names_are_served() {
        let router = Router::new().route("/assets/{name}", get(serve));
        for (path, status) in [
            ("/assets/exit.js", 200),
            ("/assets/balss.css", 200),
            ("/assets/desk.css", 200),
            ("/assets/desk.js", 200),
            ("/assets/statistics.css", 200),
            ("/assets/other.js", 404),
            ("/assets/..%2F..%2FCargo.toml", 404),
        ] {
            let request = Request::get(path).body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), status, "{path}");
        }
    }

    #[test]
    fn scripts_keep_within_the_policy_and_store_nothing() {
        for name in ["desk.js", "exit.js", "form.js"] {
            let (media_type, script) = asset(name).unwrap();
            assert_eq!(media_type, "text/javascript; charset=utf-8");
            let script = std::str::from_utf8(script).unwrap();
            assert!(script.contains("use strict"));
            let policy = [".style", "innerHTML", "eval(", "setAttribute(\"style\"", "http"];
            let storage = ["localStorage", "sessionStorage", "indexedDB", "document.cookie"];
            for forbidden in policy.iter().chain(&storage) {
                assert!(!script.contains(forbidden), "{name}: {forbidden}");
            }
        }
    }
}
