//! A QR code as SVG: an address a telephone can read from a screen or from paper.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode as Modules};

/// The drawing of a code, in modules of one unit.
#[derive(Clone, Debug)]
pub struct QrCode {
    /// With the empty border that readers need.
    side: usize,
    path: String,
}

/// The border, in modules (ISO/IEC 18004).
const BORDER: usize = 4;

impl QrCode {
    /// `None` for a text that is too long for any code.
    pub fn of(text: &str) -> Option<QrCode> {
        let modules = Modules::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = modules.width();
        let colors = modules.to_colors();
        let mut path = String::new();
        for (y, row) in colors.chunks(width).enumerate() {
            let mut x = 0;
            // Neighbours in a row are one stroke, so that no hairline shows between them.
            for run in row.chunk_by(|one, next| one == next) {
                if run[0] == Color::Dark {
                    path.push_str(&format!("M{} {}h{}v1h-{}z", x + BORDER, y + BORDER, run.len(), run.len()));
                }
                x += run.len();
            }
        }
        Some(QrCode { side: width + 2 * BORDER, path })
    }
}

/// The address stands beside it as text, so that it is only for cameras.
pub fn qr_code(code: &QrCode) -> impl IntoView + use<> {
    let QrCode { side, path } = code.clone();
    view! {
        <svg class="qr" viewBox=format!("0 0 {side} {side}") shape-rendering="crispEdges" aria-hidden="true">
            <rect width=side height=side fill="#fff"></rect>
            <path d=path fill="#000"></path>
        </svg>
    }
}
