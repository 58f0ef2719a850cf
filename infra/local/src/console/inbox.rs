//! The inbox as a page: every mail that was sent, newest first.

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::answer;
use crate::machine::Machine;
use crate::services::{Mail, escape};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}\
article{border:1px solid #d0d7de;border-radius:8px;padding:1rem 1.25rem;margin:1rem 0}h2{font-size:1.05rem;margin:0}\
p{margin:.25rem 0}.meta{color:#57606a;font-size:.875rem}pre{white-space:pre-wrap;font:inherit;margin:.75rem 0}a{overflow-wrap:anywhere}";

pub(super) fn page(machine: &Machine) -> Response<Body> {
    let html = "text/html; charset=utf-8";
    let Ok(mails) = machine.mailbox.read() else {
        return answer(StatusCode::INTERNAL_SERVER_ERROR, html, "The inbox cannot be read.".into());
    };
    let list: String = mails.iter().map(article).collect();
    let list = if list.is_empty() { "<p>No mail yet.</p>".to_owned() } else { list };
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Inbox</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
         <body><main><h1>Inbox</h1><p class=\"meta\">Mail sent on this machine; nothing leaves it.</p>\
         {list}</main></body></html>"
    );
    answer(StatusCode::OK, html, page)
}

/// Shows the text, never the mail's own HTML: an inbox must not run what it receives.
fn article(mail: &Mail) -> String {
    let mut links = String::new();
    for link in &mail.links {
        let link = escape(link);
        links.extend(["<p><a href=\"", &link, "\">", &link, "</a></p>"]);
    }
    let text = if mail.text.is_empty() { &mail.html } else { &mail.text };
    let answer = match mail.reply_to.as_slice() {
        [] => String::new(),
        addresses => format!(" · answer to {}", escape(&addresses.join(", "))),
    };
    format!(
        "<article><h2>{}</h2><p class=\"meta\">To {}{answer} · {}</p><pre>{}</pre>{links}</article>",
        escape(&mail.subject),
        escape(&mail.to.join(", ")),
        escape(&mail.sent_at),
        escape(text)
    )
}
