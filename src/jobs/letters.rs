//! The letters: what stands in them, in the language of the person who gets them.

use crate::mail::Block;
use crate::service::InvitationLetter;
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
