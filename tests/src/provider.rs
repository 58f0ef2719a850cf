//! A drafting provider on this machine: streams a text as the Messages API does and keeps what it was asked.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// How an answer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With the events that say it is complete.
    Whole,
    /// With a connection that closes in the middle.
    Cut,
}

/// The running provider; it answers every request alike.
#[derive(Debug)]
pub struct Provider {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    /// Starts one that writes this text.
    pub async fn start(text: &str, end: End) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (Arc::clone(&asked), answer(text, end));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let request = request(&mut stream).await;
                kept.lock().expect("no poison").push(request);
                stream.write_all(answer.as_bytes()).await.expect("the client reads");
            }
        });
        Self { url, asked }
    }

    /// The AI secret that declares it, with its attestations.
    pub fn secret(&self) -> Value {
        json!({
            "provider": "anthropic",
            "model": "model-of-the-tests",
            "api_key": "key-of-the-tests",
            "base_url": self.url,
            "attestations": {"zero_retention": "ZDR-1", "soc2": "SOC-1", "baa": "BAA-1"},
        })
    }

    /// Every request so far, head and body, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no poison").clone()
    }
}

/// Reads one request to the end of its body.
async fn request(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= length(head)
        {
            return text;
        }
        let mut piece = [0; 4 * 1024];
        let count = stream.read(&mut piece).await.expect("a request");
        assert!(count > 0, "the client left in the middle of its request");
        read.extend_from_slice(&piece[..count]);
    }
}

fn length(head: &str) -> usize {
    let head = head.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    length.and_then(|length| length.trim().parse().ok()).unwrap_or(0)
}

fn answer(text: &str, end: End) -> String {
    let mut events = vec![
        json!({"type": "message_start", "message": {"id": "msg_1", "role": "assistant", "content": [], "usage": {}}}),
        json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}),
    ];
    events.extend(text.split_inclusive('\n').map(|line| {
        json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": line}})
    }));
    if end == End::Whole {
        events.push(json!({"type": "content_block_stop", "index": 0}));
        events.push(
            json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {}}),
        );
        events.push(json!({"type": "message_stop"}));
    }
    let events: Vec<String> = events
        .iter()
        .map(|event| {
            format!("event: {}\ndata: {event}\n\n", event["type"].as_str().expect("a type"))
        })
        .collect();
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
    format!("{head}{}", events.concat())
}
