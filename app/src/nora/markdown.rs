//! A text in Markdown as it is drawn. Its headings stand below the page's own.

use domain::nora::markdown::{Block, Inline};
use leptos::prelude::*;

/// The text.
pub(super) fn drawn(text: Vec<Block>) -> AnyView {
    view! { <div class="hr-prose hr-markdown">{blocks(text)}</div> }.into_any()
}

fn blocks(text: Vec<Block>) -> AnyView {
    text.into_iter().map(block).collect_view().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(line) => view! { <p>{inlines(line)}</p> }.into_any(),
        Block::Heading(1 | 2, line) => view! { <h3>{inlines(line)}</h3> }.into_any(),
        Block::Heading(3, line) => view! { <h4>{inlines(line)}</h4> }.into_any(),
        Block::Heading(_, line) => view! { <h5>{inlines(line)}</h5> }.into_any(),
        Block::Bullets(points) => view! { <ul>{items(points)}</ul> }.into_any(),
        Block::Numbers(first, points) => view! { <ol start=first.to_string()>{items(points)}</ol> }.into_any(),
        Block::Quote(inner) => view! { <blockquote>{blocks(inner)}</blockquote> }.into_any(),
        Block::Verbatim(text) => view! { <pre>{text}</pre> }.into_any(),
        Block::Rule => view! { <hr /> }.into_any(),
    }
}

fn items(points: Vec<Vec<Block>>) -> AnyView {
    points
        .into_iter()
        .map(|point| view! { <li>{blocks(point)}</li> })
        .collect_view()
        .into_any()
}

fn inlines(line: Vec<Inline>) -> AnyView {
    line.into_iter().map(inline).collect_view().into_any()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Verbatim(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Link(address, inner) => {
            let href = address.to_string();
            view! { <a class="ds-link" href=href rel="external noreferrer">{inlines(inner)}</a> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}
