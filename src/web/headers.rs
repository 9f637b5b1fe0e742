//! Headers of every answer: pages, redirects, files, assets, errors.
//!
//! Nothing a handler sets can loosen them: each is overwritten, except the content security policy, which is added
//! beside a handler's own, because browsers enforce all policies of an answer together (CSP 3, section 2.2).
//! The layer belongs outermost, outside the panic layer, so that no answer escapes it.

use axum::{
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
        },
    },
    response::Response,
};

/// No inline code or style, nothing of third parties, no frame around us, forms only to ourselves.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'",
);

/// Two years; without `includeSubDomains`, since other hosts of the domain are not ours to decide about.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000");

const FIXED: [(HeaderName, HeaderValue); 8] = [
    // Nothing stays in a shared computer's cache (A6), assets included: they would tell of the visit.
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    // Under `no-referrer` browsers send `Origin: null` and the check of the origin breaks.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), payment=(), \
             browsing-topics=()",
        ),
    ),
];

/// Sets the headers. `https`: the public address is an https one, so browsers are told to never use plain http.
pub fn secure(headers: &mut HeaderMap, https: bool) {
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    headers.append(CONTENT_SECURITY_POLICY, POLICY);
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    } else {
        headers.remove(STRICT_TRANSPORT_SECURITY);
    }
}

/// For `axum::middleware::map_response`: `router.layer(map_response(headers::secured(https)))`.
pub fn secured(https: bool) -> impl Fn(Response) -> std::future::Ready<Response> + Clone + Send + Sync {
    move |mut response| {
        secure(response.headers_mut(), https);
        std::future::ready(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, http::Request, middleware::map_response, routing::get};
    use tower::ServiceExt;

    async fn headers(https: bool, path: &str) -> HeaderMap {
        let loose = [
            ("cache-control", "public, max-age=1000"),
            ("x-frame-options", "ALLOWALL"),
            ("strict-transport-security", "max-age=1"),
            ("content-security-policy", "sandbox"),
            ("referrer-policy", "unsafe-url"),
        ];
        let router = Router::new()
            .route("/", get(move || async move { (loose, "page") }))
            .layer(map_response(secured(https)));
        let request = Request::get(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap().headers().clone()
    }

    fn all<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
        headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
    }

    #[tokio::test]
    async fn a_handler_cannot_loosen_them() {
        let headers = headers(false, "/").await;
        assert_eq!(all(&headers, "cache-control"), ["no-store"]);
        assert_eq!(all(&headers, "x-frame-options"), ["DENY"]);
        assert_eq!(all(&headers, "referrer-policy"), ["same-origin"]);
        assert_eq!(all(&headers, "strict-transport-security"), [""; 0]);
        let policies = all(&headers, "content-security-policy");
        assert_eq!(policies[0], "sandbox");
        assert!(policies[1].starts_with("default-src 'none'; style-src 'self'"));
        assert!(!policies[1].contains("unsafe") && !policies[1].contains("  "));
    }

    #[tokio::test]
    async fn an_unknown_address_has_them_too() {
        let headers = headers(true, "/nowhere").await;
        assert_eq!(all(&headers, "x-content-type-options"), ["nosniff"]);
        assert_eq!(all(&headers, "x-robots-tag"), ["noindex, nofollow"]);
        assert_eq!(all(&headers, "cross-origin-opener-policy"), ["same-origin"]);
        assert_eq!(all(&headers, "cross-origin-resource-policy"), ["same-origin"]);
        assert_eq!(all(&headers, "strict-transport-security"), ["max-age=63072000"]);
    }
}
