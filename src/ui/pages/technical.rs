//! The technical report as a page: what the figures rest on.

use leptos::prelude::*;

use super::insights::ways;

use crate::ui::parts::figures_table;
use footing_core::disclosure::Insights;
use footing_core::text::Text;
use footing_report::PagePlace;
use footing_report::press::pdf::Block;

pub fn technical(text: Text<'_>, insights: &Insights, blocks: &[Block]) -> impl IntoView + use<> {
    let head = insights.release.head();
    let from = [("name", head.name.clone().into()), ("date", text.date(head.made).into())];
    let mut section = "";
    let blocks: Vec<_> = blocks
        .iter()
        .map(|next| {
            if let Block::Heading(words) = next {
                section = words;
            }
            block(section, next)
        })
        .collect();
    view! {
        <main id="main" class="wide stack loose insights technical">
            <section class="stack">
                <p class="quiet">{text.with("teams-from", from)}</p>
                <h1>{text.say("tech-title")}</h1>
                <p class="actions">
                    {ways(text, PagePlace::Technical)}
                    <a href="/insights">{text.say("nav-insights")}</a>
                </p>
            </section>
            <div class="stack">{blocks}</div>
        </main>
    }
}

/// Tables of different surveys have the same captions: who moves from region to region hears the section too.
fn block(section: &str, block: &Block) -> AnyView {
    match block {
        Block::Heading(words) => view! { <h2>{words.clone()}</h2> }.into_any(),
        Block::Subheading(words) => view! { <h3>{words.clone()}</h3> }.into_any(),
        Block::Paragraph(words) => view! { <p>{words.clone()}</p> }.into_any(),
        Block::Quiet(words) => view! { <p class="quiet">{words.clone()}</p> }.into_any(),
        Block::List(points) => {
            let points: Vec<_> = points.iter().map(|point| view! { <li>{point.clone()}</li> }).collect();
            view! { <ul>{points}</ul> }.into_any()
        }
        Block::Table { caption, head, rows } => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{section} · {caption}")>
                {figures_table(view! { <caption>{caption.clone()}</caption> }.into_any(), head, rows)}
            </div>
        }
        .into_any(),
        Block::Figure(drawing) => view! { <div class="chart" inner_html=drawing.inline()></div> }.into_any(),
        Block::NewPage => ().into_any(),
    }
}
