//! Runs a cloud until it is interrupted: `host TEMPLATE BINARIES DATA [PARAMETER=VALUE]…`, prints its URL when ready.

use std::collections::BTreeMap;

use local::{Cloud, Options, interrupted};

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the URL is what its caller waits for")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: host TEMPLATE BINARIES DATA");
    let (template, binaries, data) = (next()?.into(), next()?.into(), next()?.into());
    let parameters = arguments.filter_map(|argument| {
        argument.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()))
    });
    let options = Options {
        template,
        binaries,
        site: None,
        data,
        port: 0,
        faults: true,
        environment: parameters.collect(),
        secrets: BTreeMap::new(),
    };
    let cloud = Cloud::start(options).await?;
    println!("{}", cloud.url());
    interrupted().await?;
    cloud.stop().await;
    Ok(())
}
