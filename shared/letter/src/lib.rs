//! A letter as blocks, rendered to DOCX, PDF, HTML and text.
