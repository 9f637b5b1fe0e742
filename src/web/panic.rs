//! A panic becomes one fixed page and one log line that names a place in the code and nothing else.
//!
//! Panic messages hold values (an index, a slice of a text, the Debug of an error), and here values are people's
//! words. So neither the log nor the answer ever shows one.

use std::any::Any;

use axum::response::Response;
use tower_http::catch_panic::CatchPanicLayer;

/// Handles a caught panic by a fixed answer.
pub type Answer<F> = CatchPanicLayer<Fixed<F>>;

/// The handler of [`layer`]: drops the panic's value unseen and answers by the closure.
#[derive(Clone)]
pub struct Fixed<F>(F);

impl<F: Fn() -> Response + Clone> tower_http::catch_panic::ResponseForPanic for Fixed<F> {
    type ResponseBody = axum::body::Body;

    fn response_for_panic(&mut self, _message: Box<dyn Any + Send + 'static>) -> Response {
        (self.0)()
    }
}

/// A layer that answers with `answer()` when a handler panics. It catches panics before the answer's head is made;
/// one in the middle of a streamed body breaks the connection.
pub fn layer<F: Fn() -> Response + Clone>(answer: F) -> Answer<F> {
    CatchPanicLayer::custom(Fixed(answer))
}

/// Replaces the process's panic hook: one error event with file, line and column; never the message.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        if let Some(place) = info.location() {
            tracing::error!(file = place.file(), line = place.line(), column = place.column(), "panic");
        } else {
            tracing::error!("panic");
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        Router,
        body::{Body, to_bytes},
        http::{Request, StatusCode},
        response::IntoResponse,
        routing::get,
    };
    use tower::ServiceExt;

    const MARKER: &str = "words of a person";

    #[tokio::test]
    async fn the_answer_is_fixed() {
        let router = Router::new()
            .route("/", get(|| async { assert!(MARKER.is_empty(), "{MARKER}") }))
            .layer(layer(|| (StatusCode::INTERNAL_SERVER_ERROR, "fixed").into_response()));
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(to_bytes(response.into_body(), 100).await.unwrap(), "fixed");
    }

    /// The hook belongs to the whole process, so it is tried in another one: this test binary again.
    #[test]
    fn the_hook_names_the_place_and_not_the_message() {
        const CHILD: &str = "BALSS_TEST_PANIC_CHILD";
        if std::env::var_os(CHILD).is_some() {
            tracing_subscriber::fmt().with_writer(std::io::stderr).init();
            install_hook();
            panic!("{MARKER}");
        }
        let name = format!("{}::the_hook_names_the_place_and_not_the_message", module_path!());
        let name = name.split_once("::").unwrap().1;
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, "1")
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(!output.status.success(), "the child did not panic: {said}");
        assert!(said.contains("panic.rs"), "{said}");
        assert!(!said.contains(MARKER), "{said}");
    }
}
