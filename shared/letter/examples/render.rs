//! Renders a letter in JSON to all four formats: `cargo run -p letter --example render -- LETTER.json DIRECTORY`.

use std::error::Error;
use std::{env, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(source), Some(target)) = (arguments.next(), arguments.next()) else {
        return Err("usage: render LETTER.json DIRECTORY".into());
    };
    let letter: letter::Letter = serde_json::from_str(&fs::read_to_string(source)?)?;
    let target = PathBuf::from(target);
    fs::create_dir_all(&target)?;
    fs::write(target.join("letter.docx"), letter::docx(&letter)?)?;
    fs::write(target.join("letter.html"), letter::html(&letter))?;
    fs::write(target.join("letter.txt"), letter::text(&letter, 78))?;
    fs::write(target.join("letter.pdf"), letter::pdf(&letter)?)?;
    Ok(())
}
