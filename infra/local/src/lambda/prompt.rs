//! A listener whose connections acknowledge at once what they receive.
//!
//! The Rust runtime's client sends the head of a streamed answer and its first bytes in two writes. With Nagle's algorithm
//! at its end and delayed acknowledgement (RFC 9293, 3.8.6.3) at ours, the second would wait some 40 ms for the first.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Listens like the listener it is made of.
#[derive(Debug)]
pub(super) struct PromptListener(pub(super) TcpListener);

/// A connection that does not hold back its acknowledgements.
#[derive(Debug)]
pub(super) struct Prompt(TcpStream);

impl Listener for PromptListener {
    type Io = Prompt;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Prompt, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Only speed is lost where the system refuses.
        drop(stream.set_nodelay(true));
        (Prompt(stream), address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl AsyncRead for Prompt {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.0).poll_read(context, buffer);
        acknowledge(&self.0);
        read
    }
}

impl AsyncWrite for Prompt {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

/// Linux forgets this setting again, so it is repeated at every read; a refusal costs only speed.
#[cfg(target_os = "linux")]
fn acknowledge(stream: &TcpStream) {
    drop(socket2::SockRef::from(stream).set_tcp_quickack(true));
}

/// Elsewhere acknowledgements come when the system sends them.
#[cfg(not(target_os = "linux"))]
fn acknowledge(_: &TcpStream) {}
