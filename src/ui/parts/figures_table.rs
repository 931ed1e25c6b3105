//! A table of figures: the first cell of a row is its head.

use leptos::prelude::*;

pub fn figures_table(caption: AnyView, head: &[String], rows: &[Vec<String>]) -> impl IntoView + use<> {
    let head: Vec<_> = head.iter().map(|cell| view! { <th scope="col">{cell.clone()}</th> }).collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let mut cells = row.iter().cloned();
            let first = cells.next();
            let cells: Vec<_> = cells.map(|cell| view! { <td>{cell}</td> }).collect();
            view! { <tr><th scope="row">{first}</th>{cells}</tr> }
        })
        .collect();
    view! {
        <table class="figures">
            {caption}
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
