use proptest::prelude::*;

use super::*;

/// The words of a line, and every address in it.
fn words(line: &[Inline], text: &mut String, addresses: &mut Vec<String>) {
    for inline in line {
        match inline {
            Inline::Text(part) | Inline::Verbatim(part) => text.push_str(part),
            Inline::Emphasis(inner) | Inline::Strong(inner) => words(inner, text, addresses),
            Inline::Link(address, inner) => {
                addresses.push(address.to_string());
                words(inner, text, addresses);
            }
            Inline::Break => text.push('\n'),
        }
    }
}

fn walk(blocks: &[Block], text: &mut String, addresses: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(line) | Block::Heading(_, line) => words(line, text, addresses),
            Block::Bullets(items) | Block::Numbers(_, items) => {
                items.iter().for_each(|item| walk(item, text, addresses));
            }
            Block::Quote(inner) => walk(inner, text, addresses),
            Block::Verbatim(part) => text.push_str(part),
            Block::Rule => {}
        }
        text.push('\n');
    }
}

fn seen(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut addresses) = (String::new(), Vec::new());
    walk(&read(markdown), &mut text, &mut addresses);
    (text, addresses)
}

fn plain(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

#[test]
fn an_article_is_read_as_it_is_meant() {
    let text = "# Ferie med uro\n\nHva *kan* du **gjøre**?  \nSpør [oss](https://www.imdi.no/nora/).\n\n\
                - snakk\n- lytt\n  1. først\n  2. så\n\n> Hun sa\n> det\n\n```\nsom skrevet\n```\n\n---\n`kode`";
    let address = WebAddress::parse("https://www.imdi.no/nora/").unwrap();
    let expected = vec![
        Block::Heading(1, plain("Ferie med uro")),
        Block::Paragraph(vec![
            Inline::Text("Hva ".to_owned()),
            Inline::Emphasis(plain("kan")),
            Inline::Text(" du ".to_owned()),
            Inline::Strong(plain("gjøre")),
            Inline::Text("?".to_owned()),
            Inline::Break,
            Inline::Text("Spør ".to_owned()),
            Inline::Link(address, plain("oss")),
            Inline::Text(".".to_owned()),
        ]),
        Block::Bullets(vec![
            vec![Block::Paragraph(plain("snakk"))],
            vec![
                Block::Paragraph(plain("lytt")),
                Block::Numbers(
                    1,
                    vec![
                        vec![Block::Paragraph(plain("først"))],
                        vec![Block::Paragraph(plain("så"))],
                    ],
                ),
            ],
        ]),
        Block::Quote(vec![Block::Paragraph(plain("Hun sa det"))]),
        Block::Verbatim("som skrevet\n".to_owned()),
        Block::Rule,
        Block::Paragraph(vec![Inline::Verbatim("kode".to_owned())]),
    ];
    assert_eq!(read(text), expected);
}

/// What is meant to do harm: each has to stand there as words.
const HOSTILE: &[(&str, &str)] = &[
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("Hei <script>alert(1)</script>", "Hei <script>alert(1)</script>"),
    ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
    ("Hei <img src=x onerror=alert(1)>", "onerror=alert(1)"),
    ("<svg/onload=alert(1)>", "<svg/onload=alert(1)>"),
    ("<iframe src=\"https://evil.example\"></iframe>", "<iframe"),
    ("<a href=\"javascript:alert(1)\">trykk</a>", "javascript:alert(1)"),
    ("<style>*{display:none}</style>", "<style>"),
    ("<!-- skjult -->", "<!-- skjult -->"),
    ("<![CDATA[x]]>", "CDATA"),
    ("<?php echo 1 ?>", "<?php"),
    (
        "<form action=https://evil.example><button>Logg inn</button></form>",
        "<form",
    ),
    (
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<meta",
    ),
    ("[trykk](javascript:alert(1))", "trykk"),
    ("[trykk](JaVaScRiPt:alert(1))", "trykk"),
    ("[trykk](  javascript:alert(1))", "trykk"),
    ("[trykk](java&#x09;script:alert(1))", "trykk"),
    ("[trykk](&#106;avascript:alert(1))", "trykk"),
    ("[trykk](\u{1}javascript:alert(1))", "trykk"),
    ("[trykk](vbscript:msgbox(1))", "trykk"),
    ("[trykk](data:text/html;base64,PHNjcmlwdD4=)", "trykk"),
    ("[trykk](file:///etc/passwd)", "trykk"),
    ("[trykk](http://evil.example)", "trykk"),
    ("[trykk](//evil.example)", "trykk"),
    ("[trykk](/account)", "trykk"),
    ("[trykk](mailto:a@b.example)", "trykk"),
    ("[trykk](https://www.imdi.no@evil.example/)", "trykk"),
    ("[trykk](https://www.imdi.no:x@evil.example/)", "trykk"),
    ("[trykk](https:\\\\evil.example)", "trykk"),
    ("[trykk](<https://evil.example/\"onmouseover=alert(1)>)", "trykk"),
    ("[trykk][1]\n\n[1]: javascript:alert(1)", "trykk"),
    ("<javascript:alert(1)>", "javascript:alert(1)"),
    ("![et bilde](https://evil.example/spor.png)", "et bilde"),
    ("![x](javascript:alert(1))", "x"),
    ("![<script>alert(1)</script>](x)", "<script>alert(1)</script>"),
    ("`<script>alert(1)</script>`", "<script>alert(1)</script>"),
    ("```html\n<script>alert(1)</script>\n```", "<script>alert(1)</script>"),
    ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
    ("# <script>alert(1)</script>", "<script>alert(1)</script>"),
    ("- <script>alert(1)</script>", "<script>alert(1)</script>"),
    ("> <script>alert(1)</script>", "<script>alert(1)</script>"),
    ("{{ constructor.constructor('alert(1)')() }}", "{{ constructor"),
    ("a\0b", "a"),
];

#[test]
fn what_is_meant_to_do_harm_stands_there_as_words_and_leads_nowhere() {
    for (markdown, stays) in HOSTILE {
        let (text, addresses) = seen(markdown);
        assert!(text.contains(stays), "{markdown}: {text}");
        assert_eq!(addresses, Vec::<String>::new(), "{markdown}");
    }
}

#[test]
fn a_link_to_the_safe_web_is_kept_with_its_words_and_without_its_title() {
    let (text, addresses) = seen("[*Nora*](https://www.imdi.no/nora/ \"x\\\" onclick=alert(1)\") <https://ung.no/>");
    assert_eq!(text.trim(), "Nora https://ung.no/");
    assert_eq!(addresses, ["https://www.imdi.no/nora/", "https://ung.no/"]);
}

fn depth(blocks: &[Block]) -> usize {
    let line = |line: &[Inline]| line.iter().map(depth_of).max().unwrap_or(0);
    let items = |items: &[Vec<Block>]| 1 + items.iter().map(|item| depth(item)).max().unwrap_or(0);
    let one = |block: &Block| match block {
        Block::Paragraph(inner) | Block::Heading(_, inner) => 1 + line(inner),
        Block::Bullets(inner) | Block::Numbers(_, inner) => 1 + items(inner),
        Block::Quote(inner) => 1 + depth(inner),
        Block::Verbatim(_) | Block::Rule => 1,
    };
    blocks.iter().map(one).max().unwrap_or(0)
}

fn depth_of(inline: &Inline) -> usize {
    match inline {
        Inline::Text(_) | Inline::Verbatim(_) | Inline::Break => 1,
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => {
            1 + inner.iter().map(depth_of).max().unwrap_or(0)
        }
    }
}

#[test]
fn a_text_that_is_deep_beyond_reason_is_drawn_flat_and_travels_both_ways() {
    let lists: String = (0..200).map(|at| format!("{}- x\n", "  ".repeat(at))).collect();
    for markdown in [
        format!("{}dypt", ">".repeat(9000)),
        format!("{}dypt{}", "*a **b ".repeat(2000), "** *".repeat(2000)),
        format!("{}dypt", "- ".repeat(9000)),
        format!("{}dypt{}", "[".repeat(5000), "](https://x.example)".repeat(500)),
        lists,
    ] {
        let tree = read(&markdown);
        assert!(depth(&tree) <= MAX_DEPTH + 4, "{}", depth(&tree));
        let sent = serde_json::to_string(&tree).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Block>>(&sent).unwrap(), tree);
    }
}

proptest! {
    #[test]
    fn whatever_is_written_every_address_is_safe_and_the_tree_travels(
        text in "([a-zæøå<>\\[\\]()!*_`#&;:/.\"'\\\\ \n>-]|https://|javascript:|<script>|\\n- |\\n> |\\]\\(){0,200}"
    ) {
        let tree = read(&text);
        let (_, addresses) = seen(&text);
        for address in addresses {
            prop_assert!(address.starts_with("https://"));
        }
        let sent = serde_json::to_string(&tree).unwrap();
        prop_assert_eq!(serde_json::from_str::<Vec<Block>>(&sent).unwrap(), tree);
    }
}
