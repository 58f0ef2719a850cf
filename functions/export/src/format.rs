//! The forms in which a letter leaves.

use letter::Letter;
use platform::http::Problem;
use platform::http::stream::FileHead;

/// Columns of the plain text: what mail programs and portals show without breaking lines themselves.
const TEXT_WIDTH: usize = 80;

/// One form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Docx,
    Pdf,
    Html,
    Text,
}

/// How a portable case presents itself.
pub(crate) fn portable_case() -> FileHead {
    FileHead { media_type: "application/json", name: "case.json" }
}

impl Format {
    /// Reads the ending of a file's name.
    pub(crate) fn parse(ending: &str) -> Option<Self> {
        match ending {
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "html" => Some(Self::Html),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }

    /// How the file presents itself. Its name says nothing of the patient or the case.
    pub(crate) fn head(self) -> FileHead {
        let (media_type, name) = match self {
            Self::Docx => (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "letter.docx",
            ),
            Self::Pdf => ("application/pdf", "letter.pdf"),
            Self::Html => ("text/html; charset=utf-8", "letter.html"),
            Self::Text => ("text/plain; charset=utf-8", "letter.txt"),
        };
        FileHead { media_type, name }
    }

    /// The file's bytes.
    pub(crate) fn write(self, letter: &Letter) -> Result<Vec<u8>, Problem> {
        match self {
            Self::Docx => letter::docx(letter)
                .map_err(|_| Problem::internal("a letter could not be written as docx")),
            Self::Pdf => letter::pdf(letter).map_err(|error| match error {
                letter::PdfError::NoGlyph(_) => Problem::field(
                    "",
                    "unprintable-character",
                    "the letter holds a character that the fonts of the PDF do not have",
                ),
                letter::PdfError::Invalid(_) => {
                    Problem::internal("a letter could not be written as pdf")
                }
            }),
            Self::Html => Ok(letter::html(letter).into_bytes()),
            Self::Text => Ok(letter::text(letter, TEXT_WIDTH).into_bytes()),
        }
    }
}
