//! The static site from a directory, with the page rule of the distribution.

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use percent_encoding::percent_decode_str;

use super::{Edge, answer};

/// Page of a path that leads nowhere.
const LOST: &str = "404.html";

pub(super) async fn serve(edge: &Edge, method: &Method, path: &str) -> Response<Body> {
    let Some(root) = edge.site.clone() else {
        return answer::plain(StatusCode::NOT_FOUND, "no site was built");
    };
    let page = page(path, &edge.spec.single_page_apps, &edge.spec.root);
    let file = inside(&root, &page);
    let read = tokio::task::spawn_blocking(move || {
        let found = file.and_then(|file| Some((std::fs::read(&file).ok()?, file)));
        if let Some((bytes, file)) = found {
            (StatusCode::OK, kind(&file), bytes)
        } else {
            let lost = std::fs::read(root.join(LOST)).unwrap_or_default();
            (StatusCode::NOT_FOUND, "text/html; charset=utf-8", lost)
        }
    });
    let Ok((status, kind, bytes)) = read.await else {
        return answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "the file cannot be read");
    };
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    answer::typed(status, kind, body)
}

/// Paths without a file name: an app is one page, every other page is a folder with an index.
fn page(path: &str, apps: &[String], root: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    if path == "/" {
        return root.to_owned();
    }
    if name.contains('.') {
        return path.to_owned();
    }
    let under = |app: &&String| {
        path.strip_prefix(app.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match apps.iter().find(under) {
        Some(app) => format!("{app}/index.html"),
        None => format!("{}/index.html", path.trim_end_matches('/')),
    }
}

/// The file below `root`; none if the path would lead out of it.
fn inside(root: &Path, page: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(page).decode_utf8().ok()?;
    let relative = Path::new(decoded.trim_start_matches('/'));
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !decoded.contains(['\0', '\\'])).then(|| root.join(relative))
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_pages() {
        let apps = ["/app".to_owned()];
        for (path, expected) in [
            ("/", "index.html"),
            ("/app", "/app/index.html"),
            ("/app/cases/1", "/app/index.html"),
            ("/apple", "/apple/index.html"),
            ("/privacy/", "/privacy/index.html"),
            ("/assets/a.js", "/assets/a.js"),
        ] {
            assert_eq!(page(path, &apps, "index.html"), expected);
        }
    }

    #[test]
    fn no_path_leads_out_of_the_site() {
        let root = Path::new("/site");
        for page in ["/../secret.json", "/a/..%2f..%2fsecret.json", "/%2e%2e/x.json", "/a%00.js"] {
            assert!(inside(root, page).is_none(), "{page}");
        }
        assert_eq!(inside(root, "/a/b.js"), Some(PathBuf::from("/site/a/b.js")));
    }
}
