//! The two cookies that Luma sets, both out of reach of scripts and of other sites.

use lambda_http::http::header::{COOKIE, HeaderValue, SET_COOKIE};
use lambda_http::{Body, Request, Response};

use super::problem::Problem;

/// Carries the access token; sent with every request.
pub const ACCESS: &str = "__Host-luma_at";
/// Carries the refresh token; sent to the refresh route only, so that one function ever sees it.
pub const REFRESH: &str = "__Secure-luma_rt";

const REFRESH_PATH: &str = "/api/session/refresh";

/// The value of a cookie; none if it is missing or given twice, since then someone else may have set one of them.
pub fn cookie<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let lines = request.headers().get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(given, _)| *given == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Some(value),
        _ => None,
    }
}

/// The answer with both tokens as cookies. They last as long as the session may at most; the server ends it earlier.
///
/// # Errors
/// Internal, if a token is no cookie value.
pub fn set(
    answer: Response<Body>,
    access: &str,
    refresh: &str,
    seconds: u64,
) -> Result<Response<Body>, Problem> {
    let answer = add(
        answer,
        &format!("{ACCESS}={access}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict"),
    )?;
    add(
        answer,
        &format!(
            "{REFRESH}={refresh}; Path={REFRESH_PATH}; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict"
        ),
    )
}

/// The answer that takes both cookies away and clears what the browser kept (sign-out).
///
/// # Errors
/// Internal; cannot happen, the texts are fixed.
pub fn clear(answer: Response<Body>) -> Result<Response<Body>, Problem> {
    let mut answer = set(answer, "", "", 0)?;
    let all = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    answer.headers_mut().insert("clear-site-data", all);
    Ok(answer)
}

fn add(mut answer: Response<Body>, line: &str) -> Result<Response<Body>, Problem> {
    let line = HeaderValue::from_str(line)
        .map_err(|_| Problem::internal("a cookie could not be written"))?;
    answer.headers_mut().append(SET_COOKIE, line);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(lines: &[&str]) -> Request {
        let mut request = Request::new(Body::Empty);
        for line in lines {
            request.headers_mut().append(COOKIE, line.parse().unwrap());
        }
        request
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        assert_eq!(cookie(&with(&["a=1; __Host-luma_at=x.y.z", "b=2"]), ACCESS), Some("x.y.z"));
        assert_eq!(cookie(&with(&["a=1"]), ACCESS), None);
        assert_eq!(cookie(&with(&["__Host-luma_at="]), ACCESS), None);
    }

    #[test]
    fn a_cookie_given_twice_counts_for_nothing() {
        assert_eq!(cookie(&with(&["__Host-luma_at=mine; __Host-luma_at=planted"]), ACCESS), None);
        assert_eq!(cookie(&with(&["__Host-luma_at=mine", "__Host-luma_at=planted"]), ACCESS), None);
    }

    #[test]
    fn both_cookies_are_secure_strict_and_out_of_reach_of_scripts() {
        let answer = set(Response::new(Body::Empty), "at", "rt", 60).unwrap();
        let lines: Vec<&str> =
            answer.headers().get_all(SET_COOKIE).iter().map(|v| v.to_str().unwrap()).collect();
        assert_eq!(
            lines,
            [
                "__Host-luma_at=at; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Strict",
                "__Secure-luma_rt=rt; Path=/api/session/refresh; Max-Age=60; Secure; HttpOnly; SameSite=Strict",
            ]
        );
    }
}
