//! The edge: what it lets in, what it adds, what it refuses.

use serde_json::json;

use crate::harness::{Sample, directory, options};

#[tokio::test]
async fn only_named_headers_pass_and_only_the_edge_speaks_for_the_viewer() {
    let sample = Sample::start().await;
    let request = sample.http.get(sample.url("/api/echo/x"));
    let request = request
        .header("cloudfront-viewer-address", "6.6.6.6:1")
        .header("x-origin-proof", "guessed")
        .header("x-forwarded-for", "6.6.6.6")
        .header("x-other", "y");
    let echo: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    let headers = &echo["headers"];
    let viewer = headers["cloudfront-viewer-address"].as_str().unwrap();
    assert!(viewer.starts_with("127.0.0.1:") || viewer.starts_with("::1:"), "{viewer}");
    assert_eq!(headers["x-origin-proof"].as_str().unwrap().len(), 20);
    assert_ne!(headers["x-forwarded-for"], "6.6.6.6");
    assert!(headers.get("x-other").is_none());
}

#[tokio::test]
async fn answers_wear_the_headers_of_their_behaviour() {
    let sample = Sample::start().await;
    for path in ["/api/echo/x", "/api/nowhere", "/stream/numbers?upto=1"] {
        let response = sample.get(path).await;
        assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(response.headers()["content-security-policy"], "default-src 'none'", "{path}");
        assert!(!response.headers().contains_key("strict-transport-security"));
        assert!(!response.headers().contains_key("x-internal"));
    }
}

#[tokio::test]
async fn what_no_route_takes_is_refused_before_any_function() {
    let sample = Sample::start().await;
    let unknown = sample.get("/api/nowhere").await;
    assert_eq!(unknown.status(), 404);
    assert_eq!(unknown.text().await.unwrap(), r#"{"message":"Not Found"}"#);
    assert_eq!(sample.get("/api/do/put").await.status(), 404, "only POST has a route");
    let posted = sample.http.post(sample.url("/page")).send().await.unwrap();
    assert_eq!(posted.status(), 403, "the site takes no POST");
    let long = format!("/api/echo/{}", "x".repeat(9_000));
    assert_eq!(sample.get(&long).await.status(), 414);
    let heavy = sample.http.get(sample.url("/api/echo/x")).header("x-big", "y".repeat(25_000));
    assert_eq!(heavy.send().await.unwrap().status(), 431);
}

#[tokio::test]
async fn bodies_are_bounded_and_bytes_survive() {
    let sample = Sample::start().await;
    let send = |body: Vec<u8>, kind: &'static str| {
        let request = sample.http.put(sample.url("/api/echo/x")).header("content-type", kind);
        async { request.body(body).send().await.unwrap() }
    };
    assert_eq!(send(vec![b'x'; 7 * 1024 * 1024], "text/plain").await.status(), 413);
    assert_eq!(send(vec![b'x'; 11 * 1024 * 1024], "text/plain").await.status(), 413);
    let latin = send(b"caf\xe9".to_vec(), "application/json").await;
    let echo: serde_json::Value = latin.json().await.unwrap();
    assert_eq!(echo["body"], "caf\u{fffd}", "the function got the byte, not text");
}

#[tokio::test]
async fn a_declared_digest_must_be_that_of_the_body() {
    let sample = Sample::start().await;
    let post = |digest: &'static str| {
        let request = sample.http.post(sample.url("/stream/x?upto=1")).body("x");
        async move { request.header("x-amz-content-sha256", digest).send().await.unwrap().status() }
    };
    assert_eq!(post("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881").await, 201);
    assert_eq!(post("0000000000000000000000000000000000000000000000000000000000000000").await, 403);
}

#[tokio::test]
async fn pages_come_from_the_site_and_the_app_is_one_page() {
    let site = directory();
    for (name, text) in [
        ("index.html", "home"),
        ("404.html", "lost"),
        ("app/index.html", "app"),
        ("about/index.html", "about"),
        ("assets/a.wasm", "wasm"),
    ] {
        let file = site.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    let mut options = options(directory());
    options.site = Some(site.clone());
    let sample = Sample::with(options).await;
    for (path, status, text) in [
        ("/", 200, "home"),
        ("/app/cases/17", 200, "app"),
        ("/about", 200, "about"),
        ("/nowhere", 404, "lost"),
        ("/..%2f..%2fetc/passwd.txt", 404, "lost"),
    ] {
        let response = sample.get(path).await;
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(response.text().await.unwrap(), text, "{path}");
    }
    let wasm = sample.get("/assets/a.wasm").await;
    assert_eq!(wasm.headers()["content-type"], "application/wasm");
    std::fs::remove_dir_all(site).unwrap();
}

#[tokio::test]
async fn the_console_answers_this_machine_only() {
    let sample = Sample::start().await;
    let asked = |header: &'static str, value: &'static str| {
        let request = sample.http.post(sample.url("/_local/clock")).header(header, value);
        let request = request.json(&json!({"advance_seconds": 1}));
        async { request.send().await.unwrap().status() }
    };
    assert_eq!(asked("origin", "https://evil.test").await, 403);
    assert_eq!(asked("host", "evil.test").await, 403);
    assert_eq!(asked("accept", "application/json").await, 200);
}
