//! A figure of a release as a cell of a table: value, band of answers, and colour only where a difference is clear.
//! What is hidden looks alike, whatever the reason.

use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::*;

use footing_core::disclosure::{Agreement, Figures, Standing};
use footing_core::text::Text;
use footing_report::points;

/// The cells of one table. A thousand teams have few bands of answers, and each is put into words once.
pub struct Heat<'c> {
    text: Text<'c>,
    not_shown: String,
    split: String,
    bands: RefCell<BTreeMap<(u32, u32), String>>,
}

impl<'c> Heat<'c> {
    pub fn new(text: Text<'c>) -> Heat<'c> {
        let (not_shown, split) = (text.say("not-shown"), text.say("opinions-split"));
        Heat { text, not_shown, split, bands: RefCell::default() }
    }

    /// The cell of a group in one column; the organisation itself is compared with nobody.
    pub fn cell(&self, figures: Option<&Figures>, is_organisation: bool) -> AnyView {
        let Some(figures) = figures else {
            return view! { <td class="suppressed"><span>{self.not_shown.clone()}</span></td> }.into_any();
        };
        let step = ((figures.mean / 20.0) as usize).min(4);
        let scale = ["h0", "h1", "h2", "h3", "h4"][step];
        let (class, sign) = match figures.standing {
            Some(Standing::ClearlyAbove) => (scale, Some("▲")),
            Some(Standing::ClearlyBelow) => (scale, Some("▼")),
            _ if is_organisation => (scale, None),
            Some(Standing::AboutTheSame) | None => ("unclear", None),
        };
        let sign = sign.map(|sign| view! { <span class="sign" aria-hidden="true">" " {sign}</span> });
        let words = standing_words(self.text, figures).map(|words| view! { <span class="sr-only">" " {words}</span> });
        // Agreement is what one expects; a team that is split needs to know.
        let split = (figures.agreement.as_deref() == Some(&Agreement::Split)).then(|| self.split.clone());
        let notes: Vec<_> = [Some(self.band(figures)), split, change_words(self.text, figures)]
            .into_iter()
            .flatten()
            .map(|note| view! { <span class="n">{note}</span> })
            .collect();
        view! {
            <td class=class>
                {points(figures)} {sign} {words}
                {notes}
            </td>
        }
        .into_any()
    }

    fn band(&self, figures: &Figures) -> String {
        let mut bands = self.bands.borrow_mut();
        let band = || band(self.text, figures);
        bands.entry((figures.answers.from, figures.answers.to)).or_insert_with(band).clone()
    }
}

pub fn band(text: Text<'_>, figures: &Figures) -> String {
    text.with("answers-band", [("from", figures.answers.from.into()), ("to", figures.answers.to.into())])
}

/// Clearly above or below the organisation; nothing for what cannot be told apart from it.
pub fn standing_words(text: Text<'_>, figures: &Figures) -> Option<String> {
    match figures.standing? {
        Standing::ClearlyAbove => Some(text.say("clearly-above")),
        Standing::ClearlyBelow => Some(text.say("clearly-below")),
        Standing::AboutTheSame => None,
    }
}

/// From where a figure has risen or fallen, if that is more than chance.
pub fn change_words(text: Text<'_>, figures: &Figures) -> Option<String> {
    let before = figures.before?;
    let words = if figures.mean > before { "changed-up" } else { "changed-down" };
    Some(text.with(words, [("before", before.round().into())]))
}

/// What the colours and signs mean.
pub fn heat_legend(text: Text<'_>) -> impl IntoView + use<> {
    let steps = [("h0", "0–20"), ("h1", "20–40"), ("h2", "40–60"), ("h3", "60–80"), ("h4", "80–100")];
    let steps = steps.map(|(class, range)| view! { <span><i class=class></i>{range}</span> });
    view! {
        <div class="legend">
            {steps.into_iter().collect_view()}
            <span><i class="unclear"></i>{text.say("legend-same")}</span>
            <span><i class="suppressed"></i>{text.say("legend-hidden")}</span>
            <span>{text.say("legend-signs")}</span>
        </div>
    }
}
