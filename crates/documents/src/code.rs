//! The square code that leads from paper to an address.

use qrcode::{Color, EcLevel, QrCode};

use crate::pdf::PdfError;

/// Blank modules around the code, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// The code as an SVG image: one path, so that no viewer shows seams between its modules.
///
/// Level H survives a mark in the middle and an oily thumb besides.
pub(crate) fn code(url: &str) -> Result<String, PdfError> {
    let code = QrCode::with_error_correction_level(url, EcLevel::H).map_err(|_| PdfError::AddressTooLong)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run[0] == Color::Dark {
                let length = run.len();
                path += &format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += run.len();
        }
    }
    let side = width + 2 * QUIET;
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#221E1A" d="{path}"/></svg>"##
    ))
}
