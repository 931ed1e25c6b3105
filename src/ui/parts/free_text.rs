//! A field for more than a line, and the only place where one is made: what stands in it is escaped here, because the
//! children of this one element are not escaped when a page is rendered.

use leptos::prelude::*;

pub fn free_text(
    name: &'static str,
    value: &str,
    described_by: Option<String>,
    invalid: bool,
) -> impl IntoView + use<> {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    view! {
        <textarea
            id=name
            name=name
            rows="4"
            aria-describedby=described_by
            aria-invalid=invalid.then_some("true")
            inner_html=escaped
        ></textarea>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_ends_the_field_or_begins_an_element() {
        let written = "</textarea><script>alert(1)</script> & more";
        let html = free_text("purpose", written, None, false).to_html();
        assert_eq!(html.matches('<').count(), 2, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(html.contains("&amp; more"), "{html}");
    }
}
