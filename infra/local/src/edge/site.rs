//! The static site from a directory, with the page rule of the distribution.

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use percent_encoding::percent_decode_str;

use super::{Edge, answer};
use crate::template::PageRule;

pub(super) async fn serve(edge: &Edge, method: &Method, path: &str) -> Response<Body> {
    let Some(root) = edge.site.clone() else {
        return answer::plain(StatusCode::NOT_FOUND, "no site was built");
    };
    let rule = edge.spec.pages.clone();
    let page = page(path, &rule);
    let read = tokio::task::spawn_blocking(move || {
        let read = |page: &str| {
            let file = inside(&root, page)?;
            Some((kind(&file), std::fs::read(&file).ok()?))
        };
        if let Some((kind, bytes)) = read(&page).filter(|_| page != rule.lost) {
            (StatusCode::OK, kind, bytes)
        } else {
            let (kind, bytes) = read(&rule.lost).unwrap_or(("text/plain", Vec::new()));
            (StatusCode::NOT_FOUND, kind, bytes)
        }
    });
    let Ok((status, kind, bytes)) = read.await else {
        return answer::plain(StatusCode::INTERNAL_SERVER_ERROR, "the file cannot be read");
    };
    let body = if method == Method::HEAD { Body::empty() } else { Body::from(bytes) };
    answer::typed(status, kind, body)
}

/// The file that a path stands for.
fn page(path: &str, rule: &PageRule) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    if path == "/" {
        return rule.root.clone();
    }
    if name.contains('.') {
        return path.to_owned();
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let under = |app: &&String| {
        path.strip_prefix(app.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let exactly = |folder: &&String| folder.as_str() == path;
    let found = rule.apps.iter().find(under).or_else(|| rule.folders.iter().find(exactly));
    found.map_or_else(|| rule.lost.clone(), |folder| format!("{folder}/index.html"))
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
        let rule = PageRule {
            root: "/index.html".to_owned(),
            apps: vec!["/app".to_owned()],
            folders: vec!["/privacy".to_owned()],
            lost: "/404.html".to_owned(),
        };
        for (path, expected) in [
            ("/", "/index.html"),
            ("/app", "/app/index.html"),
            ("/app/cases/1", "/app/index.html"),
            ("/apple", "/404.html"),
            ("/privacy/", "/privacy/index.html"),
            ("/privacy/x", "/404.html"),
            ("/assets/a.js", "/assets/a.js"),
        ] {
            assert_eq!(page(path, &rule), expected);
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
