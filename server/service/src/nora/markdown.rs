//! Markdown (CommonMark) read into the small tree that is drawn.
//!
//! What the tree has no node for is shown as the reader would type it: HTML as its source, a link to anywhere but the safe web
//! as its words, an image as the words that stand for it.

use domain::nora::markdown::{Block, Inline, MAX_DEPTH};
use domain::text::WebAddress;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag};

/// The text as it is drawn.
pub(super) fn read(text: &str) -> Vec<Block> {
    let mut tree = Tree {
        open: vec![Open::new(Kind::Quote)],
    };
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(tag) => tree.start(tag),
            Event::End(_) => tree.end(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => tree.text(&text),
            Event::Code(text) => tree.put(Inline::Verbatim(text.into_string())),
            Event::SoftBreak => tree.text(" "),
            Event::HardBreak => tree.put(Inline::Break),
            Event::Rule => {
                tree.settle();
                tree.block(Block::Rule);
            }
            // Only with extensions of Markdown, which are off.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }
    tree.settle();
    tree.open.pop().map(|root| root.blocks).unwrap_or_default()
}

/// What is being read.
enum Kind {
    Quote,
    List(Option<u64>),
    Item,
    /// A block too deep to be drawn as such: what is in it goes to the one around it.
    Through,
    Paragraph,
    /// A paragraph that no mark begins or ends, as in a list whose points stand close.
    Line,
    Heading(u8),
    Verbatim,
    /// HTML that stands by itself.
    Source,
    Emphasis,
    Strong,
    Link(WebAddress),
    /// A part of a line that is not drawn as such.
    Words,
}

struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    line: Vec<Inline>,
    text: String,
}

impl Open {
    const fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            items: Vec::new(),
            line: Vec::new(),
            text: String::new(),
        }
    }

    const fn holds_blocks(&self) -> bool {
        matches!(self.kind, Kind::Quote | Kind::List(_) | Kind::Item | Kind::Through)
    }
}

/// The way from the root to what is being read; the root is never closed.
struct Tree {
    open: Vec<Open>,
}

impl Tree {
    fn start(&mut self, tag: Tag<'_>) {
        let is_deep = self.open.len() > MAX_DEPTH;
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(size(level)),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Kind::Verbatim,
            Tag::HtmlBlock => Kind::Source,
            Tag::BlockQuote(_) if !is_deep => Kind::Quote,
            Tag::List(first) if !is_deep => Kind::List(first),
            Tag::Item
                if matches!(
                    self.open.last(),
                    Some(Open {
                        kind: Kind::List(_),
                        ..
                    })
                ) =>
            {
                Kind::Item
            }
            Tag::Emphasis if !is_deep => Kind::Emphasis,
            Tag::Strong if !is_deep => Kind::Strong,
            Tag::Link { dest_url, .. } if !is_deep => WebAddress::parse(&dest_url).map_or(Kind::Words, Kind::Link),
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => Kind::Words,
            _ => Kind::Through,
        };
        if matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Link(_) | Kind::Words) {
            self.begin_line();
        } else {
            self.settle();
        }
        self.open.push(Open::new(kind));
    }

    fn end(&mut self) {
        self.settle();
        self.close();
    }

    /// Ends a line that no mark ends.
    fn settle(&mut self) {
        if matches!(self.open.last(), Some(Open { kind: Kind::Line, .. })) {
            self.close();
        }
    }

    fn begin_line(&mut self) {
        if self.open.last().is_some_and(Open::holds_blocks) {
            self.open.push(Open::new(Kind::Line));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(top) = self.open.last_mut()
            && matches!(top.kind, Kind::Verbatim | Kind::Source)
        {
            top.text.push_str(text);
            return;
        }
        self.put(Inline::Text(text.to_owned()));
    }

    fn put(&mut self, inline: Inline) {
        self.begin_line();
        let Some(top) = self.open.last_mut() else { return };
        match (top.line.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(more)) => before.push_str(&more),
            (_, inline) => top.line.push(inline),
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(top) = self.open.last_mut() {
            top.blocks.push(block);
        }
    }

    fn close(&mut self) {
        if self.open.len() < 2 {
            return;
        }
        let Some(closed) = self.open.pop() else { return };
        let Open {
            kind,
            blocks,
            items,
            line,
            text,
        } = closed;
        match kind {
            Kind::Quote => self.block(Block::Quote(blocks)),
            Kind::List(None) => self.block(Block::Bullets(items)),
            Kind::List(Some(first)) => self.block(Block::Numbers(first, items)),
            Kind::Item => {
                if let Some(list) = self.open.last_mut() {
                    list.items.push(blocks);
                }
            }
            Kind::Through => blocks.into_iter().for_each(|block| self.block(block)),
            Kind::Paragraph | Kind::Line => self.block(Block::Paragraph(line)),
            Kind::Heading(size) => self.block(Block::Heading(size, line)),
            Kind::Verbatim => self.block(Block::Verbatim(text)),
            Kind::Source => {
                let source = Inline::Text(text.trim_end().to_owned());
                self.block(Block::Paragraph(vec![source]));
            }
            Kind::Emphasis => self.put(Inline::Emphasis(line)),
            Kind::Strong => self.put(Inline::Strong(line)),
            Kind::Link(address) => self.put(Inline::Link(address, line)),
            Kind::Words => line.into_iter().for_each(|inline| self.put(inline)),
        }
    }
}

const fn size(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
