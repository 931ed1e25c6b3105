//! The organisation for learning and development: a question a section, its drawing, what to see in it, its table, and ways
//! to take it along.

use leptos::prelude::*;

use crate::ui::parts::figures_table;
use footing_core::disclosure::Insights;
use footing_core::text::Text;
use footing_report::{FileFormat, Format, PagePlace, ReportItem};

pub fn insights(text: Text<'_>, insights: &Insights, report_items: &[ReportItem]) -> impl IntoView + use<> {
    let head = insights.release.head();
    let from = [("name", head.name.clone().into()), ("date", text.date(head.made).into())];
    let sections: Vec<_> = report_items.iter().map(|report_item| section(text, report_item)).collect();
    view! {
        <main id="main" class="wide stack loose insights">
            <section class="stack">
                <p class="quiet">{text.with("teams-from", from)}</p>
                <h1>{text.say("insights-title")}</h1>
                <p>{text.say("insights-what")}</p>
                <p class="actions">{ways(text, PagePlace::Front)}</p>
                <p class="take">
                    <a href="/insights/technical">{text.say("tech-title")}</a>
                    <a href="/insights/everything">{text.say("set-title")}</a>
                    {ways(text, PagePlace::Programs)}
                </p>
            </section>
            {sections}
        </main>
    }
}

/// A link to each format that is offered in one place.
pub(super) fn ways(text: Text<'_>, place: PagePlace) -> Vec<AnyView> {
    let class = if place == PagePlace::Programs { None } else { Some("button second") };
    let link = |format: &FileFormat| {
        let address = format!("/insights/{}", format.name);
        view! { <a class=class href=address download=true>{text.say(format.label)}</a> }.into_any()
    };
    FileFormat::offered_in(place).map(link).collect()
}

fn section(text: Text<'_>, report_item: &ReportItem) -> AnyView {
    let id = report_item.name().to_owned();
    let ways: Vec<_> = Format::ALL
        .into_iter()
        .map(|format| {
            let label = text.with(
                "chart-take",
                [("title", report_item.title().to_owned().into()), ("format", format.ending().to_uppercase().into())],
            );
            let address = format!("/insights/{}.{}", report_item.name(), format.ending());
            view! { <a href=address download=true aria-label=label>{format.ending().to_uppercase()}</a> }
        })
        .collect();
    let chart_label = text.with("chart-of", [("title", report_item.title().to_owned().into())]);
    let caption = view! { <caption class="sr-only">{report_item.title().to_owned()}</caption> }.into_any();
    let table = figures_table(caption, &report_item.table.head, &report_item.table.rows);
    let table_label = text.with("chart-table-of", [("title", report_item.title().to_owned().into())]);
    view! {
        <section class="stack" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{report_item.title().to_owned()}</h2>
            <p>{report_item.finding().to_owned()}</p>
            <div class="chart" tabindex="0" role="region" aria-label=chart_label inner_html=report_item.on_page().inline()></div>
            <div class="take"><span class="quiet">{text.say("chart-download")}</span> {ways}</div>
            <details>
                <summary>{text.say("chart-table")}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=table_label>{table}</div>
            </details>
        </section>
    }
    .into_any()
}
