//! The letters: what stands in them, in the language of the person who gets them.

use crate::mail::Block;
use crate::service::{InvitationLetter, NewAddressLetter};
use footing_core::wave::Occasion;

use footing_core::text::Text;

/// A link for signing in.
pub fn sign_in(text: Text<'_>, link: String) -> Vec<Block> {
    vec![
        Block::Paragraph(text.say("mail-link-what")),
        Block::Link { label: text.say("mail-link-do"), url: link },
        Block::Paragraph(text.say("mail-link-ignore")),
    ]
}

/// That another address took the place of the one this goes to: subject and content.
pub fn new_address(text: Text<'_>, letter: &NewAddressLetter, link: Option<String>) -> (String, Vec<Block>) {
    let what = text.with("mail-moved-what", [("address", letter.new.to_string().into())]);
    let open = link.into_iter().flat_map(|url| {
        [Block::Paragraph(text.say("mail-moved-locked")), Block::Link { label: text.say("mail-moved-do"), url }]
    });
    let blocks = std::iter::once(Block::Paragraph(what)).chain(open);
    let blocks = blocks.chain([Block::Paragraph(text.say("mail-moved-not-you"))]).collect();
    (text.say("mail-moved-subject"), blocks)
}

/// An invitation to a wave, or a reminder of it: subject and content.
pub fn invitation(text: Text<'_>, letter: &InvitationLetter, link: String) -> (String, Vec<Block>) {
    let name = || ("name", letter.name.clone().into());
    let (subject, what) = match letter.occasion {
        Occasion::Opening => ("mail-invite-subject", "mail-invite-what"),
        Occasion::Reminder => ("mail-remind-subject", "mail-remind-what"),
    };
    let places = [name(), ("minutes", letter.minutes.into()), ("date", text.date(letter.closes).into())];
    let blocks = vec![
        Block::Paragraph(text.with(what, places)),
        Block::Paragraph(text.say("mail-invite-privacy")),
        Block::Link { label: text.say("mail-invite-do"), url: link },
        Block::Paragraph(text.say("mail-invite-same")),
    ];
    (text.with(subject, [name()]), blocks)
}
