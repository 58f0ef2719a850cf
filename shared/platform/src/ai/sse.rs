//! Reads server-sent events out of bytes that arrive in any pieces.
//!
//! Follows the parsing rules of the HTML standard, section 9.2.6, with one liberty: an event that the server did not
//! close with a blank line before it hung up is still read, because some servers end `[DONE]` that way.

/// No event of either provider comes near this; a longer one is no event.
const EVENT_MAX_BYTES: usize = 1 << 20;

/// One event: its name (empty for the default) and its data.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) name: String,
    pub(super) data: String,
}

/// The bytes are no event stream: too long an event, or no UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotEvents;

/// Holds what has arrived of the event that is under way.
#[derive(Default)]
pub(super) struct Decoder {
    line: Vec<u8>,
    after_carriage_return: bool,
    begun: bool,
    event: Event,
    has_data: bool,
}

impl Decoder {
    /// Takes the next bytes and gives back the events that they complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<Vec<Event>, NotEvents> {
        let mut events = Vec::new();
        for &byte in bytes {
            let follows_return = std::mem::replace(&mut self.after_carriage_return, byte == b'\r');
            match byte {
                b'\n' if follows_return => {}
                b'\n' | b'\r' => events.extend(self.end_line()?),
                _ if self.line.len() + self.event.data.len() >= EVENT_MAX_BYTES => {
                    return Err(NotEvents);
                }
                _ => self.line.push(byte),
            }
        }
        Ok(events)
    }

    /// Tells that no more bytes come; gives the event that was left open, if it has data.
    pub(super) fn finish(&mut self) -> Result<Option<Event>, NotEvents> {
        let ended = if self.line.is_empty() { None } else { self.end_line()? };
        Ok(ended.or_else(|| self.dispatch()))
    }

    fn end_line(&mut self) -> Result<Option<Event>, NotEvents> {
        let bytes = std::mem::take(&mut self.line);
        let line = std::str::from_utf8(&bytes).map_err(|_| NotEvents)?;
        let line = if self.begun { line } else { line.strip_prefix('\u{feff}').unwrap_or(line) };
        self.begun = true;
        if line.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event.name),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            // Comments (an empty field name), `id`, `retry` and unknown fields carry nothing for us.
            _ => {}
        }
        Ok(None)
    }

    fn dispatch(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STREAM: &str = "\u{feff}: hello\nevent: a\r\ndata: {\"x\":\r\ndata:  1}\r\n\r\ndata: é\r\rid: 7\n\nevent: b\n\n\
        data: [DONE]";

    fn expected() -> Vec<Event> {
        let event = |name: &str, data: &str| Event { name: name.to_owned(), data: data.to_owned() };
        vec![event("a", "{\"x\":\n 1}"), event("", "é"), event("", "[DONE]")]
    }

    fn decode<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Result<Vec<Event>, NotEvents> {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        for piece in pieces {
            events.extend(decoder.push(piece)?);
        }
        events.extend(decoder.finish()?);
        Ok(events)
    }

    #[test]
    fn one_byte_at_a_time_reads_like_all_at_once() {
        assert_eq!(decode(STREAM.as_bytes().chunks(1)).unwrap(), expected());
        assert_eq!(decode(std::iter::once(STREAM.as_bytes())).unwrap(), expected());
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(std::iter::once(&b"data: \xff\n\n"[..])), Err(NotEvents));
    }

    #[test]
    fn an_endless_line_and_an_endless_event_are_refused() {
        let line = vec![b'x'; EVENT_MAX_BYTES + 1];
        assert_eq!(decode(line.chunks(4096)), Err(NotEvents));
        let event = b"data: 0123456789\n".repeat(EVENT_MAX_BYTES / 8);
        assert_eq!(decode(event.chunks(4096)), Err(NotEvents));
    }

    proptest! {
        #[test]
        fn any_cutting_gives_the_same_events(size in 1_usize..40) {
            prop_assert_eq!(decode(STREAM.as_bytes().chunks(size)).unwrap(), expected());
        }

        #[test]
        fn any_bytes_are_read_or_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(bytes.chunks(7));
        }
    }
}
