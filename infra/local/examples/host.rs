//! Runs a cloud until it is interrupted: `host TEMPLATE BINARIES DATA`, prints its URL when ready.

use local::{Cloud, Options, interrupted};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the URL is what its caller waits for")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(std::path::PathBuf::from);
    let mut next = || arguments.next().ok_or("usage: host TEMPLATE BINARIES DATA");
    let cloud = Cloud::start(Options {
        template: next()?,
        binaries: next()?,
        site: None,
        data: next()?,
        port: 0,
        faults: false,
        environment: std::collections::BTreeMap::new(),
        secrets: std::collections::BTreeMap::new(),
    })
    .await?;
    println!("{}", cloud.url());
    interrupted().await?;
    cloud.stop().await;
    Ok(())
}
